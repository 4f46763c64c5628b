// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/claim_due.h"

namespace peyvand {

void markClaimDue(Database& database, const AidId& aid) {
    database.prepare("INSERT OR IGNORE INTO claim_due (aid) VALUES (?)").bind(aid).run();
}

void markClaimsDue(Database& database, const BeneficiaryId& person) {
    database
        .prepare("INSERT OR IGNORE INTO claim_due (aid)"
                 " SELECT id FROM aid WHERE beneficiary = ?1 UNION"
                 " SELECT aid.id FROM member JOIN aid ON aid.household = member.household"
                 " WHERE member.beneficiary = ?1")
        .bind(person)
        .run();
}

void markSubjectClaimsDue(Database& database, const RecordId& subject) {
    markClaimsDue(database, idAs<BeneficiaryId>(subject));
    database
        .prepare("INSERT OR IGNORE INTO claim_due (aid)"
                 " SELECT id FROM aid WHERE household = ?1 UNION"
                 " SELECT aid.id FROM member JOIN aid ON aid.beneficiary = member.beneficiary"
                 " WHERE member.household = ?1")
        .bind(subject)
        .run();
}

void markAllClaimsDue(Database& database, std::int64_t since_day) {
    database.prepare("INSERT OR IGNORE INTO claim_due (aid) SELECT id FROM aid WHERE day >= ?")
        .bind(since_day)
        .run();
}

} // namespace peyvand
