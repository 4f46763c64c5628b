// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/list_words.h"

#include "core/text/fold.h"
#include "resources/exchange.h"

#include <nlohmann/json.hpp>

namespace peyvand::exchange {
namespace {

ListWords load() {
    const auto json = nlohmann::json::parse(resource::exchange::lists_json());
    ListWords words;
    const auto set = [&](const char* name) {
        ListWords::Set keys;
        for (const auto& word : json.at(name))
            keys.insert(text::joinedKey(word.get<std::string>()));
        return keys;
    };
    for (const auto& [field, spellings] : json.at("headings").items()) {
        int rank = 0;
        for (const auto& spelling : spellings)
            words.headings.try_emplace(text::joinedKey(spelling.get<std::string>()),
                                       ListWords::Heading{field, rank++});
    }
    words.female = set("female");
    words.male = set("male");
    words.blank = set("blank");
    words.total = set("total");
    words.year_words = set("year_words");
    words.district_words = set("district_words");
    words.province_words = set("province_words");
    words.thousand = set("thousand");
    words.million = set("million");
    words.milliard = set("milliard");
    words.toman = set("toman");
    words.rial = set("rial");
    words.name_titles = set("name_titles");
    words.name_first_parts = set("name_first_parts");
    words.name_second_parts = set("name_second_parts");
    words.name_last_parts = set("name_last_parts");
    words.heading_fillers = set("heading_fillers");
    words.other_people = set("other_people");
    words.footers = set("footers");
    for (const auto& [field, codes] : json.at("choices").items())
        for (const auto& [code, spellings] : codes.items())
            for (const auto& spelling : spellings)
                words.choices[field].try_emplace(text::joinedKey(spelling.get<std::string>()),
                                                 code);
    for (const auto& month : json.at("months"))
        words.months.push_back(text::joinedKey(month.get<std::string>()));
    return words;
}

} // namespace

const ListWords& ListWords::instance() {
    static const ListWords words = load();
    return words;
}

} // namespace peyvand::exchange
