// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import.h"
#include "core/register/fields.h"
#include "core/register/projections.h"
#include "tests/bench/fixture.h"

#include <deque>
#include <map>

namespace peyvand::bench {
namespace {

constexpr double bound = 2.0;

/// A table that an import fills. types has a letter for each column: i, t, b.
struct TableOf {
    const char* name;
    const char* columns;
    const char* types;
    const char* order;
};
enum Which : std::size_t {
    subject_key,
    entry,
    beneficiary,
    import_row,
    identity,
    segment,
    import_list,
    audit,
    person_search,
};
constexpr TableOf tables[] = {
    {"subject_key", "subject, key", "bb", "subject"},
    {"entry", "record, seq, feed, digest, bytes", "biibb", "number"},
    {"beneficiary",
     "id, row, given_name, family_name, father_name, birth_day, birth_year, sex, phones, province,"
     " city, address, postal_code, file_number, confidential, discreet, sort_key",
     "bitttiiittttttiib", "row"},
    {"import_row", "record, list, fingerprint, place, row", "bbbii", "row"},
    {"identity",
     "id, beneficiary, kind, number, issuing_state, typed, confirmed, proposed, removed",
     "bbitttiii", "id"},
    {"segment", "feed, first_seq, count, link, time_ms, signature", "iiibib", "first_seq"},
    {"import_list", "id, name, kind", "btt", "id"},
    {"audit", "number, time_ms, user, deed, record, keyed, hash", "iitibbb", "number"},
    {"person_search", "rowid, words", "it", ""},
};

using Row = std::vector<Value>;

std::vector<Row> readTable(Database& database, const TableOf& table) {
    std::vector<Row> rows;
    auto query = database.prepare(
        fmt::format("SELECT {} FROM {} ORDER BY {}", table.columns, table.name, table.order));
    while (query.step()) {
        Row row;
        for (int i = 0; i < query.columns(); ++i) {
            const char type = table.types[i];
            if (query.isNull(i))
                row.emplace_back();
            else if (type == 'i')
                row.emplace_back(query.integer(i));
            else if (type == 't')
                row.emplace_back(query.string(i));
            else
                row.emplace_back(Bytes(query.blob(i).begin(), query.blob(i).end()));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Row searchRow(const Row& person) {
    namespace f = field::beneficiary;
    FoldedRecord record;
    constexpr std::pair<FieldNumber, std::size_t> columns[] = {{f::given_name, 2},
                                                               {f::family_name, 3},
                                                               {f::father_name, 4},
                                                               {f::phones, 8},
                                                               {f::file_number, 13}};
    for (const auto& [number, column] : columns)
        record.fields.push_back({number, person[column], {}, false});
    return {person[1], personSearchWords(record)};
}

/// The rows that an import wrote, in the order in which it wrote them.
class Written {
  public:
    explicit Written(Database& database) {
        for (std::size_t i = 0; i < person_search; ++i)
            rows_[i] = readTable(database, tables[i]);
        std::map<Bytes, const Row*> by_id[person_search];
        for (const Which table : {subject_key, beneficiary, import_row, identity, import_list})
            for (const Row& row : rows_[table])
                by_id[table][std::get<Bytes>(row[0])] = &row;
        const auto addOf = [&](Which table, const Row& of) {
            const auto found = by_id[table].find(std::get<Bytes>(of[0]));
            if (found != by_id[table].end())
                steps_.push_back({table, found->second});
        };
        std::size_t closed = 0;
        for (const Row& row : rows_[entry]) {
            addOf(subject_key, row);
            steps_.push_back({entry, &row});
            for (const Which table : {beneficiary, identity, import_list}) {
                addOf(table, row);
                if (table != beneficiary || steps_.back().first != beneficiary)
                    continue;
                search_.push_back(searchRow(*steps_.back().second));
                steps_.push_back({person_search, &search_.back()});
            }
            addOf(import_row, row);
            const auto& head = rows_[segment][closed];
            if (std::get<std::int64_t>(row[1]) + 1 ==
                std::get<std::int64_t>(head[1]) + std::get<std::int64_t>(head[2]))
                steps_.push_back({segment, &rows_[segment][closed++]});
        }
        for (const Row& row : rows_[audit])
            steps_.push_back({audit, &row});
    }
    const std::vector<std::pair<Which, const Row*>>& steps() const { return steps_; }

  private:
    std::vector<Row> rows_[person_search];
    std::deque<Row> search_{};
    std::vector<std::pair<Which, const Row*>> steps_{};
};

std::string insertOf(const TableOf& table) {
    std::string marks;
    for (std::size_t i = 0; i < std::string_view(table.types).size(); ++i)
        marks += marks.empty() ? "?" : ", ?";
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, table.columns, marks);
}

void insertAll(Database& database, const Written& written) {
    std::deque<Bare> inserts;
    for (const TableOf& table : tables)
        inserts.emplace_back(database, insertOf(table));
    Transaction transaction(database);
    for (const auto& [table, row] : written.steps()) {
        Bare& insert = inserts[table];
        int parameter = 0;
        for (const Value& value : *row) {
            ++parameter;
            if (const auto* number = std::get_if<std::int64_t>(&value))
                insert.bind(parameter, *number);
            else if (const auto* text = std::get_if<std::string>(&value))
                insert.bind(parameter, std::string_view(*text));
            else if (const auto* bytes = std::get_if<Bytes>(&value))
                insert.bind(parameter, ByteView(*bytes));
            else
                insert.bindNull(parameter);
        }
        insert.run();
    }
    must(transaction.commit());
}

} // namespace

bool benchImport(const Options& options) {
    const std::size_t count = 100'000 * static_cast<std::size_t>(options.percent) / 100;
    say("import: {} invented people as CSV in memory", count);
    const std::string list = inventedPeople(count);
    Samples ours_times, bare_times, ratios;
    std::size_t rows = 0;
    for (int pair = 0; pair < options.pairs; ++pair) {
        BenchRegister ours(options, "خیریهٔ سنجش");
        exchange::ImportRequest request;
        request.bytes = bytesOf(list);
        request.list_name = "people";
        Stopwatch watch;
        const auto report = must(exchange::importPeople(ours.opened(), request));
        const Elapsed import_time = watch.elapsed();
        if (report.created != static_cast<std::int64_t>(count))
            std::exit(2);
        const Written written(ours.database());
        rows = written.steps().size();
        BenchRegister bare(options, "خیریهٔ سنجش");
        watch.restart();
        insertAll(bare.database(), written);
        const Elapsed bare_time = watch.elapsed();
        ours_times.add(import_time);
        bare_times.add(bare_time);
        ratios.add(ratioOf(import_time, bare_time));
        say("  pair {}: import {:.2f} s (processor {:.2f} s), bare {:.2f} s (processor {:.2f} s)",
            pair + 1, import_time.wall_us / 1e6, import_time.processor_us / 1e6,
            bare_time.wall_us / 1e6, bare_time.processor_us / 1e6);
    }
    say("  importPeople {:.2f} s, bare INSERTs of its {} rows {:.2f} s (medians of {}, wall)",
        ours_times.at(0.5).wall_us / 1e6, rows, bare_times.at(0.5).wall_us / 1e6, ratios.count());
    return judge(options, "import", ratios.at(0.5), bound);
}

} // namespace peyvand::bench
