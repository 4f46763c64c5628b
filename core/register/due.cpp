// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/due.h"

#include "core/register/office_settings.h"
#include "core/register/papers.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::string_view closed_setting = "closed_weekdays";
constexpr int friday = 6;

/// One kind of work. The statement gives record, subject, day and code; its parameters are
/// ?1 the day, ?2 the earliest day, ?3 the latest day, ?4 how many, ?5 the month of the day.
struct Work {
    DueKind kind{};
    RecordType type{};
    int DueLimits::* ahead_days = nullptr;
    std::string_view sql{};
};

// A review is done by any later contact, a paper is replaced by a later one of its kind.
constexpr Work works[] = {
    {DueKind::visit_planned, RecordType::contact, nullptr,
     "SELECT id, subject, planned_day, kind FROM record_contact WHERE state = 'planned'"
     " AND planned_day BETWEEN ?2 AND ?1 ORDER BY planned_day, id LIMIT ?4"},
    {DueKind::review_due, RecordType::contact, nullptr,
     "SELECT id, subject, next_review_day, kind FROM record_contact AS c WHERE state = 'done'"
     " AND next_review_day BETWEEN ?2 AND ?1 AND NOT EXISTS (SELECT 1 FROM record_contact AS later"
     " WHERE later.subject = c.subject AND later.state IN ('planned', 'done')"
     " AND IFNULL(later.done_day, later.planned_day) > c.done_day)"
     " ORDER BY next_review_day, id LIMIT ?4"},
    {DueKind::need_urgent, RecordType::need, nullptr,
     "SELECT id, subject, found_day + CASE urgency WHEN 'within_day' THEN 1"
     " WHEN 'within_three_days' THEN 3 ELSE 14 END AS until_day, category FROM record_need"
     " WHERE state IN ('open', 'in_work', 'partly_met')"
     " AND urgency IN ('within_day', 'within_three_days', 'within_two_weeks')"
     " AND found_day BETWEEN ?2 AND ?1 ORDER BY until_day, id LIMIT ?4"},
    {DueKind::need_review, RecordType::need, nullptr,
     "SELECT id, subject, review_day, category FROM record_need"
     " WHERE review_day BETWEEN ?2 AND ?1 AND +state IN ('open', 'in_work', 'partly_met')"
     " ORDER BY review_day, id LIMIT ?4"},
    {DueKind::schedule_due, RecordType::schedule, nullptr,
     "SELECT id, subject, MAX(?1, from_day), category FROM record_schedule AS s"
     " WHERE state = 'active' AND from_day <= ?1 AND IFNULL(until_day, ?1) >= ?1"
     " AND NOT EXISTS (SELECT 1 FROM record_aid WHERE record_aid.schedule = s.id"
     " AND record_aid.void_reason IS NULL AND record_aid.period_month > ?5 - CASE s.period"
     " WHEN 'monthly' THEN 1 WHEN 'two_monthly' THEN 2 WHEN 'quarterly' THEN 3"
     " WHEN 'half_yearly' THEN 6 ELSE 12 END) ORDER BY from_day, id LIMIT ?4"},
    {DueKind::schedule_review, RecordType::schedule, nullptr,
     "SELECT id, subject, next_review_day, category FROM record_schedule WHERE state = 'active'"
     " AND next_review_day BETWEEN ?2 AND ?1 ORDER BY next_review_day, id LIMIT ?4"},
    {DueKind::letter_ending, RecordType::letter, &DueLimits::letter_days,
     "SELECT id, subject, valid_until, category FROM record_letter WHERE state = 'issued'"
     " AND valid_until BETWEEN ?2 AND ?3 ORDER BY valid_until, id LIMIT ?4"},
    {DueKind::consent_ending, RecordType::consent, &DueLimits::paper_days,
     "SELECT id, subject, valid_until, '' FROM record_consent AS c WHERE state = 'given'"
     " AND valid_until BETWEEN ?2 AND ?3 AND NOT EXISTS (SELECT 1 FROM record_consent AS later"
     " WHERE later.subject = c.subject AND later.id <> c.id AND later.purposes = c.purposes"
     " AND (later.signed_day > c.signed_day OR later.valid_until IS NULL"
     " OR later.valid_until > c.valid_until)) ORDER BY valid_until, id LIMIT ?4"},
    {DueKind::hold_ending, RecordType::aid, &DueLimits::hold_days,
     "SELECT id, IFNULL(beneficiary, household), hold_until, category FROM aid WHERE state = 2"
     " AND hold_until BETWEEN ?2 AND ?3 ORDER BY hold_until, id LIMIT ?4"},
    {DueKind::guardianship_ending, RecordType::household, &DueLimits::paper_days,
     "SELECT id, id, guardianship_until, guardian_kind FROM record_household"
     " WHERE guardianship_until BETWEEN ?2 AND ?3 ORDER BY guardianship_until, id LIMIT ?4"},
    {DueKind::document_ending, RecordType::document, &DueLimits::paper_days,
     "SELECT id, subject, valid_until, kind FROM record_document AS d"
     " WHERE valid_until BETWEEN ?2 AND ?3 AND state <> 'missing' AND NOT EXISTS"
     " (SELECT 1 FROM record_document AS later WHERE later.subject = d.subject"
     " AND later.kind = d.kind AND later.id <> d.id AND later.state <> 'missing'"
     " AND (later.valid_until IS NULL OR later.valid_until > d.valid_until))"
     " ORDER BY valid_until, id LIMIT ?4"},
    {DueKind::identity_ending, RecordType::identity, &DueLimits::paper_days,
     "SELECT r.id, r.subject, r.valid_until, '' FROM record_identity AS r"
     " JOIN identity ON identity.id = r.id AND identity.removed = 0"
     " WHERE r.valid_until BETWEEN ?2 AND ?3 ORDER BY r.valid_until, r.id LIMIT ?4"},
    {DueKind::instalment_late, RecordType::instalment, nullptr,
     "SELECT id, subject, due_day, '' FROM record_instalment WHERE state = 'due'"
     " AND due_day BETWEEN ?2 AND ?1 - 1 ORDER BY due_day, id LIMIT ?4"},
    // What another charity wrote and nobody here answered, since the day that it was written.
    {DueKind::referral_waiting, RecordType::referral, nullptr,
     "SELECT id, NULL, (stamp >> 16) / 86400000, '' FROM direct_fact AS f WHERE type = 96"
     " AND charity = partner AND withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM direct_fact AS answer"
     " WHERE answer.about = f.id AND answer.type = 97 AND answer.partner = f.partner"
     " AND answer.charity <> f.charity AND answer.withdrawn = 0) ORDER BY stamp, id LIMIT ?4"},
    {DueKind::question_waiting, RecordType::case_question, nullptr,
     "SELECT id, NULL, (stamp >> 16) / 86400000, '' FROM direct_fact AS f WHERE type = 98"
     " AND charity = partner AND withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM direct_fact AS answer"
     " WHERE answer.about = f.id AND answer.type = 99 AND answer.partner = f.partner"
     " AND answer.charity <> f.charity AND answer.withdrawn = 0) ORDER BY stamp, id LIMIT ?4"},
};

// A decile has no last day: the oldest stand first, however old.
constexpr std::string_view old_deciles =
    "SELECT id, id, decile_day, '' FROM record_household WHERE decile_day <= ?3"
    " ORDER BY decile_day, id LIMIT ?4";

void take(Statement& rows, DueKind kind, RecordType type, int most, const std::vector<int>& closed,
          CivilDate today, DueList& list) {
    int taken = 0;
    while (rows.step()) {
        if (taken++ == most) {
            list.cut.push_back(kind);
            return;
        }
        DueItem item;
        item.kind = kind;
        item.type = type;
        item.record = rows.id<RecordId>(0);
        item.subject = rows.idOrNone<RecordId>(1);
        item.day = CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(2)));
        // What has passed was due on its day.
        item.open_day = item.day < today ? item.day : nextOpenDay(item.day, closed);
        item.code = rows.string(3);
        list.items.push_back(std::move(item));
    }
}

} // namespace

std::string_view nameOf(DueKind kind) {
    constexpr std::string_view names[] = {
        "visit_planned",   "review_due",          "need_urgent",      "need_review",
        "schedule_due",    "schedule_review",     "letter_ending",    "consent_ending",
        "hold_ending",     "guardianship_ending", "document_ending",  "identity_ending",
        "decile_old",      "instalment_late",     "referral_waiting", "question_waiting",
        "files_incomplete"};
    return names[static_cast<std::size_t>(kind)];
}

Result<DueList> dueToday(Register& opened, CivilDate day, const DueLimits& limits) {
    PEYVAND_LET(const auto closed, closedWeekdays(opened));
    Database& database = opened.database();
    const std::int64_t today = day.days();
    const std::int64_t earliest = today - limits.look_back_days;
    const std::int64_t most = std::clamp(limits.per_kind, 1, 500);
    DueList list;
    for (const Work& work : works) {
        const int ahead = work.ahead_days == nullptr ? 0 : limits.*work.ahead_days;
        auto rows = database.prepare(work.sql);
        for (int i = 1; i <= 5; ++i)
            if (work.sql.find("?" + std::to_string(i)) != std::string_view::npos)
                rows.bindAt(i, i == 1   ? today
                               : i == 2 ? earliest
                               : i == 3 ? today + ahead
                               : i == 4 ? most + 1
                                        : std::int64_t{HijriMonth::of(day).ordinal()});
        take(rows, work.kind, work.type, static_cast<int>(most), closed, day, list);
    }
    {
        const HijriDate now = HijriDate::fromCivil(day);
        const HijriMonth then = HijriMonth{now.year, now.month}.plus(-limits.decile_months);
        const int last_day = std::min(now.day, HijriDate::daysInMonth(then.year, then.month));
        auto rows = database.prepare(old_deciles);
        rows.bindAt(3, HijriDate::make(then.year, then.month, last_day)->civil().days())
            .bindAt(4, most + 1);
        take(rows, DueKind::decile_old, RecordType::household, static_cast<int>(most), closed, day,
             list);
    }
    PEYVAND_TRY(database.takeFailure());
    PEYVAND_LET(const std::int64_t incomplete, countIncompleteFiles(opened, day));
    if (incomplete > 0) {
        DueItem item;
        item.kind = DueKind::files_incomplete;
        item.type = RecordType::document;
        item.day = item.open_day = day;
        item.count = incomplete;
        list.items.push_back(item);
    }
    return list;
}

Result<std::vector<int>> closedWeekdays(Register& opened) {
    PEYVAND_LET(const std::string value, officeSetting(opened, closed_setting));
    if (value.empty())
        return std::vector<int>{friday};
    std::vector<int> closed;
    for (const char digit : value)
        if (digit >= '0' && digit <= '6')
            closed.push_back(digit - '0');
    if (closed.size() >= 7)
        closed.assign(1, friday);
    return closed;
}

Result<void> setClosedWeekdays(Register& opened, const std::vector<int>& weekdays) {
    std::string value = "-";
    for (int weekday = 0; weekday < 7; ++weekday)
        if (std::find(weekdays.begin(), weekdays.end(), weekday) != weekdays.end())
            value += static_cast<char>('0' + weekday);
    if (value.size() > 7)
        return fail(ErrorCode::field_unreadable, "field", std::string(closed_setting));
    return setOfficeSetting(opened, closed_setting, value);
}

CivilDate nextOpenDay(CivilDate day, const std::vector<int>& closed) {
    for (int i = 0; i < 7; ++i)
        if (std::find(closed.begin(), closed.end(), day.plusDays(i).weekday()) == closed.end())
            return day.plusDays(i);
    return day;
}

} // namespace peyvand
