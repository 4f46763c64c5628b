// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/schedules.h"

#include <algorithm>
#include <charconv>

namespace peyvand {
namespace {

namespace f = field::schedule;

// More rows than a plan of a century has.
constexpr int max_rows = 1200;

int stepMonths(const std::string& period) {
    if (period == "two_monthly")
        return 2;
    if (period == "quarterly")
        return 3;
    if (period == "half_yearly")
        return 6;
    return period == "yearly" ? 12 : 1;
}

struct Pause {
    CivilDate from{};
    CivilDate until{};
};

// "2026-10-01/2026-12-01": nothing is due from the first day until the day before the second.
std::vector<Pause> pausesOf(const RecordRow& schedule) {
    std::vector<Pause> pauses;
    for (const auto& line : schedule.lines(f::pauses)) {
        const auto mark = std::min(line.find('/'), line.size());
        const auto from = CivilDate::parseIso(line.substr(0, mark));
        const auto until = CivilDate::parseIso(line.substr(std::min(mark + 1, line.size())));
        if (from && until)
            pauses.push_back({*from, *until});
    }
    return pauses;
}

// "2026-10-01 1500000": what was paid before that day.
Rial amountOn(const RecordRow& schedule, CivilDate day) {
    for (const auto& line : schedule.lines(f::amounts)) {
        const auto mark = std::min(line.find(' '), line.size());
        const auto until = CivilDate::parseIso(line.substr(0, mark));
        std::int64_t amount = 0;
        std::from_chars(line.data() + std::min(mark + 1, line.size()), line.data() + line.size(),
                        amount);
        if (until && day < *until)
            return Rial{amount};
    }
    return Rial{schedule.number(f::amount_rial)};
}

bool isPaused(const std::vector<Pause>& pauses, CivilDate day) {
    return std::any_of(pauses.begin(), pauses.end(), [day](const Pause& pause) {
        return pause.from <= day && day < pause.until;
    });
}

} // namespace

std::vector<PlannedPayment> plannedOf(const RecordRow& schedule, CivilDate from, CivilDate to) {
    std::vector<PlannedPayment> planned;
    const std::string state = schedule.text(f::state);
    const auto first = schedule.day(f::from_day);
    if (!first || (state != "active" && state != "paused" && state != "ended"))
        return planned;
    CivilDate last = to;
    if (const auto until = schedule.day(f::until_day))
        last = std::min(last, *until);
    if (const auto stopped = schedule.day(f::state_day); stopped && state != "active")
        last = std::min(last, stopped->plusDays(-1));
    const auto pauses = pausesOf(schedule);
    const int step = stepMonths(schedule.text(f::period));
    for (int row = 0; row < max_rows; ++row) {
        const CivilDate due = plusHijriMonths(*first, row * step);
        if (due > last)
            break;
        if (due >= from && !isPaused(pauses, due))
            planned.push_back({schedule.id, schedule.subject.value_or(RecordId{}),
                               HijriMonth::of(due), due, amountOn(schedule, due)});
    }
    return planned;
}

} // namespace peyvand
