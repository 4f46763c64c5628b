// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one charity says to another (records of direct scope) as the journal applies it: one row of
// direct_fact for each. A fact is added once; its author withdraws it, and either of the two erases
// it, whatever arrives first; nothing of its text is then kept at any desk of theirs. Functions of
// the journal's thread; failures stick to the database.

#include "core/journal/journal.h"

namespace peyvand {

/// Fields that every kind of fact may have; its own begin with 3.
namespace field::direct {
/// The fact that is answered, or the claim that is asked about (16 bytes).
inline constexpr FieldNumber about = 1;
/// The author's file of the person (16 bytes).
inline constexpr FieldNumber person = 2;
} // namespace field::direct

/// A longer one is not heard.
inline constexpr std::size_t direct_body_limit_bytes = 64 * 1024;

struct DirectFact {
    RecordId id{};
    /// Who said it, and the charity across: equal when it came from there.
    CharityId charity{};
    CharityId partner{};
    std::optional<RecordId> about{};
    std::optional<RecordId> person{};
    /// By its author's clock; 0 once it is withdrawn.
    std::int64_t made_ms = 0;
    bool withdrawn = false;
    std::vector<FieldValue> fields{};

    bool isIncoming() const { return charity == partner; }
    std::string text(FieldNumber field) const;
    std::int64_t integerOr(FieldNumber field, std::int64_t otherwise) const;
};

void installDirectJoin(Journal& journal);

/// Columns of a statement that factFrom reads, in their order.
inline constexpr std::string_view direct_fact_columns =
    "id, charity, partner, about, person, stamp, withdrawn, body";
DirectFact factFrom(const Statement& row);
/// Of one type under one id; of several (only a hostile author makes them) the first.
std::optional<DirectFact> findFact(Database& database, RecordType type, const RecordId& id);
/// What the other side of a fact answered, the latest first. What the author of the question says,
/// or a third charity, is no answer.
std::vector<DirectFact> answersTo(Database& database, RecordType type, const DirectFact& fact);

/// The change that says it; about and person are left out where there are none.
Change directChange(RecordType type, const RecordId& id, const std::optional<RecordId>& about,
                    const std::optional<RecordId>& person, std::vector<FieldValue> fields);

} // namespace peyvand
