// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/office_exchange.h"

#include "core/crypto/layout.h"

#include <algorithm>

namespace peyvand {
namespace {

ByteArray<32> audienceOf(const CharityId& charity) {
    ByteArray<32> audience{};
    std::copy(charity.bytes.begin(), charity.bytes.end(), audience.begin());
    return audience;
}

Bytes associatedData(const CharityId& charity, const KeyId& key, const RecordId& subject) {
    constexpr std::string_view label = "peyvand/1 subject key";
    Writer writer;
    writer.u8(static_cast<std::uint8_t>(label.size()))
        .fixed(bytesOf(label))
        .fixed(charity.bytes)
        .fixed(key)
        .fixed(subject.bytes);
    return writer.take();
}

bool holdsKey(Database& database, const KeyId& id) {
    auto row = database.prepare("SELECT 1 FROM audience_key WHERE id = ?");
    row.bind(id);
    return row.step();
}

} // namespace

Result<KeyRing> officeKeys(Network& network) {
    PEYVAND_LET(const auto keys, network.opened().journal().keysOf(FeedScope::office));
    KeyRing ring;
    for (const EpochKey& key : keys)
        ring.push_back({KeyScope::office, audienceOf(network.opened().journal().charity()),
                        static_cast<std::uint32_t>(ring.size() + 1), key.copy()});
    return ring;
}

Result<std::vector<Bytes>> officeGrants(Network& network) {
    PEYVAND_LET(const KeyRing keys, officeKeys(network));
    const SigningKey& node = network.opened().journal().nodeKey();
    std::vector<Bytes> grants;
    for (const VerifyKey& desk :
         network.membership().desksOf(network.opened().journal().charity())) {
        if (desk == node.publicKey())
            continue;
        for (const SharedKey& key : keys) {
            PEYVAND_LET(auto grant, makeGrant(network.id(), key, node, desk,
                                              network.opened().platform().random));
            grants.push_back(std::move(grant));
        }
    }
    return grants;
}

Result<Bytes> officeGrant(Network& network, const KeyId& id, const VerifyKey& desk) {
    PEYVAND_LET(const KeyRing keys, officeKeys(network));
    const SharedKey* key = findKey(keys, id);
    if (key == nullptr)
        return Bytes();
    return makeGrant(network.id(), *key, network.opened().journal().nodeKey(), desk,
                     network.opened().platform().random);
}

Result<std::size_t> takeOfficeGrants(Network& network, const std::vector<Bytes>& grants) {
    Journal& journal = network.opened().journal();
    const Membership& membership = network.membership();
    std::size_t taken = 0;
    for (const Bytes& bytes : grants) {
        const auto grant = Grant::decode(bytes);
        if (!grant || grant->scope != KeyScope::office || grant->network != network.id() ||
            grant->audience != audienceOf(journal.charity()) ||
            grant->addressee != journal.nodeKey().publicKey() ||
            membership.charityOfNode(grant->granter) != journal.charity() ||
            !membership.isEntitled(grant->granter) ||
            holdsKey(network.opened().database(), grant->key_id))
            continue;
        PEYVAND_LET(const SharedKey key, grant->open(journal.nodeKey()));
        PEYVAND_TRY(journal.addKey(FeedScope::office, key.key));
        ++taken;
    }
    return network.opened().database().checked(taken);
}

namespace {

Bytes frameOf(Network& network, const EpochKey& office, const RecordId& subject, ByteView key) {
    const KeyId id = keyId(office);
    const auto nonce = network.opened().platform().random.take<24>();
    const Bytes box = seal(subkey(office, Subkey::content), nonce,
                           associatedData(network.opened().journal().charity(), id, subject), key);
    Writer frame(subject_key_frame_bytes);
    frame.fixed(id).fixed(subject.bytes).fixed(nonce).fixed(box);
    return frame.take();
}

} // namespace

Result<void> writeSubjectKeys(Network& network, BundleWriter& writer) {
    PEYVAND_LET(const auto keys, network.opened().journal().keysOf(FeedScope::office));
    if (keys.empty())
        return {};
    Database& database = network.opened().database();
    auto rows = database.prepare("SELECT subject, key FROM subject_key WHERE key IS NOT NULL"
                                 " ORDER BY subject");
    while (rows.step())
        PEYVAND_TRY(writer.add(BundleRecord::subject_key,
                               frameOf(network, keys.back(), rows.id<RecordId>(0), rows.blob(1))));
    return database.takeFailure();
}

Result<Bytes> subjectKeyFrame(Network& network, const RecordId& subject) {
    PEYVAND_LET(const auto keys, network.opened().journal().keysOf(FeedScope::office));
    Bytes frame;
    if (!keys.empty()) {
        auto row = network.opened().database().prepare("SELECT key FROM subject_key"
                                                       " WHERE subject = ? AND key IS NOT NULL");
        row.bind(subject);
        if (row.step())
            frame = frameOf(network, keys.back(), subject, row.blob(0));
    }
    return network.opened().database().checked(std::move(frame));
}

Result<void> takeSubjectKey(Network& network, ByteView frame) {
    if (frame.size() != subject_key_frame_bytes)
        return fail(ErrorCode::bundle_damaged);
    Journal& journal = network.opened().journal();
    Reader reader(frame);
    const auto key_id = reader.fixed<8>();
    const RecordId subject{reader.fixed<16>()};
    const auto nonce = reader.fixed<24>();
    {
        auto known = network.opened().database().prepare("SELECT 1 FROM subject_key"
                                                         " WHERE subject = ?");
        known.bind(subject);
        if (known.step())
            return {};
    }
    PEYVAND_LET(const auto keys, journal.keysOf(FeedScope::office));
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const EpochKey& one) { return keyId(one) == key_id; });
    if (key == keys.end())
        return {};
    const auto opened = open(subkey(*key, Subkey::content), nonce,
                             associatedData(journal.charity(), key_id, subject), reader.rest());
    if (!opened || opened->size() != SubjectKey::size())
        return {};
    return journal.addSubjectKey(subject, SubjectKey::from(*opened)).map([](std::uint64_t) {});
}

} // namespace peyvand
