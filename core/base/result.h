// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A value or an Error; every call that can fail returns one.

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace peyvand {

template <class T = void> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code) { return tl::unexpected<Error>(Error{code}); }
inline tl::unexpected<Error> fail(ErrorCode code, std::string argument, std::string value) {
    return tl::unexpected<Error>(Error{code, {{std::move(argument), std::move(value)}}});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace peyvand

/// Leaves the function with the error of a Result<void>-like expression.
#define PEYVAND_TRY(expression)                                                                    \
    do {                                                                                           \
        if (auto peyvand_result = (expression); !peyvand_result)                                   \
            return ::peyvand::fail(std::move(peyvand_result).error());                             \
    } while (false)

#define PEYVAND_JOIN_(a, b) a##b
#define PEYVAND_JOIN(a, b) PEYVAND_JOIN_(a, b)
/// Declares a variable from a Result, or leaves the function with its error.
#define PEYVAND_LET(variable, expression)                                                          \
    PEYVAND_LET_(PEYVAND_JOIN(peyvand_result_, __LINE__), variable, expression)
#define PEYVAND_LET_(result, variable, expression)                                                 \
    auto result = (expression);                                                                    \
    if (!result)                                                                                   \
        return ::peyvand::fail(std::move(result).error());                                         \
    variable = std::move(*result)
