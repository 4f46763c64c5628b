// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which column of a list is which field, by its heading in Persian or English, however it is
// spelt, or by the --map of the console. Pure functions, any thread.

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace peyvand::exchange {

enum class ListKind : std::uint8_t { people, aid, identities };

/// identity is a column for any kind of number; the four behind it are for one kind.
enum class Field : std::uint8_t {
    row,
    person_row,
    identity,
    national_id,
    foreign_id,
    amayesh_card,
    passport,
    given_name,
    family_name,
    full_name,
    full_name_family_first,
    father_name,
    birth,
    birth_year,
    birth_month,
    birth_day,
    sex,
    phone,
    province,
    city,
    address,
    postal_code,
    file_number,
    category,
    item,
    amount_rial,
    amount_toman,
    amount,
    date,
    reason,
    source_of_funds,
    note,
    // Further fields of a person's file, under their names in core/record/kinds.def.
    mother_name,
    certificate_number,
    certificate_series,
    certificate_serial,
    certificate_place,
    marital_state,
    education,
    occupation,
    address_hint,
    sayyid,
    old_file_number,
    shelf,
    disability_kind,
    disability_severity,
    illness,
    child_kind,
    nationality,
    village,
    // A row of a sponsored child.
    sponsor_code,
    sponsor_name,
    sponsorship_rial,
    sponsorship_toman,
    sponsorship_from,
};
std::string_view fieldName(Field field);
std::optional<Field> fieldFromName(std::string_view name);

/// Words of a list and the code that they mean, for one field ("مطلقه" → divorced).
struct MappedWord {
    std::string typed{};
    std::string code{};
};

/// One entry of --map: a heading, or "#3" for the third column; no field means "leave it out". An
/// entry without a heading holds words of its field only.
struct MappedHeading {
    std::string heading{};
    std::optional<Field> field{};
    /// How dates are written there: %Y %y %m %d %H, all else as it stands; empty is "as it looks".
    std::string format{};
    std::vector<MappedWord> words{};
    /// The same entry read the other way round, where both sides could be a field's name
    /// ("name=given_name"): counts when the list has no column of the first heading.
    std::string other_heading{};
    std::optional<Field> other_field{};
};
using HeadingMap = std::vector<MappedHeading>;
/// "name=given_name,کد=identity,#7=phone,شرح=-,تولد=birth:%Y%m%d"; either side may be the field.
/// list_map_invalid with the argument "field".
Result<HeadingMap> parseMap(std::string_view typed);
/// "sex:خ=female;sex:آ=male;category:بن=food_basket" into entries of words. list_map_invalid, also
/// for a code that the field does not have.
Result<HeadingMap> parseWords(std::string_view typed);
/// The code that a word stands for in such a field (closed lists, sexes, categories); empty when
/// it is none.
std::string codeOfWord(Field field, std::string_view typed);

class Columns {
  public:
    void add(Field field, std::size_t column) { columns_.push_back({field, column}); }
    std::optional<std::size_t> first(Field field) const;
    std::vector<std::size_t> all(Field field) const;
    std::optional<Field> fieldOf(std::size_t column) const;
    bool has(Field field) const { return first(field).has_value(); }
    std::size_t count() const { return columns_.size(); }

    void setFormat(Field field, std::string format) { formats_[field] = std::move(format); }
    /// Null when dates are read as they look.
    const std::string* formatOf(Field field) const;
    void addWord(Field field, const MappedWord& word);
    /// The mapped code of a cell, or null; nothing is looked up where no word was mapped.
    const std::string* mapped(Field field, std::string_view cell) const;

  private:
    struct Entry {
        Field field{};
        std::size_t column = 0;
    };
    std::vector<Entry> columns_;
    std::map<Field, std::string> formats_;
    std::map<Field, std::map<std::string, std::string, std::less<>>> words_;
};

/// The field a heading names in such a list, and how sure that is (0 is the surest).
struct ReadHeading {
    Field field{};
    int rank = 0;
};
std::optional<ReadHeading> readHeading(std::string_view heading, ListKind kind);

/// How many different fields these cells name; a row of data names next to none.
std::size_t headingScore(const std::vector<std::string>& cells, ListKind kind,
                         const HeadingMap& map);

/// Of two headings for one field the surer one wins; equal ones are list_headings_missing with
/// the argument "field", as is a field that the list cannot do without. Phones, identities and
/// notes may stand in several columns.
Result<Columns> recogniseColumns(const std::vector<std::string>& headings, ListKind kind,
                                 const HeadingMap& map);

} // namespace peyvand::exchange
