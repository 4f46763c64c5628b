// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/funds.h"

#include "core/rules/category.h"

#include <algorithm>

namespace peyvand {
namespace {

namespace f = field::fund;

constexpr std::string_view state_sql =
    "SELECT f.id, f.name, f.kind, f.deadline_day,"
    " COALESCE((SELECT SUM(MAX(amount_rial, 0)) FROM record_fund_movement"
    "   WHERE fund = f.id AND void_reason IS NULL), 0),"
    " COALESCE((SELECT SUM(MAX(-amount_rial, 0)) FROM record_fund_movement"
    "   WHERE fund = f.id AND void_reason IS NULL), 0),"
    " COALESCE((SELECT SUM(i.amount_rial) FROM record_loan AS l"
    "   JOIN record_instalment AS i ON i.loan = l.id WHERE l.fund = f.id AND i.state = 'paid'), 0),"
    " COALESCE((SELECT SUM(aid.amount_rial) FROM record_aid AS d JOIN aid ON aid.id = d.id"
    "   WHERE d.fund = f.id AND (aid.state = 1 OR (aid.state = 4 AND d.loan IS NOT NULL))), 0),"
    " COALESCE((SELECT SUM(aid.amount_rial) FROM record_aid AS d JOIN aid ON aid.id = d.id"
    "   WHERE d.fund = f.id AND aid.state = 2 AND aid.hold_until >= ?1), 0)"
    " FROM record_fund AS f";

FundState stateOf(const Statement& row) {
    FundState state;
    state.id = row.id<RecordId>(0);
    state.name = row.string(1);
    state.kind = row.string(2);
    if (!row.isNull(3))
        state.deadline = CivilDate::fromDays(static_cast<std::int32_t>(row.integer(3)));
    state.received = Rial{row.integer(4)};
    state.paid_out = Rial{row.integer(5)};
    state.returned = Rial{row.integer(6)};
    state.given = Rial{row.integer(7)};
    state.held = Rial{row.integer(8)};
    return state;
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> codes) {
    return std::find(codes.begin(), codes.end(), text) != codes.end();
}

// A fund for a category is for what stands below it too.
bool coversCategory(const std::vector<std::string>& covered, std::string_view id) {
    for (const Category* category = findCategory(id); category != nullptr;
         category = category->parent.empty() ? nullptr : findCategory(category->parent))
        for (const auto& line : covered) {
            const Category* listed = readCategory(line);
            if (listed != nullptr && listed->id == category->id)
                return true;
        }
    return false;
}

} // namespace

std::string_view fundWarningName(FundWarningKind kind) {
    switch (kind) {
    case FundWarningKind::balance_short:
        return "balance_short";
    case FundWarningKind::deadline_passed:
        return "deadline_passed";
    case FundWarningKind::recipient_outside:
        return "recipient_outside";
    case FundWarningKind::recipient_unsure:
        return "recipient_unsure";
    case FundWarningKind::category_outside:
        return "category_outside";
    case FundWarningKind::permission_missing:
        return "permission_missing";
    case FundWarningKind::fund_closed:
        break;
    }
    return "fund_closed";
}

std::string fundWarningText(const Words& words, const FundWarning& warning) {
    WordArguments arguments{{"balance", words.rials(warning.balance)},
                            {"amount", words.rials(warning.amount)}};
    if (warning.deadline)
        arguments["date"] = words.date(*warning.deadline);
    return words.text("fund_warning." + std::string(fundWarningName(warning.kind)), arguments);
}

Result<FundState> Funds::state(const RecordId& fund) {
    std::optional<FundState> found;
    {
        auto row = register_.database().prepare(std::string(state_sql) + " WHERE f.id = ?2");
        row.bind(std::int64_t{register_.today().days()}).bind(fund);
        if (row.step())
            found = stateOf(row);
    }
    PEYVAND_TRY(register_.database().takeFailure());
    if (!found)
        return fail(ErrorCode::record_unknown, "kind", "fund");
    return std::move(*found);
}

Result<std::vector<FundState>> Funds::states() {
    std::vector<FundState> found;
    auto rows = register_.database().prepare(std::string(state_sql) +
                                             " WHERE f.closed IS NULL ORDER BY f.name, f.id");
    rows.bind(std::int64_t{register_.today().days()});
    while (rows.step())
        found.push_back(stateOf(rows));
    return register_.database().checked(std::move(found));
}

// One of the people helped is enough; what nobody asked yet makes it unsure.
Result<Funds::Fits> Funds::fitsRecipient(const std::vector<std::string>& recipients,
                                         const AidDraft& draft) {
    if (recipients.empty())
        return Fits::yes;
    Fits best = Fits::no;
    auto rows = register_.database().prepare(
        "SELECT b.id, r.sayyid, r.child_kind, r.illness IS NOT NULL OR r.disability_kind IS NOT"
        " NULL FROM beneficiary AS b LEFT JOIN record_beneficiary AS r ON r.id = b.id"
        " WHERE b.id = ?1 OR b.id IN (SELECT beneficiary FROM member WHERE household = ?2"
        "   AND left_day IS NULL AND ?1 IS NULL) ORDER BY b.id");
    rows.bind(draft.person).bind(draft.household);
    const Category* category = findCategory(draft.category);
    const std::string parent = category == nullptr ? std::string() : category->parent;
    const auto take = [&best](bool fits, bool is_known) {
        best = std::max(best, fits ? Fits::yes : is_known ? Fits::no : Fits::unsure);
    };
    while (rows.step()) {
        for (const auto& code : recipients) {
            const std::string sayyid = rows.string(1), child = rows.string(2);
            if (code == "anyone")
                take(true, true);
            else if (code == "sayyid" || code == "not_sayyid")
                take(sayyid == (code == "sayyid" ? "yes" : "no"), !sayyid.empty());
            else if (code == "orphans")
                take(child == "orphan", !child.empty());
            else if (code == "patients")
                take(rows.integer(3) != 0 ||
                         isOneOf(draft.category, {"treatment", "medical_device"}),
                     false);
            else
                take(draft.category == "education" || parent == "education", false);
        }
    }
    return register_.database().checked(best);
}

Result<std::vector<FundWarning>> Funds::warnings(const AidDraft& draft) {
    std::vector<FundWarning> found;
    if (!draft.details.fund)
        return found;
    PEYVAND_LET(const RecordRow fund, records_.record(RecordType::fund, *draft.details.fund));
    PEYVAND_LET(const FundState now, state(fund.id));
    const auto add = [&](FundWarningKind kind) {
        found.push_back({kind, now.balance(), draft.amount, now.deadline});
    };
    if (fund.flag(f::closed))
        add(FundWarningKind::fund_closed);
    if (draft.amount > now.balance())
        add(FundWarningKind::balance_short);
    if (now.deadline && draft.date > *now.deadline)
        add(FundWarningKind::deadline_passed);
    PEYVAND_LET(const Fits fits, fitsRecipient(fund.lines(f::recipients), draft));
    if (fits == Fits::no)
        add(FundWarningKind::recipient_outside);
    if (fits == Fits::unsure)
        add(FundWarningKind::recipient_unsure);
    const auto categories = fund.lines(f::categories);
    if (!categories.empty() && !coversCategory(categories, draft.category))
        add(FundWarningKind::category_outside);
    if (isOneOf(now.kind, {"sahm_imam", "sahm_sadat"}) && !fund.has(f::permission_number))
        add(FundWarningKind::permission_missing);
    return found;
}

} // namespace peyvand
