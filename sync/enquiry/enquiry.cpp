// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/enquiry/enquiry.h"

#include "core/register/household_aid.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/register/privacy.h"
#include "core/register/rule_book.h"
#include "core/rules/category.h"
#include "core/text/fold.h"
#include "sync/enquiry/merge_claims.h"
#include "sync/network/claim_join.h"
#include "sync/network/openings.h"

#include <algorithm>
#include <set>

namespace peyvand {
namespace {

constexpr std::string_view by_machine = "overlap";

HelpEvent eventOf(const Aid& aid) {
    HelpEvent event;
    event.category = aid.category;
    event.item = aid.item;
    event.unit = aid.unit;
    event.earliest = event.latest = aid.date;
    event.state = aid.state;
    event.hold_until = aid.hold_until;
    event.open = aid.open;
    event.invoice = text::joinedKey(aid.details.invoice_number);
    return event;
}

HelpEvent eventOf(const ClaimSeen& claim) {
    HelpEvent event;
    event.charity = claim.charity;
    event.category = claim.category;
    event.item = claim.item;
    event.unit = claim.unit;
    event.earliest = claim.day ? *claim.day : claim.month.first();
    event.latest = claim.day ? *claim.day : claim.month.last();
    event.state = claim.state;
    event.hold_until = claim.hold_until;
    event.open = claim.state == AidState::regular || claim.state == AidState::held ||
                 claim.category == "loan";
    event.in_question = claim.asked == QuestionState::open;
    return event;
}

// Items that a rule counts apart, and "no item" when there is none.
std::set<std::string> itemsOf(const std::string& category, const std::vector<HelpEvent>& events) {
    std::set<std::string> items;
    for (const auto& event : events)
        if (event.category == category && event.state != AidState::voided)
            items.insert(event.item);
    if (items.empty())
        items.insert(std::string());
    return items;
}

EnquiryGroup groupOf(const std::vector<RuleLine>& lines, bool anything_known) {
    if (!anything_known)
        return EnquiryGroup::never_helped;
    for (const auto& line : lines)
        if (wantsReason(line.outcome.result))
            return EnquiryGroup::within_period;
    return EnquiryGroup::allowed;
}

bool hasActiveRule(const std::vector<Rule>& rules, const std::string& category) {
    return std::any_of(rules.begin(), rules.end(),
                       [&](const Rule& rule) { return rule.active && rule.category == category; });
}

// Of an aid or a draft: the person helped, or the household.
template <class Help> RecordId subjectOf(const Help& help) {
    return help.person ? idAs<RecordId>(*help.person)
                       : idAs<RecordId>(help.household.value_or(HouseholdId{}));
}

bool isOf(std::string_view category, const std::string& wanted) {
    return wanted.empty() || wanted == category;
}

} // namespace

std::string_view enquiryGroupName(EnquiryGroup group) {
    switch (group) {
    case EnquiryGroup::never_helped:
        return "never_helped";
    case EnquiryGroup::allowed:
        return "allowed";
    case EnquiryGroup::within_period:
        break;
    }
    return "within_period";
}

Result<void> Enquiry::prepare(const std::vector<Identity>& identities, const Progress& progress,
                              const CancelToken& cancel) {
    if (network_.veil() == nullptr)
        return {};
    PEYVAND_TRY(seedsOf(network_, identities, executor_, progress, cancel));
    return {};
}

Result<std::vector<ClaimSeen>> Enquiry::claimsOf(const Identity& identity, Known& known) {
    PEYVAND_LET(const auto seeds, seedsOf(network_, {identity}, executor_));
    const auto seed = seeds.find(identity);
    std::vector<ClaimSeen> seen;
    if (seed == seeds.end())
        return seen;
    Register& opened = network_.opened();
    const Tag tag = tagOf(seed->second, network_.id(), network_.veil()->generation());
    auto found = findClaims(opened.database(), tag);
    std::erase_if(found, [&](const FoundClaim& claim) {
        return claim.charity == opened.journal().charity();
    });
    const OpenedClaims opened_claims =
        openClaims({network_.id(), seed->second, network_.epochKeys()}, found);
    for (const auto& [charity, count] : opened_claims.unreadable)
        known.unreadable += count;
    for (const auto& claim : opened_claims.claims) {
        known.opened.emplace_back(claim.head.claim, claim.charity);
        const Category* category = categoryByNumber(claim.content.category);
        ClaimSeen one;
        one.claim = claim.head.claim;
        one.charity = claim.charity;
        one.charity_name = network_.charityName(claim.charity);
        one.category = category == nullptr ? std::string("other") : category->id;
        one.item = claim.content.item;
        one.unit = claim.content.unit;
        one.month = claim.content.month;
        one.day = claim.content.day;
        one.state = claim.content.state;
        one.hold_until = claim.content.hold_until;
        one.asked = questionAbout(opened.database(), one.claim, one.charity);
        seen.push_back(std::move(one));
    }
    return opened.database().checked(std::move(seen));
}

// The enquiry and every claim that it opened, on the disk together before anything is shown.
Result<void> Enquiry::note(const std::optional<RecordId>& person, std::string_view typed,
                           const Known& known, std::string_view reason) {
    Register& register_ = network_.opened();
    std::optional<Transaction> transaction;
    if (!in_transaction_ && !known.opened.empty())
        transaction.emplace(register_.database());
    PEYVAND_TRY(register_.audit().write(AuditDeed::enquiry, person, typed, {reason, {}}));
    std::map<CharityId, int> counts;
    for (const auto& [claim, charity] : known.opened) {
        PEYVAND_TRY(register_.audit().write(AuditDeed::claim_opened, idAs<RecordId>(claim), {},
                                            {reason, {}}));
        ++counts[charity];
    }
    // What the machine looks for by itself is nobody's curiosity.
    if (reason != by_machine)
        countOpenings(register_.database(), counts, HijriMonth::of(register_.today()));
    return transaction ? transaction->commit() : Result<void>();
}

Result<std::vector<Identity>>
Enquiry::identitiesBehind(const std::vector<EnquiryQuestion>& questions) {
    People people(network_.opened());
    std::vector<Identity> identities;
    for (const auto& question : questions) {
        std::vector<BeneficiaryId> files;
        const ReadIdentity read = readIdentity(question.typed);
        if (question.person)
            files.push_back(*question.person);
        else if (read.identity) {
            identities.push_back(*read.identity);
            PEYVAND_LET(files, people.holding(*read.identity));
        } else {
            PEYVAND_LET(files, people.holdingTyped(read.folded));
        }
        if (files.empty())
            continue;
        PEYVAND_LET(const Person person, people.person(files.front()));
        for (const auto& own : person.identities)
            if (own.confirmed)
                identities.push_back(*own.confirmed);
    }
    return identities;
}

Result<std::vector<Answer>> Enquiry::askTogether(const std::vector<EnquiryQuestion>& questions,
                                                 const CancelToken& cancel) {
    PEYVAND_LET(const auto identities, identitiesBehind(questions));
    PEYVAND_TRY(prepare(identities, {}, cancel));
    Transaction transaction(network_.opened().database());
    in_transaction_ = true;
    std::vector<Answer> answers;
    answers.reserve(questions.size());
    for (const auto& question : questions) {
        auto answer = ask(question);
        if (!answer) {
            in_transaction_ = false;
            return fail(std::move(answer).error());
        }
        answers.push_back(std::move(*answer));
    }
    in_transaction_ = false;
    PEYVAND_TRY(transaction.commit());
    return answers;
}

Result<Enquiry::Known> Enquiry::known(const std::optional<Person>& person,
                                      const std::optional<Identity>& identity) {
    Known known;
    std::vector<Identity> asked;
    if (identity)
        asked.push_back(*identity);
    if (person) {
        PEYVAND_LET(known.aid, AidBook(network_.opened()).concerning(person->id));
        for (const auto& own : person->identities)
            if (own.confirmed &&
                std::find(asked.begin(), asked.end(), *own.confirmed) == asked.end())
                asked.push_back(*own.confirmed);
    }
    if (network_.veil() == nullptr)
        return known;
    for (const Identity& one : asked) {
        PEYVAND_LET(const auto claims, claimsOf(one, known));
        mergeClaims(known.claims, claims);
    }
    std::stable_sort(known.claims.begin(), known.claims.end(),
                     [](const auto& a, const auto& b) { return b.month < a.month; });
    return known;
}

// What the household was given as one, and what others say of it to each of its people.
Result<Enquiry::Known> Enquiry::knownOfHousehold(const HouseholdId& household) {
    Register& opened = network_.opened();
    PEYVAND_LET(const auto home, Households(opened).household(household));
    Known all;
    PEYVAND_LET(all.aid, aidOfHousehold(opened, household));
    std::erase_if(all.aid, [](const Aid& aid) { return aid.unit != HelpUnit::household; });
    for (const auto& member : home.members) {
        std::optional<Person> person;
        PEYVAND_LET(person, People(opened).person(member.id));
        PEYVAND_LET(const Known one, known(person, std::nullopt));
        mergeClaims(all.claims, one.claims);
        all.opened.insert(all.opened.end(), one.opened.begin(), one.opened.end());
        all.unreadable += one.unreadable;
    }
    return all;
}

std::vector<Freshness> Enquiry::freshness() {
    std::vector<Freshness> fresh;
    if (!network_.isMember())
        return fresh;
    const CharityId own = network_.opened().journal().charity();
    const std::int64_t now_ms = network_.opened().platform().clock.unixMs();
    for (const auto& member : network_.membership().members) {
        if (member.id == own || member.expelled)
            continue;
        Freshness one{member.id, member.name, std::nullopt};
        auto row = network_.opened().database().prepare(
            "SELECT MAX(head_time_ms) FROM feed WHERE charity = ? AND scope = 2 AND position > 0");
        row.bind(member.id);
        // A clock that runs ahead makes nothing fresher than now.
        if (row.step() && !row.isNull(0))
            one.as_of_ms = std::min(row.integer(0), now_ms);
        fresh.push_back(std::move(one));
    }
    return fresh;
}

const std::string& Enquiry::nothingKnown(const RuleOutcome& outcome, const LookedAt& looked_at,
                                         const Words& words) {
    if (nothing_known_.looked_at != looked_at || nothing_known_.language != words.language())
        nothing_known_ = {looked_at, words.language(), {}};
    const auto [found, is_new] = nothing_known_.by_category.try_emplace(outcome.category);
    if (is_new)
        found->second = ruleSentence(outcome, nullptr, looked_at, words);
    return found->second;
}

// Payments of regular aid are told by the one that stands for its period.
static bool isToldByItsSchedule(const Aid& aid) {
    return aid.details.schedule.has_value() && aid.state == AidState::given;
}

// One for each active rule and item, and one for each category that has help and no rule.
static std::vector<RuleOutcome> outcomesOf(const std::vector<Rule>& rules,
                                           const std::vector<OccasionShift>& shifts,
                                           const std::vector<HelpEvent>& events,
                                           const RuleQuestion& question,
                                           const std::string& category) {
    std::vector<RuleOutcome> outcomes;
    for (const auto& rule : rules) {
        if (!rule.active || !isOf(rule.category, category))
            continue;
        std::set<std::string> items{question.item};
        if (rule.per_item && question.item.empty())
            items = itemsOf(rule.category, events);
        for (const auto& item : items) {
            RuleQuestion one = question;
            one.item = item;
            one.shifts = &shifts;
            outcomes.push_back(evaluateRule(rule, events, one));
        }
    }
    for (auto& outcome : evaluateRules({}, events, question))
        if (!hasActiveRule(rules, outcome.category) && isOf(outcome.category, category))
            outcomes.push_back(std::move(outcome));
    return outcomes;
}

Result<std::vector<RuleLine>> Enquiry::ruleLines(const Known& known, const RuleQuestion& question,
                                                 std::string_view category, Language language) {
    RuleBook book(network_.opened());
    PEYVAND_LET(const auto rules, book.rules());
    PEYVAND_LET(const NetworkRules published, book.ofNetwork());
    const Words& words = Words::of(language);
    std::vector<HelpEvent> events;
    std::vector<std::string> names;
    for (const auto& aid : known.aid)
        if (!isToldByItsSchedule(aid)) {
            events.push_back(eventOf(aid));
            names.push_back(network_.opened().charityName());
        }
    for (const auto& claim : known.claims) {
        if (claim.asked == QuestionState::not_given)
            continue;
        events.push_back(eventOf(claim));
        const Category* kind = findCategory(claim.category);
        names.push_back(kind != nullptr && kind->sensitive ? words.text("member_charity")
                                                           : claim.charity_name);
    }
    LookedAt looked_at{0, {}, network_.opened().today(), network_.isMember()};
    for (const auto& one : freshness_) {
        looked_at.charities += one.as_of_ms ? 1 : 0;
        if (!one.as_of_ms)
            looked_at.missing.push_back(one.charity_name);
    }
    auto outcomes = outcomesOf(rules, published.shifts, events, question, std::string(category));
    std::vector<RuleLine> lines;
    for (auto& outcome : outcomes) {
        RuleLine line;
        std::optional<HelpNamed> latest;
        for (std::size_t i = 0; i < events.size(); ++i)
            if (events[i].category == outcome.category && events[i].state != AidState::voided &&
                (!latest || events[i].latest > latest->event.latest))
                latest = HelpNamed{events[i], names[i]};
        if (!outcome.counted.empty())
            latest = HelpNamed{events[outcome.counted.front()], names[outcome.counted.front()]};
        for (const std::size_t counted : outcome.counted)
            line.charities.push_back(events[counted].charity);
        line.sentence = latest ? ruleSentence(outcome, &*latest, looked_at, words)
                               : nothingKnown(outcome, looked_at, words);
        line.outcome = std::move(outcome);
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<Answer> Enquiry::ask(const EnquiryQuestion& question) {
    Register& opened = network_.opened();
    if (!question.category.empty() && findCategory(question.category) == nullptr)
        return fail(ErrorCode::category_unknown);
    People people(opened);
    Answer answer;
    answer.asked = question.typed;
    std::optional<BeneficiaryId> file = question.person;
    if (!file) {
        answer.identity = readIdentity(question.typed);
        std::vector<BeneficiaryId> files;
        if (answer.identity.identity) {
            PEYVAND_LET(files, people.holding(*answer.identity.identity));
        } else {
            PEYVAND_LET(files, people.holdingTyped(answer.identity.folded));
        }
        // The paper in the visitor's hand may bear the number of the file.
        if (files.empty() && !answer.identity.identity) {
            PEYVAND_LET(files, people.withFileNumber(question.typed));
        }
        if (!files.empty()) {
            file = files.front();
            answer.duplicates.assign(files.begin() + 1, files.end());
        }
    }
    std::optional<RecordId> record;
    if (file) {
        PEYVAND_LET(answer.person, people.person(*file));
        PEYVAND_LET(answer.person->confidential, isConfidential(opened, *file));
        record = idAs<RecordId>(*file);
    }
    if (question.person)
        for (const auto& identity : answer.person->identities)
            if (identity.confirmed && !answer.identity.identity) {
                answer.identity.kind = identity.kind;
                answer.identity.folded = identity.confirmed->number;
                answer.identity.identity = identity.confirmed;
            }
    PEYVAND_LET(Known found, known(answer.person, answer.identity.identity));
    PEYVAND_TRY(note(record, question.typed, found, in_transaction_ ? "list" : "desk"));
    freshness_ = freshness();
    answer.freshness = freshness_;
    PEYVAND_LET(answer.rules, ruleLines(found, {opened.today(), {}, {}, {}}, question.category,
                                        question.language));
    answer.claims_unreadable = found.unreadable;
    bool anything = false;
    for (const auto& aid : found.aid)
        anything =
            anything || (aid.state != AidState::voided && isOf(aid.category, question.category));
    for (const auto& claim : found.claims)
        anything = anything || isOf(claim.category, question.category);
    if (answer.identity.identity || answer.person)
        answer.group = groupOf(answer.rules, anything);
    if (!answer.identity.identity)
        answer.group.reset();
    answer.aid = std::move(found.aid);
    answer.claims = std::move(found.claims);
    return opened.database().checked(std::move(answer));
}

Result<Enquiry::Known> Enquiry::knownOf(const std::optional<BeneficiaryId>& person,
                                        const std::optional<HouseholdId>& household) {
    if (person) {
        PEYVAND_LET(const Person one, People(network_.opened()).person(*person));
        return known(one, std::nullopt);
    }
    return household ? knownOfHousehold(*household) : fail(ErrorCode::beneficiary_unknown);
}

Result<std::vector<RuleLine>> Enquiry::linesOf(const Aid& given, Language language) {
    PEYVAND_LET(Known found, knownOf(given.person, given.household));
    PEYVAND_TRY(note(subjectOf(given), {}, found, by_machine));
    std::erase_if(found.aid, [&given](const Aid& aid) { return aid.id == given.id; });
    freshness_ = freshness();
    return ruleLines(found,
                     {given.date, given.item, {}, text::joinedKey(given.details.invoice_number)},
                     given.category, language);
}

Result<AidPreview> Enquiry::preview(const AidDraft& draft, Language language) {
    if (findCategory(draft.category) == nullptr)
        return fail(ErrorCode::category_unknown);
    PEYVAND_LET(const Known found, knownOf(draft.person, draft.household));
    PEYVAND_TRY(note(subjectOf(draft), {}, found, "giving"));
    freshness_ = freshness();
    AidPreview preview;
    PEYVAND_LET(
        preview.rules,
        ruleLines(found,
                  {draft.date, draft.item, {}, text::joinedKey(draft.details.invoice_number)},
                  draft.category, language));
    std::vector<RuleOutcome> outcomes;
    outcomes.reserve(preview.rules.size());
    for (const auto& line : preview.rules) {
        outcomes.push_back(line.outcome);
        preview.coordinator_wanted =
            preview.coordinator_wanted || (wantsReason(line.outcome.result) &&
                                           line.outcome.rule.action == RuleAction::ask_coordinator);
    }
    preview.result = worst(outcomes);
    preview.reason_wanted = wantsReason(preview.result);
    return preview;
}

Result<void> Enquiry::allow(const AidDraft& draft, const AidPreview& preview) {
    if (preview.reason_wanted && draft.reason.empty())
        return fail(ErrorCode::reason_needed);
    return preview.coordinator_wanted ? network_.opened().need(Deed::override_rule)
                                      : Result<void>();
}

Result<AidId> Enquiry::give(const AidDraft& draft, const AidPreview& preview) {
    PEYVAND_TRY(allow(draft, preview));
    return AidBook(network_.opened()).give(draft, AskRules::asked_before);
}

} // namespace peyvand
