// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/saved_map.h"

#include "core/crypto/hash.h"
#include "core/record/fields.h"
#include "core/text/fold.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace peyvand::exchange {
namespace {

constexpr std::string_view prefix = "import_map:";
constexpr std::size_t name_limit_bytes = 200;
constexpr std::size_t map_limit_bytes = 10'000;

RecordId settingId(std::string_view name) {
    return RecordId{
        LabelledHash("import map").variable(bytesOf(text::searchKey(name))).digest<16>()};
}

std::string written(const SavedMap& map) {
    nlohmann::json columns = nlohmann::json::array();
    for (const auto& entry : map.map) {
        nlohmann::json column{{"heading", entry.heading}};
        if (entry.field)
            column["field"] = fieldName(*entry.field);
        if (!entry.format.empty())
            column["format"] = entry.format;
        for (const auto& word : entry.words)
            column["words"].push_back({word.typed, word.code});
        columns.push_back(std::move(column));
    }
    const nlohmann::json json{{"kind", map.kind == ListKind::aid ? "aid" : "people"},
                              {"fingerprint", map.fingerprint},
                              {"columns", std::move(columns)}};
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string textAt(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Comes from other desks too: what does not fit is left out.
SavedMap readBack(std::string name, std::string_view text) {
    SavedMap map{std::move(name)};
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return map;
    map.kind = textAt(json, "kind") == "aid" ? ListKind::aid : ListKind::people;
    map.fingerprint = textAt(json, "fingerprint");
    const auto columns = json.find("columns");
    if (columns == json.end() || !columns->is_array())
        return map;
    for (const auto& column : *columns) {
        if (!column.is_object())
            continue;
        MappedHeading entry;
        entry.heading = textAt(column, "heading");
        entry.field = fieldFromName(textAt(column, "field"));
        entry.format = textAt(column, "format");
        if (const auto words = column.find("words"); words != column.end() && words->is_array())
            for (const auto& word : *words)
                if (word.is_array() && word.size() == 2 && word[0].is_string() &&
                    word[1].is_string())
                    entry.words.push_back({word[0].get<std::string>(), word[1].get<std::string>()});
        map.map.push_back(std::move(entry));
    }
    return map;
}

Result<void> write(Register& opened, std::string_view name, Value value) {
    namespace f = field::office_setting;
    PEYVAND_TRY(opened.need(Deed::import));
    JournalTransaction transaction(opened.journal(), WrittenFor::program);
    const RecordId id = settingId(name);
    transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                        RecordType::office_setting,
                                        id,
                                        std::nullopt,
                                        {{f::name, std::string(prefix) + std::string(name)},
                                         {f::value, std::move(value)}},
                                        std::nullopt,
                                        false});
    PEYVAND_TRY(opened.audit().write(AuditDeed::change, id));
    return transaction.commit();
}

} // namespace

Result<void> saveMap(Register& opened, const SavedMap& map) {
    PEYVAND_LET(const std::string name, text::cleanInput(map.name, name_limit_bytes));
    if (name.empty())
        return fail(ErrorCode::name_missing);
    std::string value = written(map);
    if (value.size() > map_limit_bytes)
        return fail(ErrorCode::text_too_long, "limit", std::to_string(map_limit_bytes));
    return write(opened, name, Value{std::move(value)});
}

Result<std::vector<SavedMap>> savedMaps(Register& opened) {
    std::vector<SavedMap> maps;
    {
        auto rows = opened.database().prepare(
            "SELECT name, value FROM record_office_setting"
            " WHERE substr(name, 1, 11) = 'import_map:' AND value IS NOT NULL ORDER BY name, id");
        while (rows.step())
            maps.push_back(readBack(rows.string(0).substr(prefix.size()), rows.string(1)));
    }
    return opened.database().checked(std::move(maps));
}

Result<SavedMap> savedMap(Register& opened, std::string_view name) {
    PEYVAND_LET(auto maps, savedMaps(opened));
    const std::string key = text::searchKey(name);
    for (auto& map : maps)
        if (text::searchKey(map.name) == key)
            return std::move(map);
    return fail(ErrorCode::list_map_unknown, "name", std::string(name));
}

Result<void> forgetMap(Register& opened, std::string_view name) {
    PEYVAND_LET(const SavedMap map, savedMap(opened, name));
    return write(opened, map.name, Value{});
}

const SavedMap* recognise(const std::vector<SavedMap>& saved, ListKind kind,
                          const std::vector<Sheet>& sheets) {
    if (std::none_of(saved.begin(), saved.end(),
                     [](const auto& map) { return !map.fingerprint.empty(); }))
        return nullptr;
    for (const auto& sheet : sheets)
        for (std::size_t row = 0; row < std::min(sheet.grid.rows(), heading_search_rows); ++row) {
            const std::string fingerprint = headingFingerprint(sheet.grid, row);
            for (const auto& map : saved)
                if (map.kind == kind && map.fingerprint == fingerprint)
                    return &map;
        }
    return nullptr;
}

} // namespace peyvand::exchange
