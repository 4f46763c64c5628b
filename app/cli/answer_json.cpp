// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"

#include <fmt/format.h>

namespace peyvand::cli {
namespace {

using nlohmann::json;

json identityJson(const ReadIdentity& read) {
    return {{"kind", identityKindName(read.kind)},
            {"value", read.identity ? read.identity->number : read.folded},
            {"valid", read.identity.has_value()}};
}

json claimJson(const ClaimSeen& claim) {
    json one{{"charity", claim.charity_name}, {"charity_id", claim.charity.text()},
             {"category", claim.category},    {"unit", helpUnitName(claim.unit)},
             {"month", claim.month.iso()},    {"state", aidStateName(claim.state)}};
    if (!claim.item.empty())
        one["item"] = claim.item;
    if (claim.day)
        one["date"] = claim.day->iso();
    if (claim.hold_until)
        one["hold_until"] = claim.hold_until->iso();
    one["claim"] = claim.claim.text();
    if (claim.asked != QuestionState::none)
        one["question"] = nameOf(claim.asked);
    return one;
}

void put(json& object, const char* name, const std::string& text) {
    if (!text.empty())
        object[name] = text;
}

void putDetails(json& one, const AidDetails& details) {
    put(one, "delivery", details.delivery);
    put(one, "tracking_number", details.tracking_number);
    put(one, "deliverer", details.deliverer);
    put(one, "collector_name", details.collector_name);
    put(one, "invoice_number", details.invoice_number);
    put(one, "project", details.project);
    const auto refer = [&one](const char* name, const std::optional<RecordId>& id) {
        if (id)
            one[name] = id->text();
    };
    refer("fund", details.fund);
    refer("schedule", details.schedule);
    refer("proposal", details.proposal);
    refer("decision", details.decision);
    refer("letter", details.letter);
    refer("kit", details.kit);
    refer("stock_item", details.stock_item);
    refer("goods_order", details.goods_order);
    refer("sponsorship", details.sponsorship);
    refer("loan", details.loan);
    refer("need", details.need);
    if (details.quantity_milli > 0)
        one["quantity_milli"] = details.quantity_milli;
    if (details.value)
        one["value"] = details.value->amount;
    if (details.period)
        one["period_month"] = details.period->iso();
}

std::string sexName(Sex sex) { return sex == Sex::female ? "female" : "male"; }

} // namespace

std::string isoTime(std::int64_t unix_ms) {
    const std::int64_t seconds = unix_ms / 1000;
    const auto day = CivilDate::fromDays(static_cast<std::int32_t>(seconds / 86400));
    return fmt::format("{}T{:02}:{:02}:{:02}Z", day.iso(), seconds / 3600 % 24, seconds / 60 % 60,
                       seconds % 60);
}

json ruleLinesJson(const std::vector<RuleLine>& lines) {
    json rules = json::array();
    for (const auto& line : lines) {
        const RuleOutcome& outcome = line.outcome;
        json one{
            {"category", outcome.category},
            {"unit", helpUnitName(outcome.rule.unit)},
            {"result", ruleResultName(outcome.result)},
            {"because", {{"rule", outcome.rule.id}, {"code", ruleBecauseName(outcome.because)}}},
            {"sentence", line.sentence}};
        if (outcome.remaining >= 0)
            one["remaining"] = outcome.remaining;
        if (outcome.next_day)
            one["next_allowed"] = HijriDate::fromCivil(*outcome.next_day).iso();
        else if (outcome.next_month)
            one["next_allowed"] = outcome.next_month->iso();
        else
            one["next_allowed"] = nullptr;
        rules.push_back(std::move(one));
    }
    return rules;
}

json aidJson(const Aid& aid) {
    json one{{"id", aid.id.text()},
             {"category", aid.category},
             {"unit", helpUnitName(aid.unit)},
             {"date", aid.date.iso()},
             {"state", aidStateName(aid.state)},
             {"amount", aid.amount.amount}};
    if (aid.person)
        one["person"] = aid.person->text();
    if (aid.household)
        one["household"] = aid.household->text();
    put(one, "item", aid.item);
    put(one, "reason", aid.reason);
    put(one, "source", aid.source_of_funds);
    put(one, "note", aid.note);
    put(one, "void_reason", aid.void_reason);
    if (aid.hold_until)
        one["hold_until"] = aid.hold_until->iso();
    putDetails(one, aid.details);
    return one;
}

json personJson(const Person& person) {
    const PersonFields& fields = person.fields;
    json one{{"id", person.id.text()}, {"row", person.row}, {"phones", fields.phones}};
    put(one, "given_name", fields.given_name);
    put(one, "family_name", fields.family_name);
    put(one, "father_name", fields.father_name);
    for (const auto& identity : person.identities) {
        if (identity.confirmed && identity.kind == IdentityKind::national_id)
            one["national_id"] = identity.confirmed->number;
        else if (identity.confirmed && identity.kind == IdentityKind::foreign_code)
            one["foreign_id"] = identity.confirmed->number;
        else if (identity.confirmed)
            one[std::string(identityKindName(identity.kind))] = identity.confirmed->number;
        else if (identity.proposed)
            one["proposed_id"] = identity.typed;
        else
            one["unconfirmed_id"] = identity.typed;
    }
    if (fields.birth)
        one["birth_date"] = fields.birth->iso();
    if (fields.sex != Sex::unknown)
        one["sex"] = sexName(fields.sex);
    put(one, "province", fields.province);
    put(one, "city", fields.city);
    put(one, "address", fields.address);
    put(one, "postal_code", fields.postal_code);
    put(one, "file_number", fields.file_number);
    if (person.household)
        one["household"] = person.household->text();
    return one;
}

json answerJson(const Answer& answer) {
    json one{{"identity", identityJson(answer.identity)},
             {"person", nullptr},
             {"aid", json::array()},
             {"claims", json::array()},
             {"rules", ruleLinesJson(answer.rules)},
             {"group", nullptr},
             {"freshness", json::array()},
             {"duplicates", json::array()}};
    if (answer.person) {
        const auto& fields = answer.person->fields;
        const bool both = !fields.given_name.empty() && !fields.family_name.empty();
        one["person"] = {{"id", answer.person->id.text()},
                         {"name", fields.given_name + (both ? " " : "") + fields.family_name},
                         {"household", nullptr}};
        if (answer.person->household)
            one["person"]["household"] = answer.person->household->text();
    }
    for (const auto& aid : answer.aid)
        one["aid"].push_back(aidJson(aid));
    for (const auto& claim : answer.claims)
        one["claims"].push_back(claimJson(claim));
    if (answer.group)
        one["group"] = enquiryGroupName(*answer.group);
    for (const auto& fresh : answer.freshness)
        one["freshness"].push_back(
            {{"charity", fresh.charity_name},
             {"charity_id", fresh.charity.text()},
             {"as_of", fresh.as_of_ms ? json(isoTime(*fresh.as_of_ms)) : json(nullptr)}});
    for (const auto& duplicate : answer.duplicates)
        one["duplicates"].push_back(duplicate.text());
    if (answer.claims_unreadable > 0)
        one["claims_unreadable"] = answer.claims_unreadable;
    return one;
}

} // namespace peyvand::cli
