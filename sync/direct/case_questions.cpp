// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/direct/case_questions.h"

#include "core/register/aid_book.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

// Of a question and of an answer (docs/formats.md, "Direct scope").
namespace f {
constexpr FieldNumber note = 3;
constexpr FieldNumber answer = 4;
} // namespace f

constexpr std::size_t note_limit_bytes = 2000;
constexpr int most_rows = 500;

QuestionState stateOf(Database& database, const DirectFact& question) {
    for (const DirectFact& one : answersTo(database, RecordType::case_answer, question)) {
        const std::int64_t said = one.integerOr(f::answer, 0);
        if (said == static_cast<std::int64_t>(QuestionState::given) ||
            said == static_cast<std::int64_t>(QuestionState::not_given))
            return static_cast<QuestionState>(said);
    }
    return QuestionState::open;
}

std::string factsWhere(std::string_view condition) {
    std::string sql = "SELECT ";
    sql.append(direct_fact_columns).append(" FROM direct_fact WHERE ").append(condition);
    return sql;
}

std::optional<AidId> ownAid(Database& database, const ClaimId& claim) {
    auto row = database.prepare("SELECT aid FROM own_claim WHERE id = ?");
    row.bind(claim);
    return row.step() ? std::optional(row.id<AidId>(0)) : std::nullopt;
}

} // namespace

std::string_view nameOf(QuestionState state) {
    switch (state) {
    case QuestionState::open:
        return "open";
    case QuestionState::given:
        return "given";
    case QuestionState::not_given:
        return "not_given";
    case QuestionState::none:
        break;
    }
    return "none";
}

QuestionState questionAbout(Database& database, const ClaimId& claim, const CharityId& author) {
    auto row = database.prepare(
        factsWhere("about = ? AND type = ? AND partner = ? AND charity <> partner"
                   " AND withdrawn = 0 ORDER BY stamp DESC, version DESC LIMIT 1"));
    row.bind(claim).bind(static_cast<std::int64_t>(RecordType::case_question)).bind(author);
    return row.step() ? stateOf(database, factFrom(row)) : QuestionState::none;
}

Result<RecordId> CaseQuestions::ask(const ClaimId& claim,
                                    const std::optional<BeneficiaryId>& person,
                                    const std::string& note) {
    Register& opened = network_.opened();
    if (!network_.isMember())
        return fail(ErrorCode::network_missing);
    std::optional<CharityId> author;
    {
        auto row =
            opened.database().prepare("SELECT charity FROM claim WHERE id = ?"
                                      " AND withdrawn = 0 AND charity <> ? ORDER BY charity");
        row.bind(claim).bind(network_.ownCharity());
        if (row.step())
            author = row.id<CharityId>(0);
    }
    PEYVAND_TRY(opened.database().takeFailure());
    const Member* member = author ? network_.membership().member(*author) : nullptr;
    if (member == nullptr || member->expelled)
        return fail(ErrorCode::claim_unknown);
    PEYVAND_LET(const std::string clean, text::cleanInput(note, note_limit_bytes));
    std::vector<FieldValue> values;
    if (!clean.empty())
        values.push_back({f::note, clean});
    PEYVAND_TRY(opened.journal().beginDirect(*author));
    const auto id = opened.newId<RecordId>();
    JournalTransaction transaction(opened.journal());
    transaction.add(Audience::direct(*author),
                    directChange(RecordType::case_question, id, idAs<RecordId>(claim),
                                 person ? std::optional(idAs<RecordId>(*person)) : std::nullopt,
                                 values));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<void> CaseQuestions::answer(const RecordId& id, QuestionState state,
                                   const std::string& note) {
    Register& opened = network_.opened();
    PEYVAND_LET(const CaseQuestion asked, question(id));
    if (!asked.incoming || (state != QuestionState::given && state != QuestionState::not_given))
        return fail(ErrorCode::question_unknown);
    if (asked.state != QuestionState::open)
        return fail(ErrorCode::question_answered);
    PEYVAND_LET(const std::string clean, text::cleanInput(note, note_limit_bytes));
    // It is also why the aid is voided.
    if (state == QuestionState::not_given && clean.empty())
        return fail(ErrorCode::reason_missing);
    std::vector<FieldValue> values{{f::answer, static_cast<std::int64_t>(state)}};
    if (!clean.empty())
        values.push_back({f::note, clean});
    PEYVAND_TRY(opened.journal().beginDirect(asked.partner));
    std::optional<Aid> aid;
    if (state == QuestionState::not_given && asked.aid) {
        PEYVAND_LET(aid, AidBook(opened).aid(*asked.aid));
    }
    JournalTransaction transaction(opened.journal());
    if (aid && aid->state != AidState::voided)
        PEYVAND_TRY(AidBook(opened).voidIn(transaction, aid->id, clean));
    transaction.add(
        Audience::direct(asked.partner),
        directChange(RecordType::case_answer, opened.newId<RecordId>(), id, {}, std::move(values)));
    return transaction.commit();
}

Result<void> CaseQuestions::withdraw(const RecordId& id) {
    Register& opened = network_.opened();
    PEYVAND_LET(const CaseQuestion asked, question(id));
    if (asked.incoming)
        return fail(ErrorCode::question_unknown);
    PEYVAND_TRY(opened.journal().beginDirect(asked.partner));
    JournalTransaction transaction(opened.journal());
    transaction.add(Audience::direct(asked.partner),
                    {ChangeKind::void_fact, RecordType::case_question, id, {}, {}, {}, false});
    return transaction.commit();
}

CaseQuestion CaseQuestions::readQuestion(const DirectFact& fact) {
    Database& database = network_.opened().database();
    CaseQuestion question;
    question.id = fact.id;
    question.partner = fact.partner;
    question.partner_name = network_.charityName(fact.partner);
    question.incoming = fact.isIncoming();
    question.claim = idAs<ClaimId>(fact.about.value_or(RecordId{}));
    question.note = fact.text(f::note);
    question.made_ms = fact.made_ms;
    question.state = stateOf(database, fact);
    if (question.incoming)
        question.aid = ownAid(database, question.claim);
    else if (fact.person)
        question.person = idAs<BeneficiaryId>(*fact.person);
    const auto answers = answersTo(database, RecordType::case_answer, fact);
    if (!answers.empty())
        question.answer_note = answers.front().text(f::note);
    return question;
}

Result<CaseQuestion> CaseQuestions::question(const RecordId& id) {
    Register& opened = network_.opened();
    PEYVAND_TRY(opened.needSee(RecordType::case_question));
    const auto fact = findFact(opened.database(), RecordType::case_question, id);
    PEYVAND_TRY(opened.database().takeFailure());
    if (!fact || fact->withdrawn)
        return fail(ErrorCode::question_unknown);
    CaseQuestion question = readQuestion(*fact);
    return opened.database().checked(std::move(question));
}

Result<std::vector<CaseQuestion>> CaseQuestions::page(bool only_open, std::int64_t offset,
                                                      int limit) {
    Register& opened = network_.opened();
    PEYVAND_TRY(opened.needSee(RecordType::case_question));
    std::vector<CaseQuestion> page;
    {
        auto rows = opened.database().prepare(
            factsWhere("type = ? AND withdrawn = 0 ORDER BY stamp DESC, id"));
        rows.bind(static_cast<std::int64_t>(RecordType::case_question));
        const auto most = static_cast<std::size_t>(std::clamp(limit, 0, most_rows));
        std::int64_t passed = 0;
        while (page.size() < most && rows.step()) {
            CaseQuestion one = readQuestion(factFrom(rows));
            if ((!only_open || one.state == QuestionState::open) && passed++ >= offset)
                page.push_back(std::move(one));
        }
    }
    return opened.database().checked(std::move(page));
}

} // namespace peyvand
