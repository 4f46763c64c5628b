// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/office_numbers.h"

#include <charconv>

namespace peyvand {

Result<std::string> nextOfficeNumber(Register& opened, std::string_view what, CivilDate day) {
    const std::string year = std::to_string(HijriDate::fromCivil(day).year);
    const std::string setting = "counter." + std::string(what) + "." + year;
    PEYVAND_LET(const Bytes kept, opened.setting(setting));
    const std::string text(textOf(kept));
    std::int64_t last = 0;
    std::from_chars(text.data(), text.data() + text.size(), last);
    const std::string next = std::to_string(last + 1);
    PEYVAND_TRY(opened.setSetting(setting, bytesOf(next)));
    const auto node = opened.journal().nodeKey().publicKey();
    const int desk = 100 + (node[0] << 8 | node[1]) % 900;
    return year + "/" + std::to_string(desk) + "/" + next;
}

} // namespace peyvand
