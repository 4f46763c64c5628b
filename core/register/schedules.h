// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Regular aid (مستمری): what is planned, what is due and not given, and giving it. Planned rows are
// computed from the schedule on reading, never stored. One aid of state "regular" stands for the
// whole period towards the network and the rules (aid_claim.h); the payments name the schedule and
// their month and make no claim of their own.
// Errors: record_unknown, schedule_not_active, period_not_planned, period_given, day_before_start,
// reason_missing, proposal_undecided, proposal_delivered, step_refused, and those of AidBook.

#include "core/register/aid_book.h"
#include "core/register/records.h"

namespace peyvand {

/// One row of a plan.
struct PlannedPayment {
    RecordId schedule{};
    RecordId subject{};
    HijriMonth period{};
    CivilDate due{};
    Rial amount{};
};

/// Rows due from the one day to the other, both included, by the period of the schedule in Solar
/// Hijri months; none while it is proposed, in its pauses and after its end. An amount that changed
/// holds from the day it was changed for.
std::vector<PlannedPayment> plannedOf(const RecordRow& schedule, CivilDate from, CivilDate to);

struct PaymentDraft {
    CivilDate day{};
    std::string tracking_number{};
    std::string note{};
    /// Another amount than the planned one.
    std::optional<Rial> amount{};
};

class Schedules {
  public:
    explicit Schedules(Register& opened) : register_(opened), records_(opened) {}

    /// Fields as in kinds.def, without the state; an approved proposal among them is done by it.
    /// One that is active from the start asks the rules; the reason answers them.
    Result<RecordId> add(const RecordId& subject, std::vector<FieldValue> fields, bool active,
                         const std::string& reason = {});
    Result<void> start(const RecordId& id, const std::string& reason = {});
    Result<void> pause(const RecordId& id, CivilDate day, const std::string& reason);
    Result<void> resume(const RecordId& id, CivilDate day);
    /// Its claim says the end; where nothing was given yet the claim is withdrawn.
    Result<void> end(const RecordId& id, CivilDate day, const std::string& reason);
    /// Payments due from the day on have the new amount; those before keep theirs.
    Result<void> changeAmount(const RecordId& id, CivilDate from, Rial amount);

    /// Due in these days and not given, the earliest first; arrears need an early first day.
    Result<std::vector<PlannedPayment>> due(CivilDate from, CivilDate to);
    Result<AidId> give(const RecordId& id, HijriMonth period, const PaymentDraft& payment);
    /// Everything of the month that is due by the day of the payment, in one transaction.
    Result<std::vector<AidId>> giveMonth(HijriMonth month, const PaymentDraft& payment);

    // Inside a transaction that writes more.
    Result<RecordId> addIn(JournalTransaction& transaction, const RecordId& subject,
                           std::vector<FieldValue> fields, bool active,
                           const std::string& reason = {});
    Result<void> pauseIn(JournalTransaction& transaction, const RecordId& id, CivilDate day,
                         const std::string& reason);
    Result<void> resumeIn(JournalTransaction& transaction, const RecordId& id, CivilDate day);
    Result<void> endIn(JournalTransaction& transaction, const RecordId& id, CivilDate day,
                       const std::string& reason);

  private:
    Result<void> claimIn(JournalTransaction& transaction, const RecordId& id,
                         const std::string& reason);
    Result<AidId> giveIn(JournalTransaction& transaction, const RecordRow& schedule,
                         const PlannedPayment& planned, const PaymentDraft& payment);
    Result<bool> isGiven(const RecordId& id, HijriMonth period);
    Result<std::int64_t> givenCount(const RecordId& id);
    Register& register_;
    Records records_;
};

} // namespace peyvand
