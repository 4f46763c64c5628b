// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// شبا: IR and 24 digits whose ISO 13616 remainder (mod 97 after moving the first four characters
// to the end, letters as numbers from A = 10) is 1. Pure functions, any thread.

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace peyvand {

/// "IR" and 24 ASCII digits from any digits, spaces, dashes, with or without IR.
/// iban_length, iban_check.
Result<std::string> readIban(std::string_view typed);
/// The bank's number: the three digits behind the check digits ("017" is بانک ملی ایران); empty
/// for anything that is no شبا. Its name is the word "bank.<number>".
std::string_view bankOf(std::string_view iban);
/// For those who may not see the whole: "IR82 •••• 1234".
std::string maskedIban(std::string_view iban);

} // namespace peyvand
