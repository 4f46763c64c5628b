// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What can go wrong, as data. A code says what; arguments say where (field, row, count, file),
// never a name or an identity. The sentences stand in resources/words, one for each code in
// each language, and nowhere else. Nothing is thrown across a module.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peyvand {

/// One line for each code in error_codes.def; a test walks them all and finds their sentences.
enum class ErrorCode : std::uint16_t {
#define PEYVAND_ERROR(name) name,
#include "core/base/error_codes.def"
#undef PEYVAND_ERROR
};

/// The code as it stands in the word catalogue and on the console, for example "password_wrong".
std::string_view errorName(ErrorCode code);
/// All codes, for the test that looks for their sentences.
const std::vector<ErrorCode>& allErrorCodes();

struct Error {
    ErrorCode code{};
    /// Named arguments of the sentence, for example {"file", "list.csv"}.
    std::vector<std::pair<std::string, std::string>> arguments{};

    friend bool operator==(const Error&, const Error&) = default;
};

} // namespace peyvand
