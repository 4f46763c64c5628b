// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Values as the JSON of the console: ISO days, Solar Hijri months, ASCII digits.

#include "core/register/people.h"
#include "sync/enquiry/answer.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {

nlohmann::json answerJson(const Answer& answer);
nlohmann::json ruleLinesJson(const std::vector<RuleLine>& lines);
nlohmann::json personJson(const Person& person);
nlohmann::json aidJson(const Aid& aid);
std::string isoTime(std::int64_t unix_ms);

} // namespace peyvand::cli
