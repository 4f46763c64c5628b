// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/record_commands.h"
#include "core/register/households.h"
#include "core/text/fold.h"

#include <algorithm>
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

std::string choiceText(const Words& words, const FieldSpec& field, std::string_view code) {
    return words.text("choice." + std::string(field.list) + "." + std::string(code));
}

std::string numberText(const Words& words, const FieldSpec& field, std::int64_t number) {
    if (field.form == FieldForm::day)
        return words.date(CivilDate::fromDays(static_cast<std::int32_t>(number)));
    if (field.form == FieldForm::rial)
        return words.rials(Rial{number});
    if (field.form == FieldForm::flag)
        return words.text("console.yes");
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
    std::vector<std::string> lines = linesOf(plain);
    switch (field.form) {
    case FieldForm::choice:
    case FieldForm::choices:
        for (auto& line : lines)
            line = choiceText(words, field, line);
        return joined(lines, words.language() == Language::persian ? "، " : ", ");
    case FieldForm::category:
        return words.text("category." + plain);
    case FieldForm::record:
        return text::isolateLtr(plain.substr(0, shown_id_characters));
    case FieldForm::iban:
    case FieldForm::phone:
    case FieldForm::postal_code:
    case FieldForm::digits:
        return text::isolateLtr(plain);
    default:
        return text::isolateAuto(joined(lines, " / "));
    }
}

std::string recordText(const CommandContext& context, const RecordRow& row) {
    const KindSpec* kind = kindOf(row.type);
    std::string text = row.id.text();
    if (kind == nullptr)
        return text;
    for (const auto& field : kind->fields) {
        const auto value = row.values.find(field.number);
        if (value == row.values.end() || field.form == FieldForm::bytes)
            continue;
        text += "\n  " + context.words().text("field." + std::string(field.key)) + ": " +
                valueText(context.words(), field, value->second);
    }
    return text;
}

} // namespace peyvand::cli
