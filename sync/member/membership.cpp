// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/membership.h"

#include "sync/member/membership_fold.h"

#include <algorithm>

namespace peyvand {
namespace {

/// The same for every order: signatures differ by nonce at most, the smaller bytes stay.
void join(std::vector<RecordSignature>& all, const std::vector<RecordSignature>& more) {
    for (const RecordSignature& one : more) {
        const auto place =
            std::lower_bound(all.begin(), all.end(), one,
                             [](const auto& a, const auto& b) { return a.key < b.key; });
        if (place == all.end() || place->key != one.key)
            all.insert(place, one);
        else
            place->signature = std::min(place->signature, one.signature);
    }
}

Error tooMany(RecordKind kind) {
    return {isDecision(kind) ? ErrorCode::decision_invalid : ErrorCode::certificate_invalid,
            {{"limit", "records"}}};
}

const MemberDesk* findDesk(const Member& member, const VerifyKey& node) {
    const auto found = std::find_if(member.desks.begin(), member.desks.end(),
                                    [&](const MemberDesk& desk) { return desk.node == node; });
    return found == member.desks.end() ? nullptr : &*found;
}

} // namespace

const Member* Membership::member(const CharityId& charity) const {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& one) { return one.id == charity; });
    return found == members.end() ? nullptr : &*found;
}

std::optional<CharityId> Membership::charityOfNode(const VerifyKey& node) const {
    std::optional<CharityId> author;
    for (const Member& one : members) {
        const MemberDesk* desk = findDesk(one, node);
        if (desk && !one.expelled && !desk->revoked)
            return one.id;
        if (desk && !author)
            author = one.id;
    }
    return author;
}

bool Membership::isEntitled(const VerifyKey& node) const {
    return std::any_of(members.begin(), members.end(), [&](const Member& one) {
        const MemberDesk* desk = findDesk(one, node);
        return desk && !desk->revoked && !one.expelled;
    });
}

std::vector<VerifyKey> Membership::desksOf(const CharityId& charity) const {
    std::vector<VerifyKey> nodes;
    const Member* one = member(charity);
    if (!one || one->expelled)
        return nodes;
    for (const MemberDesk& desk : one->desks)
        if (!desk.revoked)
            nodes.push_back(desk.node);
    return nodes;
}

std::vector<VerifyKey> Membership::allDesks() const {
    std::vector<VerifyKey> nodes;
    for (const Member& one : members) {
        const auto own = desksOf(one.id);
        nodes.insert(nodes.end(), own.begin(), own.end());
    }
    return nodes;
}

MembershipState::MembershipState(const NetworkId& network) { now_.network = network; }

Result<MembershipState> MembershipState::rebuild(const NetworkId& network,
                                                 const std::vector<Bytes>& records) {
    MembershipState state(network);
    PEYVAND_TRY(state.addAll(records));
    return state;
}

Result<RecordFate> MembershipState::add(ByteView record) {
    PEYVAND_LET(const RecordFate fate, take(record));
    if (fate == RecordFate::taken)
        now_ = MembershipFold(held_, now_.network).result();
    return fate;
}

Result<std::size_t> MembershipState::addAll(const std::vector<Bytes>& records) {
    std::size_t taken_count = 0;
    Result<RecordFate> fate = RecordFate::known;
    for (const Bytes& record : records) {
        fate = take(record);
        if (!fate)
            break;
        taken_count += *fate == RecordFate::taken;
    }
    if (taken_count > 0)
        now_ = MembershipFold(held_, now_.network).result();
    if (!fate)
        return fail(fate.error());
    return taken_count;
}

Result<RecordFate> MembershipState::take(ByteView bytes) {
    PEYVAND_LET(SignedRecord record, SignedRecord::decode(bytes));
    const Digest digest = record.digest();
    const bool is_founding = record.kind == RecordKind::founding;
    if ((is_founding ? digest : record.network) != network())
        return fail(ErrorCode::network_other);
    if (const auto known = held_.find(digest); known != held_.end()) {
        auto joined = known->second.record.signatures;
        join(joined, record.signatures);
        // Strangers' signatures must not crowd out those of seats and root keys.
        if (joined.size() > record_signatures_limit)
            std::erase_if(joined, [&](const auto& one) { return !isSignerKnown(one.key); });
        if (joined == known->second.record.signatures || joined.size() > record_signatures_limit)
            return RecordFate::known;
        known->second.record.signatures = std::move(joined);
        return RecordFate::taken;
    }
    if (held_.size() >= records_limit || held_bytes_ + bytes.size() > bytes_limit)
        return fail(tooMany(record.kind));
    Held held;
    if (isDecision(record.kind)) {
        PEYVAND_LET(held.decision, readDecision(record));
    } else {
        PEYVAND_LET(held.certificate, readCertificate(record));
    }
    held.record = std::move(record);
    held_.emplace(digest, std::move(held));
    held_bytes_ += bytes.size();
    return RecordFate::taken;
}

bool MembershipState::isSignerKnown(const VerifyKey& key) const {
    const bool is_root = std::any_of(now_.members.begin(), now_.members.end(),
                                     [&](const Member& one) { return one.root == key; });
    if (is_root || now_.council.has(key))
        return true;
    return std::any_of(held_.begin(), held_.end(), [&](const auto& one) {
        if (!one.second.decision)
            return false;
        const DecisionBody& body = one.second.decision->body;
        const auto* founding = std::get_if<FoundingBody>(&body);
        const auto* council = founding ? &founding->council : std::get_if<Council>(&body);
        return council && council->has(key);
    });
}

std::vector<Bytes> MembershipState::records() const {
    std::vector<const Held*> order;
    for (const auto& [digest, held] : held_)
        order.push_back(&held);
    const auto rank = [](const Held* held) {
        return held->decision ? std::uint64_t{held->decision->number} : UINT64_MAX;
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const Held* a, const Held* b) { return rank(a) < rank(b); });
    std::vector<Bytes> records;
    records.reserve(order.size());
    for (const Held* held : order)
        records.push_back(held->record.encode());
    return records;
}

} // namespace peyvand
