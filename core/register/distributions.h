// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// توزیع: a list of those who are to receive, ticked at the door; each tick is an aid. What was
// ticked by mistake is taken back, which voids the aid. Two desks that tick one line without
// knowing of each other give two aids, and figures say so.
// Errors: record_unknown, step_refused, distribution_closed, beneficiary_unknown,
// distribution_not_listed, reason_missing, and those of Records and AidBook.

#include "core/register/aid_book.h"
#include "core/register/records.h"

namespace peyvand {

struct DistributionPlan {
    std::string name{};
    std::string category{};
    std::string item{};
    /// Empty is the category's own.
    std::optional<HelpUnit> unit{};
    CivilDate day{};
    std::string place{};
    Rial amount{};
    std::optional<RecordId> kit{};
    std::optional<RecordId> fund{};
};

/// What became of people who were to be put on a list.
struct ListedPeople {
    std::int64_t added = 0;
    /// On the list already, or of a household that is.
    std::int64_t already_there = 0;
};

struct DistributionLine {
    RecordId line{};
    RecordId subject{};
    /// Counted from 1 in the order of adding.
    std::int64_t number = 0;
    std::string name{};
    std::string file_number{};
    /// A code of the list line_state.
    std::string state{};
    std::string collector_name{};
    std::optional<CivilDate> delivered_day{};
    /// آبرومند: brought home, and never on a printed list or a queue.
    bool home_delivery = false;
};

struct DistributionFigures {
    std::int64_t lines = 0;
    std::int64_t waiting = 0;
    std::int64_t delivered = 0;
    std::int64_t by_proxy = 0;
    std::int64_t absent = 0;
    std::int64_t cancelled = 0;
    /// Persons or households with more than one aid of this list.
    std::int64_t given_twice = 0;
};

struct LineRequest {
    RecordId distribution{};
    /// A code of line_state; empty is all.
    std::string state{};
    /// Without those who are brought home.
    bool for_print = false;
    std::int64_t offset = 0;
    /// At most 500.
    int count = 100;
};

class Distributions {
  public:
    explicit Distributions(Register& opened) : register_(opened) {}

    Result<RecordId> plan(const DistributionPlan& plan);
    /// With the unit household one line a household. All or nothing.
    Result<ListedPeople> list(const RecordId& distribution,
                              const std::vector<BeneficiaryId>& people);
    Result<void> open(const RecordId& distribution);
    /// Who is still waiting did not come.
    Result<void> close(const RecordId& distribution);

    /// The line of a person, or of the person's household.
    Result<RecordId> lineOf(const RecordId& distribution, const BeneficiaryId& person);
    /// Gives the aid; somebody else's name makes it a delivery to a proxy. A list that was only
    /// planned opens by it.
    Result<AidId> tick(const RecordId& line, std::string_view collector_name = {},
                       const std::string& reason = {});
    Result<void> absent(const RecordId& line);
    /// Voids the aid with the reason; the line waits again.
    Result<void> untick(const RecordId& line, std::string_view reason);

    Result<std::vector<DistributionLine>> lines(const LineRequest& request);
    Result<DistributionFigures> figures(const RecordId& distribution);

  private:
    Result<void> setState(const RecordId& distribution, std::string_view state);
    Result<void> setLine(const RecordId& line, std::string_view state);
    Register& register_;
};

} // namespace peyvand
