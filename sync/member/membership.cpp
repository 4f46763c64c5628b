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

bool Membership::wasSeat(const VerifyKey& key) const {
    return std::any_of(councils.begin(), councils.end(),
                       [&](const SetCouncil& one) { return one.body.council.has(key); });
}

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
    PEYVAND_TRY(state.takeAll(records, Source::own_store));
    return state;
}

Result<RecordFate> MembershipState::add(ByteView record) {
    PEYVAND_LET(const RecordFate fate, take(record, Source::others));
    if (fate == RecordFate::taken)
        foldAnew();
    return fate;
}

Result<std::size_t> MembershipState::addAll(const std::vector<Bytes>& records) {
    return takeAll(records, Source::others);
}

Result<std::size_t> MembershipState::takeAll(const std::vector<Bytes>& records, Source source) {
    std::size_t taken_count = 0;
    std::size_t folded_count = 0;
    Result<RecordFate> fate = RecordFate::known;
    for (const Bytes& record : records) {
        fate = take(record, source);
        // Those before may have told who signs.
        if (fate && *fate == RecordFate::no_room && taken_count > folded_count) {
            foldAnew();
            folded_count = taken_count;
            fate = take(record, source);
        }
        if (!fate)
            break;
        taken_count += *fate == RecordFate::taken;
    }
    if (taken_count > folded_count)
        foldAnew();
    if (!fate)
        return fail(fate.error());
    return taken_count;
}

void MembershipState::foldAnew() {
    MembershipFold fold(held_, now_.network);
    auto signers = fold.signers();
    seats_ = std::move(signers.seats);
    roots_ = std::move(signers.roots);
    now_ = std::move(fold).result();
    shares_.clear();
    for (const auto& [digest, held] : held_)
        if (const auto payer = payerOf(held.record)) {
            ++shares_[*payer].records;
            shares_[*payer].bytes += held.bytes;
        }
}

std::optional<VerifyKey> MembershipState::payerOf(const SignedRecord& record) const {
    VerifyKey payer{};
    for (const RecordSignature& one : record.signatures) {
        if (seats_.contains(one.key))
            return std::nullopt;
        if (roots_.contains(one.key))
            payer = one.key;
    }
    return payer;
}

bool MembershipState::hasRoom(const SignedRecord& record, std::size_t bytes) const {
    const auto payer = payerOf(record);
    const auto share = payer ? shares_.find(*payer) : shares_.end();
    return share == shares_.end() || (share->second.records < share_records_limit &&
                                      share->second.bytes + bytes <= share_bytes_limit);
}

Result<RecordFate> MembershipState::take(ByteView bytes, Source source) {
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
            std::erase_if(joined, [this](const auto& one) {
                return !seats_.contains(one.key) && !roots_.contains(one.key);
            });
        if (joined == known->second.record.signatures || joined.size() > record_signatures_limit)
            return RecordFate::known;
        known->second.record.signatures = std::move(joined);
        return RecordFate::taken;
    }
    if (held_.size() >= records_limit || held_bytes_ + bytes.size() > bytes_limit)
        return fail(tooMany(record.kind));
    if (source == Source::others && !hasRoom(record, bytes.size()))
        return RecordFate::no_room;
    Held held;
    held.bytes = bytes.size();
    if (isDecision(record.kind)) {
        PEYVAND_LET(held.decision, readDecision(record));
    } else {
        PEYVAND_LET(held.certificate, readCertificate(record));
    }
    if (const auto payer = payerOf(record)) {
        ++shares_[*payer].records;
        shares_[*payer].bytes += bytes.size();
    }
    held.record = std::move(record);
    held_.emplace(digest, std::move(held));
    held_bytes_ += bytes.size();
    return RecordFate::taken;
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
