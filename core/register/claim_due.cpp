// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/claim_due.h"

namespace peyvand {
namespace {

// What this desk changed stays so, whatever arrives.
constexpr std::string_view the_nearer = " ON CONFLICT (aid) DO UPDATE SET"
                                        " arrived = MIN(arrived, excluded.arrived)";

void insertDue(Database& database, std::string_view selected, const RecordId& of, ClaimDue due) {
    database
        .prepare("INSERT INTO claim_due (aid, arrived) " + std::string(selected) +
                 std::string(the_nearer))
        .bind(of)
        .bind(static_cast<std::int64_t>(due))
        .run();
}

} // namespace

void markClaimDue(Database& database, const AidId& aid, ClaimDue due) {
    insertDue(database, "VALUES (?1, ?2)", idAs<RecordId>(aid), due);
}

void markClaimsDue(Database& database, const BeneficiaryId& person, ClaimDue due) {
    insertDue(database,
              "SELECT id, ?2 FROM aid WHERE beneficiary = ?1 UNION"
              " SELECT aid.id, ?2 FROM member JOIN aid ON aid.household = member.household"
              " WHERE member.beneficiary = ?1",
              idAs<RecordId>(person), due);
}

void markSubjectClaimsDue(Database& database, const RecordId& subject, ClaimDue due) {
    insertDue(database,
              "SELECT id, ?2 FROM aid WHERE beneficiary = ?1 OR household = ?1 UNION"
              " SELECT aid.id, ?2 FROM member JOIN aid ON aid.household = member.household"
              " WHERE member.beneficiary = ?1 UNION"
              " SELECT aid.id, ?2 FROM member JOIN aid ON aid.beneficiary = member.beneficiary"
              " WHERE member.household = ?1",
              subject, due);
}

void markAllClaimsDue(Database& database, std::int64_t since_day, ClaimDue due) {
    database
        .prepare("INSERT INTO claim_due (aid, arrived) SELECT id, ?2 FROM aid WHERE day >= ?1" +
                 std::string(the_nearer))
        .bind(since_day)
        .bind(static_cast<std::int64_t>(due))
        .run();
}

// Of aid to a household everyone who ever lived there may have a claim, under every kind of number.
void markLostClaims(Database& database, const RecordId& subject) {
    database
        .prepare("INSERT OR IGNORE INTO lost_claim (aid, person, kind)"
                 " WITH concerned (aid, person) AS ("
                 " SELECT id, beneficiary FROM aid WHERE beneficiary = ?1 UNION"
                 " SELECT aid.id, member.beneficiary FROM aid JOIN member"
                 "  ON member.household = aid.household WHERE aid.beneficiary = ?1 UNION"
                 " SELECT aid.id, ?1 FROM member JOIN aid ON aid.household = member.household"
                 "  WHERE member.beneficiary = ?1 UNION"
                 " SELECT id, beneficiary FROM aid WHERE household = ?1 UNION"
                 " SELECT aid.id, member.beneficiary FROM aid JOIN member"
                 "  ON member.household = aid.household WHERE aid.household = ?1)"
                 " SELECT concerned.aid, concerned.person, identity.kind FROM concerned"
                 " JOIN identity ON identity.beneficiary = concerned.person")
        .bind(subject)
        .run();
    database
        .prepare("INSERT INTO claim_due (aid, arrived) SELECT DISTINCT aid, 0 FROM lost_claim"
                 " WHERE true" +
                 std::string(the_nearer))
        .run();
}

} // namespace peyvand
