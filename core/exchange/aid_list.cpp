// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/aid_list.h"

#include "core/exchange/cells.h"
#include "core/rules/category.h"
#include "core/text/fold.h"
#include "core/text/read.h"

namespace peyvand::exchange {
namespace {

constexpr std::size_t text_limit_bytes = 2000;

class RowReader {
  public:
    RowReader(const Table& table, std::size_t index, CivilDate today, AidListRow& out)
        : table_(table), index_(index), today_(today), out_(out) {}

    Result<void> readAll();

  private:
    std::string cell(Field field) const {
        const auto column = table_.columns().first(field);
        return column ? cleanCell(table_.cell(index_, *column)) : std::string();
    }
    std::string textField(Field field);
    Result<void> readPerson();
    Result<void> readCategoryAndItem();
    Result<void> readAmountField();
    Result<void> readDateField();

    const Table& table_;
    std::size_t index_;
    CivilDate today_;
    AidListRow& out_;
};

std::string RowReader::textField(Field field) {
    auto clean = text::cleanInput(cell(field), text_limit_bytes);
    if (clean)
        return std::move(*clean);
    out_.problems.push_back({clean.error().code, {{"field", std::string(fieldName(field))}}});
    return {};
}

Result<void> RowReader::readPerson() {
    if (const auto column = table_.columns().first(Field::person_row))
        out_.person_row = readRowNumber(table_.cell(index_, *column));
    out_.identities = readIdentities(table_, index_);
    out_.person_name = textField(Field::full_name);
    if (out_.person_name.empty()) {
        const std::string given = textField(Field::given_name);
        const std::string family = textField(Field::family_name);
        out_.person_name = given + (given.empty() || family.empty() ? "" : " ") + family;
    }
    return out_.person_row || !out_.identities.empty() ? Result<void>()
                                                       : fail(ErrorCode::identity_empty);
}

/// "سبد غذایی (رمضان)", "درمان - عمل جراحی": the category stands before the mark.
const Category* readLeading(const std::string& typed, std::string& rest) {
    for (const std::string_view mark :
         {"(", "[", " - ", "-", "\u2013", ":", "/", "\u060C", ",", "+"}) {
        const std::size_t at = typed.find(mark);
        if (at == std::string::npos || at == 0)
            continue;
        if (const Category* found = readCategory(cleanCell(typed.substr(0, at)))) {
            rest = cleanCell(typed.substr(at + mark.size()));
            while (rest.ends_with(')') || rest.ends_with(']'))
                rest.pop_back();
            return found;
        }
    }
    return nullptr;
}

Result<void> RowReader::readCategoryAndItem() {
    const std::string typed = cell(Field::category);
    out_.item = textField(Field::item);
    const std::string* mapped = table_.columns().mapped(Field::category, typed);
    const Category* found = mapped != nullptr ? findCategory(*mapped)
                            : typed.empty()   ? nullptr
                                              : readCategory(typed);
    std::string rest;
    if (found == nullptr && !typed.empty())
        found = readLeading(typed, rest);
    if (found == nullptr && typed.empty() && !out_.item.empty())
        found = readCategory(out_.item);
    if (found == nullptr)
        return fail(ErrorCode::category_unknown);
    out_.category = found->id;
    if (out_.item.empty())
        out_.item = rest;
    return {};
}

Result<void> RowReader::readAmountField() {
    struct Column {
        Field field;
        std::int64_t unit_rials;
    };
    for (const auto& [field, unit] : {Column{Field::amount_rial, 1},
                                      Column{Field::amount_toman, 10}, Column{Field::amount, 1}}) {
        const std::string typed = cell(field);
        if (typed.empty())
            continue;
        PEYVAND_LET(out_.amount, readListAmount(typed, unit));
        return {};
    }
    return {};
}

Result<void> RowReader::readDateField() {
    const std::string typed = cell(Field::date);
    const std::string* format = table_.columns().formatOf(Field::date);
    auto date = readListDate(typed, today_);
    if (format != nullptr) {
        const auto formatted = readFormattedDate(typed, *format, today_);
        date = formatted && formatted->day ? Result<CivilDate>(*formatted->day)
                                           : Result<CivilDate>(fail(ErrorCode::date_unreadable));
    }
    if (date && hasTwoDigitYear(typed))
        out_.doubts.push_back({ErrorCode::date_century_guessed, {{"field", "date"}}});
    if (!date && format == nullptr && date.error().code == ErrorCode::date_unreadable &&
        !typed.empty()) {
        // A month alone is enough for other charities; its first day stands for it.
        auto first = text::readDate(typed + "/1", today_);
        if (!first)
            first = readListDate("1 " + typed, today_);
        if (first) {
            out_.problems.push_back({ErrorCode::date_unreadable, {{"field", "date"}}});
            date = first;
        }
    }
    PEYVAND_LET(out_.date, std::move(date));
    return {};
}

Result<void> RowReader::readAll() {
    out_.reason = textField(Field::reason);
    out_.source_of_funds = textField(Field::source_of_funds);
    out_.note = textField(Field::note);
    PEYVAND_TRY(readPerson());
    PEYVAND_TRY(readCategoryAndItem());
    PEYVAND_TRY(readDateField());
    return readAmountField();
}

} // namespace

AidListRow AidList::row(std::size_t index) const {
    AidListRow out;
    out.line = table_.line(index);
    out.normalised_text = normalisedText(table_, index);
    const auto read = RowReader(table_, index, today_, out).readAll();
    if (!read)
        out.rejection = Error{read.error().code, {{"row", std::to_string(out.line)}}};
    return out;
}

} // namespace peyvand::exchange
