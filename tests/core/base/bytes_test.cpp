// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "tests/support/registry.h"

#include <QtTest>
#include <set>

using namespace peyvand;

class BytesTest : public QObject {
    Q_OBJECT
  private slots:
    void hexGoesThereAndBack() {
        const Bytes bytes{0x00, 0x0f, 0xA5, 0xff};
        QCOMPARE(toHex(bytes), std::string("000fa5ff"));
        QCOMPARE(*fromHex("000fA5Ff"), bytes);
        QCOMPARE(*fromHex(""), Bytes{});
        for (const char* wrong : {"0", "0g", " 0", "0x", "00 0"})
            QVERIFY(!fromHex(wrong));
    }

    void idsAreOrderedByTime() {
        const ByteArray<10> random{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
        const ByteArray<16> early = makeUuid7(1'700'000'000'000, random);
        const ByteArray<16> late = makeUuid7(1'700'000'000'001, {});
        QVERIFY(early < late);
        // RFC 9562: version 7 in the seventh byte, variant 10 in the ninth.
        QCOMPARE(early[6] >> 4, 7);
        QCOMPARE(early[8] >> 6, 2);
        QCOMPARE(late[8] >> 6, 2);
    }

    void idsAreReadInOneFormOnly() {
        const std::string text = "018bcfe5-6800-7fff-bfff-ffffffffffff";
        const auto id = BeneficiaryId::parse(text);
        QVERIFY(id.has_value());
        QCOMPARE(id->text(), text);
        QCOMPARE(*BeneficiaryId::parse("018BCFE5-6800-7FFF-BFFF-FFFFFFFFFFFF"), *id);
        for (const char* wrong :
             {"", "018bcfe568007fffbfffffffffffffff", "018bcfe5-6800-7fff-bfff-fffffffffff",
              "018bcfe5_6800-7fff-bfff-ffffffffffff", "018bcfe5-6800-7fff-bfff-fffffffffffg"})
            QVERIFY(!BeneficiaryId::parse(wrong));
    }

    void idsOfViewsHaveSixteenBytes() {
        const Bytes bytes(16, 7);
        QVERIFY(HouseholdId::of(bytes).has_value());
        QVERIFY(!HouseholdId::of(ByteView(bytes).first(15)));
        QVERIFY(HouseholdId{}.isNull() && !HouseholdId::of(bytes)->isNull());
    }

    void everyErrorHasAnOwnName() {
        std::set<std::string_view> names;
        for (const ErrorCode code : allErrorCodes())
            QVERIFY(names.insert(errorName(code)).second);
        QVERIFY(names.contains("password_wrong"));
        QCOMPARE(errorName(ErrorCode::date_not_existing), std::string_view("date_not_existing"));
    }
};
PEYVAND_TEST(BytesTest)

#include "bytes_test.moc"
