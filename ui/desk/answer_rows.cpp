// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/answer_rows.h"

#include "ui/widgets/reading.h"

#include <algorithm>
#include <map>

namespace peyvand::ui {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(AnswerCard)
};

const QString nothing = QStringLiteral("\u2013");

QString aidWhen(const Aid& aid) {
    if (aid.state == AidState::held && aid.hold_until)
        return toQt(words().text("state.held_until", {{"until", words().date(*aid.hold_until)}}));
    return date(aid.date);
}

/// The newest help of each category, and its dots over the last twelve months.
struct Seen {
    const HelpLine* last = nullptr;
    QVector<int> months = QVector<int>(12, 0);
    QStringList charities{};
};

std::map<std::string, Seen> byCategory(const std::vector<HelpLine>& help, CivilDate today) {
    std::map<std::string, Seen> seen;
    const int now = HijriMonth::of(today).ordinal();
    for (const HelpLine& line : help) {
        Seen& category = seen[line.category];
        if (category.last == nullptr)
            category.last = &line;
        if (!category.charities.contains(line.charity))
            category.charities << line.charity;
        const int back = now - HijriMonth::of(line.latest).ordinal();
        if (back >= 0 && back < 12)
            category.months[11 - back] |= line.own ? 1 : 2;
    }
    return seen;
}

QString categoryName(const RuleOutcome& outcome) { return word("category." + outcome.category); }

ListModel::Row cellsOf(const RuleOutcome& outcome, const Seen* seen) {
    const bool helped = seen != nullptr;
    const QString last = helped ? month(HijriMonth::of(seen->last->latest)) : nothing;
    const QString charities = helped ? seen->charities.join(QStringLiteral(" \u00B7 ")) : nothing;
    ListModel::Row cells{
        {categoryName(outcome), true},
        {resultWord(outcome), false, false, static_cast<int>(toneOf(outcome.result))},
        {last, false, !helped, -1, {}, helped ? seen->last->when : QString()},
        {charities, false, !helped, -1, {}, helped ? charities : QString()},
        {{}, false, false, -1, helped ? seen->months : QVector<int>(12, 0)},
        {nextText(outcome), false, outcome.result == RuleResult::allowed},
    };
    return cells;
}

int urgency(const RuleView& view, const std::map<std::string, Seen>& seen) {
    const int worse = 4 - static_cast<int>(view.line.outcome.result);
    return worse * 2 + (seen.contains(view.line.outcome.category) ? 0 : 1);
}

} // namespace

QString resultWord(const RuleOutcome& outcome) {
    std::string key = "result." + std::string(ruleResultName(outcome.result));
    if (outcome.because == RuleBecause::month_only && outcome.result == RuleResult::near_limit)
        key += ".month_only";
    return withoutIsolates(
        toQt(words().text(key, {{"count", words().number(std::max(outcome.remaining, 0))}})));
}

QString nextText(const RuleOutcome& outcome) {
    if (outcome.next_day)
        return Tr::tr("from %1").arg(date(*outcome.next_day));
    if (outcome.next_month)
        return Tr::tr("from %1").arg(month(*outcome.next_month));
    return nothing;
}

std::vector<HelpLine> helpLines(const Answer& answer) {
    std::vector<HelpLine> lines;
    for (const Aid& aid : answer.aid) {
        if (aid.state == AidState::voided)
            continue;
        lines.push_back({aid.category, typed(toQt(aid.item)), Tr::tr("us"), true, aid.state,
                         aidWhen(aid), aid.date});
    }
    for (const ClaimSeen& claim : answer.claims) {
        const CivilDate latest = claim.day ? *claim.day : claim.month.last();
        QString when = claim.day ? date(*claim.day) : month(claim.month);
        if (claim.state == AidState::held && claim.hold_until)
            when = toQt(
                words().text("state.held_until", {{"until", words().date(*claim.hold_until)}}));
        lines.push_back({claim.category, typed(toQt(claim.item)), typed(toQt(claim.charity_name)),
                         false, claim.state, when, latest});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const HelpLine& a, const HelpLine& b) { return a.latest > b.latest; });
    return lines;
}

std::vector<RuleView> ruleViews(const Answer& answer, CivilDate today) {
    const std::vector<HelpLine> help = helpLines(answer);
    const auto seen = byCategory(help, today);
    std::vector<RuleView> views;
    for (const RuleLine& line : answer.rules) {
        const auto found = seen.find(line.outcome.category);
        views.push_back(
            {line, cellsOf(line.outcome, found == seen.end() ? nullptr : &found->second)});
    }
    std::stable_sort(views.begin(), views.end(), [&](const RuleView& a, const RuleView& b) {
        return urgency(a, seen) < urgency(b, seen);
    });
    return views;
}

QString historyText(const std::vector<HelpLine>& help, const std::string& category) {
    QStringList parts;
    for (const HelpLine& line : help)
        if (line.category == category)
            parts << (line.item.isEmpty()
                          ? Tr::tr("%1: %2", "when: charity").arg(line.when, line.charity)
                          : Tr::tr("%1: %2 (%3)", "when: charity (item)")
                                .arg(line.when, line.charity, line.item));
    return dotted(parts);
}

QString freshnessText(const Answer& answer, std::int64_t now_ms) {
    if (answer.freshness.empty())
        return Tr::tr("our own files only; this charity is in no network yet");
    int heard = 0;
    std::int64_t oldest = now_ms;
    for (const Freshness& fresh : answer.freshness)
        if (fresh.as_of_ms) {
            ++heard;
            oldest = std::min(oldest, *fresh.as_of_ms);
        }
    const QString of = Tr::tr("data of %1 of %2 charities")
                           .arg(number(heard), number(std::ssize(answer.freshness)));
    return heard == 0 ? of : dotted({of, Tr::tr("oldest: %1").arg(ago(oldest, now_ms))});
}

QString nothingKnownText(const Answer& answer, CivilDate today) {
    WordArguments arguments{{"date", words().date(today)}};
    if (answer.freshness.empty())
        return toQt(words().text("rule.sentence.none_yet.own", arguments));
    int heard = 0;
    std::int64_t oldest_day = today.days();
    std::string silent;
    int missing = 0;
    for (const Freshness& fresh : answer.freshness) {
        if (fresh.as_of_ms) {
            ++heard;
            oldest_day = std::min(oldest_day, *fresh.as_of_ms / 86'400'000);
            continue;
        }
        ++missing;
        silent += (silent.empty() ? "" : words().text("list.join")) + fresh.charity_name;
    }
    arguments["count"] = words().number(heard);
    arguments["date"] = words().date(CivilDate::fromDays(static_cast<std::int32_t>(oldest_day)));
    if (missing > 0) {
        arguments["missing"] = words().number(missing);
        arguments["names"] = silent;
    }
    return toQt(words().text("rule.sentence.none_yet", arguments));
}

} // namespace peyvand::ui
