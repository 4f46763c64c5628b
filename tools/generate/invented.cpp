// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/generate/invented.h"

#include "tools/generate/names.h"

#include <fmt/format.h>

namespace peyvand::generate {
namespace {

bool chance(Dice& dice, std::size_t of_hundred) { return roll(dice, 100) < of_hundred; }

// The first words of a list come much more often than the last.
template <std::size_t N> std::string usual(Dice& dice, const char* const (&words)[N]) {
    return words[std::min(roll(dice, N), roll(dice, N))];
}
template <std::size_t N> std::string any(Dice& dice, const char* const (&words)[N]) {
    return words[roll(dice, N)];
}

std::string familyName(Dice& dice) {
    std::string family = usual(dice, family_stems);
    if (chance(dice, 45))
        family = any(dice, family_roots) + (chance(dice, 60) ? "\u200C" : "") +
                 any(dice, family_endings);
    if (chance(dice, 12))
        family += " " + any(dice, second_families);
    return family;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// As another clerk would have typed it.
std::string respelled(Dice& dice, std::string name) {
    if (chance(dice, 6)) {
        replaceAll(name, "ی", "ي");
        replaceAll(name, "ک", "ك");
    }
    if (chance(dice, 15))
        replaceAll(name, "محمدر", "محمد ر");
    if (chance(dice, 10))
        replaceAll(name, "\u200C", " ");
    if (chance(dice, 5))
        replaceAll(name, "آ", "ا");
    return name;
}

std::string digits(Dice& dice, int count) {
    std::string text;
    for (int i = 0; i < count; ++i)
        text += static_cast<char>('0' + roll(dice, 10));
    return text;
}

char checkDigitOf(std::string_view nine) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < nine.size(); ++i)
        sum += static_cast<std::size_t>(nine[i] - '0') * (10 - i);
    const std::size_t rest = sum % 11;
    return static_cast<char>('0' + (rest < 2 ? rest : 11 - rest));
}

// 87 of 100 have a right national ID, 4 a wrong one, 5 none, 3 a foreigner's code, 1 a passport.
std::vector<TypedIdentity> identitiesOf(Dice& dice, std::size_t running) {
    const std::size_t kind = roll(dice, 100);
    std::string number = nationalIdOf(running);
    if (kind < 87)
        return {{std::nullopt, number, {}}};
    if (kind < 91) {
        number.back() = static_cast<char>('0' + (number.back() - '0' + 1 + roll(dice, 8)) % 10);
        return {{std::nullopt, number, {}}};
    }
    if (kind < 96)
        return {};
    if (kind < 99)
        return {{IdentityKind::foreign_code, fmt::format("1{:011}", running * 7'919 + 17), {}}};
    return {{IdentityKind::passport, fmt::format("P{:08}", running), "AFG"}};
}

InventedPerson person(Dice& dice, std::size_t running, bool female, int age, CivilDate today) {
    InventedPerson one;
    PersonFields& fields = one.fields;
    fields.given_name =
        respelled(dice, female ? usual(dice, female_names) : usual(dice, male_names));
    fields.sex = female ? Sex::female : Sex::male;
    const CivilDate day = today.plusDays(-age * 365 - static_cast<int>(roll(dice, 365)));
    fields.birth = BirthDate::ofDay(day);
    if (chance(dice, 8))
        fields.birth = BirthDate::ofYear(fields.birth->hijri_year);
    if (age >= 15 && chance(dice, 80))
        fields.phones = {"09" + digits(dice, 9)};
    if (chance(dice, 20))
        one.mother_name = usual(dice, female_names);
    if (chance(dice, 25))
        one.old_file_number = fmt::format("{}/{}", 1380 + roll(dice, 22), 1 + roll(dice, 9000));
    one.identities = identitiesOf(dice, running);
    fields.file_number = std::to_string(running + 1);
    return one;
}

void place(Dice& dice, InventedHousehold& household) {
    const std::string city = any(dice, cities);
    const std::string address = fmt::format("خیابان {}، کوچهٔ {}، پلاک {}", any(dice, streets),
                                            1 + roll(dice, 60), 1 + roll(dice, 200));
    const std::string postal_code = chance(dice, 60) ? "39" + digits(dice, 8) : std::string();
    for (auto& member : household.members) {
        member.fields.city = city;
        member.fields.address = address;
        member.fields.postal_code = postal_code;
    }
}

} // namespace

std::string nationalIdOf(std::size_t number) {
    // An odd factor only shuffles; the first digits stay away from refused patterns.
    std::string nine = fmt::format("{:09}", 100'000'000 + number * 7'919 % 899'999'993);
    return nine + checkDigitOf(nine);
}

InventedHousehold inventHousehold(Dice& dice, std::size_t running, CivilDate today) {
    constexpr std::size_t sizes[] = {1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7};
    const std::size_t size = sizes[roll(dice, std::size(sizes))];
    const bool by_woman = chance(dice, 45);
    const int age = 24 + static_cast<int>(roll(dice, 55));
    const std::string family = respelled(dice, familyName(dice));
    InventedHousehold household;
    household.members.push_back(person(dice, running, by_woman, age, today));
    InventedPerson& head = household.members.front();
    head.fields.family_name = family;
    head.fields.father_name = usual(dice, male_names);
    const std::string father = by_woman ? usual(dice, male_names) : head.fields.given_name;
    household.name = head.fields.given_name + " " + family;
    while (household.members.size() < size) {
        const std::size_t place_in = household.members.size();
        const bool spouse = place_in == 1 && !by_woman;
        const bool female = spouse || chance(dice, 50);
        const int years = spouse ? std::max(18, age - 3) : static_cast<int>(roll(dice, 22));
        InventedPerson member = person(dice, running + place_in, female, years, today);
        // Children of a woman who heads the household bear their father's name.
        member.fields.family_name = spouse ? respelled(dice, familyName(dice)) : family;
        member.fields.father_name = spouse ? usual(dice, male_names) : father;
        member.relation = spouse ? "spouse" : child_relations[female ? 1 : 0];
        household.members.push_back(std::move(member));
    }
    place(dice, household);
    return household;
}

} // namespace peyvand::generate
