// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/network/direct_join.h"

#include "core/journal/codec.h"

#include <algorithm>

namespace peyvand {
namespace {

// The column "withdrawn".
constexpr std::int64_t taken_back = 1;
// By one of the two; it takes the other's away as well.
constexpr std::int64_t erased = 2;

const FieldValue* find(const std::vector<FieldValue>& fields, FieldNumber number) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [number](const auto& one) { return one.field == number; });
    return found == fields.end() ? nullptr : &*found;
}

std::optional<RecordId> idIn(const std::vector<FieldValue>& fields, FieldNumber number) {
    const FieldValue* field = find(fields, number);
    const Bytes* bytes = field == nullptr ? nullptr : std::get_if<Bytes>(&field->value);
    return bytes == nullptr ? std::nullopt : RecordId::of(*bytes);
}

Bytes bodyOf(const Change& change) {
    std::vector<FieldValue> fields = change.fields;
    std::erase_if(fields, [](const FieldValue& one) {
        return one.field == field::direct::about || one.field == field::direct::person;
    });
    CborWriter writer;
    encodeFields(writer, fields);
    return writer.take();
}

void insertFact(Database& database, const Arrived& arrived) {
    const Change& change = arrived.stamped.change;
    const Bytes body = bodyOf(change);
    if (body.size() > direct_body_limit_bytes)
        return;
    database
        .prepare("INSERT INTO direct_fact (id, charity, partner, type, about, person, stamp,"
                 " node, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                 " ON CONFLICT (id, charity, partner, type) DO UPDATE SET"
                 " about = excluded.about, person = excluded.person, stamp = excluded.stamp,"
                 " node = excluded.node, version = excluded.version, body = excluded.body"
                 " WHERE withdrawn = 0 AND excluded.version > version")
        .bind(change.record)
        .bind(arrived.charity)
        .bind(arrived.audience.partner)
        .bind(static_cast<std::int64_t>(change.record_type))
        .bind(idIn(change.fields, field::direct::about))
        .bind(idIn(change.fields, field::direct::person))
        .bind(static_cast<std::int64_t>(arrived.stamped.stamp.value))
        .bind(arrived.stamped.node)
        .bind(arrived.stamped.version)
        .bind(ByteView(body))
        .run();
}

void insertMark(Database& database, const Arrived& arrived, std::int64_t mark) {
    const Change& change = arrived.stamped.change;
    const Bytes nothing;
    database
        .prepare("INSERT INTO direct_fact (id, charity, partner, type, stamp, node, version,"
                 " withdrawn, body) VALUES (?, ?, ?, ?, 0, ?5, ?5, ?, ?5)"
                 " ON CONFLICT (id, charity, partner, type) DO UPDATE SET about = NULL,"
                 " person = NULL, stamp = 0, node = excluded.node, version = excluded.version,"
                 " withdrawn = MAX(withdrawn, excluded.withdrawn), body = excluded.body")
        .bind(change.record)
        .bind(arrived.charity)
        .bind(arrived.audience.partner)
        .bind(static_cast<std::int64_t>(change.record_type))
        .bind(ByteView(nothing))
        .bind(mark)
        .run();
}

// The same whether it comes before or after what it erases, or what it erases never comes because
// nobody has it any more. Whether there is a mark.
bool eraseMarked(Database& database, const Arrived& arrived) {
    const Change& change = arrived.stamped.change;
    auto marked = database.prepare("SELECT 1 FROM direct_fact WHERE id = ? AND partner = ?"
                                   " AND type = ? AND withdrawn = 2");
    marked.bind(change.record)
        .bind(arrived.audience.partner)
        .bind(static_cast<std::int64_t>(change.record_type));
    if (!marked.step())
        return false;
    database
        .prepare("DELETE FROM direct_fact WHERE id = ? AND partner = ? AND type = ?"
                 " AND withdrawn = 0")
        .bind(change.record)
        .bind(arrived.audience.partner)
        .bind(static_cast<std::int64_t>(change.record_type))
        .run();
    return true;
}

bool isWithdrawn(Database& database, const Arrived& arrived) {
    const Change& change = arrived.stamped.change;
    auto row = database.prepare("SELECT withdrawn FROM direct_fact WHERE id = ? AND charity = ?"
                                " AND partner = ? AND type = ?");
    row.bind(change.record)
        .bind(arrived.charity)
        .bind(arrived.audience.partner)
        .bind(static_cast<std::int64_t>(change.record_type));
    return row.step() && row.integer(0) != 0;
}

std::optional<Withdrawn> joinDirect(Database& database, const Arrived& arrived) {
    const Change& change = arrived.stamped.change;
    switch (change.kind) {
    case ChangeKind::add_fact:
        insertFact(database, arrived);
        break;
    case ChangeKind::void_fact:
        insertMark(database, arrived, taken_back);
        break;
    case ChangeKind::erase:
        insertMark(database, arrived, erased);
        break;
    default:
        return std::nullopt;
    }
    if (eraseMarked(database, arrived))
        return Withdrawn{change.record, change.record_type, arrived.audience, std::nullopt};
    if (isWithdrawn(database, arrived))
        return Withdrawn{change.record, change.record_type, arrived.audience, arrived.charity};
    return std::nullopt;
}

std::string columnsFrom(std::string_view rest) {
    std::string sql = "SELECT ";
    sql.append(direct_fact_columns).append(" FROM direct_fact ").append(rest);
    return sql;
}

} // namespace

void installDirectJoin(Journal& journal) {
    for (const RecordType type :
         {RecordType::referral, RecordType::referral_answer, RecordType::case_question,
          RecordType::case_answer, RecordType::opening_count})
        journal.join(type, joinDirect);
}

std::string DirectFact::text(FieldNumber number) const {
    const FieldValue* field = find(fields, number);
    const auto* text = field == nullptr ? nullptr : std::get_if<std::string>(&field->value);
    return text == nullptr ? std::string() : *text;
}

std::int64_t DirectFact::integerOr(FieldNumber number, std::int64_t otherwise) const {
    const FieldValue* field = find(fields, number);
    const auto* value = field == nullptr ? nullptr : std::get_if<std::int64_t>(&field->value);
    return value == nullptr ? otherwise : *value;
}

DirectFact factFrom(const Statement& row) {
    DirectFact fact;
    fact.id = row.id<RecordId>(0);
    fact.charity = row.id<CharityId>(1);
    fact.partner = row.id<CharityId>(2);
    fact.about = RecordId::of(row.blob(3));
    fact.person = RecordId::of(row.blob(4));
    fact.made_ms = row.integer(5) >> 16;
    fact.withdrawn = row.integer(6) != 0;
    CborDocument document;
    if (const auto body = document.decode(row.blob(7)))
        if (auto fields = decodeFields(*body))
            fact.fields = std::move(*fields);
    return fact;
}

std::optional<DirectFact> findFact(Database& database, RecordType type, const RecordId& id) {
    auto row = database.prepare(
        columnsFrom("WHERE id = ? AND type = ? ORDER BY withdrawn, stamp, charity LIMIT 1"));
    row.bind(id).bind(static_cast<std::int64_t>(type));
    return row.step() ? std::optional(factFrom(row)) : std::nullopt;
}

std::vector<DirectFact> answersTo(Database& database, RecordType type, const DirectFact& fact) {
    std::vector<DirectFact> answers;
    auto rows =
        database.prepare(columnsFrom("WHERE about = ? AND type = ? AND partner = ? AND charity <> ?"
                                     " AND withdrawn = 0 ORDER BY stamp DESC, version DESC"));
    rows.bind(fact.id).bind(static_cast<std::int64_t>(type)).bind(fact.partner).bind(fact.charity);
    while (rows.step())
        answers.push_back(factFrom(rows));
    return answers;
}

Change directChange(RecordType type, const RecordId& id, const std::optional<RecordId>& about,
                    const std::optional<RecordId>& person, std::vector<FieldValue> fields) {
    if (about)
        fields.push_back({field::direct::about, Bytes(about->bytes.begin(), about->bytes.end())});
    if (person)
        fields.push_back(
            {field::direct::person, Bytes(person->bytes.begin(), person->bytes.end())});
    return {ChangeKind::add_fact, type, id, std::nullopt, std::move(fields), std::nullopt, true};
}

} // namespace peyvand
