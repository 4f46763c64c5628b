// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identity.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;

namespace {

/// Nine digits with the check digit that makes a national ID of them.
std::string withCheckDigit(const std::string& nine) {
    for (char digit = '0'; digit <= '9'; ++digit) {
        if (nationalIdCheckHolds(nine + digit))
            return nine + digit;
    }
    return {};
}

/// The problem of a number, or no name at all when it is fine.
QString problemOf(const ReadIdentity& read) {
    return read.problem ? QString::fromStdString(std::string(errorName(read.problem->code)))
                        : QString();
}

} // namespace

class IdentityTest : public QObject {
    Q_OBJECT
  private slots:
    void readsByTheRules_data();
    void readsByTheRules();
    void readsAKindThatIsSaid_data();
    void readsAKindThatIsSaid();

    void exactlyOneCheckDigitHolds() {
        // 0123456789: sum 0·10+1·9+2·8+3·7+4·6+5·5+6·4+7·3+8·2 = 156, 156 mod 11 = 2, 11 − 2 = 9.
        QVERIFY(nationalIdCheckHolds("0123456789"));
        for (int i = 0; i < 2000; ++i) {
            const std::string nine = std::to_string(100'000'000 + i * 447'113);
            int holding = 0;
            for (char digit = '0'; digit <= '9'; ++digit)
                holding += nationalIdCheckHolds(nine + digit) ? 1 : 0;
            QCOMPARE(holding, 1);
        }
    }

    void aWrongDigitIsNoticedWhereTheCheckDigitIsNotOne() {
        const std::string right = "0123456789";
        for (std::size_t place = 0; place < right.size(); ++place) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string wrong = right;
                wrong[place] = digit;
                QCOMPARE(nationalIdCheckHolds(wrong), wrong == right);
            }
        }
    }

    void checkTakesTenAsciiDigitsOnly() {
        QVERIFY(!nationalIdCheckHolds("123456789"));
        QVERIFY(!nationalIdCheckHolds("01234567890"));
        QVERIFY(!nationalIdCheckHolds("012345678x"));
        QVERIFY(!nationalIdCheckHolds(""));
    }

    void lostZerosAreRestoredWhenTheCheckHolds() {
        for (const std::string nine : {"012345678", "001234567"}) {
            const std::string full = withCheckDigit(nine);
            const std::string typed = full.substr(full.find_first_not_of('0'));
            const ReadIdentity read = readIdentity(typed);
            QCOMPARE(read.kind, IdentityKind::national_id);
            QCOMPARE(read.identity->number, full);
            QVERIFY(read.zeros_restored);
            QCOMPARE(read.folded, typed);
        }
        QVERIFY(!readIdentity("0123456789").zeros_restored);
    }

    void spellingsOfOneNumberGiveOneCanonicalForm() {
        const Bytes expected = readIdentity("0123456789").identity->canonical();
        QCOMPARE(expected.size(), std::size_t{12});
        QCOMPARE(expected[0], std::uint8_t{1});
        QCOMPARE(expected[1], std::uint8_t{10});
        for (const char* typed :
             {"۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩", "012-345678-9", " 012 345 6789 ", "'0123456789",
              "123456789", "0123456789.0", "\u20660123456789\u2069", "۰۱۲‌۳۴۵‌۶۷۸۹",
              "\uFF10\uFF11\uFF12\uFF13456789", "012/345678/9", "012–345678–9"}) {
            const ReadIdentity read = readIdentity(typed);
            QVERIFY2(read.identity.has_value(), typed);
            QCOMPARE(read.identity->canonical(), expected);
        }
    }

    void passportsOfTwoStatesAreTwoIdentities() {
        const auto afghan = readIdentityAs("p-1234567", IdentityKind::passport, "afg");
        const auto iraqi = readIdentityAs("P1234567", IdentityKind::passport, "IRQ");
        QCOMPARE(afghan.identity->issuing_state, std::string("AFG"));
        QVERIFY(afghan.identity->canonical() != iraqi.identity->canonical());
        const std::string canonical = "\x04\x0b"
                                      "AFGP1234567";
        QCOMPARE(afghan.identity->canonical(), Bytes(canonical.begin(), canonical.end()));
    }

    void kindsHaveNames() {
        for (const auto kind :
             {IdentityKind::national_id, IdentityKind::foreign_code, IdentityKind::amayesh_card,
              IdentityKind::passport, IdentityKind::census_slip})
            QCOMPARE(identityKindFromName(identityKindName(kind)), std::optional(kind));
        QVERIFY(!identityKindFromName("nothing"));
        QVERIFY(identityKindName(static_cast<IdentityKind>(99)).empty());
    }

    void randomTextNeverMakesAWrongNationalId() {
        std::srand(7);
        for (int i = 0; i < 20'000; ++i) {
            std::string typed;
            for (int n = std::rand() % 20; n > 0; --n)
                typed += static_cast<char>(std::rand() % 256);
            const ReadIdentity read = readIdentity(typed);
            QVERIFY(read.identity.has_value() != read.problem.has_value());
            if (read.identity && read.kind == IdentityKind::national_id)
                QVERIFY(nationalIdCheckHolds(read.identity->number));
        }
    }
};

void IdentityTest::readsByTheRules_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, const char* typed, const char* kind, const char* number,
                        const char* problem = "") {
        QTest::newRow(name) << QString::fromUtf8(typed) << kind << number << QString(problem);
    };
    row("right", "0123456789", "national_id", "0123456789");
    row("wrong check digit", "0123456780", "national_id", "", "identity_check_digit");
    row("ten digits stay national", "9999999998", "national_id", "", "identity_check_digit");
    row("ten equal digits", "1111111111", "national_id", "", "identity_not_assignable");
    row("zeros from 4 to 9", "1230000001", "national_id", "", "identity_not_assignable");
    row("empty", "", "national_id", "", "identity_empty");
    row("only separators", " - ‌/", "national_id", "", "identity_empty");
    row("seven digits", "1234567", "national_id", "", "identity_length");
    row("eight digits, no check", "12345678", "foreign_code", "12345678");
    row("nine digits, no check", "123456788", "foreign_code", "123456788");
    row("eleven digits", "12345678901", "foreign_code", "12345678901");
    row("twelve Persian digits", "۱۰۰۲۰۰۳۰۰۴۰۰", "foreign_code", "100200300400");
    row("leading zeros dropped", "001234567890", "foreign_code", "1234567890");
    row("sixteen digits", "1234567890123456", "foreign_code", "1234567890123456");
    row("seventeen digits", "12345678901234567", "foreign_code", "", "identity_length");
    row("one digit repeated", "999999999999", "foreign_code", "", "identity_not_assignable");
    row("passport without state", "p 1234567", "passport", "", "identity_state_missing");
    row("letters only", "ندارد", "national_id", "", "identity_characters");
    row("Latin word", "none", "passport", "", "identity_characters");
    row("masked", "123•••7890", "national_id", "", "identity_characters");
    row("masked to a length of nine", "12345*6788", "national_id", "", "identity_characters");
}

void IdentityTest::readsByTheRules() {
    QFETCH(QString, typed);
    QFETCH(QString, kind);
    QFETCH(QString, number);
    QFETCH(QString, problem);
    const ReadIdentity read = readIdentity(typed.toStdString());
    QCOMPARE(QString::fromStdString(std::string(identityKindName(read.kind))), kind);
    QCOMPARE(problemOf(read), problem);
    QCOMPARE(QString::fromStdString(read.identity ? read.identity->number : ""), number);
}

void IdentityTest::readsAKindThatIsSaid_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("number");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char* name, const char* typed, const char* kind, const char* number,
                        const char* problem = "") {
        QTest::newRow(name) << QString::fromUtf8(typed) << kind << number << QString(problem);
    };
    row("ten digits said to be foreign", "1234567890", "foreign_code", "1234567890");
    row("foreign too short", "1234567", "foreign_code", "", "identity_length");
    row("foreign with letters", "F1234567890", "foreign_code", "", "identity_characters");
    row("twelve digits said national", "123456789012", "national_id", "", "identity_length");
    row("nine digits, wrong check", "123456780", "national_id", "", "identity_check_digit");
    row("amayesh card", "۱۲۳۴-۵۶۷۸", "amayesh_card", "12345678");
    row("amayesh card keeps zeros", "0012345678", "amayesh_card", "0012345678");
    row("amayesh card with letters", "a1234567", "amayesh_card", "", "identity_characters");
    row("census slip", "kf-123456", "census_slip", "KF123456");
    row("census slip too short", "12345", "census_slip", "", "identity_length");
    row("census slip too long", "123456789012345678901", "census_slip", "", "identity_length");
    row("passport too long", "P123456789012345", "passport", "", "identity_length");
    row("zeros only", "00000000", "amayesh_card", "", "identity_not_assignable");
}

void IdentityTest::readsAKindThatIsSaid() {
    QFETCH(QString, typed);
    QFETCH(QString, kind);
    QFETCH(QString, number);
    QFETCH(QString, problem);
    const auto said = *identityKindFromName(kind.toStdString());
    const ReadIdentity read = readIdentityAs(typed.toStdString(), said, "AFG");
    QCOMPARE(read.kind, said);
    QCOMPARE(problemOf(read), problem);
    QCOMPARE(QString::fromStdString(read.identity ? read.identity->number : ""), number);
}
PEYVAND_TEST(IdentityTest)

#include "identity_test.moc"
