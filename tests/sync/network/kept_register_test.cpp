// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <filesystem>
#include <QFile>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const Path kept = Path(PEYVAND_SOURCE_DIR) / "tests" / "data" / "registers";

} // namespace

// Registers that released versions made (tests/data/registers/README.md tells how) open for ever.
class KeptRegisterTest : public QObject {
    Q_OBJECT
  private slots:
    void everyKeptRegisterOpensAndAnswers_data() {
        QTest::addColumn<QString>("version");
        for (const auto& entry : std::filesystem::directory_iterator(kept))
            if (entry.is_directory()) {
                const QString version = QString::fromStdString(entry.path().filename().string());
                QTest::newRow(qPrintable(version)) << version;
            }
    }

    void everyKeptRegisterOpensAndAnswers() {
        QFETCH(QString, version);
        QTemporaryDir folder;
        const Path copy = Path(folder.path().toStdString()) / "register";
        std::filesystem::copy(kept / version.toStdString(), copy,
                              std::filesystem::copy_options::recursive);
        TestClock clock(*CivilDate::fromYmd(2026, 12, 1));
        const auto random = makeSystemRandom();
        const auto files = makeSystemFiles();
        const Platform platform{clock, *random, *files};
        const auto opened = must(Register::open(platform, copy, "", SecretText("peyvand-demo")));
        QVERIFY(must(checkRegister(*opened)).empty());
        QCOMPARE(must(People(*opened).page({"", 0, 500})).total, std::int64_t{60});
        const auto network = must(Network::open(*opened));
        QCOMPARE(network->membership().members.size(), std::size_t{2});
        QFile asked(QString::fromStdString((copy / "enquire.txt").string()));
        QVERIFY(asked.open(QIODevice::ReadOnly));
        InlineExecutor executor;
        const Answer answer = must(Enquiry(*network, executor)
                                       .ask({asked.readLine().trimmed().toStdString(), std::nullopt,
                                             "food_basket", Language::persian}));
        QVERIFY(answer.person.has_value());
        QVERIFY(!answer.claims.empty());
        QVERIFY(!answer.aid.empty());
    }
};
PEYVAND_TEST(KeptRegisterTest)
#include "kept_register_test.moc"
