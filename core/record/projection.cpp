// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/projection.h"

#include "core/record/fields.h"
#include "core/record/kinds.h"

#include <algorithm>
#include <map>

namespace peyvand {
namespace {

// The sentences of one table, made once.
struct TableSql {
    std::string replace;
    std::string remove;
};

bool isKept(const FieldSpec& field) { return !field.held && field.form != FieldForm::content; }

TableSql sqlOf(const KindSpec& kind) {
    std::string columns = "id, subject, made_ms, author, node, void_reason";
    std::string marks = "?, ?, ?, ?, ?, ?";
    for (const auto& field : kind.fields)
        if (isKept(field)) {
            columns.append(", ").append(field.key);
            marks += ", ?";
        }
    return {"INSERT OR REPLACE INTO " + kind.table + " (" + columns + ") VALUES (" + marks + ")",
            "DELETE FROM " + kind.table + " WHERE id = ?"};
}

const TableSql& tableSql(const KindSpec& kind) {
    static const auto all = [] {
        std::map<RecordType, TableSql> sentences;
        for (const auto& each : allKinds())
            if (!each.table.empty())
                sentences.emplace(each.type, sqlOf(each));
        return sentences;
    }();
    return all.at(kind.type);
}

void bindNumber(Statement& insert, const Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr)
        insert.bindNull();
    else
        insert.bind(*number);
}

void bindText(Statement& insert, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr)
        insert.bindNull();
    else
        insert.bindTextOrNull(*text);
}

void bindBytes(Statement& insert, const Value& value, bool is_id) {
    const auto* bytes = std::get_if<Bytes>(&value);
    if (bytes == nullptr || (is_id && bytes->size() != 16))
        insert.bindNull();
    else
        insert.bind(ByteView(*bytes));
}

void bindValue(Statement& insert, const FieldSpec& field, const Value* value) {
    if (value == nullptr) {
        insert.bindNull();
        return;
    }
    switch (field.form) {
    case FieldForm::number:
    case FieldForm::rial:
    case FieldForm::day:
    case FieldForm::flag:
        return bindNumber(insert, *value);
    case FieldForm::record:
        return bindBytes(insert, *value, true);
    case FieldForm::bytes:
        return bindBytes(insert, *value, false);
    default:
        return bindText(insert, *value);
    }
}

std::string voidReasonOf(const FoldedRecord& record) {
    for (const auto& [number, value] : record.void_fields)
        if (const auto* text = std::get_if<std::string>(&value);
            number == field::voided::reason && text != nullptr)
            return *text;
    return {};
}

void writeRow(Database& database, const KindSpec& kind, const Projected& projected) {
    const FoldedRecord& record = projected.record;
    const std::string void_reason = voidReasonOf(record);
    auto insert = database.prepare(tableSql(kind).replace);
    insert.bind(projected.id).bind(record.subject).bind(static_cast<std::int64_t>(record.made_ms));
    insert.bind(record.author).bind(record.node);
    if (record.voided)
        insert.bind(std::string_view(void_reason));
    else
        insert.bindNull();
    for (const auto& field : kind.fields)
        if (isKept(field))
            bindValue(insert, field, record.value(field.number));
    insert.run();
}

void removeRow(Database& database, const KindSpec& kind, const RecordId& id) {
    database.prepare(tableSql(kind).remove).bind(id).run();
}

} // namespace

void writeRecord(Database& database, const Projected& projected) {
    const KindSpec* kind = kindOf(projected.record.kind);
    if (kind == nullptr || kind->table.empty())
        return;
    if (projected.record.exists)
        writeRow(database, *kind, projected);
    else
        removeRow(database, *kind, projected.id);
}

void writeFurtherFields(Database& database, const Projected& projected) {
    const KindSpec* kind = kindOf(projected.record.kind);
    if (kind == nullptr || kind->table.empty())
        return;
    const auto& fields = projected.record.fields;
    const bool has_any = projected.record.exists &&
                         std::any_of(fields.begin(), fields.end(), [kind](const auto& folded) {
                             const FieldSpec* field = kind->field(folded.field);
                             return field != nullptr && !field->held;
                         });
    if (has_any)
        writeRow(database, *kind, projected);
    else if (!projected.is_new)
        removeRow(database, *kind, projected.id);
}

void installRecordProjections(Journal& journal) {
    for (const auto& kind : allKinds())
        if (std::none_of(kind.fields.begin(), kind.fields.end(), [](auto& f) { return f.held; }))
            journal.project(kind.type, writeRecord);
}

} // namespace peyvand
