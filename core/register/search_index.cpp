// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/search_index.h"

#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

// Raised whenever searchWords gives other words for the same texts.
constexpr std::uint8_t words_version = 2;
constexpr std::string_view version_name = "search_words";
constexpr std::string_view zwnj = "\xE2\x80\x8C";
constexpr std::size_t phone_ending = 4;

void addWord(std::string& words, std::string_view word) {
    if (word.empty())
        return;
    if (!words.empty())
        words += ' ';
    words += word;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "سید محمد رضا" is also found as سیدمحمد, محمدرضا and سیدمحمدرضا.
void addJoined(std::string& words, std::string_view key) {
    const std::size_t first_space = key.find(' ');
    if (first_space == std::string_view::npos)
        return;
    for (std::size_t begin = 0, space = first_space; space != std::string_view::npos;) {
        const std::size_t next = std::min(key.find(' ', space + 1), key.size());
        addWord(words, key.substr(begin, space - begin));
        words += key.substr(space + 1, next - space - 1);
        begin = space + 1;
        space = next == key.size() ? std::string_view::npos : next;
    }
    if (key.find(' ', first_space + 1) == std::string_view::npos)
        return;
    std::string all(key);
    std::erase(all, ' ');
    addWord(words, all);
}

void addName(std::string& words, std::string_view name) {
    const std::string key = text::searchKey(name);
    addWord(words, key);
    addJoined(words, key);
    if (name.find(zwnj) == std::string_view::npos)
        return;
    std::string parted(name);
    for (auto at = parted.find(zwnj); at != std::string::npos; at = parted.find(zwnj))
        parted.replace(at, zwnj.size(), " ");
    addWord(words, text::searchKey(parted));
}

void addPhones(std::string& words, std::string_view phones) {
    while (!phones.empty()) {
        const std::size_t end = std::min(phones.find('\n'), phones.size());
        std::string digits = text::joinedKey(phones.substr(0, end));
        std::erase_if(digits, [](char c) { return !isDigit(c); });
        addWord(words, digits);
        if (digits.size() > phone_ending)
            addWord(words, std::string_view(digits).substr(digits.size() - phone_ending));
        phones.remove_prefix(std::min(end + 1, phones.size()));
    }
}

void addNumber(std::string& words, std::string_view number) {
    const std::string key = text::searchKey(number);
    addWord(words, key);
    if (key.find(' ') != std::string::npos)
        addWord(words, text::joinedKey(number));
}

void writeIndex(Database& database) {
    // 'delete-all' is how FTS5 empties a table without content.
    database.execute("INSERT INTO person_search (person_search) VALUES ('delete-all')");
    auto insert_words = [&database](std::int64_t row, const std::string& words) {
        database.prepare("INSERT INTO person_search (rowid, words) VALUES (?, ?)")
            .bind(row)
            .bind(std::string_view(words))
            .run();
    };
    auto rows = database.prepare(
        "SELECT b.row, b.given_name, b.family_name, b.father_name, b.phones, b.file_number,"
        " r.old_file_number, r.temporary_number FROM beneficiary b"
        " LEFT JOIN record_beneficiary r ON r.id = b.id ORDER BY b.row");
    while (rows.step())
        insert_words(rows.integer(0), searchWords({{rows.text(1), rows.text(2), rows.text(3)},
                                                   rows.text(4),
                                                   {rows.text(5), rows.text(6), rows.text(7)}}));
}

} // namespace

std::string searchWords(const SearchTexts& texts) {
    std::string words;
    words.reserve(256);
    for (const std::string_view name : texts.names)
        if (!name.empty())
            addName(words, name);
    addPhones(words, texts.phones);
    for (const std::string_view number : texts.files)
        if (!number.empty())
            addNumber(words, number);
    return words;
}

Result<void> refreshSearchIndex(Database& database) {
    {
        auto row = database.prepare("SELECT value FROM secret WHERE name = ?");
        row.bind(version_name);
        if (row.step() && row.blob(0).size() == 1 && row.blob(0)[0] == words_version)
            return database.takeFailure();
    }
    PEYVAND_TRY(database.takeFailure());
    Transaction transaction(database);
    writeIndex(database);
    const ByteArray<1> version{words_version};
    database.prepare("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)")
        .bind(version_name)
        .bind(version)
        .run();
    return transaction.commit();
}

} // namespace peyvand
