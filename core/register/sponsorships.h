// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sponsorship (اکرام): a sponsor, known by a code, for a child; a child may rightly have several.
// Each has a schedule of its own (category sponsorship) that plans and gives. A sponsor sees the
// first name and the progress, and that only with the guardian's consent.
// Errors: record_unknown, sponsorship_exists (the same sponsor and child, not ended), code_taken,
// consent_missing, and those of Schedules.

#include "core/register/schedules.h"

namespace peyvand {

/// All that a sponsor may see.
struct SponsorView {
    std::string given_name{};
    std::string progress{};
    friend bool operator==(const SponsorView&, const SponsorView&) = default;
};

class Sponsorships {
  public:
    explicit Sponsorships(Register& opened)
        : register_(opened), records_(opened), schedules_(opened) {}

    Result<RecordId> addSponsor(const std::vector<FieldValue>& fields);
    /// Fields as in kinds.def, without the state; the schedule is made with it.
    Result<RecordId> start(const RecordId& child, std::vector<FieldValue> fields,
                           const std::string& reason = {});
    Result<void> pause(const RecordId& id, CivilDate day, const std::string& reason);
    Result<void> resume(const RecordId& id, CivilDate day);
    Result<void> end(const RecordId& id, CivilDate day, const std::string& reason);
    Result<AidId> give(const RecordId& id, HijriMonth period, const PaymentDraft& payment);
    Result<std::optional<CivilDate>> lastPayment(const RecordId& id);
    Result<SponsorView> whatSponsorSees(const RecordId& id);

  private:
    Result<RecordId> scheduleOf(const RecordId& id);
    Result<void> step(const RecordId& id, std::string_view state, CivilDate day,
                      const std::string& reason);
    Register& register_;
    Records records_;
    Schedules schedules_;
};

} // namespace peyvand
