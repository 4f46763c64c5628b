// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/password_slot.h"

#include "tests/support/counting_random.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

static const RegisterId register_id{counting<16>(0xa0)};
static const char* const printed_code = "123457-000004-123453-000008-123450-000001-123452-000005";

namespace {

/// Every look at it takes a given time.
class SteppingClock : public Clock {
  public:
    explicit SteppingClock(std::int64_t step_ms) : step_ms_(step_ms) {}
    std::int64_t unixMs() const override { return 0; }
    std::int64_t steadyMs() const override { return now_ms_ += step_ms_; }
    CivilDate today() const override { return {}; }

  private:
    std::int64_t step_ms_;
    mutable std::int64_t now_ms_ = 0;
};

} // namespace

class PasswordSlotTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void goldenSlotsOpen() {
        const auto list = decodeSlotList(golden("slot_list"));
        QVERIFY(list.has_value());
        QCOMPARE(list->entries.size(), std::size_t{2});
        QVERIFY(list->register_id == register_id);
        const RegisterKey key = RegisterKey::from(counting<32>(0x10));
        const auto by_password =
            openSlot(register_id, list->entries[0], SecretText("گل ۱۲ي\u0643"));
        QVERIFY(by_password && *by_password == key);
        const auto by_code = openSlot(register_id, list->entries[1], SecretText(code()));
        QVERIFY(by_code && *by_code == key);
        QCOMPARE(hex(encodeSlotList(*list)), hex(golden("slot_list")));
    }

    void slotOpensOnlyWithItsPasswordAndRegister() {
        CountingRandom random;
        const RegisterKey key = RegisterKey::from(counting<32>(9));
        const auto slot = makeSlot(register_id, SlotId{counting<16>(1)}, SlotKind::password,
                                   SecretText("درست"), key, cheapest_cost, random);
        QVERIFY(slot.has_value());
        QVERIFY(*openSlot(register_id, *slot, SecretText("درست")) == key);
        QCOMPARE(openSlot(register_id, *slot, SecretText("نادرست")).error().code,
                 ErrorCode::password_wrong);
        QCOMPARE(openSlot(register_id, *slot, SecretText("")).error().code,
                 ErrorCode::password_missing);
        QCOMPARE(openSlot(RegisterId{}, *slot, SecretText("درست")).error().code,
                 ErrorCode::password_wrong);
        PasswordSlot renamed = *slot;
        renamed.id = SlotId{counting<16>(2)};
        QVERIFY(!openSlot(register_id, renamed, SecretText("درست")));
    }

    void keyboardLayoutDoesNotMatter_data() {
        QTest::addColumn<QString>("typed");
        QTest::newRow("Persian") << QStringLiteral("کیف۱۲۳");
        QTest::newRow("Arabic letters") << QStringLiteral("\u0643\u064aف١٢٣");
        QTest::newRow("ASCII digits") << QStringLiteral("کیف123");
        QTest::newRow("presentation forms") << QStringLiteral("\uFED9\uFEF1\uFED1\uFF11２３");
    }
    void keyboardLayoutDoesNotMatter() {
        QFETCH(QString, typed);
        const auto text = normalisePassword(SecretText(typed.toStdString()));
        QVERIFY(text.has_value());
        QCOMPARE(QString::fromUtf8(text->view().data(), static_cast<qsizetype>(text->size())),
                 QStringLiteral("\u06a9\u06ccف123"));
    }

    void hostilePasswordTextsAreRefused() {
        QCOMPARE(normalisePassword(SecretText("\xff\xfe")).error().code, ErrorCode::text_not_utf8);
        QCOMPARE(normalisePassword(SecretText(std::string(1025, 'a'))).error().code,
                 ErrorCode::text_too_long);
        const auto composed = normalisePassword(SecretText("e\u0301"));
        QVERIFY(composed && *composed == SecretText("\u00e9"));
    }

    void everyChangedBitOfTheListShows() {
        const Bytes sound = golden("slot_list");
        for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
            Bytes changed = sound;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            QCOMPARE(decodeSlotList(changed).error().code, ErrorCode::register_keys_damaged);
        }
    }

    void everyTruncationOfTheListShows() {
        Bytes bytes = golden("slot_list");
        bytes.push_back(0);
        QVERIFY(!decodeSlotList(bytes));
        for (std::size_t size = 0; size + 1 < bytes.size(); ++size)
            QVERIFY(!decodeSlotList(ByteView(bytes).first(size)));
    }

    void costsThatWouldFreezeADeskAreRefused() {
        CountingRandom random;
        const RegisterKey key;
        SlotList list{register_id,
                      {*makeSlot(register_id, SlotId{counting<16>(1)}, SlotKind::password,
                                 SecretText("x"), key, cheapest_cost, random)}};
        QVERIFY(decodeSlotList(encodeSlotList(list)));
        for (const StretchCost cost :
             {StretchCost{17, 64}, StretchCost{3, 1025}, StretchCost{0, 64}, StretchCost{1, 7}}) {
            list.entries[0].cost = cost;
            QVERIFY(!decodeSlotList(encodeSlotList(list)));
            QVERIFY(!openSlot(register_id, list.entries[0], SecretText("x")));
        }
        list.entries[0].cost = cheapest_cost;
        list.entries.push_back(list.entries[0]);
        QVERIFY(!decodeSlotList(encodeSlotList(list)));
    }

    void costIsASecondWithinItsBounds() {
        QVERIFY(calibrate(SteppingClock(100)) == (StretchCost{3, 640}));
        QVERIFY(calibrate(SteppingClock(5000)) == least_cost);
        QVERIFY(calibrate(SteppingClock(0)) == (StretchCost{3, 1024}));
    }

    void recoveryCodeIsReadAsPrintedAndInAnyDigits() {
        for (std::uint8_t start = 0; start < 20; ++start) {
            CountingRandom random(start);
            const SecretText printed = makeRecoveryCode(random);
            QCOMPARE(printed.size(), std::size_t{8 * 6 + 7});
            const auto digits = readRecoveryCode(printed);
            QVERIFY(digits.has_value());
            QCOMPARE(digits->size(), std::size_t{40});
        }
        QString persian = QString::fromStdString(code());
        for (QChar& digit : persian)
            if (digit.isDigit())
                digit = QChar(digit.digitValue() + 0x06F0);
        const auto read = readRecoveryCode(SecretText("\u2067" + persian.toStdString() + " \n"));
        QVERIFY(read.has_value());
        QVERIFY(*read == SecretText("1234500000123450000012345000001234500000"));
    }

    void everyWrongDigitNamesItsGroup() {
        for (std::size_t at = 0; at < code().size(); ++at) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string typed = code();
                if (typed[at] == '-' || typed[at] == digit)
                    continue;
                typed[at] = digit;
                const auto read = readRecoveryCode(SecretText(typed));
                QVERIFY(!read);
                QCOMPARE(read.error().code, ErrorCode::recovery_code_wrong);
                QCOMPARE(read.error().arguments[0].second, std::to_string(at / 7 + 1));
            }
        }
    }

    void swappedGroupsAndWrongLengthsAreRefused() {
        const std::string swapped = code().substr(7, 7) + code().substr(0, 7) + code().substr(14);
        QVERIFY(!readRecoveryCode(SecretText(swapped)));
        QVERIFY(!readRecoveryCode(SecretText(code() + "1")));
        QVERIFY(!readRecoveryCode(SecretText(code().substr(1))));
        QVERIFY(!readRecoveryCode(SecretText("x" + code())));
        QVERIFY(!readRecoveryCode(SecretText("")));
    }

  private:
    static std::string code() { return printed_code; }
};
PEYVAND_TEST(PasswordSlotTest)

#include "password_slot_test.moc"
