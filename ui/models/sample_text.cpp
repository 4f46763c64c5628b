// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_text.h"

#include "resources/samples.h"

#include <nlohmann/json.hpp>

namespace peyvand::ui {

std::string sample(Language language, const char* key, std::int64_t i) {
    static const auto persian = nlohmann::json::parse(resource::samples::fa_json());
    static const auto english = nlohmann::json::parse(resource::samples::en_json());
    const auto& value = (language == Language::persian ? persian : english)[key];
    if (value.is_string())
        return value.get<std::string>();
    return value[static_cast<std::size_t>(i) % value.size()].get<std::string>();
}

} // namespace peyvand::ui
