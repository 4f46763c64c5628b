// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Needs and contacts: what waits, what met it, what was found. Fields are read and changed by
// Records; this has what is more than a field.
// Errors: record_unknown, aid_unknown, aid_voided, step_refused, date_in_future, choice_unknown,
// those of Records, and the store's.

#include "core/register/records.h"

namespace peyvand {

struct ContactPlan {
    /// Of the list contact_kind.
    std::string kind{};
    CivilDate day{};
    std::string visitor{};
};

struct ContactFindings {
    CivilDate day{};
    std::string findings{};
    std::string decision{};
    std::optional<CivilDate> next_review{};
    /// "done", or "not_at_home", which leaves findings empty.
    std::string state = "done";
};

class Needs {
  public:
    explicit Needs(Register& opened) : register_(opened) {}

    /// Needs that this aid may meet: open ones of its category (or its parent or child) of the
    /// same person or household; the most urgent first.
    Result<std::vector<RecordRow>> metBy(const AidId& aid);
    /// What is still needed, of a person with the household or of a household with its members;
    /// the most urgent first, at most 100.
    Result<std::vector<RecordRow>> open(const RecordId& subject);
    Result<void> meet(const RecordId& need, const AidId& aid, bool fully);

    /// The next open day when the office is closed on plan.day; the day that was kept.
    Result<CivilDate> plan(const RecordId& subject, const ContactPlan& plan, RecordId& contact);
    Result<void> done(const RecordId& contact, const ContactFindings& findings);

  private:
    Result<std::vector<RecordRow>> rowsOf(const std::vector<RecordId>& ids);
    Register& register_;
};

} // namespace peyvand
