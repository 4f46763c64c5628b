// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Occasions (Ramadan, Nowruz, …) and public holidays of Solar Hijri 1404–1410, from the table
// resources/rules/occasions.json, compiled in. Lunar days are never computed: Iran announces them,
// and other calendars differ by a day. An occasion is keyed by its lunar year ("ramadan-1448"),
// Nowruz and Yalda by the solar one, because 1405 has two Eid al-Fitr. Immutable, any thread.

#include "core/base/civil_date.h"

#include <string>
#include <string_view>
#include <vector>

namespace peyvand {

struct Occasion {
    std::string key{};
    /// The part of the key before the year: "ramadan".
    std::string kind{};
    CivilDate day{};
    /// Help given in this window without a named occasion is counted for it; both days included.
    CivilDate from{};
    CivilDate to{};
    /// The day is not from a printed official calendar and may be off by one.
    bool estimate = false;
};

struct OccasionName {
    std::string id{};
    std::string persian{};
    std::string english{};
};

const std::vector<Occasion>& allOccasions();
/// Null when the table does not have it.
const Occasion* findOccasion(std::string_view key);
/// The occasion in whose window the day lies; where two meet, the one the table names first.
const Occasion* occasionOn(CivilDate day);
/// What the assembly's secretary says of a lunar occasion that was announced on another day.
struct OccasionShift {
    std::string key{};
    /// Days later than the table; negative for earlier.
    int days = 0;
    friend bool operator==(const OccasionShift&, const OccasionShift&) = default;
};
inline constexpr int longest_shift_days = 2;
/// Whether the table has it, as an occasion of the lunar calendar, and the shift is small enough.
bool isShiftable(const OccasionShift& shift);
/// occasionOn with some days shifted.
const Occasion* occasionOn(CivilDate day, const std::vector<OccasionShift>& shifts);
/// "رمضان" for "ramadan" and for "ramadan-1448"; null when unknown.
const OccasionName* occasionName(std::string_view kind_or_key);

struct Holiday {
    /// Where a lunar one falls on a yearly one, the yearly one is named.
    const OccasionName* name = nullptr;
    bool estimate = false;
};
/// The public holiday of a day; Fridays and the office's own closed days are not looked at.
std::optional<Holiday> holidayOn(CivilDate day);

} // namespace peyvand
