// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/kinds.h"

#include <algorithm>
#include <map>

namespace peyvand {
namespace {

#define PEYVAND_KIND(kind, number, about, nature)
#define PEYVAND_FIELD(kind, number, field_name, form, list, presence, privacy)                     \
    FieldSpec{RecordType::kind,      number, #field_name, FieldForm::form, #list, presence,        \
              FieldPrivacy::privacy, false},
#define PEYVAND_HELD(kind, number, field_name, form, list, presence, privacy)                      \
    FieldSpec{RecordType::kind,      number, #field_name, FieldForm::form, #list, presence,        \
              FieldPrivacy::privacy, true},
constexpr bool must = true, may = false;
constexpr FieldSpec all_fields[] = {
#include "core/record/kinds.def"
};
#undef PEYVAND_KIND
#undef PEYVAND_FIELD
#undef PEYVAND_HELD

struct KindRow {
    RecordType type;
    std::string_view key;
    RecordAbout about;
    RecordNature nature;
};
#define PEYVAND_KIND(kind, number, about, nature)                                                  \
    KindRow{static_cast<RecordType>(number), #kind, RecordAbout::about, RecordNature::nature},
#define PEYVAND_FIELD(kind, number, field_name, form, list, presence, privacy)
#define PEYVAND_HELD(kind, number, field_name, form, list, presence, privacy)
constexpr KindRow kind_rows[] = {
#include "core/record/kinds.def"
};
#undef PEYVAND_KIND
#undef PEYVAND_FIELD
#undef PEYVAND_HELD

struct ChoiceRow {
    std::string_view list;
    std::string_view codes;
};
#define PEYVAND_CHOICES(list, codes) ChoiceRow{#list, codes},
constexpr ChoiceRow choice_rows[] = {
#include "core/record/choices.def"
};
#undef PEYVAND_CHOICES

// The fields of a kind stand together.
std::span<const FieldSpec> fieldsOf(RecordType type) {
    const auto is_of = [type](const FieldSpec& field) { return field.type == type; };
    const auto* first = std::find_if(std::begin(all_fields), std::end(all_fields), is_of);
    const auto* last = std::find_if_not(first, std::end(all_fields), is_of);
    return {first, last};
}

std::vector<KindSpec> buildKinds() {
    std::vector<KindSpec> kinds;
    for (const auto& row : kind_rows) {
        KindSpec kind{row.type, row.key, row.about, row.nature, fieldsOf(row.type), {}};
        if (!std::all_of(kind.fields.begin(), kind.fields.end(), [](auto& f) { return f.held; }))
            kind.table = "record_" + std::string(row.key);
        kinds.push_back(std::move(kind));
    }
    return kinds;
}

using ChoiceLists = std::map<std::string_view, std::vector<std::string_view>>;

ChoiceLists buildChoices() {
    ChoiceLists lists;
    for (const auto& row : choice_rows) {
        auto& codes = lists[row.list];
        std::string_view left = row.codes;
        while (!left.empty()) {
            const auto space = std::min(left.find(' '), left.size());
            codes.push_back(left.substr(0, space));
            left.remove_prefix(std::min(space + 1, left.size()));
        }
    }
    return lists;
}

} // namespace

const FieldSpec* KindSpec::field(FieldNumber number) const {
    for (const auto& field : fields)
        if (field.number == number)
            return &field;
    return nullptr;
}

const FieldSpec* KindSpec::field(std::string_view name) const {
    for (const auto& field : fields)
        if (field.key == name)
            return &field;
    return nullptr;
}

std::span<const KindSpec> allKinds() {
    static const std::vector<KindSpec> kinds = buildKinds();
    return kinds;
}

const KindSpec* kindOf(RecordType type) {
    for (const auto& kind : allKinds())
        if (kind.type == type)
            return &kind;
    return nullptr;
}

const KindSpec* kindNamed(std::string_view key) {
    for (const auto& kind : allKinds())
        if (kind.key == key)
            return &kind;
    return nullptr;
}

std::span<const std::string_view> choicesOf(std::string_view list) {
    static const ChoiceLists lists = buildChoices();
    const auto found = lists.find(list);
    if (found == lists.end())
        return {};
    return found->second;
}

bool isChoice(std::string_view list, std::string_view code) {
    const auto codes = choicesOf(list);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

} // namespace peyvand
