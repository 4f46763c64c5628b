// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_path.h"

#include <set>

namespace peyvand {

namespace {
namespace f = field::proposal;
}

Rial AidPath::approvedAmount(const RecordRow& proposal) {
    return Rial{proposal.number(proposal.has(f::decided_rial) ? f::decided_rial : f::amount_rial)};
}

Result<RecordId> AidPath::decide(const std::vector<FieldValue>& decision,
                                 const std::vector<Verdict>& verdicts) {
    if (verdicts.empty())
        return fail(ErrorCode::decision_empty);
    std::set<RecordId> seen;
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id,
                records_.addIn(transaction, {RecordType::decision, {}, decision}));
    for (const auto& verdict : verdicts) {
        PEYVAND_LET(const RecordRow proposal,
                    records_.record(RecordType::proposal, verdict.proposal));
        if (proposal.text(f::state) != "proposed" || !seen.insert(proposal.id).second)
            return fail(ErrorCode::proposal_decided);
        if (!verdict.approved && verdict.note.empty())
            return fail(ErrorCode::reason_missing);
        std::vector<FieldValue> fields{
            {f::state, std::string(verdict.approved ? "approved" : "not_now")},
            {f::decision, valueOf(id)},
            {f::decided_note, verdict.note}};
        if (verdict.approved && verdict.amount)
            fields.push_back({f::decided_rial, verdict.amount->amount});
        PEYVAND_TRY(records_.editIn(transaction, RecordType::proposal, proposal.id, fields));
    }
    PEYVAND_TRY(transaction.commit());
    return id;
}

} // namespace peyvand
