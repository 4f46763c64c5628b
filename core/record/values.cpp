// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/values.h"

#include "core/identity/iban.h"
#include "core/rules/category.h"
#include "core/text/fold.h"
#include "core/text/read.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace peyvand {
namespace {

constexpr std::size_t max_text_bytes = 1'000, max_note_bytes = 10'000, max_lines = 100;
constexpr std::size_t max_small_bytes = 64, max_content_bytes = 700 * std::size_t{1024};
constexpr std::size_t max_digits = 40, postal_code_digits = 10;
constexpr std::int64_t max_number = 1'000'000'000'000'000;
constexpr int thousandths_digits = 3;

Error withField(Error error, const FieldSpec& field) {
    const bool named = std::any_of(error.arguments.begin(), error.arguments.end(),
                                   [](const auto& argument) { return argument.first == "field"; });
    if (!named)
        error.arguments.emplace_back("field", std::string(field.key));
    return error;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0)
            lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

Result<std::string> cleanLines(std::string_view typed, std::size_t limit_bytes) {
    if (typed.size() > limit_bytes)
        return fail(ErrorCode::text_too_long, "limit", std::to_string(limit_bytes));
    std::string kept;
    for (const auto& line : split(typed)) {
        PEYVAND_LET(const std::string clean, text::cleanInput(line, limit_bytes));
        if (clean.empty())
            continue;
        kept += kept.empty() ? "" : "\n";
        kept += clean;
    }
    if (std::count(kept.begin(), kept.end(), '\n') >= static_cast<std::ptrdiff_t>(max_lines))
        return fail(ErrorCode::text_too_long, "limit", std::to_string(limit_bytes));
    return kept;
}

Result<std::string> onlyDigits(std::string_view typed) {
    std::string digits;
    for (const char letter : text::foldDigits(typed))
        if (letter >= '0' && letter <= '9')
            digits += letter;
        else if (letter != ' ' && letter != '-')
            return fail(ErrorCode::field_unreadable);
    if (digits.size() > max_digits)
        return fail(ErrorCode::field_unreadable);
    return digits;
}

Result<std::int64_t> wholeNumber(std::string_view digits) {
    std::int64_t number = 0;
    const auto [end, failure] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (failure != std::errc() || end != digits.data() + digits.size() || number < 0 ||
        number > max_number)
        return fail(ErrorCode::field_unreadable);
    return number;
}

// "2.5" is 2,500 thousandths; "/" is the Persian decimal mark on many keyboards, "٫" the right one.
Result<std::int64_t> readThousandths(std::string folded) {
    for (const std::string_view mark : {"٫", "/", ","})
        if (const auto at = folded.find(mark); at != std::string::npos)
            folded.replace(at, mark.size(), ".");
    const auto point = std::min(folded.find('.'), folded.size());
    std::string fraction = point < folded.size() ? folded.substr(point + 1) : std::string();
    if (fraction.size() > thousandths_digits)
        return fail(ErrorCode::field_unreadable);
    fraction.resize(thousandths_digits, '0');
    return wholeNumber(folded.substr(0, point) + fraction);
}

Result<std::int64_t> readHijriMonth(std::string_view folded) {
    const auto mark = folded.find_first_of("/-");
    if (mark == std::string_view::npos)
        return fail(ErrorCode::field_unreadable);
    PEYVAND_LET(const std::int64_t year, wholeNumber(folded.substr(0, mark)));
    PEYVAND_LET(const std::int64_t month, wholeNumber(folded.substr(mark + 1)));
    if (!HijriDate::make(static_cast<int>(year), static_cast<int>(month), 1))
        return fail(ErrorCode::date_not_existing);
    return year * 12 + month - 1;
}

Result<std::int64_t> readNumber(const FieldSpec& field, std::string_view typed) {
    const std::string folded = text::foldDigits(typed);
    if (field.list == "thousandths")
        return readThousandths(folded);
    if (field.list == "hijri_month")
        return readHijriMonth(folded);
    return wholeNumber(folded);
}

Result<Value> readFlag(std::string_view typed) {
    const std::string key = text::searchKey(typed);
    for (const std::string_view yes : {"1", "yes", "true", "بله", "بلی", "اری"})
        if (key == text::searchKey(yes))
            return Value{std::int64_t{1}};
    for (const std::string_view no : {"0", "no", "false", "خیر", "نه"})
        if (key == text::searchKey(no))
            return Value{};
    return fail(ErrorCode::field_unreadable);
}

Result<Value> readTyped(const FieldSpec& field, std::string_view typed, CivilDate today) {
    switch (field.form) {
    case FieldForm::number: {
        PEYVAND_LET(const std::int64_t number, readNumber(field, typed));
        return Value{number};
    }
    case FieldForm::rial: {
        PEYVAND_LET(const Rial amount, text::readAmount(typed));
        return Value{amount.amount};
    }
    case FieldForm::day: {
        PEYVAND_LET(const CivilDate day, text::readDate(typed, today));
        return valueOf(day);
    }
    case FieldForm::flag:
        return readFlag(typed);
    case FieldForm::record: {
        const auto id = RecordId::parse(typed);
        return id ? Result<Value>(valueOf(*id)) : fail(ErrorCode::record_unknown);
    }
    case FieldForm::birth: {
        PEYVAND_LET(const BirthDate birth, text::readBirth(typed, today));
        return Value{birth.iso()};
    }
    case FieldForm::category: {
        const Category* category = readCategory(typed);
        return category == nullptr ? Result<Value>(fail(ErrorCode::category_unknown))
                                   : Result<Value>(Value{category->id});
    }
    case FieldForm::choices: {
        std::string codes(typed);
        std::replace(codes.begin(), codes.end(), ',', '\n');
        return Value{codes};
    }
    default:
        return Value{std::string(typed)};
    }
}

Result<Value> checkedText(const FieldSpec& field, const std::string& text) {
    const auto keep = [](Result<std::string> kept) -> Result<Value> {
        if (!kept)
            return fail(std::move(kept).error());
        return kept->empty() ? Value{} : Value{std::move(*kept)};
    };
    switch (field.form) {
    case FieldForm::note:
    case FieldForm::lines:
        return keep(cleanLines(text, max_note_bytes));
    case FieldForm::choice:
        return isChoice(field.list, text) ? Result<Value>(Value{text})
                                          : Result<Value>(fail(ErrorCode::choice_unknown));
    case FieldForm::choices:
        for (const auto& code : split(text))
            if (!isChoice(field.list, code))
                return fail(ErrorCode::choice_unknown);
        return keep(cleanLines(text, max_note_bytes));
    case FieldForm::category:
        return findCategory(text) != nullptr ? Result<Value>(Value{text})
                                             : Result<Value>(fail(ErrorCode::category_unknown));
    case FieldForm::iban:
        return keep(readIban(text));
    case FieldForm::phone:
        return keep(text::readPhone(text));
    case FieldForm::digits:
        return keep(onlyDigits(text));
    case FieldForm::postal_code: {
        PEYVAND_LET(const std::string digits, onlyDigits(text));
        return digits.size() == postal_code_digits
                   ? Result<Value>(Value{digits})
                   : Result<Value>(fail(ErrorCode::postal_code_wrong));
    }
    default:
        return keep(text::cleanInput(text, max_text_bytes));
    }
}

Result<Value> checkedNumber(const FieldSpec& field, std::int64_t number) {
    const bool may_be_negative =
        field.type == RecordType::fund_movement && field.form == FieldForm::rial;
    if (field.form == FieldForm::rial && number < 0 && !may_be_negative)
        return fail(ErrorCode::amount_negative);
    if (field.form == FieldForm::flag)
        return number == 1 ? Value{number} : Value{};
    const bool is_out = field.form == FieldForm::number && (number < 0 || number > max_number);
    const bool is_no_decile = field.list == "decile" && (number < 1 || number > 10);
    if (is_out || is_no_decile)
        return fail(ErrorCode::field_unreadable);
    if (field.form == FieldForm::day && (number < std::numeric_limits<std::int32_t>::min() / 2 ||
                                         number > std::numeric_limits<std::int32_t>::max() / 2))
        return fail(ErrorCode::date_out_of_range);
    return Value{number};
}

bool isNumeric(FieldForm form) {
    return form == FieldForm::number || form == FieldForm::rial || form == FieldForm::day ||
           form == FieldForm::flag;
}

Result<Value> checkedAny(const FieldSpec& field, const Value& value) {
    if (std::holds_alternative<std::monostate>(value))
        return Value{};
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return isNumeric(field.form) ? checkedNumber(field, *number)
                                     : Result<Value>(fail(ErrorCode::field_unreadable));
    if (const auto* bytes = std::get_if<Bytes>(&value)) {
        const bool fits = (field.form == FieldForm::record && bytes->size() == 16) ||
                          (field.form == FieldForm::bytes && bytes->size() <= max_small_bytes);
        if (field.form == FieldForm::content && bytes->size() > max_content_bytes)
            return fail(ErrorCode::file_too_large, "limit", std::to_string(max_content_bytes));
        return fits || field.form == FieldForm::content
                   ? Result<Value>(value)
                   : Result<Value>(fail(ErrorCode::field_unreadable));
    }
    if (isNumeric(field.form) || field.form == FieldForm::record ||
        field.form == FieldForm::bytes || field.form == FieldForm::content)
        return fail(ErrorCode::field_unreadable);
    return checkedText(field, std::get<std::string>(value));
}

std::string plainNumber(const FieldSpec& field, std::int64_t number) {
    if (field.form == FieldForm::day)
        return CivilDate::fromDays(static_cast<std::int32_t>(number)).iso();
    if (field.list == "hijri_month")
        return HijriMonth::fromOrdinal(static_cast<int>(number)).iso();
    if (field.list != "thousandths" || number % 1000 == 0)
        return std::to_string(field.list == "thousandths" ? number / 1000 : number);
    std::string fraction = std::to_string(1000 + number % 1000).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    return std::to_string(number / 1000) + "." + fraction;
}

} // namespace

std::string RecordRow::text(FieldNumber field) const {
    const auto found = values.find(field);
    const auto* text = found == values.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text == nullptr ? std::string() : *text;
}

std::int64_t RecordRow::number(FieldNumber field) const {
    const auto found = values.find(field);
    const auto* number =
        found == values.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
    return number == nullptr ? 0 : *number;
}

std::optional<CivilDate> RecordRow::day(FieldNumber field) const {
    if (!has(field))
        return std::nullopt;
    return CivilDate::fromDays(static_cast<std::int32_t>(number(field)));
}

std::optional<RecordId> RecordRow::record(FieldNumber field) const {
    const auto found = values.find(field);
    const auto* bytes = found == values.end() ? nullptr : std::get_if<Bytes>(&found->second);
    return bytes == nullptr ? std::nullopt : RecordId::of(*bytes);
}

std::vector<std::string> RecordRow::lines(FieldNumber field) const { return split(text(field)); }

Value valueOf(const RecordId& id) { return Bytes(id.bytes.begin(), id.bytes.end()); }
Value valueOf(CivilDate day) { return std::int64_t{day.days()}; }

Result<Value> readValue(const FieldSpec& field, std::string_view typed, CivilDate today) {
    const auto first = typed.find_first_not_of(" \t\n");
    if (first == std::string_view::npos)
        return Value{};
    auto value = readTyped(field, typed, today);
    if (!value)
        return fail(withField(std::move(value).error(), field));
    return checkedValue(field, *value);
}

Result<Value> checkedValue(const FieldSpec& field, const Value& value) {
    auto checked = checkedAny(field, value);
    if (!checked)
        return fail(withField(std::move(checked).error(), field));
    return checked;
}

std::string plainText(const FieldSpec& field, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return plainNumber(field, *number);
    const auto* bytes = std::get_if<Bytes>(&value);
    const auto id = bytes == nullptr ? std::nullopt : RecordId::of(*bytes);
    return id ? id->text() : std::string();
}

} // namespace peyvand
