// SPDX-License-Identifier: GPL-3.0-or-later
// Files made to harm: each gives an error or harmless rows, and an error changes nothing.
#include "core/exchange/archive.h"
#include "core/exchange/import.h"
#include "core/exchange/people_list.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>
#include <zip.h>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

Bytes zipped(const Parts& parts) {
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("book.xlsx"));
    zip_t* archive = zip_open(path.toUtf8().constData(), ZIP_CREATE, nullptr);
    for (const auto& [name, text] : parts)
        zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0),
                     0);
    zip_close(archive);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return Bytes(bytes.begin(), bytes.end());
}

Parts book(const std::string& rows, const std::string& target = "worksheets/s1.xml") {
    return {{"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"data\" r:id=\"r1\"/>"
                                "</sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"" + target +
                 "\"/></Relationships>"},
            {"xl/worksheets/s1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

std::string textCell(const std::string& place, const std::string& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string headingRow() {
    return "<row r=\"1\">" + textCell("A1", "نام") + textCell("B1", "نام خانوادگی") +
           textCell("C1", "کد ملی") + "</row>";
}

/// What an import of these bytes ends with; internal when it went well.
ErrorCode outcome(ByteView bytes) {
    test::RegisterFixture office;
    const auto entries = office.number("SELECT COUNT(*) FROM entry");
    ImportRequest request;
    request.bytes = bytes;
    request.list_name = "hostile";
    const auto report = importPeople(office.opened(), request);
    if (report)
        return ErrorCode::internal;
    if (office.number("SELECT COUNT(*) FROM entry") != entries ||
        office.number("SELECT COUNT(*) FROM beneficiary") != 0)
        qFatal("an import that failed left something");
    return report.error().code;
}

Result<Table> tableOf(const Parts& parts) { return readTable(zipped(parts), ListKind::people); }

} // namespace

class HostileTest : public QObject {
    Q_OBJECT
  private slots:
    void unpackedBytesAreCounted() {
        const Bytes bomb = zipped({{"a", std::string(1'000'000, ' ')}, {"b", "small"}});
        auto archive = Archive::open(bomb, 100'000);
        QVERIFY(archive.has_value());
        QCOMPARE(archive->read("a", 10'000'000).error().code, ErrorCode::list_too_large);
        Parts parts = book(headingRow());
        parts.emplace_back("xl/styles.xml", std::string(small_part_limit_bytes + 1, ' '));
        QCOMPARE(outcome(zipped(parts)), ErrorCode::list_too_large);
    }
    void pathsOutOfTheArchiveLeadNowhere() {
        for (const char* target : {"../../../../etc/passwd", "/../../etc/passwd", "file:///etc/x",
                                   "..\\..\\windows\\win.ini", "\"; drop"}) {
            Parts parts = book(headingRow(), target);
            parts.emplace_back("../../escape", "x");
            QCOMPARE(outcome(zipped(parts)), ErrorCode::list_malformed);
        }
    }
    void entitiesAreNeverExpanded() {
        std::string laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">";
        for (char c = 'b'; c < 'k'; ++c)
            laughs += std::string("<!ENTITY ") + c + " \"&" + char(c - 1) + ";&" + char(c - 1) +
                      ";&" + char(c - 1) + ";&" + char(c - 1) + ";\">";
        Parts parts = book(headingRow() + "<row r=\"2\">" + textCell("A2", "علی") +
                           textCell("B2", "&j;") + "</row>");
        parts[0].second = laughs + "]>" + parts[0].second;
        const auto table = tableOf(parts);
        QVERIFY(table.has_value());
        QCOMPARE(table->cell(0, 1), std::string_view("&j;"));
    }
    void farRowsAndCellsTakeNoRoom() {
        const std::string far_row = "<row r=\"1000000000\">" + textCell("A1000000000", "علی") +
                                    textCell("B1000000000", "رضایی") + "</row>";
        const auto table = tableOf(book(headingRow() + far_row));
        QVERIFY(table.has_value());
        QCOMPARE(table->rows(), std::size_t{1});
        QCOMPARE(outcome(zipped(book("<row r=\"1\">" + textCell("XFD1", "x") + "</row>"))),
                 ErrorCode::list_too_large);
        QCOMPARE(outcome(zipped(book("<row r=\"99999999999999999999\"><c r=\"A\"/></row>"))),
                 ErrorCode::list_empty);
    }
    void mergesOfTheWholeSheetAreHarmless() {
        Parts parts =
            book(headingRow() + "<row r=\"2\">" + textCell("A2", "علی") + textCell("B2", "رضایی") +
                 "</row><row r=\"3\">" + textCell("A3", "مینا") + "</row>");
        const std::string merges = "</sheetData><mergeCells><mergeCell ref=\"B2:B1048576\"/>"
                                   "<mergeCell ref=\"A1:XFD1\"/><mergeCell ref=\"\"/></mergeCells>";
        auto& sheet = parts[2].second;
        sheet.replace(sheet.find("</sheetData>"), 12, merges);
        const auto table = tableOf(parts);
        QVERIFY(table.has_value());
        QCOMPARE(table->rows(), std::size_t{2});
        QCOMPARE(table->cell(1, 1), std::string_view("رضایی"));
    }
    void formulasGiveTheirStoredResultOnly() {
        const auto table =
            tableOf(book(headingRow() + "<row r=\"2\">" + textCell("A2", "علی") +
                         "<c r=\"B2\" t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>رضایی</v></c>"
                         "<c r=\"C2\"><f>1/0</f></c></row>"));
        QVERIFY(table.has_value());
        QCOMPARE(table->cell(0, 1), std::string_view("رضایی"));
        QCOMPARE(table->cell(0, 2), std::string_view());
    }
    void longLinesAndCellsMeetTheirCaps() {
        const std::string heading = "نام,نام خانوادگی\n";
        QCOMPARE(outcome(bytesOf(heading + std::string(100'000'000, 'x'))),
                 ErrorCode::list_too_large);
        QCOMPARE(outcome(bytesOf(heading + std::string(2'000'000, '"') + "\n")),
                 ErrorCode::list_too_large);
        std::string wide = heading;
        for (int i = 0; i < 1000; ++i)
            wide += "x,";
        QCOMPARE(outcome(bytesOf(wide + "\n")), ErrorCode::list_too_large);
    }
    void nulsLoneQuotesAndOddMarksAreRead() {
        std::string text = "\xEF\xBB\xBF\xEF\xBB\xBFنام,نام خانوادگی,کد ملی\nع";
        text += std::string(3, '\0') + "لی,\"رضایی,0602355540\nمینا,کریمی,\n";
        const auto table = readTable(bytesOf(text), ListKind::people);
        QVERIFY(table.has_value());
        QCOMPARE(table->rows(), std::size_t{2});
        const PeopleList list(*table, CivilDate::fromDays(20'000));
        QCOMPARE(list.row(0).fields.given_name, std::string("علی"));
        QCOMPARE(list.row(1).fields.given_name, std::string("مینا"));
    }
    void everyEncodingAndSeparatorGivesTheSame_data() {
        QTest::addColumn<QByteArray>("bytes");
        for (const char separator : {',', ';', '\t'}) {
            QString text = QStringLiteral("نام,نام خانوادگی,کد ملی\r\nعلی,رضایی,0602355540\r\n");
            text.replace(u',', QLatin1Char(separator));
            const auto name = [&](const char* encoding) {
                return QByteArray(encoding) + (separator == '\t' ? ' ' : separator);
            };
            QTest::newRow(name("utf8").constData()) << text.toUtf8();
            QByteArray little("\xFF\xFE"), big("\xFE\xFF"), bare;
            for (const QChar c : text) {
                little += char(c.unicode() & 0xFF);
                little += char(c.unicode() >> 8);
                bare += char(c.unicode() & 0xFF);
                bare += char(c.unicode() >> 8);
                big += char(c.unicode() >> 8);
                big += char(c.unicode() & 0xFF);
            }
            QTest::newRow(name("utf16le").constData()) << little;
            QTest::newRow(name("utf16be").constData()) << big;
            QTest::newRow(name("utf16 bare").constData()) << bare;
            QByteArray windows(
                "\xE4\xC7\xE3,\xE4\xC7\xE3 \xCE\xC7\xE4\xE6\xC7\xCF\x90\xED,\x98\xCF "
                "\xE3\xE1\xED\r\n\xDA\xE1\xED,\xD1\xD6\xC7\xED\xED,0602355540\r\n");
            windows.replace(',', QByteArray(1, separator));
            QTest::newRow(name("windows-1256").constData()) << windows;
        }
    }
    void everyEncodingAndSeparatorGivesTheSame() {
        QFETCH(QByteArray, bytes);
        const auto table = readTable({reinterpret_cast<const std::uint8_t*>(bytes.constData()),
                                      static_cast<std::size_t>(bytes.size())},
                                     ListKind::people);
        QVERIFY(table.has_value());
        const auto row = PeopleList(*table, CivilDate::fromDays(20'000)).row(0);
        QCOMPARE(row.identities.at(0).read.identity->number, std::string("0602355540"));
        QVERIFY(row.fields.family_name.size() == 10);
    }
};
PEYVAND_TEST(HostileTest)

#include "test_hostile.moc"
