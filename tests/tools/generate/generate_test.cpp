// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/generate/generate.h"

#include "core/register/people.h"
#include "sync/enquiry/enquiry.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class GenerateTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_{};
    std::unique_ptr<Clock> clock_ = makeSystemClock();
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    std::unique_ptr<Files> files_ = makeSystemFiles();

    static generate::Plan plan(std::uint64_t seed = 7) {
        generate::Plan plan;
        plan.people = 300;
        plan.aid = 900;
        plan.claims = 600;
        plan.charities = 3;
        plan.seed = seed;
        plan.until = *CivilDate::fromYmd(2026, 11, 22);
        plan.password = SecretText("a long password");
        plan.cost = StretchCost{1, 8};
        return plan;
    }
    Path place(const char* name) const {
        return Path(folder_.path().toStdString()) / name / "register";
    }
    bool make(const char* name, const generate::Plan& plan) {
        return generate::generate(*files_, place(name), plan, [](auto, auto, auto) {}).has_value();
    }
    std::unique_ptr<Register> open(const char* name) {
        auto opened = Register::open({*clock_, *random_, *files_}, place(name), {},
                                     SecretText("a long password"));
        return opened ? std::move(*opened) : nullptr;
    }
    static std::int64_t number(Register& opened, const char* sql) {
        auto row = opened.database().prepare(sql);
        return row.step() ? row.integer(0) : -1;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }

    void whatIsMadeIsASoundRegister() {
        QVERIFY(make("sound", plan()));
        const auto opened = open("sound");
        QVERIFY(opened);
        QCOMPARE(number(*opened, "SELECT COUNT(*) FROM beneficiary"), std::int64_t{300});
        QCOMPARE(number(*opened, "SELECT COUNT(*) FROM aid"), std::int64_t{900});
        QCOMPARE(number(*opened, "SELECT COUNT(*) FROM claim"), std::int64_t{600});
        QVERIFY(number(*opened, "SELECT COUNT(DISTINCT charity) FROM claim") == 3);
        QVERIFY(number(*opened, "SELECT COUNT(*) FROM identity WHERE confirmed = 0") > 0);
        const auto findings = checkRegister(*opened);
        QVERIFY(findings);
        QCOMPARE(findings->size(), std::size_t{0});
    }
    void anEnquiryOpensClaimsOfTheOthers() {
        QVERIFY(make("asked", plan()));
        const auto opened = open("asked");
        auto network = Network::open(*opened);
        QVERIFY(network && (*network)->isMember());
        InlineExecutor executor;
        Enquiry enquiry(**network, executor);
        std::size_t claims = 0;
        const auto page = People(*opened).page({"", 0, 50});
        QVERIFY(page);
        for (const auto& row : page->rows) {
            if (!row.number_confirmed)
                continue;
            const auto answer = enquiry.ask({row.number, std::nullopt, {}, Language::persian});
            QVERIFY(answer);
            QCOMPARE(answer->claims_unreadable, 0);
            claims += answer->claims.size();
        }
        QVERIFY(claims > 0);
    }
    void oneSeedMakesOneRegister() {
        QVERIFY(make("one", plan()) && make("same", plan()) && make("other", plan(8)));
        const auto one = open("one"), same = open("same"), other = open("other");
        QVERIFY(*canonicalHash(one->database()) == *canonicalHash(same->database()));
        QVERIFY(*canonicalHash(one->database()) != *canonicalHash(other->database()));
    }
    void anUnfinishedRegisterIsGoneOnWith() {
        generate::Plan first = plan();
        first.claims = 200;
        first.aid = 400;
        QVERIFY(make("twice", first) && make("twice", plan()) && make("twice", plan()));
        const auto opened = open("twice");
        QCOMPARE(number(*opened, "SELECT COUNT(*) FROM aid"), std::int64_t{900});
        QCOMPARE(number(*opened, "SELECT COUNT(*) FROM claim"), std::int64_t{600});
        QCOMPARE(checkRegister(*opened)->size(), std::size_t{0});
    }
    void anotherPasswordChangesNothing() {
        QVERIFY(make("kept", plan()));
        generate::Plan wrong = plan();
        wrong.password = SecretText("another password");
        wrong.people = 400;
        QVERIFY(!make("kept", wrong));
        QCOMPARE(number(*open("kept"), "SELECT COUNT(*) FROM beneficiary"), std::int64_t{300});
    }
};

PEYVAND_TEST(GenerateTest)
#include "generate_test.moc"
