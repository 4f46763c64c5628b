// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/iban.h"

#include "core/text/fold.h"

namespace peyvand {
namespace {

constexpr std::size_t iban_digits = 24;
constexpr int modulus = 97;
// I and R as numbers, which stand behind the account with the check digits after the move.
constexpr std::string_view country_as_number = "1827";

int remainderOf(int remainder, std::string_view digits) {
    for (const char digit : digits)
        remainder = (remainder * 10 + (digit - '0')) % modulus;
    return remainder;
}

} // namespace

Result<std::string> readIban(std::string_view typed) {
    std::string digits;
    const std::string folded = text::foldDigits(text::stripIsolates(typed));
    for (std::size_t i = 0; i < folded.size(); ++i) {
        const char letter = folded[i];
        if (letter >= '0' && letter <= '9')
            digits += letter;
        else if (std::string_view(" -._IiRr").find(letter) == std::string_view::npos)
            return fail(ErrorCode::iban_length);
    }
    if (digits.size() != iban_digits)
        return fail(ErrorCode::iban_length);
    int remainder = remainderOf(0, std::string_view(digits).substr(2));
    remainder = remainderOf(remainder, country_as_number);
    remainder = remainderOf(remainder, std::string_view(digits).substr(0, 2));
    if (remainder != 1)
        return fail(ErrorCode::iban_check);
    return "IR" + digits;
}

std::string_view bankOf(std::string_view iban) {
    return iban.size() == iban_digits + 2 ? iban.substr(4, 3) : std::string_view();
}

std::string maskedIban(std::string_view iban) {
    if (iban.size() != iban_digits + 2)
        return {};
    return std::string(iban.substr(0, 4)) + " •••• " + std::string(iban.substr(iban.size() - 4));
}

} // namespace peyvand
