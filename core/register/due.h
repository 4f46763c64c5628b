// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// «کارهای امروز»: what waits for somebody on a day, as one list of values. Computed on reading, no
// table is changed by time. Every kind of work is asked of its own index and cut at
// limits.per_kind, so that it answers at once on a large register; what is long overdue beyond
// limits.look_back_days is left to the lists of its kind. Errors: the store's.

#include "core/register/register.h"

namespace peyvand {

enum class DueKind : std::uint8_t {
    visit_planned,
    review_due,
    need_urgent,
    need_review,
    schedule_due,
    schedule_review,
    letter_ending,
    consent_ending,
    hold_ending,
    guardianship_ending,
    document_ending,
    identity_ending,
    decile_old,
    instalment_late,
    referral_waiting,
    question_waiting,
    files_incomplete,
};
std::string_view nameOf(DueKind kind);

struct DueItem {
    DueKind kind{};
    RecordType type{};
    RecordId record{};
    std::optional<RecordId> subject{};
    /// By when; for a closed day, open_day is the next open one.
    CivilDate day{};
    CivilDate open_day{};
    /// What it is about: a category, the kind of a document or a contact; may be empty.
    std::string code{};
    /// Of files_incomplete: how many.
    std::int64_t count = 0;
};

struct DueLimits {
    int per_kind = 50;
    int look_back_days = 183;
    int letter_days = 7;
    int hold_days = 3;
    int paper_days = 30;
    int decile_months = 6;
};

struct DueList {
    /// By kind, then by day.
    std::vector<DueItem> items{};
    /// Kinds of which there are more than are listed.
    std::vector<DueKind> cut{};
};

Result<DueList> dueToday(Register& opened, CivilDate day, const DueLimits& limits = {});

/// Numbers as CivilDate::weekday, 0 Saturday … 6 Friday. Friday when nothing was set; at least one
/// day of the week is open.
Result<std::vector<int>> closedWeekdays(Register& opened);
Result<void> setClosedWeekdays(Register& opened, const std::vector<int>& weekdays);
CivilDate nextOpenDay(CivilDate day, const std::vector<int>& closed);

} // namespace peyvand
