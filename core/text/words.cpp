// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/words.h"

#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "resources/words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace peyvand {

namespace {

std::map<std::string, std::string, std::less<>> readCatalogue(std::string_view json) {
    std::map<std::string, std::string, std::less<>> texts;
    const auto catalogue = nlohmann::json::parse(json, nullptr, false);
    // The catalogue is compiled in: a damaged one is a mistake of ours, and a test sees it.
    assert(catalogue.is_object());
    for (const auto& [key, text] : catalogue.items())
        texts.emplace(key, text.get<std::string>());
    return texts;
}

bool isDigit(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= 0x06F0 && c <= 0x06F9) || (c >= 0x0660 && c <= 0x0669);
}

enum class Look { number, code, words };

/// Numbers, dates and phones; ASCII codes and file names; anything that people wrote.
Look lookOf(std::string_view text) {
    constexpr std::u32string_view marks = U" /-.,:+%()\u066B\u066C\u2212";
    Look look = Look::number;
    bool digits = false;
    for (std::size_t place = 0; place < text.size();) {
        const char32_t c = text::nextCodePoint(text, place);
        if (isDigit(c))
            digits = true;
        else if (marks.find(c) == std::u32string_view::npos)
            look = c < 0x80 && c > U' ' ? Look::code : Look::words;
        if (look == Look::words)
            return Look::words;
    }
    return look == Look::number && !digits ? Look::words : look;
}

/// Counts get thousands marks; rows, years and codes do not.
bool isCount(std::string_view name) {
    constexpr std::array<std::string_view, 8> counts{"count", "limit", "missing", "total",
                                                     "added", "left",  "updated", "rejected"};
    return std::find(counts.begin(), counts.end(), name) != counts.end();
}

std::optional<std::int64_t> plainNumber(std::string_view text) {
    if (text.empty() || text.size() > 18 ||
        text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    std::int64_t number = 0;
    for (const char c : text)
        number = number * 10 + (c - '0');
    return number;
}

std::string withThousandsMarks(std::string_view digits, std::string_view mark) {
    std::string marked;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            marked += mark;
        marked += digits[i];
    }
    return marked;
}

std::uint64_t magnitude(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return number < 0 ? ~bits + 1 : bits;
}

using Lookup = std::map<std::string, std::string, std::less<>>;

std::string entry(const Lookup& texts, std::string_view key) {
    const auto found = texts.find(key);
    return found == texts.end() ? std::string(key) : found->second;
}

/// 1 to 999 in words.
std::string groupInWords(const Lookup& texts, std::uint64_t group) {
    std::string words;
    const auto append = [&](std::uint64_t number, std::string_view join) {
        if (!words.empty())
            words += entry(texts, join);
        words += entry(texts, fmt::format("numeral.{}", number));
    };
    if (group >= 100)
        append(group / 100 * 100, "numeral.join_hundreds");
    const std::uint64_t rest = group % 100;
    if (rest > 0 && rest < 20)
        append(rest, "numeral.join_hundreds");
    if (rest >= 20)
        append(rest / 10 * 10, "numeral.join_hundreds");
    if (rest >= 20 && rest % 10 != 0)
        append(rest % 10, "numeral.join_tens");
    return words;
}

std::string numberInWords(const Lookup& texts, std::uint64_t number) {
    if (number == 0)
        return entry(texts, "numeral.0");
    std::string words;
    for (int scale = 0; number > 0; number /= 1000, ++scale) {
        const std::uint64_t group = number % 1000;
        if (group == 0)
            continue;
        std::string part = groupInWords(texts, group);
        if (scale > 0) {
            part += ' ';
            part += entry(texts, fmt::format("numeral.scale_{}", scale));
        }
        if (!words.empty()) {
            part += entry(texts, "numeral.join_scales");
            part += words;
        }
        words = std::move(part);
    }
    return words;
}

} // namespace

Words::Words(Language language)
    : language_(language),
      texts_(readCatalogue(language == Language::persian ? resource::words::fa_json()
                                                         : resource::words::en_json())) {
    // The words of the kinds of records, their fields and choices (core/record).
    texts_.merge(readCatalogue(language == Language::persian ? resource::words::record_fa_json()
                                                             : resource::words::record_en_json()));
}

const Words& Words::of(Language language) {
    static const Words persian(Language::persian);
    static const Words english(Language::english);
    return language == Language::persian ? persian : english;
}

std::string Words::sentence(const Error& error) const {
    WordArguments arguments;
    for (const auto& [name, value] : error.arguments)
        arguments.emplace(name, value);
    return text(fmt::format("error.{}", errorName(error.code)), arguments);
}

std::string Words::argument(std::string_view name, std::string_view value,
                            bool begins_sentence) const {
    // A code of a closed list, such as {field: "birth"}, has its own word here.
    if (const auto found = texts_.find(fmt::format("{}.{}", name, value)); found != texts_.end()) {
        std::string word = found->second;
        // English labels begin with a capital; words inside a sentence do not.
        if (!begins_sentence && !word.empty() && word[0] >= 'A' && word[0] <= 'Z')
            word[0] = static_cast<char>(word[0] - 'A' + 'a');
        return word;
    }
    if (const auto count = plainNumber(value); count && isCount(name))
        return text::isolateLtr(number(*count));
    switch (lookOf(value)) {
    case Look::number:
        return text::isolateLtr(language_ == Language::persian ? text::persianDigits(value)
                                                               : std::string(value));
    case Look::code:
        return text::isolateLtr(value);
    case Look::words:
        break;
    }
    return text::isolateAuto(value);
}

std::string Words::text(std::string_view key, const WordArguments& arguments) const {
    const auto found = texts_.find(key);
    if (found == texts_.end())
        return std::string(key);
    return fill(found->second, arguments);
}

std::string Words::fill(std::string_view pattern, const WordArguments& arguments) const {
    std::string filled;
    // Where the optional part began that is being written, and whether it lacks an argument.
    constexpr std::size_t nowhere = std::string::npos;
    std::size_t part_start = nowhere;
    bool part_incomplete = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const std::size_t end = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (pattern[i] == '[') {
            part_start = filled.size();
            part_incomplete = false;
        } else if (pattern[i] == ']' && part_start != nowhere) {
            if (part_incomplete)
                filled.resize(part_start);
            part_start = nowhere;
        } else if (end != std::string_view::npos) {
            const std::string_view name = pattern.substr(i + 1, end - i - 1);
            const auto value = arguments.find(name);
            part_incomplete = part_incomplete || value == arguments.end() || value->second.empty();
            if (value != arguments.end())
                filled += argument(name, value->second, filled.empty());
            i = end;
        } else {
            filled += pattern[i];
        }
    }
    return filled;
}

bool Words::has(std::string_view key) const { return texts_.find(key) != texts_.end(); }

std::string Words::date(CivilDate date) const {
    if (language_ == Language::english)
        return date.iso();
    std::string iso = HijriDate::fromCivil(date).iso();
    std::replace(iso.begin(), iso.end(), '-', '/');
    return text::persianDigits(iso);
}

std::string Words::month(HijriMonth month) const {
    const std::string year = fmt::format("{}", month.year);
    return text(fmt::format("month.{}", month.month)) + " " +
           (language_ == Language::persian ? text::persianDigits(year) : year);
}

std::string Words::birth(const BirthDate& birth) const {
    if (birth.day)
        return date(*birth.day);
    if (birth.hijri_year == 0)
        return text("birth.unknown");
    const std::string year = fmt::format("{}", birth.hijri_year);
    return language_ == Language::persian ? text::persianDigits(year) : year + " SH";
}

std::string Words::number(std::int64_t number) const {
    const std::string digits = fmt::format("{}", magnitude(number));
    const bool persian = language_ == Language::persian;
    const std::string marked = withThousandsMarks(digits, persian ? "\u066C" : ",");
    return (number < 0 ? "\u2212" : "") + (persian ? text::persianDigits(marked) : marked);
}

std::string Words::rials(Rial amount) const {
    return number(amount.amount) + " " + text("unit.rial");
}

std::string Words::tomans(Rial amount) const {
    // A toman has no fraction here: what is no whole toman stays in rials.
    return amount.amount % 10 == 0 ? number(amount.tomans()) + " " + text("unit.toman")
                                   : rials(amount);
}

std::string Words::amountInWords(Rial amount) const {
    const bool whole_tomans = amount.amount % 10 == 0;
    const std::int64_t number = whole_tomans ? amount.tomans() : amount.amount;
    return (number < 0 ? text("numeral.minus") + " " : std::string{}) +
           numberInWords(texts_, magnitude(number)) + " " +
           text(whole_tomans ? "unit.toman" : "unit.rial");
}

} // namespace peyvand
