// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/identity_list.h"
#include "core/exchange/people_list.h"
#include "core/exchange/xlsx_number.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>
#include <zip.h>

using namespace peyvand;
using namespace peyvand::exchange;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// A workbook of these parts, in memory.
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

Parts book(const std::string& rows, const std::string& texts = "<sst/>") {
    return {{"xl/workbook.xml",
             "<workbook xmlns:r=\"r\"><sheets><sheet name=\"empty\" r:id=\"r2\"/>"
             "<sheet name=\"data\" r:id=\"r1\"/></sheets></workbook>"},
            {"xl/_rels/workbook.xml.rels",
             "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
             "Target=\"worksheets/s1.xml\"/>"
             "<Relationship Id=\"r2\" Type=\"x/worksheet\" Target=\"/xl/worksheets/s2.xml\"/>"
             "</Relationships>"},
            {"xl/styles.xml",
             "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"0000000000\"/>"
             "<numFmt numFmtId=\"171\" formatCode=\"[$-fa-IR]yyyy/mm/dd;@\"/></numFmts>"
             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/>"
             "</cellXfs></styleSheet>"},
            {"xl/sharedStrings.xml", texts},
            {"xl/worksheets/s1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
            {"xl/worksheets/s2.xml", "<worksheet><sheetData/></worksheet>"}};
}

const std::string texts = "<sst><si><t>نام</t></si><si><r><t>کد</t></r><r><t> ملی</t></r></si>"
                          "<si><t>تاریخ تولد</t></si><si><t>علی</t></si></sst>";
const std::string rows =
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
    "<c r=\"C3\" t=\"s\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>3</v></c>"
    "<c r=\"B4\" s=\"1\"><v>6.0235554E8</v></c><c r=\"C4\" s=\"2\"><v>31615.4</v></c>"
    "<c r=\"XFD4\"/></row><row/>";

ErrorCode errorOf(const Bytes& bytes) {
    const auto table = readTable(bytes, ListKind::people);
    return table ? ErrorCode::internal : table.error().code;
}

} // namespace

class WorkbookTest : public QObject {
    Q_OBJECT
  private slots:
    void numbersDaysAndTextsAreReadFromTheSheetWithData() {
        auto table = readTable(zipped(book(rows, texts)), ListKind::people);
        QVERIFY(table.has_value());
        QCOMPARE(table->sheet(), std::string("data"));
        const PeopleList list(std::move(*table), CivilDate::fromDays(20'000));
        const auto row = list.row(0);
        QCOMPARE(row.line, std::int64_t{4});
        QCOMPARE(row.identities.at(0).read.identity->number, std::string("0602355540"));
        QCOMPARE(row.fields.birth->iso(), std::string("1986-07-22"));
    }
    void numbersLoseTheirNoise() {
        QCOMPARE(numberText("4.0171663260000002E9", {}, false), std::string("4017166326"));
        QCOMPARE(numberText("45495", {true, 0}, false), std::string("2024-07-22"));
        QCOMPARE(numberText("0.1", {}, false), std::string("0.1"));
        QVERIFY(!readNumberFormat("h:mm").is_day);
        QVERIFY(!readNumberFormat("\"day\" 0").is_day);
    }
    void everyTruncationIsAnErrorAndNothingElse() {
        const Bytes whole = zipped(book(rows, texts));
        for (std::size_t size = 4; size < whole.size(); size += 7) {
            const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            QCOMPARE(errorOf(part), ErrorCode::list_malformed);
        }
    }
    void bombsMeetAbsoluteCaps() {
        Parts parts = book(rows, texts);
        parts[0].second += std::string(small_part_limit_bytes + 1, ' ');
        QCOMPARE(errorOf(zipped(parts)), ErrorCode::list_too_large);
        std::string wide = "<row r=\"1\">";
        for (int i = 0; i < 300; ++i)
            wide += "<c><v>1</v></c>";
        QCOMPARE(errorOf(zipped(book(wide + "</row>"))), ErrorCode::list_too_large);
        const std::string far = "<row r=\"1\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>";
        QCOMPARE(errorOf(zipped(book(far))), ErrorCode::list_too_large);
    }
    void deepAndEntityLadenPartsDoNoHarm() {
        std::string deep;
        for (int i = 0; i < 500'000; ++i)
            deep += "<a>";
        QVERIFY(errorOf(zipped(book("<row r=\"1\">" + deep + "</row>"))) != ErrorCode::internal);
        Parts parts = book(rows, texts);
        parts[3].second = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + texts;
        QVERIFY(readTable(zipped(parts), ListKind::people).has_value());
    }
    void otherKindsOfFilesAreNamed() {
        QCOMPARE(readTable(bytesOf("\xD0\xCF\x11\xE0 old"), ListKind::people).error().code,
                 ErrorCode::list_format_unknown);
        QCOMPARE(readTable({}, ListKind::people).error().code, ErrorCode::list_empty);
    }
};
PEYVAND_TEST(WorkbookTest)

#include "test_workbook.moc"
