// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates.

#include <string_view>

namespace peyvand {

bool isUtf8(std::string_view text);

} // namespace peyvand
