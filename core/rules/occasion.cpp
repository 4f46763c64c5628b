// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/occasion.h"

#include "resources/rules.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>

namespace peyvand {

namespace {

using Json = nlohmann::json;

struct Table {
    std::vector<Occasion> occasions;
    std::vector<OccasionName> kinds;
    std::vector<OccasionName> holiday_names;
    std::map<CivilDate, Holiday> lunar_holidays;
    /// By month × 100 + day.
    std::map<int, const OccasionName*> yearly_holidays;
};

/// "1405-12-19" of a compiled-in table; a wrong one is a programmer's mistake.
CivilDate hijriDay(const std::string& text) {
    assert(text.size() == 10);
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + count, value);
        return value;
    };
    const auto date = HijriDate::make(number(0, 4), number(5, 2), number(8, 2));
    assert(date);
    return date->civil();
}

std::string kindOf(std::string_view key) { return std::string(key.substr(0, key.rfind('-'))); }

std::vector<OccasionName> readNames(const Json& rows) {
    std::vector<OccasionName> names;
    for (const Json& row : rows)
        names.push_back({row.at("id"), row.at("fa"), row.at("en")});
    return names;
}

const OccasionName* findName(const std::vector<OccasionName>& names, std::string_view id) {
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.id == id; });
    return found == names.end() ? nullptr : &*found;
}

Table readTable() {
    const Json json = Json::parse(resource::rules::occasions_json());
    Table table;
    table.kinds = readNames(json.at("kinds"));
    table.holiday_names = readNames(json.at("holiday_names"));
    for (const Json& row : json.at("occasions")) {
        const std::string key = row.at("key");
        table.occasions.push_back({key, kindOf(key), hijriDay(row.at("day")),
                                   hijriDay(row.at("from")), hijriDay(row.at("to")),
                                   row.at("estimate")});
    }
    for (const Json& row : json.at("lunar_holidays"))
        table.lunar_holidays.try_emplace(
            hijriDay(row.at("day")),
            Holiday{findName(table.holiday_names, row.at("id").get<std::string>()),
                    row.at("estimate")});
    for (const Json& row : json.at("yearly_holidays"))
        table.yearly_holidays.try_emplace(
            row.at("month").get<int>() * 100 + row.at("day").get<int>(),
            findName(table.holiday_names, row.at("id").get<std::string>()));
    return table;
}

const Table& table() {
    // Leaked on purpose: holidays point into it, and no other static may outlive it.
    static const Table& instance = *new Table(readTable());
    return instance;
}

} // namespace

const std::vector<Occasion>& allOccasions() { return table().occasions; }

const Occasion* findOccasion(std::string_view key) {
    const auto& all = allOccasions();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.key == key; });
    return found == all.end() ? nullptr : &*found;
}

const Occasion* occasionOn(CivilDate day) {
    const auto& all = allOccasions();
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const auto& one) { return one.from <= day && day <= one.to; });
    return found == all.end() ? nullptr : &*found;
}

bool isShiftable(const OccasionShift& shift) {
    const Occasion* occasion = findOccasion(shift.key);
    return occasion != nullptr && occasion->kind != "nowruz" && occasion->kind != "yalda" &&
           shift.days != 0 && std::abs(shift.days) <= longest_shift_days;
}

const Occasion* occasionOn(CivilDate day, const std::vector<OccasionShift>& shifts) {
    if (shifts.empty())
        return occasionOn(day);
    const auto& all = allOccasions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Occasion& one) {
        const auto shift = std::find_if(shifts.begin(), shifts.end(),
                                        [&](const auto& other) { return other.key == one.key; });
        const int days = shift == shifts.end() ? 0 : shift->days;
        return one.from.plusDays(days) <= day && day <= one.to.plusDays(days);
    });
    return found == all.end() ? nullptr : &*found;
}

const OccasionName* occasionName(std::string_view kind_or_key) {
    if (const OccasionName* name = findName(table().kinds, kind_or_key))
        return name;
    return findName(table().kinds, kindOf(kind_or_key));
}

std::optional<Holiday> holidayOn(CivilDate day) {
    const HijriDate date = HijriDate::fromCivil(day);
    const auto& yearly = table().yearly_holidays;
    if (const auto found = yearly.find(date.month * 100 + date.day); found != yearly.end())
        return Holiday{found->second, false};
    const auto& lunar = table().lunar_holidays;
    const auto found = lunar.find(day);
    return found == lunar.end() ? std::nullopt : std::optional<Holiday>(found->second);
}

} // namespace peyvand
