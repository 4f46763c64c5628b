// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/office_exchange.h"

#include "core/crypto/layout.h"
#include "sync/network/direct_exchange.h"

#include <algorithm>
#include <tuple>

namespace peyvand {
namespace {

// A manifest holds a bounded number of them.
constexpr std::size_t most_grants = 8'192;
// Whoever renews takes the number after the greatest: nobody may use them up.
constexpr std::uint32_t most_key_number = 1U << 30;

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
    for (const AudienceKey& key : keys)
        ring.push_back({KeyScope::office, audienceOf(network.opened().journal().charity()),
                        key.number, key.key.copy()});
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

std::vector<const SharedKey*> networkKeys(const Network& network) {
    std::vector<const SharedKey*> keys;
    for (const SharedKey& key : network.keys())
        if (isDecidedKey(network.membership(), key))
            keys.push_back(&key);
    std::sort(keys.begin(), keys.end(), [](const SharedKey* a, const SharedKey* b) {
        return std::tie(a->scope, a->number) < std::tie(b->scope, b->number);
    });
    return keys;
}

Result<std::vector<Bytes>> networkGrants(Network& network, const std::vector<VerifyKey>& desks) {
    const SigningKey& node = network.opened().journal().nodeKey();
    auto keys = networkKeys(network);
    const std::size_t most = most_grants / std::max<std::size_t>(1, desks.size());
    if (keys.size() > most)
        keys.erase(keys.begin(), keys.end() - static_cast<std::ptrdiff_t>(most));
    std::vector<Bytes> grants;
    for (const VerifyKey& desk : desks)
        for (const SharedKey* key : keys) {
            if (desk == node.publicKey())
                continue;
            PEYVAND_LET(auto grant, makeGrant(network.id(), *key, node, desk,
                                              network.opened().platform().random));
            grants.push_back(std::move(grant));
        }
    return grants;
}

Result<Bytes> grantOf(Network& network, const KeyId& id, const VerifyKey& desk) {
    PEYVAND_LET(const KeyRing office, officeKeys(network));
    const auto own = network.opened().journal().charity();
    const SharedKey* key =
        network.membership().charityOfNode(desk) == own ? findKey(office, id) : nullptr;
    if (key == nullptr)
        for (const SharedKey* one : networkKeys(network))
            key = keyId(one->key) == id ? one : key;
    PEYVAND_LET(const KeyRing direct, directKeysFor(network, desk));
    if (key == nullptr)
        key = findKey(direct, id);
    if (key == nullptr)
        return Bytes();
    return makeGrant(network.id(), *key, network.opened().journal().nodeKey(), desk,
                     network.opened().platform().random);
}

namespace {

bool mayTake(Network& network, const Grant& grant) {
    const Journal& journal = network.opened().journal();
    const Membership& membership = network.membership();
    if (grant.network != network.id() || grant.addressee != journal.nodeKey().publicKey() ||
        !membership.isEntitled(grant.granter))
        return false;
    if (grant.scope == KeyScope::office)
        return grant.audience == audienceOf(journal.charity()) &&
               membership.charityOfNode(grant.granter) == journal.charity() &&
               !holdsKey(network.opened().database(), grant.key_id);
    if (grant.scope == KeyScope::direct)
        return partnerOf(network, grant) && !holdsKey(network.opened().database(), grant.key_id);
    return (grant.scope == KeyScope::network || grant.scope == KeyScope::veil) &&
           grant.audience == network.id() && findKey(network.keys(), grant.key_id) == nullptr;
}

} // namespace

Result<std::size_t> takeGrants(Network& network, const std::vector<Bytes>& grants) {
    Journal& journal = network.opened().journal();
    std::size_t taken = 0;
    // Keys of pairs open no claims.
    bool may_open_claims = false;
    KeyRing of_network;
    for (const Bytes& bytes : grants) {
        const auto grant = Grant::decode(bytes);
        if (!grant || !mayTake(network, *grant))
            continue;
        PEYVAND_LET(SharedKey key, grant->open(journal.nodeKey()));
        const auto partner = partnerOf(network, *grant);
        const std::uint32_t number = std::min(key.number, most_key_number);
        if (key.scope == KeyScope::office)
            PEYVAND_TRY(journal.addKey(FeedScope::office, key.key, number));
        else if (partner)
            PEYVAND_TRY(journal.addKey(Audience::direct(*partner), key.key, number));
        else if (isDecidedKey(network.membership(), key))
            of_network.push_back(std::move(key));
        else
            continue;
        may_open_claims = may_open_claims || !partner;
        ++taken;
    }
    if (!of_network.empty())
        PEYVAND_TRY(network.keepKeys(of_network));
    if (may_open_claims)
        PEYVAND_TRY(network.lookAgainForOverlaps());
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
        PEYVAND_TRY(
            writer.add(BundleRecord::subject_key,
                       frameOf(network, keys.back().key, rows.id<RecordId>(0), rows.blob(1))));
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
            frame = frameOf(network, keys.back().key, subject, row.blob(0));
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
                                  [&](const AudienceKey& one) { return keyId(one.key) == key_id; });
    if (key == keys.end())
        return {};
    const auto opened = open(subkey(key->key, Subkey::content), nonce,
                             associatedData(journal.charity(), key_id, subject), reader.rest());
    if (!opened || opened->size() != SubjectKey::size())
        return {};
    return journal.addSubjectKey(subject, SubjectKey::from(*opened)).map([](std::uint64_t) {});
}

} // namespace peyvand
