// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/membership_fold.h"

#include <algorithm>

namespace peyvand {
namespace {

std::size_t seatsSigning(const SignedRecord& record, const Council& council) {
    return static_cast<std::size_t>(
        std::count_if(record.signatures.begin(), record.signatures.end(),
                      [&](const RecordSignature& one) { return council.has(one.key); }));
}

bool byNode(const MemberDesk& a, const MemberDesk& b) { return a.node < b.node; }

} // namespace

MembershipFold::MembershipFold(const MembershipState::HeldRecords& held, const NetworkId& network)
    : held_(held) {
    now_.network = network;
    readFounding();
    if (!now_.founded)
        return;
    followLine();
    readAdmissions();
    readDesks();
    readRevocations();
    for (Member& one : now_.members)
        std::sort(one.desks.begin(), one.desks.end(), byNode);
}

Membership MembershipFold::result() && { return std::move(now_); }

MembershipFold::Signers MembershipFold::signers() const {
    Signers signers;
    for (const auto& [digest, council] : councils_)
        for (const Seat& seat : council.seats)
            signers.seats.insert(seat.key);
    for (const auto& [charity, roots] : roots_)
        signers.roots.insert(roots.begin(), roots.end());
    return signers;
}

void MembershipFold::readFounding() {
    const auto found = held_.find(now_.network);
    if (found == held_.end() || !found->second.decision)
        return;
    const auto* body = std::get_if<FoundingBody>(&found->second.decision->body);
    if (!body || seatsSigning(found->second.record, body->council) < body->council.majority())
        return;
    now_.founded = true;
    now_.network_name = body->network_name;
    now_.charter = body->charter;
    now_.epochs.push_back({1, body->key_commitment});
    now_.veils.push_back({1, body->veil});
    now_.head = now_.network;
    apply(body->council, now_.network);
}

void MembershipFold::followLine() {
    // By number and digest: of several that count, the first is the smallest.
    std::map<std::uint32_t, std::vector<const Held*>> by_number;
    std::map<const Held*, Digest> digests;
    for (const auto& [digest, held] : held_) {
        if (!held.decision || held.decision->number == 0)
            continue;
        by_number[held.decision->number].push_back(&held);
        digests[&held] = digest;
    }
    for (;;) {
        const std::uint32_t number = now_.head_number + 1;
        std::vector<const Held*> candidates;
        for (const Held* held : by_number[number])
            if (held->decision->before == now_.head)
                candidates.push_back(held);
        noteDoubleSigners(number, candidates);
        const auto next = std::find_if(candidates.begin(), candidates.end(), [&](const Held* one) {
            return seatsSigning(one->record, now_.council) >= now_.council.majority() &&
                   applies(one->decision->body);
        });
        if (next == candidates.end())
            break;
        now_.head = digests[*next];
        now_.head_number = number;
        apply((*next)->decision->body, now_.head);
    }
    std::sort(now_.double_signers.begin(), now_.double_signers.end());
}

void MembershipFold::noteDoubleSigners(std::uint32_t number,
                                       const std::vector<const Held*>& decisions) {
    for (const Seat& seat : now_.council.seats) {
        const auto signed_count =
            std::count_if(decisions.begin(), decisions.end(),
                          [&](const Held* one) { return one->record.isSignedBy(seat.key); });
        if (signed_count > 1)
            now_.double_signers.push_back({seat.key, number});
    }
}

bool MembershipFold::applies(const DecisionBody& body) const {
    if (const auto* epoch = std::get_if<EpochBody>(&body))
        return epoch->number == now_.currentEpoch() + 1;
    if (const auto* veil = std::get_if<VeilBody>(&body))
        return veil->number == now_.currentVeil() + 1;
    return !std::holds_alternative<FoundingBody>(body);
}

void MembershipFold::apply(const DecisionBody& body, const Digest& digest) {
    if (const auto* epoch = std::get_if<EpochBody>(&body))
        now_.epochs.push_back(*epoch);
    if (const auto* veil = std::get_if<VeilBody>(&body))
        now_.veils.push_back(*veil);
    if (const auto* expulsion = std::get_if<ExpulsionBody>(&body))
        now_.expulsions.push_back(*expulsion);
    if (const auto* rules = std::get_if<RulesBody>(&body))
        now_.rules_text = rules->text;
    if (const auto* council = std::get_if<Council>(&body)) {
        now_.council = *council;
        now_.council_decision = digest;
        councils_[digest] = *council;
    }
}

void MembershipFold::readAdmissions() {
    std::map<CharityId, std::uint32_t> revisions;
    // In order of digests: of one revision the smallest counts.
    for (const auto& [digest, held] : held_) {
        const auto* body = std::get_if<AdmissionBody>(&held.certificate);
        const auto council = body ? councils_.find(body->council) : councils_.end();
        if (council == councils_.end() ||
            seatsSigning(held.record, council->second) < council->second.admit_count)
            continue;
        Member* known = member(body->charity);
        if (!known) {
            now_.members.push_back({body->charity, {}, {}, false, body->time_ms, {}});
            known = &now_.members.back();
        }
        known->since_ms = std::min(known->since_ms, body->time_ms);
        roots_[body->charity].insert(body->root);
        if (body->revision > revisions[body->charity]) {
            revisions[body->charity] = body->revision;
            known->name = body->name;
            known->root = body->root;
        }
    }
    for (const ExpulsionBody& expulsion : now_.expulsions)
        if (Member* expelled = member(expulsion.charity))
            expelled->expelled = true;
    std::sort(now_.members.begin(), now_.members.end(),
              [](const Member& a, const Member& b) { return a.id < b.id; });
}

void MembershipFold::readDesks() {
    using Sponsor = std::pair<CharityId, VerifyKey>;
    std::multimap<Sponsor, const Held*> by_sponsor;
    for (const auto& [digest, held] : held_) {
        const auto* desk = std::get_if<DeskBody>(&held.certificate);
        if (desk && member(desk->charity) && isSignedByRoot(held.record, desk->charity))
            by_sponsor.emplace(Sponsor{desk->charity, desk->sponsor}, &held);
    }
    // A sponsor counts only when it is certified itself: from the root keys to their desks, from
    // those to the desks they invited. Each certificate is looked at once.
    std::vector<Sponsor> sponsors;
    for (const auto& [charity, roots] : roots_)
        for (const VerifyKey& root : roots)
            sponsors.emplace_back(charity, root);
    for (std::size_t i = 0; i < sponsors.size(); ++i) {
        const auto [first, last] = by_sponsor.equal_range(Sponsor(sponsors[i]));
        for (auto one = first; one != last; ++one) {
            const auto& desk = std::get<DeskBody>(one->second->certificate);
            addDesk(*one->second, desk);
            sponsors.emplace_back(desk.charity, desk.node);
        }
        by_sponsor.erase(first, last);
    }
}

bool MembershipFold::isSignedByRoot(const SignedRecord& record, const CharityId& charity) const {
    const auto& roots = roots_.at(charity);
    return std::any_of(roots.begin(), roots.end(),
                       [&](const VerifyKey& root) { return record.isSignedBy(root); });
}

/// Newer certificates of one node rename it; the first one says since when. A desk that only a
/// replaced root key certified stays known as an author, and is not entitled.
void MembershipFold::addDesk(const Held& held, const DeskBody& desk) {
    Member& owner = *member(desk.charity);
    const bool revoked = !held.record.isSignedBy(owner.root);
    const auto known = std::find_if(owner.desks.begin(), owner.desks.end(),
                                    [&](const MemberDesk& one) { return one.node == desk.node; });
    auto& named_ms = named_ms_[{desk.charity, desk.node}];
    if (known == owner.desks.end()) {
        owner.desks.push_back({desk.node, desk.name, revoked, desk.time_ms});
        named_ms = desk.time_ms;
        return;
    }
    known->revoked &= revoked;
    known->since_ms = std::min(known->since_ms, desk.time_ms);
    if (desk.time_ms > named_ms || (desk.time_ms == named_ms && desk.name < known->name)) {
        known->name = desk.name;
        named_ms = desk.time_ms;
    }
}

void MembershipFold::readRevocations() {
    for (const auto& [digest, held] : held_) {
        const auto* body = std::get_if<DeskRevocationBody>(&held.certificate);
        Member* owner = body ? member(body->charity) : nullptr;
        if (!owner || !held.record.isSignedBy(owner->root))
            continue;
        for (MemberDesk& desk : owner->desks)
            desk.revoked |= desk.node == body->node;
    }
}

Member* MembershipFold::member(const CharityId& charity) {
    const auto found = std::find_if(now_.members.begin(), now_.members.end(),
                                    [&](const Member& one) { return one.id == charity; });
    return found == now_.members.end() ? nullptr : &*found;
}

} // namespace peyvand
