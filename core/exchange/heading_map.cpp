// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/headings.h"

#include "core/exchange/cells.h"
#include "core/exchange/list_words.h"
#include "core/record/kinds.h"
#include "core/rules/category.h"
#include "core/text/fold.h"

#include <algorithm>
#include <array>

namespace peyvand::exchange {
namespace {

struct Alias {
    std::string_view name;
    Field field;
};
/// What people who map columns by hand call the fields.
constexpr std::array aliases{
    Alias{"name", Field::given_name},
    Alias{"first_name", Field::given_name},
    Alias{"family", Field::family_name},
    Alias{"surname", Field::family_name},
    Alias{"last_name", Field::family_name},
    Alias{"father", Field::father_name},
    Alias{"date_of_birth", Field::birth},
    Alias{"birth_date", Field::birth},
    Alias{"dob", Field::birth},
    Alias{"gender", Field::sex},
    Alias{"mobile", Field::phone},
    Alias{"phones", Field::phone},
    Alias{"code", Field::identity},
    Alias{"id", Field::identity},
    Alias{"national_code", Field::national_id},
    Alias{"fullname", Field::full_name},
    Alias{"zip", Field::postal_code},
    Alias{"amount_irr", Field::amount_rial},
    Alias{"source", Field::source_of_funds},
    Alias{"day", Field::date},
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

std::optional<Field> fieldOrAlias(std::string_view name) {
    if (const auto field = fieldFromName(name))
        return field;
    for (const auto& alias : aliases)
        if (alias.name == name)
            return alias.field;
    return std::nullopt;
}

tl::unexpected<Error> invalid(std::string_view entry) {
    return fail(ErrorCode::list_map_invalid, "field", std::string(trimmed(entry)));
}

/// "birth:%Y%m%d" into the field and the format; the format stays empty without one.
struct Side {
    std::string name{};
    std::string format{};
};
Side sideOf(std::string_view text) {
    const std::size_t mark = text.find(":%");
    if (mark == std::string_view::npos)
        return {std::string(trimmed(text)), {}};
    return {std::string(trimmed(text.substr(0, mark))),
            std::string(trimmed(text.substr(mark + 1)))};
}

Result<MappedHeading> parseEntry(std::string_view entry) {
    const std::size_t equals = entry.rfind('=');
    if (equals == std::string_view::npos)
        return invalid(entry);
    const Side left = sideOf(entry.substr(0, equals));
    const Side right = sideOf(entry.substr(equals + 1));
    if (left.name.empty() || right.name.empty())
        return invalid(entry);
    const auto left_field = fieldOrAlias(left.name);
    const auto right_field = fieldOrAlias(right.name);
    MappedHeading mapped;
    mapped.format = left.format.empty() ? right.format : left.format;
    if (right.name == "-") {
        mapped.heading = left.name;
    } else if (right_field) {
        mapped.heading = left.name;
        mapped.field = right_field;
        if (left_field) {
            mapped.other_heading = right.name;
            mapped.other_field = left_field;
        }
    } else if (left_field) {
        mapped.heading = right.name;
        mapped.field = left_field;
    } else {
        return invalid(entry);
    }
    return mapped;
}

bool isCode(Field field, const std::string& code) {
    if (field == Field::sex)
        return code == "female" || code == "male";
    if (field == Field::category)
        return findCategory(code) != nullptr;
    const KindSpec* person = kindOf(RecordType::beneficiary);
    const FieldSpec* spec = person == nullptr ? nullptr : person->field(fieldName(field));
    return spec != nullptr && spec->form == FieldForm::choice && isChoice(spec->list, code);
}

} // namespace

std::string codeOfWord(Field field, std::string_view typed) {
    const std::string key = text::joinedKey(typed);
    if (field == Field::sex) {
        const Sex sex = readSex(typed);
        return sex == Sex::female ? "female" : sex == Sex::male ? "male" : std::string();
    }
    if (field == Field::category) {
        const Category* found = readCategory(typed);
        return found == nullptr ? std::string() : std::string(found->id);
    }
    const auto& choices = ListWords::instance().choices;
    const auto list = choices.find(fieldName(field));
    if (list != choices.end())
        if (const auto word = list->second.find(key); word != list->second.end())
            return word->second;
    const std::string code(typed);
    return isCode(field, code) ? code : std::string();
}

Result<HeadingMap> parseMap(std::string_view typed) {
    HeadingMap map;
    while (!trimmed(typed).empty()) {
        const std::size_t comma = std::min(typed.find(','), typed.size());
        PEYVAND_LET(MappedHeading entry, parseEntry(typed.substr(0, comma)));
        typed.remove_prefix(std::min(comma + 1, typed.size()));
        map.push_back(std::move(entry));
    }
    return map;
}

Result<HeadingMap> parseWords(std::string_view typed) {
    HeadingMap map;
    while (!trimmed(typed).empty()) {
        const std::size_t end = std::min(typed.find_first_of(";\n"), typed.size());
        const std::string_view entry = trimmed(typed.substr(0, end));
        typed.remove_prefix(std::min(end + 1, typed.size()));
        const std::size_t colon = entry.find(':');
        const std::size_t equals = entry.rfind('=');
        if (colon == std::string_view::npos || equals == std::string_view::npos || equals < colon)
            return invalid(entry);
        const auto field = fieldOrAlias(trimmed(entry.substr(0, colon)));
        const std::string code =
            field ? codeOfWord(*field, trimmed(entry.substr(equals + 1))) : std::string();
        const std::string word(trimmed(entry.substr(colon + 1, equals - colon - 1)));
        if (code.empty() || word.empty())
            return invalid(entry);
        const auto same = std::find_if(map.begin(), map.end(),
                                       [&](const auto& other) { return other.field == field; });
        MappedHeading& mapped = same == map.end() ? map.emplace_back() : *same;
        mapped.field = field;
        mapped.words.push_back({word, code});
    }
    return map;
}

std::optional<Field> fieldFromName(std::string_view name) {
    for (int number = 0; number <= static_cast<int>(Field::sponsorship_from); ++number)
        if (fieldName(static_cast<Field>(number)) == name)
            return static_cast<Field>(number);
    return std::nullopt;
}

} // namespace peyvand::exchange
