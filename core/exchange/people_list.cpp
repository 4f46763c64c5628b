// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/people_list.h"

#include "core/exchange/cells.h"
#include "core/record/values.h"
#include "core/text/fold.h"
#include "core/text/read.h"

#include <algorithm>
#include <array>

namespace peyvand::exchange {
namespace {

constexpr char unit_separator = '\x1F';
constexpr std::size_t text_limit_bytes = 2000;
constexpr std::size_t phone_limit = 8;

std::size_t digitCount(std::string_view text) {
    const std::string folded = text::foldDigits(text);
    return static_cast<std::size_t>(
        std::count_if(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// Reads one row; holds what the fields share.
class RowReader {
  public:
    RowReader(const Table& table, std::size_t index, CivilDate today, PersonListRow& out)
        : table_(table), index_(index), today_(today), out_(out) {}

    void readAll();

  private:
    std::string cell(Field field) const {
        const auto column = table_.columns().first(field);
        return column ? cleanCell(table_.cell(index_, *column)) : std::string();
    }
    std::string textField(Field field);
    void problem(Field field, const Error& error);
    void readNames();
    void readBirth();
    void readSexField();
    void readPhones();
    void readPlaces();
    void readFurther();
    void readSponsor();
    bool columnsShifted() const;

    const Table& table_;
    std::size_t index_;
    CivilDate today_;
    PersonListRow& out_;
};

void RowReader::problem(Field field, const Error& error) {
    Error found{error.code, {{"field", std::string(fieldName(field))}}};
    out_.problems.push_back(std::move(found));
}

std::string RowReader::textField(Field field) {
    std::string typed = cell(field);
    if (typed.size() <= 100 && typed.find('\xEF') == std::string::npos)
        return typed; // cleanCell left nothing that cleanInput could refuse
    auto clean = text::cleanInput(typed, text_limit_bytes);
    if (clean)
        return std::move(*clean);
    problem(field, clean.error());
    return {};
}

void RowReader::readNames() {
    PersonFields& fields = out_.fields;
    fields.given_name = textField(Field::given_name);
    fields.family_name = textField(Field::family_name);
    fields.father_name = textField(Field::father_name);
    for (const Field field : {Field::full_name, Field::full_name_family_first}) {
        if (!fields.given_name.empty() && !fields.family_name.empty())
            return;
        const std::string full = textField(field);
        if (full.empty())
            continue;
        const SplitName split = splitName(full, field == Field::full_name_family_first);
        if (fields.given_name.empty())
            fields.given_name = split.given;
        if (fields.family_name.empty())
            fields.family_name = split.family;
    }
    // One name column only, headed "name", with both names in it.
    const Columns& columns = table_.columns();
    if (!columns.has(Field::family_name) && fields.family_name.empty() &&
        columns.has(Field::given_name) && !fields.given_name.empty()) {
        SplitName split = splitName(fields.given_name, false);
        if (!split.given.empty()) {
            fields.given_name = std::move(split.given);
            fields.family_name = std::move(split.family);
        }
    }
}

void RowReader::readBirth() {
    std::string typed = cell(Field::birth);
    if (typed.empty()) {
        const std::string year = restoredNumber(cell(Field::birth_year));
        const std::string month = restoredNumber(cell(Field::birth_month));
        const std::string day = restoredNumber(cell(Field::birth_day));
        typed =
            year.empty() || month.empty() || day.empty() ? year : year + "/" + month + "/" + day;
    }
    if (typed.empty())
        return;
    const std::string* format = table_.columns().formatOf(Field::birth);
    auto birth = format == nullptr ? readListBirth(typed, today_)
                                   : readFormattedDate(typed, *format, today_);
    if (birth)
        out_.fields.birth = *birth;
    if (birth && birth->day && hasTwoDigitYear(typed))
        out_.doubts.push_back({ErrorCode::date_century_guessed, {{"field", "birth"}}});
    if (!birth)
        problem(table_.columns().has(Field::birth) ? Field::birth : Field::birth_year,
                birth.error());
}

void RowReader::readSexField() {
    const std::string typed = cell(Field::sex);
    if (const std::string* code = table_.columns().mapped(Field::sex, typed))
        out_.fields.sex = *code == "female" ? Sex::female : Sex::male;
    else
        out_.fields.sex = typed.empty() ? Sex::unknown : readSex(typed);
    if (!typed.empty() && out_.fields.sex == Sex::unknown)
        problem(Field::sex, Error{ErrorCode::field_unreadable});
}

/// "0912… / 0935…": cut where a separator leaves whole numbers on both sides.
std::vector<std::string> phoneParts(const std::string& typed) {
    std::vector<std::string> parts(1);
    const std::string folded = text::foldDigits(typed);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const bool letter = static_cast<unsigned char>(folded[i]) >= 0x80 || folded[i] == ',' ||
                            folded[i] == ';' || folded[i] == '/' || folded[i] == '|' ||
                            folded[i] == ' ' || folded[i] == '-';
        if (letter && digitCount(parts.back()) >= 10)
            parts.emplace_back();
        else if (static_cast<unsigned char>(folded[i]) < 0x80)
            parts.back() += folded[i];
    }
    std::erase_if(parts, [](const std::string& part) { return digitCount(part) == 0; });
    return parts;
}

void RowReader::readPhones() {
    const auto keep = [&](const std::string& phone) {
        auto& phones = out_.fields.phones;
        if (phones.size() < phone_limit &&
            std::find(phones.begin(), phones.end(), phone) == phones.end())
            phones.push_back(phone);
    };
    for (const std::size_t column : table_.columns().all(Field::phone)) {
        const std::string typed = cleanCell(table_.cell(index_, column).substr(0, 200));
        if (typed.empty())
            continue;
        const std::string number = restoredNumber(typed);
        auto whole = text::readPhone(number);
        if (whole) {
            keep(*whole);
            continue;
        }
        bool any = false;
        for (const std::string& part : phoneParts(number))
            if (const auto phone = text::readPhone(part)) {
                keep(*phone);
                any = true;
            }
        if (!any)
            problem(Field::phone, whole.error());
    }
}

void RowReader::readPlaces() {
    PersonFields& fields = out_.fields;
    fields.province = cleanProvince(textField(Field::province));
    fields.city = cleanCity(textField(Field::city));
    for (const std::size_t column : table_.columns().all(Field::address)) {
        const std::string part = cleanCell(table_.cell(index_, column));
        if (!part.empty())
            fields.address += (fields.address.empty() ? "" : "\u060C ") + part;
    }
    if (auto clean = text::cleanInput(fields.address, text_limit_bytes)) {
        fields.address = std::move(*clean);
    } else {
        fields.address.clear();
        problem(Field::address, clean.error());
    }
    fields.postal_code = restoredNumber(textField(Field::postal_code));
    std::erase_if(fields.postal_code, [](char c) { return c == '-' || c == ' '; });
    fields.file_number = restoredNumber(textField(Field::file_number));
    out_.note = textField(Field::note);
}

void RowReader::readFurther() {
    static const KindSpec& person = *kindOf(RecordType::beneficiary);
    for (int number = static_cast<int>(Field::mother_name);
         number <= static_cast<int>(Field::village); ++number) {
        const auto field = static_cast<Field>(number);
        if (!table_.columns().has(field))
            continue;
        std::string typed = cell(field);
        const FieldSpec* spec = person.field(fieldName(field));
        if (typed.empty() || spec == nullptr)
            continue;
        if (spec->form == FieldForm::choice) {
            const std::string* mapped = table_.columns().mapped(field, typed);
            std::string code = mapped == nullptr ? codeOfWord(field, typed) : *mapped;
            if (code.empty()) {
                out_.problems.push_back(
                    {ErrorCode::choice_unknown, {{"field", std::string(fieldName(field))}}});
                continue;
            }
            typed = std::move(code);
        } else if (typed.find_first_of(".=eE") != std::string::npos) {
            typed = restoredNumber(typed);
        }
        auto value = checkedValue(*spec, Value{std::move(typed)});
        if (!value)
            problem(field, value.error());
        else if (!std::holds_alternative<std::monostate>(*value))
            out_.further.push_back({spec->number, std::move(*value)});
    }
}

void RowReader::readSponsor() {
    const Columns& columns = table_.columns();
    if (!columns.has(Field::sponsor_code) && !columns.has(Field::sponsor_name))
        return;
    PersonListRow::Sponsor sponsor;
    sponsor.code = restoredNumber(textField(Field::sponsor_code));
    sponsor.name = textField(Field::sponsor_name);
    if (sponsor.code.empty())
        sponsor.code = sponsor.name;
    if (sponsor.code.empty() || sponsor.code.size() > 200)
        return;
    for (const auto& [field, unit] : {std::pair{Field::sponsorship_rial, std::int64_t{1}},
                                      std::pair{Field::sponsorship_toman, std::int64_t{10}}}) {
        const std::string typed = cell(field);
        const auto amount = readListAmount(typed, unit);
        if (amount && amount->amount > 0)
            sponsor.amount = *amount;
        else if (!amount)
            problem(field, amount.error());
    }
    if (const std::string typed = cell(Field::sponsorship_from); !typed.empty()) {
        const auto day = readListDate(typed, today_);
        if (day)
            sponsor.from = *day;
        else
            problem(Field::sponsorship_from, day.error());
    }
    out_.sponsor = std::move(sponsor);
}

/// A separator too many or too few in a line moves all that follows it: numbers stand in names
/// and words where numbers belong. One odd cell alone is a slip, not a shift.
bool RowReader::columnsShifted() const {
    std::size_t misfits = 0;
    for (const Field field : {Field::given_name, Field::family_name, Field::father_name})
        misfits += digitCount(cell(field)) >= 4;
    for (const Field field : {Field::birth, Field::phone, Field::national_id, Field::identity}) {
        const std::string typed = cell(field);
        misfits += typed.size() > 2 && digitCount(typed) == 0;
    }
    const std::string sex = cell(Field::sex);
    misfits += sex.size() > 2 && readSex(sex) == Sex::unknown;
    return misfits >= 2;
}

/// Foreign codes have eleven digits or more. Eight or nine that somebody typed may be an old
/// card's, but in a list whose numbers a spreadsheet has cut they are a national ID with a wrong
/// digit.
bool isShortForeignCode(const ListIdentity& identity) {
    return identity.read.identity && identity.read.kind == IdentityKind::foreign_code &&
           identity.read.identity->number.size() < 10;
}

void RowReader::readAll() {
    readNames();
    readBirth();
    readSexField();
    readPhones();
    readPlaces();
    readFurther();
    readSponsor();
    out_.identities = readIdentities(table_, index_);
    const bool says_foreign = table_.columns().has(Field::foreign_id);
    for (auto& identity : out_.identities) {
        if (!says_foreign && isShortForeignCode(identity))
            identity.read = readIdentityAs(identity.typed, IdentityKind::national_id);
        if (!identity.read.identity && hasLostDigits(identity.typed))
            out_.doubts.push_back({ErrorCode::identity_digits_lost, {{"field", "identity"}}});
    }
    const auto reject = [&](ErrorCode code) {
        out_.rejection = Error{code, {{"row", std::to_string(out_.line)}}};
    };
    const bool too_many =
        !table_.headings().empty() && table_.cells(index_) > table_.headings().size();
    const bool suspicious =
        too_many || !out_.problems.empty() ||
        digitCount(out_.fields.given_name) + digitCount(out_.fields.family_name) > 3;
    if (suspicious && columnsShifted())
        return reject(ErrorCode::row_columns);
    if (out_.fields.given_name.empty() && out_.fields.family_name.empty() &&
        out_.identities.empty())
        reject(ErrorCode::row_name_missing);
}

} // namespace

std::string normalisedText(const Table& table, std::size_t row) {
    std::string text;
    for (std::size_t column = 0; column < table.cells(row); ++column) {
        if (column > 0)
            text += unit_separator;
        text += text::searchKey(table.cell(row, column));
    }
    while (text.ends_with(unit_separator))
        text.pop_back();
    return text;
}

std::vector<std::string> typedCells(const Table& table, std::size_t row) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < std::max(table.headings().size(), table.cells(row)); ++i)
        cells.emplace_back(table.cell(row, i));
    return cells;
}

std::vector<ListIdentity> readIdentities(const Table& table, std::size_t row) {
    struct Kind {
        Field field{};
        std::optional<IdentityKind> kind{};
    };
    static constexpr std::array kinds{Kind{Field::identity, std::nullopt},
                                      Kind{Field::national_id, IdentityKind::national_id},
                                      Kind{Field::foreign_id, IdentityKind::foreign_code},
                                      Kind{Field::amayesh_card, IdentityKind::amayesh_card},
                                      Kind{Field::passport, IdentityKind::passport}};
    std::vector<ListIdentity> found;
    for (const auto& [field, kind] : kinds)
        for (const std::size_t column : table.columns().all(field)) {
            std::string typed = cleanCell(table.cell(row, column).substr(0, 200));
            if (typed.empty() || typed == "0")
                continue;
            ReadIdentity read = readCode(typed, kind);
            const bool twice = std::any_of(found.begin(), found.end(), [&](const auto& other) {
                return other.read.folded == read.folded;
            });
            if (twice || read.folded.empty())
                continue;
            const bool restored = read.identity && read.kind == IdentityKind::national_id &&
                                  digitCount(typed) < read.identity->number.size();
            found.push_back({std::move(typed), std::move(read), restored});
        }
    return found;
}

std::optional<std::int64_t> readRowNumber(std::string_view cell) {
    const std::string digits = restoredNumber(cleanCell(cell.substr(0, 100)));
    if (digits.empty() || digits.size() > 10 ||
        digits.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    const std::int64_t number = std::stoll(digits);
    return number > 0 ? std::optional(number) : std::nullopt;
}

PersonListRow PeopleList::row(std::size_t index) const {
    PersonListRow out;
    out.line = table_.line(index);
    out.row = static_cast<std::int64_t>(index) + 1;
    if (const auto column = table_.columns().first(Field::row))
        out.row = readRowNumber(table_.cell(index, *column)).value_or(out.row);
    out.normalised_text = normalisedText(table_, index);
    RowReader(table_, index, today_, out).readAll();
    return out;
}

} // namespace peyvand::exchange
