// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <filesystem>
#include <QFile>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string canary_id = "0499370899";
const std::string canary_name = "قناری‌نشان";

QByteArray contentOf(const Path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const Path& path, const QByteArray& bytes) {
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class HostileBundleTest : public QObject {
    Q_OBJECT

    // The import fails with this code and leaves the register as it was.
    void expectRefused(TwoCharities& both, const QByteArray& bytes, ErrorCode code) {
        const Path file = both.file("hostile.pvb");
        write(file, bytes);
        const auto before = must(canonicalHash(both.b.fixture.database()));
        const auto imported = importBundle(*both.b.network, file);
        QVERIFY(!imported);
        QCOMPARE(QString::fromUtf8(errorName(imported.error().code).data()),
                 QString::fromUtf8(errorName(code).data()));
        QCOMPARE(must(canonicalHash(both.b.fixture.database())), before);
    }

  private slots:
    void damagedBundlesChangeNothing() {
        TwoCharities both;
        both.a.give(both.a.add(canary_name, canary_id), "cash", hijri(1405, 8, 20));
        const QByteArray whole = contentOf(both.a.exportTo(both.file("a.pvb")));
        QVERIFY(whole.size() > 1000);
        expectRefused(both, whole.left(whole.size() - 100), ErrorCode::bundle_truncated);
        expectRefused(both, whole.left(20), ErrorCode::bundle_truncated);
        expectRefused(both, whole + "x", ErrorCode::bundle_trailing_bytes);
        expectRefused(both, "PK" + whole.mid(2), ErrorCode::bundle_not_a_bundle);
        QByteArray flipped = whole;
        flipped[whole.size() - 5000] = static_cast<char>(flipped[whole.size() - 5000] ^ 1);
        expectRefused(both, flipped, ErrorCode::bundle_damaged);
    }

    void aBundleForSomeoneElseIsNotOpened() {
        TwoCharities both;
        both.a.give(both.a.add(canary_name, canary_id), "cash", hijri(1405, 8, 20));
        both.a.seal();
        const Path file = both.file("own.pvb");
        must(exportBundle(*both.a.network, file, both.a.fixture.opened().journal().charity(),
                          both.a.executor));
        expectRefused(both, contentOf(file), ErrorCode::bundle_for_other);
    }

    void aBundleOfAnotherNetworkIsRefused() {
        TwoCharities both;
        TwoCharities others;
        others.a.give(others.a.add(canary_name, canary_id), "cash", hijri(1405, 8, 20));
        expectRefused(both, contentOf(others.a.exportTo(others.file("x.pvb"))),
                      ErrorCode::bundle_for_other);
    }

    void noNameAndNoCodeStandInTheClear() {
        TwoCharities both;
        both.a.give(both.a.add(canary_name, canary_id), "cash", hijri(1405, 8, 20));
        both.sync();
        (void)both.b.ask(canary_id);
        std::vector<Path> files{both.file("a.pvb"), both.file("b.pvb")};
        for (auto* charity : {&both.a, &both.b})
            for (const auto& entry :
                 std::filesystem::recursive_directory_iterator(charity->fixture.folder()))
                if (entry.is_regular_file())
                    files.push_back(entry.path());
        QVERIFY(files.size() > 8);
        for (const Path& file : files) {
            const QByteArray bytes = contentOf(file);
            QVERIFY2(!bytes.contains(canary_id.c_str()), file.string().c_str());
            QVERIFY2(!bytes.contains(canary_name.c_str()), file.string().c_str());
        }
    }
};
PEYVAND_TEST(HostileBundleTest)
#include "hostile_bundle_test.moc"
