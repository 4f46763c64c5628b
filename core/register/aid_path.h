// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The path of aid: the social worker's proposal, the council's decision, the delivery. One decision
// may answer several proposals: approved, approved with another amount, or not now with a kind
// sentence. Delivery is AidBook::give, Schedules::add or Loans::request with the proposal in it;
// a small office gives without any of this.
// Errors: record_unknown, proposal_decided, reason_missing (not now without a sentence),
// decision_empty, and those of Records.

#include "core/register/records.h"

namespace peyvand {

struct Verdict {
    RecordId proposal{};
    bool approved = true;
    /// Another amount than the proposed one.
    std::optional<Rial> amount{};
    /// What the family is told; needed when it is not now.
    std::string note{};
};

class AidPath {
  public:
    explicit AidPath(Register& opened) : register_(opened), records_(opened) {}

    /// Fields of the decision as in kinds.def; the decision and all its verdicts in one
    /// transaction.
    Result<RecordId> decide(const std::vector<FieldValue>& decision,
                            const std::vector<Verdict>& verdicts);
    /// What was approved: the decided amount, else the proposed one.
    static Rial approvedAmount(const RecordRow& proposal);

  private:
    Register& register_;
    Records records_;
};

} // namespace peyvand
