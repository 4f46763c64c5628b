// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/record_text.h"

#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/text/fold.h"

#include <algorithm>
#include <ctime>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::size_t shown_id_characters = 8;
constexpr std::int64_t day_ms = 86'400'000;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const auto& part : parts) {
        text += text.empty() ? "" : between;
        text += part;
    }
    return text;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// Ids begin with their time: those made one after another have the same first digits.
std::string endOf(const std::string& id) {
    return text::isolateLtr(id.substr(id.size() - std::min(id.size(), shown_id_characters)));
}

std::string choiceText(const Words& words, const FieldSpec& field, std::string_view code) {
    return words.text("choice." + std::string(field.list) + "." + std::string(code));
}

std::string numberText(const Words& words, const FieldSpec& field, std::int64_t number) {
    if (field.form == FieldForm::day)
        return words.date(CivilDate::fromDays(static_cast<std::int32_t>(number)));
    if (field.form == FieldForm::rial)
        return words.rials(Rial{number});
    if (field.form == FieldForm::flag)
        return words.text(number != 0 ? "console.yes" : "console.no");
    if (field.type == RecordType::beneficiary && field.number == field::beneficiary::sex)
        return words.text(number == static_cast<int>(Sex::female) ? "sex.female"
                          : number == static_cast<int>(Sex::male) ? "sex.male"
                                                                  : "sex.unknown");
    if (field.list == "hijri_month")
        return words.month(HijriMonth::fromOrdinal(static_cast<int>(number)));
    const std::string plain = plainText(field, Value{number});
    return words.language() == Language::persian ? text::persianDigits(plain) : plain;
}

} // namespace

std::string optionName(std::string_view key) {
    for (const std::string_view unit : {"_rial", "_milli"})
        if (key.ends_with(unit))
            key.remove_suffix(unit.size());
    std::string name(key);
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

Result<RecordId> findSubject(Register& opened, std::string_view typed) {
    constexpr std::string_view prefix = "household:";
    if (!typed.starts_with(prefix)) {
        PEYVAND_LET(const auto person, findPerson(opened, typed));
        return idAs<RecordId>(person);
    }
    const auto id = HouseholdId::parse(typed.substr(prefix.size()));
    if (!id)
        return fail(ErrorCode::household_unknown);
    PEYVAND_TRY(Households(opened).household(*id));
    return idAs<RecordId>(*id);
}

nlohmann::json recordJson(const RecordRow& row) {
    nlohmann::json object{
        {"id", row.id.text()},
        {"made", CivilDate::fromDays(static_cast<std::int32_t>(row.made_ms / day_ms)).iso()}};
    if (row.subject)
        object["of"] = row.subject->text();
    if (row.author)
        object["author"] = row.author->text();
    if (row.void_reason)
        object["void_reason"] = *row.void_reason;
    const KindSpec* kind = kindOf(row.type);
    for (const auto& [number, value] : row.values) {
        const FieldSpec* field = kind == nullptr ? nullptr : kind->field(number);
        if (field == nullptr || field->form == FieldForm::bytes)
            continue;
        const bool is_plain_number =
            field->form == FieldForm::rial || field->form == FieldForm::flag;
        if (is_plain_number)
            object[std::string(field->key)] = std::get<std::int64_t>(value);
        else if (field->form == FieldForm::lines || field->form == FieldForm::choices)
            object[std::string(field->key)] = linesOf(plainText(*field, value));
        else
            object[std::string(field->key)] = plainText(*field, value);
    }
    return object;
}

std::string valueText(const Words& words, const FieldSpec& field, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return numberText(words, field, *number);
    const std::string plain = plainText(field, value);
    if (plain.empty())
        return {};
    std::vector<std::string> lines = linesOf(plain);
    switch (field.form) {
    case FieldForm::choice:
    case FieldForm::choices:
        for (auto& line : lines)
            line = choiceText(words, field, line);
        return joined(lines, words.text("list.join"));
    case FieldForm::category:
        return words.text("category." + plain);
    case FieldForm::birth: {
        const auto birth = BirthDate::parseIso(plain);
        return birth ? words.birth(*birth) : plain;
    }
    case FieldForm::record:
        return endOf(plain);
    case FieldForm::iban:
    case FieldForm::phone:
    case FieldForm::postal_code:
    case FieldForm::digits:
        return text::isolateLtr(plain);
    default:
        return text::isolateAuto(joined(lines, " / "));
    }
}

std::string shownText(const Words& words, Register& opened, const FieldSpec& field,
                      const Value& value) {
    const KindSpec* kind =
        field.form == FieldForm::record ? kindNamed(field.list) : static_cast<KindSpec*>(nullptr);
    const auto id = RecordId::parse(plainText(field, value));
    return kind == nullptr || !id ? valueText(words, field, value)
                                  : recordName(words, opened, kind->type, *id);
}

std::string recordName(const Words& words, Register& opened, RecordType type, const RecordId& id) {
    if (type == RecordType::beneficiary || type == RecordType::household)
        return subjectName(words, opened, id);
    if (type == RecordType::aid) {
        const auto aid = AidBook(opened).aid(idAs<AidId>(id));
        return aid ? words.text("category." + aid->category) + "  " + words.date(aid->date)
                   : endOf(id.text());
    }
    const auto row = Records(opened).record(type, id);
    if (!row)
        return endOf(id.text());
    std::string name;
    for (const std::string_view key :
         {"name", "number", "code", "holder", "item", "category", "kind", "amount_rial"})
        if (const FieldSpec* field = kindOf(type)->field(key);
            name.empty() && field != nullptr && row->has(field->number))
            name = valueText(words, *field, row->values.at(field->number));
    if (name.empty())
        return endOf(id.text());
    for (const auto& field : kindOf(type)->fields)
        if (const auto day = row->day(field.number);
            day && field.must && field.form == FieldForm::day)
            return name + "  " + words.date(*day);
    return name;
}

std::string fieldLines(const Words& words, Register& opened, const RecordRow& row) {
    std::string text;
    const KindSpec* kind = kindOf(row.type);
    if (kind == nullptr)
        return text;
    for (const auto& field : kind->fields) {
        const auto value = row.values.find(field.number);
        if (value == row.values.end() || field.form == FieldForm::bytes)
            continue;
        text += "\n  " + fieldLabel(words, field) + ": " +
                shownText(words, opened, field, value->second);
    }
    return text;
}

std::string recordText(const Words& words, Register& opened, const RecordRow& row) {
    std::string text = row.id.text();
    if (row.subject)
        text += "  " + subjectName(words, opened, row.subject);
    if (row.void_reason)
        text += "  " + words.text("console.voided") + ": " + text::isolateAuto(*row.void_reason);
    return text + fieldLines(words, opened, row);
}

void showRecord(const CommandContext& context, Register& opened, const RecordRow& row) {
    if (context.json)
        context.print(recordJson(row));
    else
        context.say(recordText(context.words(), opened, row));
}

std::string timeText(const Words& words, std::int64_t unix_ms) {
    const auto seconds = static_cast<std::time_t>(unix_ms / 1000);
    std::tm local{};
#ifdef _WIN32
    const bool is_known = localtime_s(&local, &seconds) == 0;
#else
    const bool is_known = localtime_r(&seconds, &local) != nullptr;
#endif
    const auto day = CivilDate::fromYmd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    if (!is_known || !day)
        return words.number(unix_ms);
    const std::string hour = fmt::format("{:02}:{:02}", local.tm_hour, local.tm_min);
    return words.date(*day) + " " +
           (words.language() == Language::persian ? text::persianDigits(hour) : hour);
}

std::int64_t startOfDayMs(CivilDate day) {
    std::tm local{};
    local.tm_year = day.year() - 1900;
    local.tm_mon = day.month() - 1;
    local.tm_mday = day.day();
    local.tm_isdst = -1;
    return std::int64_t{std::mktime(&local)} * 1000;
}

} // namespace peyvand::cli
