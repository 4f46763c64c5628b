// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/rolling.h"

#include "core/rules/period.h"

#include <algorithm>

namespace peyvand::rules {

Fullest fullestPeriod(const Rule& rule, const std::vector<Interval>& events, CivilDate day) {
    std::vector<CivilDate> earliest;
    std::vector<CivilDate> latest;
    for (const Interval& event : events) {
        earliest.push_back(event.earliest);
        latest.push_back(event.latest);
    }
    std::sort(earliest.begin(), earliest.end());
    std::sort(latest.begin(), latest.end());

    // A period can be moved later until it would lose an event or the day: those are all the
    // beginnings that need a look.
    Fullest best{0, day, rollingEnd(rule, day)};
    const auto look = [&](CivilDate begin) {
        const CivilDate end = rollingEnd(rule, begin);
        if (begin > day || end <= day)
            return;
        const auto begun = std::lower_bound(earliest.begin(), earliest.end(), end);
        const auto over = std::lower_bound(latest.begin(), latest.end(), begin);
        const int count = static_cast<int>((begun - earliest.begin()) - (over - latest.begin()));
        if (count > best.count)
            best = {count, begin, end};
    };
    look(day);
    for (auto at = latest.rbegin(); at != latest.rend(); ++at)
        look(*at);
    return best;
}

int certainCount(const Rule& rule, const std::vector<Interval>& events, CivilDate day) {
    std::vector<Interval> points;
    std::vector<Interval> around;
    for (const Interval& event : events) {
        if (event.latest <= day)
            points.push_back({event.earliest, event.earliest});
        else if (event.earliest >= day)
            points.push_back({event.latest, event.latest});
        else
            around.push_back(event);
    }
    if (around.empty())
        return fullestPeriod(rule, points, day).count;

    // Unlike intervals around the day never come from claims; widening them to one only lowers the
    // count, which keeps "certain" true.
    Interval widest = around.front();
    for (const Interval& event : around) {
        widest.earliest = std::min(widest.earliest, event.earliest);
        widest.latest = std::max(widest.latest, event.latest);
    }
    // Of 2 · limit such events one side has `limit`, so more of them change no result.
    const std::size_t count =
        std::min(around.size(), 2 * static_cast<std::size_t>(std::max(rule.limit, 1)));
    const std::size_t settled = points.size();
    points.resize(settled + count, {widest.latest, widest.latest});
    int least = fullestPeriod(rule, points, day).count;
    for (std::size_t at = settled; at < points.size(); ++at) {
        points[at] = {widest.earliest, widest.earliest};
        least = std::min(least, fullestPeriod(rule, points, day).count);
    }
    return least;
}

} // namespace peyvand::rules
