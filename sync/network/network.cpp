// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/network.h"

#include "core/crypto/layout.h"
#include "core/register/claim_due.h"
#include "core/text/fold.h"
#include "sync/network/claim_join.h"
#include "sync/network/direct_exchange.h"
#include "sync/network/direct_join.h"
#include "sync/network/office_exchange.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::string_view keys_setting = "key_ring";
constexpr std::string_view attempt_setting = "join_attempt";
constexpr std::size_t most_keys = 4096;

Bytes encodeKeys(const KeyRing& keys) {
    Writer writer;
    writer.u32(static_cast<std::uint32_t>(keys.size()));
    for (const auto& key : keys)
        writer.u8(static_cast<std::uint8_t>(key.scope))
            .fixed(key.audience)
            .u32(key.number)
            .fixed(key.key.view());
    return writer.take();
}

Result<KeyRing> decodeKeys(ByteView bytes) {
    KeyRing keys;
    if (bytes.empty())
        return keys;
    Reader reader(bytes);
    const std::uint32_t count = reader.u32();
    for (std::uint32_t i = 0; i < count && i < most_keys && reader.ok(); ++i) {
        SharedKey key;
        key.scope = static_cast<KeyScope>(reader.u8());
        key.audience = reader.fixed<32>();
        key.number = reader.u32();
        key.key = EpochKey::from(reader.fixed<32>());
        keys.push_back(std::move(key));
    }
    if (!reader.atEnd())
        return fail(ErrorCode::register_damaged);
    return keys;
}

// Of the network's; the one that seals stands last. A key that waits for other seats, or lost to
// another decision, only opens.
std::vector<EpochKey> inOrder(const KeyRing& keys, const Membership& membership) {
    std::vector<std::pair<std::uint32_t, const SharedKey*>> order;
    for (const SharedKey& key : keys)
        if (key.scope == KeyScope::network)
            order.emplace_back(isKeyOfLine(membership, key) ? key.number : 0, &key);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<EpochKey> ordered;
    for (const auto& [number, key] : order)
        ordered.push_back(key->key.copy());
    return ordered;
}

std::string invitationName(const InviteId& id) { return "invitation." + toHex(id); }

// A record to which signatures were joined has another hash than before.
Result<void> forgetOlderRecords(Database& database, const std::set<Digest>& kept) {
    std::vector<Digest> older;
    {
        auto rows = database.prepare("SELECT hash FROM certificate");
        while (rows.step()) {
            Digest hash{};
            if (rows.blob(0).size() == hash.size())
                std::copy_n(rows.blob(0).begin(), hash.size(), hash.begin());
            if (!kept.contains(hash))
                older.push_back(hash);
        }
    }
    for (const Digest& hash : older)
        database.prepare("DELETE FROM certificate WHERE hash = ?").bind(hash).run();
    return database.takeFailure();
}

} // namespace

Result<std::unique_ptr<Network>> Network::open(Register& opened) {
    std::unique_ptr<Network> network(new Network(opened));
    installClaimJoin(opened.journal());
    installDirectJoin(opened.journal());
    PEYVAND_TRY(network->load());
    return network;
}

Result<void> Network::load() {
    const auto& id = register_.journal().network();
    if (!id)
        return {};
    std::vector<Bytes> records;
    {
        auto rows = register_.database().prepare("SELECT bytes FROM certificate ORDER BY hash");
        while (rows.step())
            records.emplace_back(rows.blob(0).begin(), rows.blob(0).end());
    }
    PEYVAND_TRY(register_.database().takeFailure());
    PEYVAND_LET(state_, MembershipState::rebuild(*id, records));
    PEYVAND_LET(const Bytes keys, register_.setting(keys_setting));
    PEYVAND_LET(keys_, decodeKeys(keys));
    PEYVAND_TRY(loadKeys());
    // What a crash may have left between a decision and what follows from it.
    PEYVAND_TRY(applyCuts({}));
    return writeWithNewest();
}

Result<void> Network::loadKeys() {
    epoch_keys_ = inOrder(keys_, membership());
    // The newest generation whose secret is held; the one that is there already stays.
    const VeilBody* newest = nullptr;
    for (const auto& generation : membership().veils)
        if (findKey(keys_, KeyScope::veil, generation.number) != nullptr)
            newest = &generation;
    if (newest == nullptr || (veil_ && veil_->generation() == newest->number))
        return {};
    const SharedKey* secret = findKey(keys_, KeyScope::veil, newest->number);
    PEYVAND_LET(veil_, StretchedVeil::make(id(), newest->number, newest->record, secret->key));
    return {};
}

std::string Network::charityName(const CharityId& charity) const {
    const Member* member = state_ ? membership().member(charity) : nullptr;
    return member == nullptr ? std::string() : member->name;
}

Result<void> Network::storeRecords() {
    Database& database = register_.database();
    Transaction transaction(database);
    std::set<Digest> kept;
    for (const Bytes& record : state_->records()) {
        const Digest hash = sha256(record);
        kept.insert(hash);
        database.prepare("INSERT OR IGNORE INTO certificate (hash, bytes) VALUES (?, ?)")
            .bind(hash)
            .bind(ByteView(record))
            .run();
    }
    PEYVAND_TRY(forgetOlderRecords(database, kept));
    PEYVAND_TRY(RuleBook(register_).takeNetworkText(membership().rules_text));
    PEYVAND_TRY(transaction.commit());
    PEYVAND_TRY(applyCuts({}));
    return writeWithNewest();
}

Result<void> Network::applyCuts(const std::optional<CharityId>& only) {
    for (const ExpulsionBody& expulsion : membership().expulsions) {
        if (only && *only != expulsion.charity)
            continue;
        std::vector<FeedPosition> cuts;
        cuts.reserve(expulsion.cuts.size());
        for (const Cut& cut : expulsion.cuts)
            cuts.push_back({cut.feed, cut.sequence, cut.link});
        PEYVAND_LET(const bool is_shorter, register_.journal().cut(expulsion.charity, cuts));
        if (is_shorter)
            PEYVAND_TRY(lookAgainForOverlaps());
    }
    return {};
}

Result<void> Network::readWaiting() {
    PEYVAND_LET(const std::uint64_t applied, register_.journal().applyWaiting());
    return applied > 0 ? lookAgainForOverlaps() : Result<void>();
}

Result<void> Network::lookAgainForOverlaps() { return register_.setSetting(overlaps_setting, {}); }

Result<void> Network::writeWithNewest() {
    // Before the register is in the network there is nothing to write.
    if (!register_.journal().network())
        return {};
    epoch_keys_ = inOrder(keys_, membership());
    PEYVAND_LET(const auto held, register_.journal().keysOf(FeedScope::network));
    for (const SharedKey& key : keys_) {
        if (key.scope != KeyScope::network)
            continue;
        // What lost to another decision reads, also where it comes only now, and never writes
        // again.
        const auto same = std::find_if(held.begin(), held.end(), [&key](const auto& one) {
            return keyId(one.key) == keyId(key.key);
        });
        const std::uint32_t number = isKeyOfLine(membership(), key) ? key.number : 0;
        if (same == held.end() ? isDecidedKey(membership(), key) : same->number != number)
            PEYVAND_TRY(register_.journal().addKey(FeedScope::network, key.key, number));
    }
    return {};
}

Result<void> Network::keepKeys(const KeyRing& keys) {
    for (const SharedKey& key : keys) {
        if (findKey(keys_, keyId(key.key)) != nullptr)
            continue;
        if (keys_.size() >= most_keys)
            return fail(ErrorCode::certificate_invalid);
        keys_.push_back(key.copy());
    }
    PEYVAND_TRY(register_.setSetting(keys_setting, encodeKeys(keys_)));
    PEYVAND_TRY(loadKeys());
    return writeWithNewest();
}

Result<void> Network::begin(Deed deed, std::string_view what) {
    PEYVAND_TRY(register_.need(deed));
    return register_.audit().write(AuditDeed::network, std::nullopt, {}, {what, std::nullopt});
}

Result<SigningKey> Network::seat() {
    PEYVAND_LET(const Bytes seed, register_.setting(seat_setting));
    if (seed.size() != 32)
        return fail(ErrorCode::not_on_council);
    return SigningKey::fromSeed(Secret<32>::from(seed));
}

bool Network::hasSignedNext(const VerifyKey& seat) const {
    for (const Bytes& bytes : state_->records()) {
        const auto record = SignedRecord::decode(bytes);
        const auto decision = record ? readDecision(*record) : Result<Decision>(Decision{});
        if (record && decision && isDecision(record->kind) &&
            decision->number == membership().head_number + 1 &&
            decision->before == membership().head && record->isSignedBy(seat))
            return true;
    }
    return false;
}

Result<bool> Network::publishRules(const NetworkRules& rules) {
    PEYVAND_TRY(begin(Deed::council, "rules"));
    if (!isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_LET(const SigningKey signing, seat());
    PEYVAND_LET(std::string text, networkRulesText(rules));
    // A second decision of one number would make this seat a double signer.
    if (hasSignedNext(signing.publicKey()))
        return fail(ErrorCode::step_refused, "kind", "rule");
    PEYVAND_LET(const SignedRecord record, propose(membership(), RulesBody{text}, signing,
                                                   register_.platform().clock.unixMs()));
    PEYVAND_TRY(state_->add(record.encode()));
    PEYVAND_TRY(storeRecords());
    return membership().rules_text == text;
}

Result<void> Network::takeJournalKey(const SharedKey& key) {
    if (key.scope == KeyScope::office)
        return register_.journal().addKey(FeedScope::office, key.key, key.number);
    for (const Member& member : membership().members)
        if (key.audience == pairAudience(ownCharity(), member.id))
            return register_.journal().addKey(Audience::direct(member.id), key.key, key.number);
    return {};
}

// Founding and joining end the same way: everything given within retention becomes due.
Result<void> Network::enter(MembershipState state, const KeyRing& keys) {
    state_ = std::move(state);
    // The keys of the office and of pairs are the journal's; the last of them is the one that
    // writes.
    for (const auto& key : keys)
        if (key.scope == KeyScope::office || key.scope == KeyScope::direct)
            PEYVAND_TRY(takeJournalKey(key));
        else
            keys_.push_back(key.copy());
    PEYVAND_TRY(storeRecords());
    PEYVAND_TRY(register_.setSetting(keys_setting, encodeKeys(keys_)));
    for (const auto& key : keys_)
        if (key.scope == KeyScope::network)
            PEYVAND_TRY(register_.journal().addKey(
                FeedScope::network, key.key, isKeyOfLine(membership(), key) ? key.number : 0));
    PEYVAND_TRY(register_.journal().joinNetwork(id()));
    PEYVAND_TRY(loadKeys());
    return markAllDue();
}

// This desk may have claimed before, or another one of its charity.
Result<void> Network::markAllDue() {
    const HijriMonth oldest =
        HijriMonth::of(register_.today()).plus(-int{membership().charter.retention_months});
    Transaction transaction(register_.database());
    markAllClaimsDue(register_.database(), oldest.first().days(), ClaimDue::arrived);
    return transaction.commit();
}

Result<SecretText> Network::foundNetwork(std::string_view name, const SecretText& password) {
    PEYVAND_TRY(begin(Deed::network, "found"));
    if (isMember())
        return fail(ErrorCode::network_exists);
    PEYVAND_LET(const std::string clean, text::cleanInput(name, 200));
    PEYVAND_LET(const SigningKey root, register_.vault().root(password));
    const OwnCharity founder{register_.journal().charity(), register_.charityName(),
                             std::string(first_desk_name), register_.journal().nodeKey(), root};
    const auto& platform = register_.platform();
    PEYVAND_LET(auto founded, found(founder, clean, Charter{}, veil_default_cost,
                                    platform.clock.unixMs(), platform.random));
    PEYVAND_TRY(register_.setSetting(seat_setting, founded.seat.seed().view()));
    PEYVAND_TRY(enter(std::move(founded.state), founded.keys));
    return std::move(founded.printed_code);
}

Result<std::string> Network::invite(InviteKind kind) {
    PEYVAND_TRY(begin(Deed::network, "invite"));
    if (!isMember())
        return fail(ErrorCode::network_missing);
    const auto& platform = register_.platform();
    PEYVAND_LET(const auto issued, peyvand::invite(membership(), register_.journal().nodeKey(),
                                                   kind, {}, invitation_default_hours,
                                                   platform.clock.unixMs(), platform.random));
    PEYVAND_TRY(register_.setSetting(invitationName(issued.invitation.id), issued.encode()));
    return issued.invitation.text();
}

Result<JoinAttempt> Network::requestToJoin(std::string_view text, const SecretText& password,
                                           std::string_view desk_name) {
    PEYVAND_TRY(begin(Deed::network, "request"));
    if (isMember())
        return fail(ErrorCode::network_exists);
    PEYVAND_LET(const Invitation invitation, Invitation::parse(text));
    PEYVAND_LET(const std::string name, text::cleanInput(desk_name, 200));
    const std::int64_t now_ms = register_.platform().clock.unixMs();
    const SigningKey& node = register_.journal().nodeKey();
    const auto keep = [this](Result<JoinAttempt> attempt) -> Result<JoinAttempt> {
        if (attempt)
            PEYVAND_TRY(register_.setSetting(attempt_setting, attempt->encode()));
        return attempt;
    };
    if (invitation.kind == InviteKind::desk) {
        PEYVAND_LET(const bool is_empty, register_.journal().isEmpty());
        return is_empty ? keep(requestAsDesk(invitation, name, node, now_ms))
                        : fail(ErrorCode::register_not_empty);
    }
    PEYVAND_LET(const SigningKey root, register_.vault().root(password));
    const OwnCharity newcomer{register_.journal().charity(), register_.charityName(), name, node,
                              root};
    return keep(requestAsCharity(invitation, newcomer, now_ms));
}

Result<IssuedInvitation> Network::issuedFor(ByteView request) {
    if (!isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_LET(const InviteId invite, inviteIdOf(request));
    PEYVAND_LET(const Bytes kept, register_.setting(invitationName(invite)));
    if (kept.empty())
        return fail(ErrorCode::invitation_unknown);
    return IssuedInvitation::decode(kept);
}

Result<RequestSeen> Network::readRequest(ByteView request) {
    PEYVAND_LET(const IssuedInvitation issued, issuedFor(request));
    return peyvand::readRequest(issued, request, register_.platform().clock.unixMs());
}

Result<Admitted> Network::admit(ByteView request, IssuedInvitation issued, const Admitting& with) {
    const auto& platform = register_.platform();
    PEYVAND_LET(auto admitted, peyvand::admit(*state_, issued, request, with,
                                              platform.clock.unixMs(), platform.random));
    PEYVAND_TRY(storeRecords());
    PEYVAND_TRY(register_.setSetting(invitationName(issued.invitation.id), issued.encode()));
    return admitted;
}

Result<Admitted> Network::admitCharity(ByteView request) {
    PEYVAND_TRY(begin(Deed::council, "admit"));
    auto issued = issuedFor(request);
    PEYVAND_LET(const SigningKey signing, seat());
    const Admitting with{register_.journal().nodeKey(), &signing, nullptr, keys_};
    if (issued || issued.error().code != ErrorCode::invitation_unknown)
        return issued ? admit(request, std::move(*issued), with) : fail(std::move(issued).error());
    PEYVAND_LET(Admitted admitted,
                welcomeAdmitted(*state_, request, with, register_.platform().random));
    PEYVAND_TRY(storeRecords());
    return admitted;
}

Result<Admitted> Network::admitDesk(ByteView request, const SecretText& password) {
    PEYVAND_TRY(begin(Deed::network, "admit_desk"));
    PEYVAND_LET(IssuedInvitation issued, issuedFor(request));
    PEYVAND_LET(const SigningKey root, register_.vault().root(password));
    PEYVAND_LET(KeyRing keys, officeKeys(*this));
    PEYVAND_LET(const KeyRing shared, directKeys(*this, std::nullopt));
    for (const KeyRing* ring : {&shared, &std::as_const(keys_)})
        for (const SharedKey& key : *ring)
            keys.push_back(key.copy());
    return admit(request, std::move(issued), {register_.journal().nodeKey(), nullptr, &root, keys});
}

Result<void> Network::acceptWelcome(ByteView welcome) {
    PEYVAND_TRY(begin(Deed::network, "join"));
    PEYVAND_LET(const Bytes kept, register_.setting(attempt_setting));
    if (kept.empty())
        return fail(ErrorCode::welcome_for_other);
    PEYVAND_LET(const JoinAttempt attempt, JoinAttempt::decode(kept));
    PEYVAND_LET(auto joined,
                peyvand::acceptWelcome(attempt, welcome, register_.journal().nodeKey()));
    const bool is_desk = attempt.invitation.kind == InviteKind::desk;
    if (isMember())
        return joined.state.network() == id() ? Result<void>() : fail(ErrorCode::network_exists);
    if (joined.charity != register_.journal().charity()) {
        if (!is_desk)
            return fail(ErrorCode::welcome_for_other);
        PEYVAND_TRY(register_.journal().adoptCharity(joined.charity));
        const Member* own = joined.state.now().member(joined.charity);
        PEYVAND_TRY(register_.takeCharityName(own == nullptr ? std::string() : own->name));
    }
    return enter(std::move(joined.state), joined.keys);
}

Result<std::size_t> Network::takeRecords(const std::vector<Bytes>& records) {
    if (!isMember())
        return fail(ErrorCode::network_missing);
    // What was good before a bad one counts, so it is kept as well.
    auto count = state_->addAll(records);
    if (!count || *count > 0)
        PEYVAND_TRY(storeRecords());
    return count;
}

} // namespace peyvand
