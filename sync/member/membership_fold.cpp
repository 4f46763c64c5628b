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
    for (const SetCouncil& one : now_.councils)
        for (const Seat& seat : one.body.council.seats)
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
    apply(CouncilBody{body->council, {}}, now_.network);
}

void MembershipFold::indexDecisions() {
    // In order of digests: of several that count, the first is the smallest.
    for (const auto& [digest, held] : held_)
        if (held.decision && held.decision->number > 0)
            next_[held.decision->before].emplace_back(digest, &held);
}

std::vector<MembershipFold::Next> MembershipFold::after(const Place& place) const {
    std::vector<Next> found;
    if (const auto next = next_.find(place.head); next != next_.end())
        for (const Next& one : next->second)
            if (one.second->decision->number == place.number + 1)
                found.push_back(one);
    return found;
}

bool MembershipFold::counts(const Place& place, const Held& next) {
    if (seatsSigning(next.record, place.council) < place.council.majority())
        return false;
    const DecisionBody& body = next.decision->body;
    if (const auto* epoch = std::get_if<EpochBody>(&body))
        return epoch->number == place.epoch + 1;
    if (const auto* veil = std::get_if<VeilBody>(&body))
        return veil->number == place.veil + 1;
    return !std::holds_alternative<FoundingBody>(body);
}

MembershipFold::Place MembershipFold::placeAfter(const Place& place, const Next& next) {
    Place after = place;
    after.head = next.first;
    after.number = place.number + 1;
    const DecisionBody& body = next.second->decision->body;
    if (const auto* council = std::get_if<CouncilBody>(&body))
        after.council = council->council;
    after.epoch += std::holds_alternative<EpochBody>(body) ? 1 : 0;
    after.veil += std::holds_alternative<VeilBody>(body) ? 1 : 0;
    return after;
}

void MembershipFold::followLine() {
    indexDecisions();
    Place place{now_.head, 0, now_.council};
    std::vector<Place> lost;
    for (bool goes_on = true; goes_on;) {
        goes_on = false;
        const Place before = place;
        const auto candidates = after(before);
        noteDoubleSigners(before, candidates);
        for (const Next& one : candidates) {
            if (!counts(before, *one.second))
                continue;
            if (goes_on) {
                noteLost(*one.second);
                lost.push_back(placeAfter(before, one));
                continue;
            }
            goes_on = true;
            place = placeAfter(before, one);
            apply(one.second->decision->body, one.first);
        }
    }
    now_.head = place.head;
    now_.head_number = place.number;
    std::sort(now_.double_signers.begin(), now_.double_signers.end());
    followLost(std::move(lost));
}

// A decision names one place, so each is looked at once.
void MembershipFold::followLost(std::vector<Place> lost) {
    while (!lost.empty()) {
        const Place place = std::move(lost.back());
        lost.pop_back();
        for (const Next& one : after(place))
            if (counts(place, *one.second)) {
                noteLost(*one.second);
                lost.push_back(placeAfter(place, one));
            }
    }
}

void MembershipFold::noteLost(const Held& held) {
    if (const auto* epoch = std::get_if<EpochBody>(&held.decision->body))
        now_.lost_epochs.push_back(*epoch);
}

void MembershipFold::noteDoubleSigners(const Place& place, const std::vector<Next>& decisions) {
    for (const Seat& seat : place.council.seats) {
        const auto signed_count =
            std::count_if(decisions.begin(), decisions.end(),
                          [&](const Next& one) { return one.second->record.isSignedBy(seat.key); });
        if (signed_count > 1)
            now_.double_signers.push_back({seat.key, place.number + 1});
    }
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
    if (const auto* council = std::get_if<CouncilBody>(&body)) {
        now_.council = council->council;
        now_.council_decision = digest;
        now_.councils.push_back({digest, *council});
    }
}

bool MembershipFold::isListed(const Digest& digest,
                              std::vector<SetCouncil>::const_iterator after) const {
    return std::any_of(after, now_.councils.end(), [&](const SetCouncil& one) {
        return std::binary_search(one.body.admissions.begin(), one.body.admissions.end(), digest);
    });
}

// Once a later council lists it, what the named council signed stands. Until then whoever has left
// the council since signs no more, and a council that asks for more signatures asks here too:
// nothing else tells a signature of today from an old one.
bool MembershipFold::isAdmission(const Digest& digest, const SignedRecord& record,
                                 const AdmissionBody& body) const {
    const auto named =
        std::find_if(now_.councils.begin(), now_.councils.end(),
                     [&](const SetCouncil& one) { return one.decision == body.council; });
    if (named == now_.councils.end())
        return false;
    if (isListed(digest, named + 1))
        return seatsSigning(record, named->body.council) >= named->body.council.admit_count;
    std::size_t needed = 0;
    for (auto one = named; one != now_.councils.end(); ++one)
        needed = std::max<std::size_t>(needed, one->body.council.admit_count);
    const auto signing =
        std::count_if(record.signatures.begin(), record.signatures.end(), [&](const auto& each) {
            return std::all_of(named, now_.councils.end(), [&](const SetCouncil& one) {
                return one.body.council.has(each.key);
            });
        });
    return static_cast<std::size_t>(signing) >= needed;
}

void MembershipFold::readAdmissions() {
    std::map<CharityId, std::uint32_t> revisions;
    // In order of digests: of one revision the smallest counts.
    for (const auto& [digest, held] : held_) {
        const auto* body = std::get_if<AdmissionBody>(&held.certificate);
        if (!body || !isAdmission(digest, held.record, *body))
            continue;
        if (!isListed(digest, now_.councils.begin()))
            now_.unlisted_admissions.push_back(digest);
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
