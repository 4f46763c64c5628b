// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Invented texts of resources/samples. Any thread.

#include "core/text/words.h"

namespace peyvand::ui {

/// The i-th invented text of a key, round and round.
std::string sample(Language language, const char* key, std::int64_t i = 0);

} // namespace peyvand::ui
