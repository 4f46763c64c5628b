// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"

#include <QtTest>

namespace peyvand::test {
std::vector<std::function<std::unique_ptr<QObject>()>>& registry() {
    static std::vector<std::function<std::unique_ptr<QObject>()>> tests;
    return tests;
}
} // namespace peyvand::test

// Programs that show widgets bring their own main with a QApplication (tests/ui).
int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QDir::setCurrent(QCoreApplication::applicationDirPath() + "/.."); // as ctest does
    int failed = 0;
    for (const auto& make : peyvand::test::registry())
        failed += QTest::qExec(make().get(), argc, argv);
    return failed == 0 ? 0 : 1;
}
