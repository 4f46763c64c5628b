// SPDX-License-Identifier: GPL-3.0-or-later
// Holds every source of this checkout to the rules.
#include "tests/support/registry.h"
#include "tests/tidy/rules.h"

#include <QDirIterator>
#include <QtTest>

namespace peyvand::tidy {

namespace {

QStringList sourcesOfTree(const QDir& root) {
    const QStringList names{"*.cpp", "*.h",   "*.def", "*.sql",   "*.json",
                            "*.ts",  "*.txt", "*.sh",  "*.cmake", "*.qss"};
    QStringList paths;
    for (const char* folder : {"app", "core", "sync", "ui", "tests", "cmake", "resources",
                               "translations", "packaging"}) {
        QDirIterator files(root.filePath(folder), names, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            paths << root.relativeFilePath(files.next());
    }
    paths.sort();
    return paths;
}

} // namespace

class TidyTree : public QObject {
    Q_OBJECT
  private slots:
    void everySourceKeepsTheRules() {
        const QDir root(QDir(PEYVAND_SOURCE_DIR).absolutePath());
        const QStringList paths = sourcesOfTree(root);
        QVERIFY(paths.contains("core/base/result.h"));
        Findings found;
        for (const QString& path : paths) {
            QFile file(root.filePath(path));
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
            const Source source = readSource(path.toStdString(), file.readAll().toStdString());
            const Findings here = checkAll(source);
            found.insert(found.end(), here.begin(), here.end());
        }
        for (const Finding& finding : found)
            qWarning("%s:%d: %s", finding.path.c_str(), finding.line, finding.says.c_str());
        QCOMPARE(found.size(), std::size_t(0));
    }
};

PEYVAND_TEST(TidyTree)

} // namespace peyvand::tidy

#include "tree_test.moc"
