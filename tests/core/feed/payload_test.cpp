// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/payload.h"
#include "core/feed/utf8.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>
#include <random>

using namespace peyvand;
using namespace peyvand::test;

static Bytes ofHex(const char* text) { return fromHex(text).value(); }

class PayloadTest : public QObject {
    Q_OBJECT
  private slots:
    void writesTheGoldenBytes() {
        CborWriter out;
        out.map(5).integer(1).integer(-5).integer(2).text("سلام");
        out.integer(3).bytes(Bytes{0, 0xff}).integer(4).array(3).null().integer(24).integer(65536);
        out.integer(9).map(0);
        QCOMPARE(hex(out.result()), hex(golden("cbor")));
    }

    void readsTheGoldenBytes() {
        const Bytes bytes = golden("cbor");
        CborDocument document;
        const auto root = document.decode(bytes);
        QVERIFY(root.has_value());
        QCOMPARE(root->size(), std::size_t{5});
        QCOMPARE(root->find(1).integer(), std::optional<std::int64_t>(-5));
        QCOMPARE(root->find(2).text(), std::optional<std::string_view>("سلام"));
        QCOMPARE(hex(*root->find(3).bytes()), QByteArray("00ff"));
        const CborView list = root->find(4);
        QCOMPARE(list.size(), std::size_t{3});
        QVERIFY(list.first() && list.first().isNull());
        QCOMPARE(list.first().next().integer(), std::optional<std::int64_t>(24));
        QCOMPARE(list.first().next().next().integer(), std::optional<std::int64_t>(65536));
        QVERIFY(!list.first().next().next().next());
        QVERIFY(root->find(9).kind() == CborKind::map && !root->find(9).first());
        QVERIFY(!root->find(9).next());
        QVERIFY(!root->find(5) && !root->find(100));
        QCOMPARE(hex(list.raw()), QByteArray("83f618181a00010000"));
        QCOMPARE(hex(root->raw()), hex(bytes));
    }

    void otherKindsGiveNothing() {
        const Bytes bytes = golden("cbor");
        CborDocument document;
        const auto root = document.decode(bytes);
        QVERIFY(!root->integer() && !root->text() && !root->bytes());
        QVERIFY(!root->find(1).text() && !root->find(1).first() && !root->find(1).find(1));
        QVERIFY(!CborView().integer() && !CborView().next() && CborView().raw().empty());
    }

    void integersRoundTripAtEveryEdge() {
        for (const std::int64_t number :
             {std::int64_t{0}, std::int64_t{23}, std::int64_t{24}, std::int64_t{255},
              std::int64_t{256}, std::int64_t{65535}, std::int64_t{65536}, std::int64_t{4294967295},
              std::int64_t{4294967296}, INT64_MAX}) {
            for (const std::int64_t value : {number, -1 - number}) {
                CborWriter out;
                out.integer(value);
                CborDocument document;
                const auto read = document.decode(out.result());
                QVERIFY(read.has_value());
                QCOMPARE(read->integer(), std::optional<std::int64_t>(value));
            }
        }
    }

    void whatTheNarrowFormLeavesOutIsRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        const char* const cases[][2] = {
            {"nothing", ""},
            {"true", "f5"},
            {"undefined", "f7"},
            {"half float", "f93c00"},
            {"double", "fb3ff0000000000000"},
            {"tag", "c100"},
            {"break alone", "ff"},
            {"endless array", "9f00ff"},
            {"endless map", "bf0000ff"},
            {"endless bytes", "5f4100ff"},
            {"endless text", "7f6161ff"},
            {"long head of 0", "1800"},
            {"long head of 255", "1900ff"},
            {"long head of a length", "580100"},
            {"over 63 bits", "1b8000000000000000"},
            {"below 63 bits", "3b8000000000000000"},
            {"second value", "0000"},
            {"missing item", "8100ff"},
            {"short array", "8200"},
            {"short bytes", "4200"},
            {"text key", "a1616100"},
            {"doubled key", "a201000100"},
            {"descending keys", "a202000100"},
            {"key without value", "a101"},
            {"broken UTF-8", "62c328"},
            {"surrogate", "63eda080"},
            {"huge array", "9b7fffffffffffffff"},
            {"huge map", "bb7fffffffffffffff"},
            {"huge bytes", "5b7fffffffffffffff"},
            {"reserved head", "1c"},
        };
        for (const auto& one : cases)
            QTest::newRow(one[0]) << QByteArray(one[1]);
    }
    void whatTheNarrowFormLeavesOutIsRefused() {
        QFETCH(QByteArray, bytes);
        const Bytes encoded = ofHex(bytes.constData());
        CborDocument document;
        const auto read = document.decode(encoded);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::entry_malformed);
    }

    void nestingIsBounded() {
        CborDocument document;
        Bytes nested(16, 0x81);
        nested.push_back(0);
        QVERIFY(document.decode(nested));
        nested.insert(nested.begin(), 0x81);
        QVERIFY(!document.decode(nested));
        QVERIFY(!document.decode(Bytes(65'536, 0x81), {1 << 20, 1 << 20, 1000}));
    }

    void itemsAndBytesAreBounded() {
        CborWriter out;
        out.array(100);
        for (int i = 0; i < 100; ++i)
            out.integer(i);
        CborDocument document;
        QVERIFY(document.decode(out.result(), {1000, 101, 4}));
        QVERIFY(!document.decode(out.result(), {1000, 100, 4}));
        QVERIFY(!document.decode(out.result(), {100, 1000, 4}));
    }

    void everyTruncationIsRefused() {
        const Bytes bytes = golden("cbor");
        CborDocument document;
        for (std::size_t size = 0; size < bytes.size(); ++size)
            QVERIFY(!document.decode(ByteView(bytes).first(size)));
    }

    void anyAcceptedBytesHaveOneEncoding() {
        std::mt19937 random(20261122);
        CborDocument document;
        const Bytes sound = golden("cbor");
        int accepted = 0;
        for (int round = 0; round < 20'000; ++round) {
            Bytes bytes = sound;
            for (int i = 0; i < 2; ++i)
                bytes[random() % bytes.size()] = static_cast<std::uint8_t>(random());
            if (const auto root = document.decode(bytes)) {
                ++accepted;
                CborWriter out;
                write(out, *root);
                QCOMPARE(hex(out.result()), hex(bytes));
            }
        }
        QVERIFY(accepted > 100);
    }

    void utf8IsCheckedByTheTable() {
        for (const char* sound : {"", "a", "سلام", "\u200c", "\xf0\x9f\x99\x82", "\xef\xbf\xbf"})
            QVERIFY(isUtf8(sound));
        for (const char* broken :
             {"\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
              "\xf5\x80\x80\x80", "\xd8", "\xe2\x80", "\xff"})
            QVERIFY(!isUtf8(broken));
    }

  private:
    static void write(CborWriter& out, CborView value) {
        if (const auto number = value.integer())
            out.integer(*number);
        else if (const auto bytes = value.bytes())
            out.bytes(*bytes);
        else if (const auto text = value.text())
            out.text(*text);
        else if (value.kind() == CborKind::null)
            out.null();
        else
            writeItems(out, value);
    }
    static void writeItems(CborWriter& out, CborView value) {
        const bool is_map = value.kind() == CborKind::map;
        is_map ? out.map(value.size()) : out.array(value.size());
        for (CborView item = value.first(); item; item = item.next()) {
            if (is_map)
                out.integer(item.key());
            write(out, item);
        }
    }
};
PEYVAND_TEST(PayloadTest)

#include "payload_test.moc"
