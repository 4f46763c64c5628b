// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identity.h"

#include "core/text/fold.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>

namespace peyvand {

namespace {

struct KindName {
    IdentityKind kind;
    std::string_view name;
};

constexpr std::array kind_names{
    KindName{IdentityKind::national_id, "national_id"},
    KindName{IdentityKind::foreign_code, "foreign_code"},
    KindName{IdentityKind::amayesh_card, "amayesh_card"},
    KindName{IdentityKind::passport, "passport"},
    KindName{IdentityKind::census_slip, "census_slip"},
};

constexpr std::size_t national_digits = 10;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool allDigits(std::string_view text) { return std::all_of(text.begin(), text.end(), isDigit); }
bool oneRepeated(std::string_view text) {
    return text.find_first_not_of(text.front()) == std::string_view::npos;
}

bool isSeparator(char32_t c) {
    // Spaces, dashes, the apostrophe with which spreadsheets mark a text, invisible characters.
    return c == U' ' || c == U'\t' || c == U'-' || c == U'/' || c == U'.' || c == U'_' ||
           c == U'\'' || c == U'"' || c == 0xA0 || c == 0xFEFF || c == 0x0640 || c == 0x2212 ||
           (c >= 0x2000 && c <= 0x2015) || (c >= 0x2066 && c <= 0x2069) || c == 0x202F;
}

struct FoldedNumber {
    std::string text;
    /// Something stood there that is no ASCII letter, digit or separator, such as the stars of a
    /// masked number: what is left of it must never pass for a number.
    bool strange = false;
};

FoldedNumber foldNumber(std::string_view typed) {
    const std::string digits = text::foldDigits(typed);
    std::string_view rest = digits;
    // A spreadsheet that took the number for a fraction writes 12345.0.
    if (rest.ends_with(".0"))
        rest.remove_suffix(2);
    FoldedNumber number;
    for (std::size_t place = 0; place < rest.size();) {
        const char32_t c = text::nextCodePoint(rest, place);
        if (isSeparator(c))
            continue;
        const char ascii = c < 0x80 ? upper(static_cast<char>(c)) : '\0';
        number.strange = number.strange || !(isDigit(ascii) || isUpper(ascii));
        text::appendCodePoint(number.text, ascii != '\0' ? static_cast<char32_t>(ascii) : c);
    }
    return number;
}

/// Ten digits whose check holds and that can have been given to a person.
std::optional<ErrorCode> nationalProblem(std::string_view national_id) {
    if (oneRepeated(national_id) || national_id.substr(3, 6) == "000000")
        return ErrorCode::identity_not_assignable;
    if (!nationalIdCheckHolds(national_id))
        return ErrorCode::identity_check_digit;
    return std::nullopt;
}

std::string paddedNational(std::string_view digits) {
    return std::string(national_digits - digits.size(), '0') + std::string(digits);
}

void confirm(ReadIdentity& read, std::string number, std::string state = {}) {
    read.identity = Identity{read.kind, std::move(number), std::move(state)};
}

void refuse(ReadIdentity& read, ErrorCode code) { read.problem = Error{code}; }

void readNational(ReadIdentity& read) {
    if (!allDigits(read.folded))
        return refuse(read, ErrorCode::identity_characters);
    if (read.folded.size() < national_digits - 2 || read.folded.size() > national_digits)
        return refuse(read, ErrorCode::identity_length);
    const std::string number = paddedNational(read.folded);
    if (const auto problem = nationalProblem(number))
        return refuse(read, *problem);
    read.zeros_restored = read.folded.size() < national_digits;
    confirm(read, number);
}

void readForeign(ReadIdentity& read) {
    if (!allDigits(read.folded))
        return refuse(read, ErrorCode::identity_characters);
    if (read.folded.size() < 8 || read.folded.size() > 16)
        return refuse(read, ErrorCode::identity_length);
    // No public check digit; one repeated digit is what people type when there is no number, and
    // would make one person of many.
    if (oneRepeated(read.folded))
        return refuse(read, ErrorCode::identity_not_assignable);
    confirm(read, read.folded.substr(read.folded.find_first_not_of('0')));
}

/// Cards and slips: no public rule, so only what cannot be a number is kept back.
void readCard(ReadIdentity& read, bool letters_allowed) {
    if (!letters_allowed && !allDigits(read.folded))
        return refuse(read, ErrorCode::identity_characters);
    if (read.folded.size() < 6 || read.folded.size() > 20)
        return refuse(read, ErrorCode::identity_length);
    if (oneRepeated(read.folded))
        return refuse(read, ErrorCode::identity_not_assignable);
    confirm(read, read.folded);
}

void readPassport(ReadIdentity& read, std::string_view typed_state) {
    if (std::none_of(read.folded.begin(), read.folded.end(), isDigit))
        return refuse(read, ErrorCode::identity_characters);
    if (read.folded.size() < 5 || read.folded.size() > 15)
        return refuse(read, ErrorCode::identity_length);
    if (oneRepeated(read.folded))
        return refuse(read, ErrorCode::identity_not_assignable);
    const FoldedNumber state = foldNumber(typed_state);
    if (state.text.size() != 3 || !std::all_of(state.text.begin(), state.text.end(), isUpper))
        return refuse(read, ErrorCode::identity_state_missing);
    confirm(read, read.folded, state.text);
}

IdentityKind likelyKind(const FoldedNumber& number) {
    if (!number.strange && !number.text.empty() && !allDigits(number.text))
        return IdentityKind::passport;
    const std::size_t digits = number.text.size();
    if (number.strange || digits == national_digits || digits < national_digits - 2)
        return IdentityKind::national_id;
    const bool lost_zeros =
        digits < national_digits && !nationalProblem(paddedNational(number.text));
    return lost_zeros ? IdentityKind::national_id : IdentityKind::foreign_code;
}

ReadIdentity readNumber(FoldedNumber number, IdentityKind kind, std::string_view state) {
    ReadIdentity read;
    read.kind = kind;
    read.folded = std::move(number.text);
    if (read.folded.empty())
        refuse(read, ErrorCode::identity_empty);
    else if (number.strange)
        refuse(read, ErrorCode::identity_characters);
    else if (kind == IdentityKind::national_id)
        readNational(read);
    else if (kind == IdentityKind::foreign_code)
        readForeign(read);
    else if (kind == IdentityKind::passport)
        readPassport(read, state);
    else
        readCard(read, kind == IdentityKind::census_slip);
    return read;
}

} // namespace

std::string_view identityKindName(IdentityKind kind) {
    const auto* found = std::find_if(kind_names.begin(), kind_names.end(),
                                     [kind](const KindName& entry) { return entry.kind == kind; });
    return found == kind_names.end() ? std::string_view{} : found->name;
}

std::optional<IdentityKind> identityKindFromName(std::string_view name) {
    const auto* found = std::find_if(kind_names.begin(), kind_names.end(),
                                     [name](const KindName& entry) { return entry.name == name; });
    return found == kind_names.end() ? std::nullopt : std::optional(found->kind);
}

Bytes Identity::canonical() const {
    const std::string ascii = issuing_state + number;
    Bytes bytes;
    bytes.reserve(ascii.size() + 2);
    bytes.push_back(static_cast<std::uint8_t>(kind));
    bytes.push_back(static_cast<std::uint8_t>(ascii.size()));
    for (const char c : ascii)
        bytes.push_back(static_cast<std::uint8_t>(c));
    return bytes;
}

ReadIdentity readIdentity(std::string_view typed) {
    FoldedNumber number = foldNumber(typed);
    const IdentityKind kind = likelyKind(number);
    return readNumber(std::move(number), kind, {});
}

ReadIdentity readIdentityAs(std::string_view typed, IdentityKind kind, std::string_view state) {
    return readNumber(foldNumber(typed), kind, state);
}

bool nationalIdCheckHolds(std::string_view national_id) {
    if (national_id.size() != national_digits || !allDigits(national_id))
        return false;
    int sum = 0;
    for (int i = 0; i < 9; ++i)
        sum += (national_id[static_cast<std::size_t>(i)] - '0') * (10 - i);
    const int rest = sum % 11;
    return national_id[9] - '0' == (rest < 2 ? rest : 11 - rest);
}

} // namespace peyvand
