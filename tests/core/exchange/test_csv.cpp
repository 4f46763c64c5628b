// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv.h"
#include "core/exchange/encoding.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {
std::vector<std::vector<std::string>> read(std::string_view text) {
    const auto grid = readCsv(bytesOf(text));
    std::vector<std::vector<std::string>> rows;
    if (!grid)
        return rows;
    for (std::size_t row = 0; row < grid->rows(); ++row) {
        rows.emplace_back();
        for (std::size_t column = 0; column < grid->columns(row); ++column)
            rows.back().emplace_back(grid->cell(row, column));
    }
    return rows;
}
using Rows = std::vector<std::vector<std::string>>;
ErrorCode errorOf(std::string_view text) { return readCsv(bytesOf(text)).error().code; }
} // namespace

class CsvTest : public QObject {
    Q_OBJECT
  private slots:
    void quotedCellsKeepSeparatorsQuotesAndLines() {
        QCOMPARE(read("a,\"b,\"\"c\"\"\nd\",e\r\n1,2,3\r\n"),
                 (Rows{{"a", "b,\"c\"\nd", "e"}, {"1", "2", "3"}}));
    }
    void lineNumbersCountLinesInsideQuotes() {
        const auto grid = readCsv(bytesOf("a,b\n\"x\ny\",2\n\n3,4\n"));
        QVERIFY(grid.has_value());
        QCOMPARE(grid->line(1), std::int64_t{2});
        QCOMPARE(grid->line(2), std::int64_t{5});
    }
    void strayQuoteSpoilsOnlyItsOwnCell() {
        QCOMPARE(read("a,\"b\n1,2\n3,\"4\n"), (Rows{{"a", "\"b"}, {"1", "2"}, {"3", "\"4"}}));
    }
    void semicolonTabAndAnnouncedSeparators() {
        QCOMPARE(read("a;b\n1;2,5\n").at(1).at(1), std::string("2,5"));
        QCOMPARE(read("a\tb\n1\t2\n").at(1).at(1), std::string("2"));
        QCOMPARE(read("sep=|\na|b\n"), (Rows{{"a", "b"}}));
    }
    void marksAndNulsAreLeftOut() {
        QCOMPARE(read(std::string_view("\xEF\xBB\xBF"
                                       "a,b\0c\n",
                                       9)),
                 (Rows{{"a", "bc"}}));
    }
    void everyEncodingGivesTheSameText() {
        const std::string text = "نام,شهر\nعلی,قم\nزهرا,تهران\n";
        QCOMPARE(detectEncoding(bytesOf(text)), Encoding::utf8);
        Bytes little;
        Bytes big;
        for (const char16_t c : QString::fromStdString(text).toStdU16String()) {
            little.insert(little.end(), {std::uint8_t(c & 0xFF), std::uint8_t(c >> 8)});
            big.insert(big.end(), {std::uint8_t(c >> 8), std::uint8_t(c & 0xFF)});
        }
        QCOMPARE(toUtf8(little, detectEncoding(little)), text);
        QCOMPARE(toUtf8(big, detectEncoding(big)), text);
        const std::string arabic = "\xE4\xC7\xE3,\xD4\xE5\xD1\n\x90\xE1\xEC,\xDE\xE3\n";
        QCOMPARE(toUtf8(bytesOf(arabic), detectEncoding(bytesOf(arabic))),
                 std::string("نام,شهر\nگلى,قم\n"));
    }
    void hostileTextsEndInAnError() {
        QCOMPARE(errorOf(std::string(300'000, 'x')), ErrorCode::list_too_large);
        std::string wide;
        for (int i = 0; i < 1'000'000; ++i)
            wide += "x,";
        QCOMPARE(errorOf(wide), ErrorCode::list_too_large);
    }
    void deepQuotesTakeLinearTime() {
        std::string text;
        while (text.size() < 4'000'000)
            text += "\"\"\"a,\"b\n";
        QElapsedTimer timer;
        timer.start();
        (void)readCsv(bytesOf(text));
        QVERIFY(timer.elapsed() < 10'000);
    }
    void writerIsReadBackAndDefusesFormulas() {
        CsvWriter writer;
        writer.addRow({"=1+1", "a,\"b\"", "علی"});
        QVERIFY(writer.text().starts_with("\xEF\xBB\xBF'=1+1,"));
        QCOMPARE(read(writer.text()).at(0).at(1), std::string("a,\"b\""));
    }
};
PEYVAND_TEST(CsvTest)

#include "test_csv.moc"
