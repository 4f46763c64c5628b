// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "ui/frame/appearance.h"

#include <QtTest>

#include <QApplication>

namespace peyvand::test {
std::vector<std::function<std::unique_ptr<QObject>()>>& registry() {
    static std::vector<std::function<std::unique_ptr<QObject>()>> tests;
    return tests;
}
} // namespace peyvand::test

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    peyvand::ui::loadFonts();
    peyvand::ui::applyLanguage(peyvand::Language::persian);
    peyvand::ui::applyTheme(peyvand::ui::Scheme::light);
    int failed = 0;
    for (const auto& make : peyvand::test::registry())
        failed += QTest::qExec(make().get(), argc, argv);
    return failed == 0 ? 0 : 1;
}
