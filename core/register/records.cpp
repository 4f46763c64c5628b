// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/records.h"

#include "core/register/privacy.h"

#include "core/text/fold.h"

#include <algorithm>
#include <set>

namespace peyvand {
namespace {

constexpr int max_page_rows = 500;

Result<const KindSpec*> kindFor(RecordType type) {
    const KindSpec* kind = kindOf(type);
    if (kind == nullptr)
        return fail(ErrorCode::record_unknown);
    return kind;
}

Error unknown(const KindSpec& kind) {
    return {ErrorCode::record_unknown, {{"kind", std::string(kind.key)}}};
}

// Days of what has happened.
constexpr std::string_view past_days[] = {"death_day", "found_day",  "met_day",  "done_day",
                                          "seen_day",  "decile_day", "paid_day", "used_day"};

Result<void> checkDays(const KindSpec& kind, const std::vector<FieldValue>& fields,
                       CivilDate today) {
    for (const auto& typed : fields) {
        const FieldSpec* field = kind.field(typed.field);
        const auto* day = std::get_if<std::int64_t>(&typed.value);
        const bool is_past = field != nullptr && field->form == FieldForm::day &&
                             std::find(std::begin(past_days), std::end(past_days), field->key) !=
                                 std::end(past_days);
        if (is_past && day != nullptr && *day > today.days())
            return fail(ErrorCode::date_in_future, "field", std::string(field->key));
    }
    return {};
}

// What was agreed changes by the steps of its work, which keep what held before.
struct Agreed {
    RecordType type;
    std::string_view until_state;
    std::string_view fields;
};
constexpr Agreed agreed[] = {
    {RecordType::schedule, "proposed", " amount_rial period from_day category "},
    {RecordType::loan, "requested", " amount_rial instalments first_due_day every_months "},
};

Result<void> checkAgreed(const KindSpec& kind, const RecordRow& now,
                         const std::vector<FieldValue>& fields) {
    for (const Agreed& one : agreed) {
        const FieldSpec* state = kind.field("state");
        if (one.type != kind.type || state == nullptr || now.text(state->number) == one.until_state)
            continue;
        for (const auto& typed : fields) {
            const FieldSpec* field = kind.field(typed.field);
            if (field != nullptr &&
                one.fields.find(" " + std::string(field->key) + " ") != std::string_view::npos)
                return fail(ErrorCode::step_refused, "kind", std::string(kind.key));
        }
    }
    return {};
}

Result<std::vector<FieldValue>> checkedFields(const KindSpec& kind,
                                              const std::vector<FieldValue>& fields) {
    std::vector<FieldValue> checked;
    std::set<FieldNumber> seen;
    for (const auto& [number, value] : fields) {
        const FieldSpec* field = kind.field(number);
        if (field == nullptr || !seen.insert(number).second)
            return fail(ErrorCode::field_unknown);
        PEYVAND_LET(Value kept, checkedValue(*field, value));
        const bool is_empty = std::holds_alternative<std::monostate>(kept);
        if (is_empty && field->must)
            return fail(ErrorCode::field_missing, "field", std::string(field->key));
        checked.push_back({number, std::move(kept)});
    }
    return checked;
}

Result<void> checkComplete(const KindSpec& kind, const std::vector<FieldValue>& fields) {
    for (const auto& field : kind.fields) {
        const bool is_there = std::any_of(fields.begin(), fields.end(), [&](const auto& value) {
            return value.field == field.number;
        });
        if (field.must && !is_there)
            return fail(ErrorCode::field_missing, "field", std::string(field.key));
    }
    return {};
}

// Fields hold only what differs; now is null for a new record.
Result<void> checkStep(const KindSpec& kind, const RecordRow* now,
                       const std::vector<FieldValue>& fields, StepBy by) {
    const FieldSpec* state = stateField(kind);
    if (state == nullptr)
        return {};
    for (const auto& [number, value] : fields) {
        const auto* to = std::get_if<std::string>(&value);
        if (number != state->number || to == nullptr)
            continue;
        const std::string from = now == nullptr ? "none" : now->text(number);
        if (!mayStep(kind.type, from, *to, by))
            return fail(ErrorCode::step_refused, "kind", std::string(kind.key));
    }
    return {};
}

bool isKept(const FieldSpec& field) { return !field.held && field.form != FieldForm::content; }

std::string selectOf(const KindSpec& kind) {
    std::string sql = "SELECT id, subject, made_ms, author, node, void_reason";
    for (const auto& field : kind.fields)
        if (isKept(field))
            sql.append(", ").append(field.key);
    return sql + " FROM " + kind.table;
}

Value columnOf(const Statement& row, int column, FieldForm form) {
    switch (form) {
    case FieldForm::number:
    case FieldForm::rial:
    case FieldForm::day:
    case FieldForm::flag:
        return row.integer(column);
    case FieldForm::record:
    case FieldForm::bytes:
        return Bytes(row.blob(column).begin(), row.blob(column).end());
    default:
        return row.string(column);
    }
}

RecordRow rowOf(const Statement& statement, const KindSpec& kind) {
    RecordRow row;
    row.type = kind.type;
    row.id = statement.id<RecordId>(0);
    row.subject = statement.idOrNone<RecordId>(1);
    row.made_ms = statement.integer(2);
    row.author = statement.idOrNone<RecordId>(3);
    if (statement.blob(4).size() == row.node.size())
        std::copy_n(statement.blob(4).begin(), row.node.size(), row.node.begin());
    if (!statement.isNull(5))
        row.void_reason = statement.string(5);
    int column = 6;
    for (const auto& field : kind.fields) {
        if (!isKept(field))
            continue;
        if (!statement.isNull(column))
            row.values.emplace(field.number, columnOf(statement, column, field.form));
        ++column;
    }
    return row;
}

std::string_view sqlOf(Comparison comparison) {
    switch (comparison) {
    case Comparison::equals:
        return " = ?";
    case Comparison::not_equals:
        return " IS NOT ?";
    case Comparison::at_most:
        return " <= ?";
    case Comparison::at_least:
        return " >= ?";
    case Comparison::is_set:
        return " IS NOT NULL";
    case Comparison::is_not_set:
        return " IS NULL";
    }
    return " IS NULL";
}

bool takesValue(Comparison comparison) {
    return comparison != Comparison::is_set && comparison != Comparison::is_not_set;
}

// Columns come from the specification, never from the request, so nothing can be slipped in.
Result<std::string> whereOf(const KindSpec& kind, const RecordRequest& request) {
    std::string sql = request.with_void ? " WHERE 1" : " WHERE void_reason IS NULL";
    if (request.subject)
        sql += " AND subject = ?";
    for (const auto& condition : request.conditions) {
        const FieldSpec* field = kind.field(condition.field);
        if (field == nullptr || !isKept(*field))
            return fail(ErrorCode::field_unknown);
        sql.append(" AND ").append(field->key).append(sqlOf(condition.comparison));
    }
    return sql;
}

void bindValue(Statement& statement, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        statement.bind(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
        statement.bind(std::string_view(*text));
    else if (const auto* bytes = std::get_if<Bytes>(&value))
        statement.bind(ByteView(*bytes));
    else
        statement.bindNull();
}

void bindConditions(Statement& statement, const RecordRequest& request) {
    if (request.subject)
        statement.bind(*request.subject);
    for (const auto& condition : request.conditions)
        if (takesValue(condition.comparison))
            bindValue(statement, condition.value);
}

Result<std::string> orderOf(const KindSpec& kind, const RecordRequest& request) {
    const std::string direction = request.descending ? " DESC" : "";
    std::string sql = " ORDER BY ";
    if (request.order != 0) {
        const FieldSpec* field = kind.field(request.order);
        if (field == nullptr || !isKept(*field))
            return fail(ErrorCode::field_unknown);
        sql.append(field->key).append(direction).append(", ");
    }
    return sql + "made_ms" + direction + ", id" + direction;
}

bool rowExists(Database& database, std::string_view sql, const RecordId& id) {
    auto row = database.prepare(sql);
    row.bind(id);
    return row.step();
}

} // namespace

Result<void> Records::checkSubject(const KindSpec& kind, const std::optional<RecordId>& subject) {
    if (kind.about == RecordAbout::office)
        return subject ? fail(ErrorCode::subject_unwanted, "kind", std::string(kind.key))
                       : Result<void>();
    if (!subject)
        return fail(ErrorCode::subject_missing, "kind", std::string(kind.key));
    Database& database = register_.database();
    const bool is_person = kind.about != RecordAbout::household &&
                           rowExists(database, "SELECT 1 FROM beneficiary WHERE id = ?", *subject);
    const bool is_household = !is_person && kind.about != RecordAbout::person &&
                              rowExists(database, "SELECT 1 FROM household WHERE id = ?", *subject);
    PEYVAND_TRY(database.takeFailure());
    if (is_person || is_household)
        return {};
    return fail(kind.about == RecordAbout::household ? ErrorCode::household_unknown
                                                     : ErrorCode::beneficiary_unknown);
}

Result<RecordId> Records::addIn(JournalTransaction& transaction, const NewRecord& record,
                                StepBy by) {
    PEYVAND_LET(const KindSpec* kind, kindFor(record.type));
    PEYVAND_TRY(checkSubject(*kind, record.subject));
    PEYVAND_LET(auto fields, checkedFields(*kind, record.fields));
    PEYVAND_TRY(checkComplete(*kind, fields));
    PEYVAND_TRY(checkDays(*kind, fields, register_.today()));
    PEYVAND_TRY(checkStep(*kind, nullptr, fields, by));
    std::erase_if(fields, [](const auto& field) {
        return std::holds_alternative<std::monostate>(field.value);
    });
    const RecordId id = record.id.value_or(register_.newId<RecordId>());
    const auto change_kind =
        kind->nature == RecordNature::fact ? ChangeKind::add_fact : ChangeKind::set_fields;
    transaction.add(FeedScope::office, {change_kind, record.type, id, record.subject,
                                        std::move(fields), std::nullopt, !record.id.has_value()});
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, id));
    return id;
}

Result<RecordId> Records::add(const NewRecord& record) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_LET(const RecordId id, addIn(transaction, record, StepBy::anyone));
    PEYVAND_TRY(transaction.commit());
    return id;
}

Result<void> Records::editIn(JournalTransaction& transaction, RecordType type, const RecordId& id,
                             const std::vector<FieldValue>& fields, StepBy by) {
    PEYVAND_LET(const KindSpec* kind, kindFor(type));
    if (kind->nature == RecordNature::fact)
        return fail(ErrorCode::record_is_fact, "kind", std::string(kind->key));
    PEYVAND_LET(const auto now, whole(type, id));
    auto typed = fields;
    std::erase_if(typed,
                  [&](const FieldValue& field) { return isAsShown(register_, *kind, now, field); });
    PEYVAND_LET(auto checked, checkedFields(*kind, typed));
    std::erase_if(checked, [&now](const FieldValue& field) {
        const auto kept = now.values.find(field.field);
        const bool is_none = std::holds_alternative<std::monostate>(field.value);
        return kept == now.values.end() ? is_none : kept->second == field.value;
    });
    if (checked.empty())
        return {};
    PEYVAND_TRY(checkStep(*kind, &now, checked, by));
    PEYVAND_TRY(checkDays(*kind, checked, register_.today()));
    if (by == StepBy::anyone) {
        PEYVAND_TRY(checkAgreed(*kind, now, checked));
        PEYVAND_TRY(checkHidden(*kind, now, checked));
    }
    transaction.add(FeedScope::office, {ChangeKind::set_fields, type, id, now.subject,
                                        std::move(checked), std::nullopt, false});
    return register_.audit().write(AuditDeed::change, id);
}

Result<void> Records::edit(RecordType type, const RecordId& id,
                           const std::vector<FieldValue>& fields) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(editIn(transaction, type, id, fields, StepBy::anyone));
    return transaction.commit();
}

Result<void> Records::voidIn(JournalTransaction& transaction, RecordType type, const RecordId& id,
                             std::string_view reason) {
    PEYVAND_LET(const std::string clean, text::cleanInput(reason, 1000));
    if (clean.empty())
        return fail(ErrorCode::reason_missing);
    PEYVAND_LET(const auto now, whole(type, id));
    if (now.void_reason)
        return fail(ErrorCode::record_is_void);
    transaction.add(FeedScope::office, {ChangeKind::void_fact,
                                        type,
                                        id,
                                        now.subject,
                                        {{field::voided::reason, clean}},
                                        std::nullopt,
                                        false});
    return register_.audit().write(AuditDeed::change, id);
}

Result<void> Records::voidFact(RecordType type, const RecordId& id, std::string_view reason) {
    JournalTransaction transaction(register_.journal());
    PEYVAND_TRY(voidIn(transaction, type, id, reason));
    return transaction.commit();
}

Result<RecordRow> Records::record(RecordType type, const RecordId& id) {
    PEYVAND_TRY(register_.needSee(type));
    PEYVAND_LET(auto row, whole(type, id));
    return shownRow(register_, std::move(row));
}

Result<RecordRow> Records::whole(RecordType type, const RecordId& id) {
    PEYVAND_LET(const KindSpec* kind, kindFor(type));
    if (kind->table.empty())
        return fail(unknown(*kind));
    Database& database = register_.database();
    std::optional<RecordRow> found;
    {
        auto row = database.prepare(selectOf(*kind) + " WHERE id = ?");
        row.bind(id);
        if (row.step())
            found = rowOf(row, *kind);
    }
    PEYVAND_TRY(database.takeFailure());
    if (found)
        return std::move(*found);
    // A person or household that has none of the further fields yet.
    const bool is_bare = (type == RecordType::beneficiary &&
                          rowExists(database, "SELECT 1 FROM beneficiary WHERE id = ?", id)) ||
                         (type == RecordType::household &&
                          rowExists(database, "SELECT 1 FROM household WHERE id = ?", id));
    PEYVAND_TRY(database.takeFailure());
    if (!is_bare)
        return fail(unknown(*kind));
    RecordRow bare;
    bare.id = id;
    bare.type = type;
    bare.subject = id;
    return bare;
}

// Whoever does not see what stands there does not write over it.
Result<void> Records::checkHidden(const KindSpec& kind, const RecordRow& now,
                                  const std::vector<FieldValue>& fields) {
    for (const auto& typed : fields) {
        const FieldSpec* field = kind.field(typed.field);
        if (field != nullptr && field->privacy == FieldPrivacy::health && now.has(typed.field) &&
            !maySee(register_, field->privacy))
            return register_.need(Deed::see_illness);
    }
    return {};
}

// A list in the order of what is hidden, or of who has it, would tell it.
Result<void> Records::needAsk(const KindSpec& kind, const RecordRequest& request) {
    PEYVAND_TRY(register_.needSee(request.type));
    const auto is_hidden = [&](FieldNumber number) {
        const FieldSpec* field = kind.field(number);
        return field != nullptr && !maySee(register_, field->privacy);
    };
    bool asks = request.order != 0 && is_hidden(request.order);
    for (const auto& condition : request.conditions)
        asks = asks || is_hidden(condition.field);
    return asks ? fail(ErrorCode::not_permitted) : Result<void>();
}

Result<RecordPage> Records::page(const RecordRequest& request) {
    PEYVAND_LET(const KindSpec* kind, kindFor(request.type));
    PEYVAND_TRY(needAsk(*kind, request));
    PEYVAND_LET(const std::string where, whereOf(*kind, request));
    PEYVAND_LET(const std::string order, orderOf(*kind, request));
    RecordPage page{-1, {}};
    if (request.offset == 0) {
        PEYVAND_LET(page.total, count(request));
    }
    auto rows = register_.database().prepare(selectOf(*kind) + where + order + " LIMIT ? OFFSET ?");
    bindConditions(rows, request);
    rows.bind(std::int64_t{std::clamp(request.count, 1, max_page_rows)}).bind(request.offset);
    while (rows.step())
        page.rows.push_back(shownRow(register_, rowOf(rows, *kind)));
    return register_.database().checked(std::move(page));
}

Result<std::int64_t> Records::count(const RecordRequest& request) {
    PEYVAND_LET(const KindSpec* kind, kindFor(request.type));
    PEYVAND_TRY(needAsk(*kind, request));
    PEYVAND_LET(const std::string where, whereOf(*kind, request));
    auto row = register_.database().prepare("SELECT COUNT(*) FROM " + kind->table + where);
    bindConditions(row, request);
    const std::int64_t total = row.step() ? row.integer(0) : 0;
    return register_.database().checked(total);
}

Result<std::vector<FieldEvent>> Records::history(RecordType type, const RecordId& id) {
    PEYVAND_TRY(register_.needSee(type));
    PEYVAND_LET(const auto changes, register_.journal().history(id, type));
    std::vector<FieldEvent> events;
    std::map<FieldNumber, Value> now;
    for (const auto& stamped : changes) {
        FieldEvent event{static_cast<std::int64_t>(stamped.stamp.unixMs()),
                         stamped.node,
                         stamped.author,
                         0,
                         {},
                         {}};
        const ChangeKind kind = stamped.change.kind;
        if (kind == ChangeKind::void_fact || kind == ChangeKind::erase) {
            for (const auto& [number, value] : stamped.change.fields)
                event.after = value;
            events.push_back(event);
            continue;
        }
        for (const auto& [number, value] : stamped.change.fields) {
            event.field = number;
            event.before = now[number];
            event.after = value;
            now[number] = value;
            events.push_back(event);
        }
    }
    const KindSpec* kind = kindOf(type);
    for (auto& event : events)
        if (const FieldSpec* field = kind == nullptr ? nullptr : kind->field(event.field)) {
            event.before = shownValue(register_, *field, event.before);
            event.after = shownValue(register_, *field, event.after);
        }
    std::reverse(events.begin(), events.end());
    return events;
}

} // namespace peyvand
