// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv.h"
#include "core/exchange/export_table.h"

#include <nlohmann/json.hpp>

namespace peyvand::exchange {
namespace {

using nlohmann::ordered_json;

/// As a URL within the same folder: RFC 3986, everything but unreserved characters encoded.
std::string urlOf(const Path& path) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string url;
    for (const char c : path.filename().string()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            url += c;
        else
            url.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return url;
}

ordered_json inBothLanguages(std::string_view key) {
    ordered_json texts = ordered_json::array();
    for (const auto& [language, tag] :
         {std::pair(Language::persian, "fa"), {Language::english, "en"}})
        texts.push_back({{"@value", Words::of(language).text(key)}, {"@language", tag}});
    return texts;
}

ordered_json licenceOf(const ExportTable& table, const ExportTarget& target) {
    if (target.licence.empty())
        return inBothLanguages("export.licence." + std::string(table.licence));
    const bool is_address =
        target.licence.starts_with("https://") || target.licence.starts_with("http://");
    return {{is_address ? "@id" : "@value", target.licence}};
}

ordered_json datatypeOf(ExportType type, const Words& words) {
    switch (type) {
    case ExportType::number:
        return "integer";
    case ExportType::date:
        return {{"base", "date"}, {"format", "yyyy-MM-dd"}};
    case ExportType::flag:
        return {{"base", "boolean"},
                {"format", flagWord(words, true) + "|" + flagWord(words, false)}};
    case ExportType::text:
    case ExportType::code:
        break;
    }
    return "string";
}

ordered_json columnOf(const ExportColumn& column, const ExportTable& table, const Words& words) {
    const std::string key = "export.column." + std::string(column.name);
    ordered_json titles{{"fa", Words::of(Language::persian).text(key)},
                        {"en", Words::of(Language::english).text(key)}};
    if (table.has_hashtags && !column.hashtag.empty())
        titles["und"] = column.hashtag;
    ordered_json one{{"name", column.name},
                     {"titles", std::move(titles)},
                     {"datatype", datatypeOf(column.type, words)}};
    for (const auto key_column : table.primary_key)
        if (key_column == column.name)
            one["required"] = true;
    return one;
}

std::string metadataOf(const ExportTable& table, const ExportTarget& target) {
    const Words& words = Words::of(target.language);
    const char* language = target.language == Language::persian ? "fa" : "en";
    ordered_json columns = ordered_json::array();
    for (const auto& column : table.columns)
        columns.push_back(columnOf(column, table, words));
    ordered_json about{
        {"@context", {"http://www.w3.org/ns/csvw", {{"@language", language}}}},
        {"url", urlOf(target.path)},
        {"dc:title", inBothLanguages("export.title." + std::string(table.id))},
        {"dc:publisher", {{"@value", target.publisher}}},
        {"dc:created", {{"@value", target.created.iso()}, {"@type", "xsd:date"}}},
        {"dc:license", licenceOf(table, target)},
        {"dc:description", inBothLanguages("export.formulas")},
        {"lang", language},
        {"dialect",
         {{"encoding", "utf-8"},
          {"delimiter", ","},
          {"quoteChar", "\""},
          {"doubleQuote", true},
          {"lineTerminators", {"\r\n", "\n"}},
          {"header", true},
          {"headerRowCount", table.has_hashtags ? 2 : 1}}},
        {"tableSchema", {{"columns", std::move(columns)}, {"primaryKey", table.primary_key}}}};
    return about.dump(2) + "\n";
}

class CsvSink final : public TableSink {
  public:
    CsvSink(Files& files, std::unique_ptr<PartFile> list, std::unique_ptr<PartFile> metadata)
        : files_(files), list_(std::move(list)), metadata_(std::move(metadata)) {}

    Result<void> addRow(const std::vector<std::string>& cells) override {
        line_.clear();
        appendCsvRow(line_, cells);
        return list_->write(line_);
    }
    Result<void> seal() override {
        PEYVAND_TRY(list_->seal());
        return metadata_->seal();
    }
    // A list is there only once everything about it is.
    Result<void> publish() override {
        PEYVAND_TRY(metadata_->publish());
        auto done = list_->publish();
        if (!done)
            (void)files_.remove(metadata_->target());
        return done;
    }
    std::vector<Path> paths() const override { return {list_->target(), metadata_->target()}; }

    Result<void> begin(const ExportTable& table, const ExportTarget& target) {
        if (target.byte_order_mark)
            PEYVAND_TRY(list_->write("\xEF\xBB\xBF"));
        const Words& words = Words::of(target.language);
        std::vector<std::string> headings;
        std::vector<std::string> hashtags;
        for (const auto& column : table.columns) {
            headings.push_back(words.text("export.column." + std::string(column.name)));
            hashtags.emplace_back(column.hashtag);
        }
        PEYVAND_TRY(addRow(headings));
        if (table.has_hashtags)
            PEYVAND_TRY(addRow(hashtags));
        return metadata_->write(metadataOf(table, target));
    }

  private:
    Files& files_;
    std::unique_ptr<PartFile> list_;
    std::unique_ptr<PartFile> metadata_;
    std::string line_{};
};

} // namespace

Result<std::unique_ptr<TableSink>> beginCsv(Files& files, const ExportTable& table,
                                            const ExportTarget& target) {
    PEYVAND_LET(auto list, PartFile::create(files, target.path, target.overwrite));
    Path beside = target.path;
    beside += "-metadata.json";
    PEYVAND_LET(auto metadata, PartFile::create(files, beside, target.overwrite));
    auto sink = std::make_unique<CsvSink>(files, std::move(list), std::move(metadata));
    PEYVAND_TRY(sink->begin(table, target));
    return sink;
}

} // namespace peyvand::exchange
