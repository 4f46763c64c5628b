// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace peyvand {

std::string_view errorName(ErrorCode code) {
    switch (code) {
#define PEYVAND_ERROR(name)                                                                        \
    case ErrorCode::name:                                                                          \
        return #name;
#include "core/base/error_codes.def"
#undef PEYVAND_ERROR
    }
    return "internal";
}

const std::vector<ErrorCode>& allErrorCodes() {
    static const std::vector<ErrorCode> codes{
#define PEYVAND_ERROR(name) ErrorCode::name,
#include "core/base/error_codes.def"
#undef PEYVAND_ERROR
    };
    return codes;
}

} // namespace peyvand
