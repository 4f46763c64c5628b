// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/sentence.h"

namespace peyvand {
namespace {

std::string_view variantOf(const RuleOutcome& outcome, const HelpNamed* latest) {
    const bool taken = wantsReason(outcome.result);
    switch (outcome.because) {
    case RuleBecause::no_rule:
        return "no_rule";
    case RuleBecause::month_only:
        return "month_only";
    case RuleBecause::once_in_life:
        return "once_in_life";
    case RuleBecause::open_one:
        return taken ? "open_one" : "allowed";
    case RuleBecause::note_only:
        return "note_only";
    case RuleBecause::in_question:
        return "in_question";
    case RuleBecause::count_left:
        return "count_left";
    case RuleBecause::same_invoice:
        return "same_invoice";
    case RuleBecause::limit_reached:
        return latest != nullptr && latest->event.state == AidState::held ? "held" : "taken";
    case RuleBecause::none_yet:
        break;
    }
    return "allowed";
}

std::string joined(const std::vector<std::string>& names, const Words& words) {
    const std::string comma = words.language() == Language::persian ? "، " : ", ";
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : comma) + name;
    return text;
}

std::string nothingKnown(const RuleOutcome& outcome, const LookedAt& looked_at,
                         const Words& words) {
    WordArguments arguments{{"date", words.date(looked_at.as_of)},
                            {"category", words.text("category." + outcome.category)}};
    if (!looked_at.in_network)
        return words.text("rule.sentence.none_yet.own", arguments);
    // Persian has one form for a number of things, English two.
    const auto counted = [&words](const std::string& of, std::size_t count) {
        return words.text("count." + of + (count == 1 ? ".one" : ".many"),
                          {{"count", std::to_string(count)}});
    };
    arguments["charities"] =
        counted("member_charity", static_cast<std::size_t>(looked_at.charities));
    if (!looked_at.missing.empty()) {
        arguments["missing"] = counted("charity", looked_at.missing.size());
        arguments["names"] = joined(looked_at.missing, words);
    }
    return words.text("rule.sentence.none_yet.category", arguments);
}

} // namespace

std::string ruleSentence(const RuleOutcome& outcome, const HelpNamed* latest,
                         const LookedAt& looked_at, const Words& words) {
    if (latest == nullptr)
        return nothingKnown(outcome, looked_at, words);
    const HelpEvent& event = latest->event;
    WordArguments arguments;
    arguments["category"] = words.text("category." + outcome.category);
    arguments["when"] =
        event.monthOnly() ? words.month(HijriMonth::of(event.earliest)) : words.date(event.latest);
    arguments["charity"] = latest->charity_name;
    if (outcome.next_day)
        arguments["next"] = words.date(*outcome.next_day);
    else if (outcome.next_month)
        arguments["next"] = words.month(*outcome.next_month);
    if (event.hold_until)
        arguments["until"] = words.date(*event.hold_until);
    if (outcome.remaining >= 0)
        arguments["count"] = std::to_string(outcome.remaining);
    const std::string variant(variantOf(outcome, latest));
    if (variant == "same_invoice")
        return words.text("rule.sentence.same_invoice", arguments);
    const HelpUnit unit = outcome.rule.id.empty() ? event.unit : outcome.rule.unit;
    const std::string ending = unit == HelpUnit::household ? ".household" : ".person";
    return words.text("rule.sentence." + variant + ending, arguments);
}

std::string resultWord(const RuleOutcome& outcome, const Words& words) {
    if (outcome.because == RuleBecause::month_only && outcome.result == RuleResult::near_limit)
        return words.text("result.near_limit.month_only");
    return words.text("result." + std::string(ruleResultName(outcome.result)),
                      {{"count", std::to_string(outcome.remaining)}});
}

} // namespace peyvand
