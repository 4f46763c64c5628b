// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Referrals (ارجاع): one charity hands a case to another, with the part of the file that the
// person agreed to, and the other accepts, refuses with a reason, and says when it is done. They
// travel in direct scope: the desks of the two read them and nobody else (sync.md, "Who may know
// what"). Of a person who is marked confidential no place goes along. The register's thread; the
// network outlives it. Errors: network_missing, not_permitted, charity_unknown, referral_unknown,
// referral_closed, referral_without_consent, reason_missing, category_unknown, text_too_long
// (field), those of People and the journal.

#include "sync/network/direct_join.h"
#include "sync/network/network.h"

namespace peyvand {

enum class ReferralUrgency : std::uint8_t {
    within_day = 1,
    within_three_days = 2,
    within_two_weeks = 3,
};
/// As the closed list "urgency" has it.
std::string_view nameOf(ReferralUrgency urgency);
std::optional<ReferralUrgency> referralUrgencyFrom(std::string_view name);
/// How long the other charity has for an answer.
int hoursOf(ReferralUrgency urgency);

enum class ReferralState : std::uint8_t { open = 1, accepted, refused, done, withdrawn };
std::string_view nameOf(ReferralState state);

/// What goes along of a person's file.
struct ReferredPerson {
    PersonFields fields{};
    std::vector<Identity> identities{};
    /// Who live together, the person included; 0 when not known.
    int household_size = 0;
};

struct ReferralDraft {
    BeneficiaryId person{};
    CharityId to{};
    ReferralUrgency urgency = ReferralUrgency::within_two_weeks;
    /// Id of core/rules/category.h: what is asked for.
    std::string category{};
    /// At most 4,000 bytes.
    std::string note{};
};

struct ReferralAnswer {
    ReferralState state{};
    /// Of a refusal: code of the closed list "referral_refusal".
    std::string reason{};
    std::string note{};
    std::int64_t made_ms = 0;
};

struct Referral {
    RecordId id{};
    CharityId partner{};
    /// As the membership names it.
    std::string partner_name{};
    bool incoming = false;
    ReferralUrgency urgency{};
    std::string category{};
    std::string note{};
    ReferredPerson person{};
    /// The own file: who was sent, or who was registered for it.
    std::optional<BeneficiaryId> own_file{};
    ReferralState state = ReferralState::open;
    std::int64_t made_ms = 0;
    /// By when an answer is wanted.
    std::int64_t due_ms = 0;
    /// The latest first; the latest tells the state.
    std::vector<ReferralAnswer> answers{};
};

struct ReferralFilter {
    std::optional<bool> incoming{};
    /// Those that wait for somebody: open, or accepted and not done.
    bool unfinished = false;
};

class Referrals {
  public:
    explicit Referrals(Network& network) : network_(network) {}

    /// referral_without_consent unless a signed paper of the person allows it to this charity.
    Result<RecordId> send(const ReferralDraft& draft);
    /// own_file: whom it led to here.
    Result<void> accept(const RecordId& id, const std::optional<BeneficiaryId>& own_file,
                        const std::string& note = {});
    Result<void> refuse(const RecordId& id, const std::string& reason, const std::string& note);
    Result<void> finish(const RecordId& id, const std::string& note);
    /// By the charity that sent it; nothing of it remains at either.
    Result<void> withdraw(const RecordId& id);

    Result<Referral> referral(const RecordId& id);
    /// The newest first; limit at most 500.
    Result<std::vector<Referral>> page(const ReferralFilter& filter, std::int64_t offset,
                                       int limit);
    /// Open ones from others and their hours, for "today's work".
    Result<std::int64_t> countWaiting();

  private:
    Result<DirectFact> incoming(const RecordId& id);
    Result<void> answer(const RecordId& id, const ReferralAnswer& answer,
                        const std::optional<BeneficiaryId>& own_file);
    Referral readReferral(const DirectFact& fact);
    Network& network_;
};

} // namespace peyvand
