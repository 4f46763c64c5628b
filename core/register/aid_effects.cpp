// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_effects.h"

#include "core/register/stock.h"

namespace peyvand {
namespace {

constexpr std::int64_t one_milli = 1000;

Result<std::vector<StockNeed>> goodsOf(Register& opened, const AidDetails& details) {
    if (details.kit)
        return Stock(opened).partsOf(*details.kit, details.quantity_milli);
    if (details.stock_item)
        return std::vector<StockNeed>{{*details.stock_item, details.quantity_milli}};
    return std::vector<StockNeed>{};
}

Result<bool> givesWithoutDecision(Register& opened) {
    auto row = opened.database().prepare("SELECT 1 FROM record_office_setting"
                                         " WHERE name = 'aid.without_decision' AND value = 'yes'"
                                         " ORDER BY id");
    const bool found = row.step();
    return opened.database().checked(found);
}

// The sum that a need has received, this aid with it.
Result<Rial> receivedFor(Register& opened, const RecordId& need) {
    auto row = opened.database().prepare(
        "SELECT COALESCE(SUM(aid.amount_rial), 0) FROM record_aid AS d JOIN aid ON aid.id = d.id"
        " WHERE d.need = ? AND aid.state = 1");
    row.bind(need);
    const Rial sum{row.step() ? row.integer(0) : 0};
    return opened.database().checked(sum);
}

// A need that names an amount is partly met until it is reached.
Result<void> meetNeed(Register& opened, JournalTransaction& transaction, const RecordId& id,
                      const RecordId& aid, CivilDate day) {
    namespace f = field::need;
    Records records(opened);
    PEYVAND_LET(const RecordRow need, records.whole(RecordType::need, id));
    PEYVAND_LET(const Rial received, receivedFor(opened, id));
    const std::string state = need.text(f::state);
    if (state == "withdrawn" || state == "referred" || state == "met")
        return {};
    const bool is_met = received.amount >= need.number(f::amount_rial);
    std::vector<FieldValue> fields{{f::met_by, valueOf(aid)},
                                   {f::state, std::string(is_met ? "met" : "partly_met")}};
    if (is_met)
        fields.push_back({f::met_day, valueOf(day)});
    return records.editIn(transaction, RecordType::need, id, fields);
}

std::vector<RecordId> idsWhere(Database& database, std::string_view sql, const RecordId& first,
                               const RecordId& second) {
    std::vector<RecordId> ids;
    auto rows = database.prepare(sql);
    rows.bind(first).bind(second);
    while (rows.step())
        ids.push_back(rows.id<RecordId>(0));
    return ids;
}

Result<void> reopenNeed(Register& opened, JournalTransaction& transaction, const RecordId& id) {
    namespace f = field::need;
    Records records(opened);
    const auto need = records.whole(RecordType::need, id);
    const std::string state = need ? need->text(f::state) : std::string();
    if (state != "met" && state != "partly_met")
        return {};
    PEYVAND_LET(const Rial received, receivedFor(opened, id));
    const std::string left = received.amount > 0 ? "partly_met" : "open";
    return records.editIn(transaction, RecordType::need, id,
                          {{f::state, left}, {f::met_day, Value{}}, {f::met_by, Value{}}});
}

// The money never went out: nothing of it is due any more.
Result<void> endLoan(Register& opened, JournalTransaction& transaction, const RecordId& id,
                     const std::string& reason) {
    namespace f = field::loan;
    namespace i = field::instalment;
    Records records(opened);
    const auto loan = records.whole(RecordType::loan, id);
    if (!loan || loan->text(f::state) != "open")
        return {};
    for (const RecordId& due : idsWhere(opened.database(),
                                        "SELECT id FROM record_instalment WHERE loan = ?1"
                                        " AND state = 'due' AND ?2 IS NOT NULL ORDER BY id",
                                        id, id))
        PEYVAND_TRY(
            records.editIn(transaction, RecordType::instalment, due,
                           {{i::state, std::string("forgiven")}, {i::state_reason, reason}}));
    return records.editIn(transaction, RecordType::loan, id,
                          {{f::state, std::string("not_now")}, {f::state_reason, reason}});
}

} // namespace

Result<void> fillFromStock(Register& opened, AidDraft& draft) {
    AidDetails& details = draft.details;
    if (!details.kit && !details.stock_item)
        return {};
    if (details.quantity_milli == 0)
        details.quantity_milli = one_milli;
    Records records(opened);
    const RecordType type = details.kit ? RecordType::kit : RecordType::stock_item;
    PEYVAND_LET(const RecordRow goods,
                records.record(type, details.kit ? *details.kit : *details.stock_item));
    const bool is_kit = details.kit.has_value();
    if (draft.category.empty())
        draft.category = goods.text(is_kit ? field::kit::category : field::stock_item::category);
    if (draft.item.empty())
        draft.item = goods.text(is_kit ? field::kit::name : field::stock_item::name);
    PEYVAND_LET(const auto parts, goodsOf(opened, details));
    if (!details.value) {
        PEYVAND_LET(details.value, Stock(opened).valueOf(parts));
    }
    if (draft.amount.amount == 0)
        draft.amount = *details.value;
    return {};
}

Result<void> followProposal(Register& opened, AidDraft& draft) {
    namespace f = field::proposal;
    if (!draft.details.proposal)
        return {};
    PEYVAND_LET(const RecordRow proposal,
                Records(opened).whole(RecordType::proposal, *draft.details.proposal));
    const std::string state = proposal.text(f::state);
    if (state == "delivered" || proposal.has(f::schedule) || proposal.has(f::loan))
        return fail(ErrorCode::proposal_delivered);
    PEYVAND_LET(const bool is_free, givesWithoutDecision(opened));
    if (state != "approved" && !(is_free && state == "proposed"))
        return fail(ErrorCode::proposal_undecided);
    // What was decided, else what was proposed.
    if (draft.amount.amount == 0)
        draft.amount = Rial{proposal.has(f::decided_rial) ? proposal.number(f::decided_rial)
                                                          : proposal.number(f::amount_rial)};
    if (!draft.details.need)
        draft.details.need = proposal.record(f::need);
    if (!draft.details.decision)
        draft.details.decision = proposal.record(f::decision);
    return {};
}

Result<void> writeGiven(Register& opened, JournalTransaction& transaction, const RecordId& aid,
                        const AidDraft& draft) {
    namespace f = field::proposal;
    const AidDetails& details = draft.details;
    const Following following(transaction);
    PEYVAND_LET(const auto goods, goodsOf(opened, details));
    const std::string cause = details.goods_order || !details.kit ? "order" : "kit";
    PEYVAND_TRY(Stock(opened).drawIn(
        transaction, goods, {draft.date, cause, aid, details.goods_order, draft.despite_shortage}));
    if (details.proposal)
        PEYVAND_TRY(
            Records(opened).editIn(transaction, RecordType::proposal, *details.proposal,
                                   {{f::state, std::string("delivered")}, {f::aid, valueOf(aid)}}));
    if (details.need)
        PEYVAND_TRY(meetNeed(opened, transaction, *details.need, aid, draft.date));
    return {};
}

Result<void> writeVoided(Register& opened, JournalTransaction& transaction, const Aid& before,
                         const std::string& reason) {
    namespace f = field::proposal;
    const Following following(transaction);
    const RecordId aid = idAs<RecordId>(before.id);
    PEYVAND_TRY(Stock(opened).returnIn(transaction, aid, reason));
    if (before.details.loan)
        PEYVAND_TRY(endLoan(opened, transaction, *before.details.loan, reason));
    if (before.state != AidState::given)
        return {};
    // A proposal of another desk may not have arrived: the aid is voided all the same.
    Records records(opened);
    const auto proposal = before.details.proposal
                              ? records.whole(RecordType::proposal, *before.details.proposal)
                              : Result<RecordRow>(fail(ErrorCode::record_unknown));
    if (proposal && proposal->record(f::aid) == aid)
        PEYVAND_TRY(records.editIn(transaction, RecordType::proposal, proposal->id,
                                   {{f::state, std::string("approved")}, {f::aid, Value{}}}));
    for (const RecordId& need : idsWhere(opened.database(),
                                         "SELECT id FROM record_need WHERE met_by = ?1 OR id = ?2"
                                         " ORDER BY id",
                                         aid, before.details.need.value_or(RecordId{})))
        PEYVAND_TRY(reopenNeed(opened, transaction, need));
    // The paper is out again; whether it still holds is for its last day to say.
    for (const RecordId& letter : idsWhere(opened.database(),
                                           "SELECT id FROM record_letter WHERE aid = ?1"
                                           " AND state = 'used' AND ?2 IS NOT NULL ORDER BY id",
                                           aid, aid))
        PEYVAND_TRY(records.editIn(transaction, RecordType::letter, letter,
                                   {{field::letter::state, std::string("issued")},
                                    {field::letter::aid, Value{}},
                                    {field::letter::used_day, Value{}}}));
    return opened.database().takeFailure();
}

} // namespace peyvand
