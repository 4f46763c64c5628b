// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/projections.h"

#include "core/base/civil_date.h"
#include "core/record/projection.h"
#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/register/office_settings.h"
#include "core/register/search_index.h"
#include "core/rules/rule.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {

RecordId recordOf(const FoldedRecord& record, FieldNumber number) {
    return RecordId::of(record.bytes(number)).value_or(RecordId{});
}

std::optional<RecordId> recordOrNone(const FoldedRecord& record, FieldNumber number) {
    return RecordId::of(record.bytes(number));
}

/// As FoldedRecord::text, without a copy.
std::string_view viewOf(const FoldedRecord& record, FieldNumber number) {
    const Value* found = record.value(number);
    const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(found);
    return text == nullptr ? std::string_view() : std::string_view(*text);
}

// What a mark or a paper changes is due whoever wrote it, this desk or another one.
bool isConfidential(Database& database, const char* table, const RecordId& id) {
    auto row = database.prepare("SELECT confidential FROM " + std::string(table) + " WHERE id = ?");
    row.bind(id);
    return row.step() && row.integer(0) != 0;
}

void writeConsent(Database& database, const Projected& projected) {
    writeRecord(database, projected);
    if (projected.record.subject)
        markSubjectClaimsDue(database, *projected.record.subject, ClaimDue::arrived);
}

void writeOfficeSetting(Database& database, const Projected& projected) {
    writeRecord(database, projected);
    if (projected.id == officeSettingId("sharing_basis"))
        markAllClaimsDue(database, 0, ClaimDue::arrived);
}

void writePersonRow(Database& database, const Projected& projected) {
    namespace f = field::beneficiary;
    const FoldedRecord& record = projected.record;
    const std::string_view given = viewOf(record, f::given_name),
                           family = viewOf(record, f::family_name);
    const auto birth = BirthDate::parseIso(viewOf(record, f::birth));
    const std::optional<std::int64_t> birth_day =
        birth && birth->day ? std::optional<std::int64_t>(birth->day->days()) : std::nullopt;
    const std::optional<std::int64_t> birth_year =
        birth ? std::optional<std::int64_t>(birth->hijri_year) : std::nullopt;
    std::string name(family);
    name.append(" ").append(given);
    const std::string sort = text::sortKey(name);
    auto insert = database.prepare(
        "INSERT INTO beneficiary (id, given_name, family_name, father_name, birth_day, birth_year,"
        " sex, phones, province, city, address, postal_code, file_number, confidential, discreet,"
        " sort_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET given_name = excluded.given_name,"
        " family_name = excluded.family_name, father_name = excluded.father_name,"
        " birth_day = excluded.birth_day, birth_year = excluded.birth_year, sex = excluded.sex,"
        " phones = excluded.phones, province = excluded.province, city = excluded.city,"
        " address = excluded.address, postal_code = excluded.postal_code,"
        " file_number = excluded.file_number, confidential = excluded.confidential,"
        " discreet = excluded.discreet, sort_key = excluded.sort_key");
    insert.bind(projected.id)
        .bindTextOrNull(given)
        .bindTextOrNull(family)
        .bindTextOrNull(viewOf(record, f::father_name))
        .bind(birth_day)
        .bind(birth_year)
        .bind(record.integerOr(f::sex, 0))
        .bindTextOrNull(viewOf(record, f::phones))
        .bindTextOrNull(viewOf(record, f::province))
        .bindTextOrNull(viewOf(record, f::city))
        .bindTextOrNull(viewOf(record, f::address))
        .bindTextOrNull(viewOf(record, f::postal_code))
        .bindTextOrNull(viewOf(record, f::file_number))
        .bind(record.integerOr(f::confidential, 0))
        .bind(record.integerOr(f::discreet, 0))
        .bind(bytesOf(sort))
        .run();
}

void indexPerson(Database& database, const Projected& projected) {
    const std::string words = personSearchWords(projected.record);
    if (projected.is_new) {
        database.prepare("INSERT INTO person_search (rowid, words) VALUES (?, ?)")
            .bind(database.lastRow())
            .bind(words)
            .run();
        return;
    }
    database
        .prepare("INSERT INTO person_search (rowid, words) SELECT row, ? FROM beneficiary"
                 " WHERE id = ?")
        .bind(words)
        .bind(projected.id)
        .run();
}

void writeBeneficiary(Database& database, const Projected& projected) {
    if (!projected.is_new) {
        database
            .prepare("DELETE FROM person_search WHERE rowid = "
                     "(SELECT row FROM beneficiary WHERE id = ?)")
            .bind(projected.id)
            .run();
    }
    if (!projected.record.exists) {
        database.prepare("DELETE FROM beneficiary WHERE id = ?").bind(projected.id).run();
        writeFurtherFields(database, projected);
        return;
    }
    const bool was_confidential =
        !projected.is_new && isConfidential(database, "beneficiary", projected.id);
    writePersonRow(database, projected);
    if (was_confidential != (projected.record.integerOr(field::beneficiary::confidential, 0) != 0))
        markSubjectClaimsDue(database, projected.id, ClaimDue::arrived);
    indexPerson(database, projected);
    writeFurtherFields(database, projected);
}

void writeIdentity(Database& database, const Projected& projected) {
    writeFurtherFields(database, projected);
    namespace f = field::identity;
    const FoldedRecord& record = projected.record;
    if (!record.exists) {
        database.prepare("DELETE FROM identity WHERE id = ?").bind(projected.id).run();
        return;
    }
    database
        .prepare("INSERT OR REPLACE INTO identity (id, beneficiary, kind, number, issuing_state,"
                 " typed, confirmed, proposed, removed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(projected.id)
        .bind(recordOf(record, f::beneficiary))
        .bind(record.integerOr(f::kind, 0))
        .bind(viewOf(record, f::number))
        .bindTextOrNull(viewOf(record, f::issuing_state))
        .bindTextOrNull(viewOf(record, f::typed))
        .bind(record.integerOr(f::confirmed, 0))
        .bind(record.integerOr(f::proposed, 0))
        .bind(record.integerOr(f::removed, 0))
        .run();
    // Another desk may have claimed under it, or taken a claim back, before this was known here.
    markClaimsDue(database, idAs<BeneficiaryId>(recordOf(record, f::beneficiary)),
                  ClaimDue::arrived);
}

void writeHousehold(Database& database, const Projected& projected) {
    writeFurtherFields(database, projected);
    namespace f = field::household;
    if (!projected.record.exists) {
        database.prepare("DELETE FROM household WHERE id = ?").bind(projected.id).run();
        return;
    }
    const std::string name = projected.record.text(f::name);
    const bool was_confidential =
        !projected.is_new && isConfidential(database, "household", projected.id);
    if (was_confidential != (projected.record.integerOr(f::confidential, 0) != 0))
        markSubjectClaimsDue(database, projected.id, ClaimDue::arrived);
    database.prepare("INSERT OR REPLACE INTO household (id, name, confidential) VALUES (?, ?, ?)")
        .bind(projected.id)
        .bindTextOrNull(name)
        .bind(projected.record.integerOr(f::confidential, 0))
        .run();
}

void writeMember(Database& database, const Projected& projected) {
    writeFurtherFields(database, projected);
    namespace f = field::member;
    const FoldedRecord& record = projected.record;
    if (!record.exists) {
        database.prepare("DELETE FROM member WHERE id = ?").bind(projected.id).run();
        return;
    }
    const std::string relation = record.text(f::relation);
    database
        .prepare("INSERT OR REPLACE INTO member (id, household, beneficiary, relation, head,"
                 " joined_day, left_day) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(projected.id)
        .bind(recordOf(record, f::household))
        .bind(recordOf(record, f::beneficiary))
        .bindTextOrNull(relation)
        .bind(record.integerOr(f::head, 0))
        .bind(record.integer(f::joined_day))
        .bind(record.integer(f::left_day))
        .run();
    markClaimsDue(database, idAs<BeneficiaryId>(recordOf(record, f::beneficiary)),
                  ClaimDue::arrived);
}

void writeAid(Database& database, const Projected& projected) {
    writeFurtherFields(database, projected);
    namespace f = field::aid;
    const FoldedRecord& record = projected.record;
    if (!record.exists) {
        database.prepare("DELETE FROM aid WHERE id = ?").bind(projected.id).run();
        return;
    }
    std::string void_reason;
    for (const auto& [number, value] : record.void_fields)
        if (const auto* text = std::get_if<std::string>(&value);
            number == field::aid_void::reason && text != nullptr)
            void_reason = *text;
    const std::int64_t state =
        record.voided ? static_cast<std::int64_t>(AidState::voided) : record.integerOr(f::state, 1);
    const std::string category = record.text(f::category), item = record.text(f::item),
                      source = record.text(f::source), reason = record.text(f::reason),
                      note = record.text(f::note);
    database
        .prepare("INSERT OR REPLACE INTO aid (id, beneficiary, household, unit, category, item,"
                 " amount_rial, day, state, hold_until, source, reason, note, void_reason)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(projected.id)
        .bind(recordOrNone(record, f::beneficiary))
        .bind(recordOrNone(record, f::household))
        .bind(record.integerOr(f::unit, 1))
        .bind(category)
        .bindTextOrNull(item)
        .bind(record.integerOr(f::amount_rial, 0))
        .bind(record.integerOr(f::day, 0))
        .bind(state)
        .bind(record.integer(f::hold_until))
        .bindTextOrNull(source)
        .bindTextOrNull(reason)
        .bindTextOrNull(note)
        .bindTextOrNull(void_reason)
        .run();
    // Whoever gave or voided it, this desk or another one.
    if (recordOrNone(record, f::beneficiary) || recordOrNone(record, f::household))
        markClaimDue(database, idAs<AidId>(projected.id), ClaimDue::arrived);
}

void writeRule(Database& database, const Projected& projected) {
    const std::string body = projected.record.text(field::rule::body);
    if (!projected.record.exists || body.empty()) {
        database.prepare("DELETE FROM rule WHERE id = ?").bind(projected.id).run();
        return;
    }
    database.prepare("INSERT OR REPLACE INTO rule (id, body) VALUES (?, ?)")
        .bind(projected.id)
        .bind(body)
        .run();
}

void writeImportList(Database& database, const Projected& projected) {
    namespace f = field::import_list;
    const std::string name = projected.record.text(f::name), kind = projected.record.text(f::kind);
    if (!projected.record.exists) {
        database.prepare("DELETE FROM import_list WHERE id = ?").bind(projected.id).run();
        return;
    }
    database.prepare("INSERT OR REPLACE INTO import_list (id, name, kind) VALUES (?, ?, ?)")
        .bind(projected.id)
        .bind(name)
        .bind(kind)
        .run();
}

void writeUser(Database& database, const Projected& projected) {
    namespace f = field::user;
    if (!projected.record.exists) {
        database.prepare("DELETE FROM user_account WHERE id = ?").bind(projected.id).run();
        return;
    }
    const std::string name = projected.record.text(f::name), role = projected.record.text(f::role);
    database
        .prepare("INSERT OR REPLACE INTO user_account (id, name, role, closed)"
                 " VALUES (?, ?, ?, ?)")
        .bind(projected.id)
        .bind(name)
        .bind(role)
        .bind(projected.record.integerOr(f::closed, 0))
        .run();
}

} // namespace

std::string personSearchWords(const FoldedRecord& person) {
    namespace f = field::beneficiary;
    return searchWords({{viewOf(person, f::given_name), viewOf(person, f::family_name),
                         viewOf(person, f::father_name)},
                        viewOf(person, f::phones),
                        {viewOf(person, f::file_number), viewOf(person, f::old_file_number),
                         viewOf(person, f::temporary_number)}});
}

void installRegisterProjections(Journal& journal) {
    installRecordProjections(journal);
    journal.project(RecordType::beneficiary, writeBeneficiary);
    journal.project(RecordType::identity, writeIdentity);
    journal.project(RecordType::household, writeHousehold);
    journal.project(RecordType::member, writeMember);
    journal.project(RecordType::aid, writeAid);
    journal.project(RecordType::rule, writeRule);
    journal.project(RecordType::import_list, writeImportList);
    journal.project(RecordType::consent, writeConsent);
    journal.project(RecordType::office_setting, writeOfficeSetting);
    journal.project(RecordType::user, writeUser);
}

} // namespace peyvand
