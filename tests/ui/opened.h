// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A window over an invented office, and what a person would see in it. Only for tests.

#include "ui/frame/main_window.h"
#include "ui/models/sample_services.h"

#include <QtTest>

namespace peyvand::ui {

/// A window over invented people, open unless said otherwise.
struct Opened {
    using Kind = SampleServices::Kind;
    explicit Opened(Kind kind = Kind::usual, bool unlocked = true)
        : services(std::make_shared<SampleServices>(kind)) {
        if (unlocked)
            (void)services->unlock({}, "sample");
        window = std::make_unique<MainWindow>(services);
        window->resize(1366, 768);
        window->show();
        window->start();
        settle();
    }
    void settle() const {
        for (int i = 0; i < 3; ++i) {
            QTest::qWait(1);
            QTRY_VERIFY(window->worker().idle());
        }
    }
    template <class W> W* shown(const QString& accessible_name) const {
        for (W* widget : window->findChildren<W*>())
            if (widget->isVisible() && widget->accessibleName() == accessible_name)
                return widget;
        return nullptr;
    }
    QString texts() const {
        QStringList all;
        for (const QLabel* label : window->findChildren<QLabel*>())
            if (label->isVisible())
                all << label->text();
        for (const Chip* chip : window->findChildren<Chip*>())
            if (chip->isVisible())
                all << chip->text();
        return all.join('\n');
    }
    std::shared_ptr<SampleServices> services;
    std::unique_ptr<MainWindow> window;
};

} // namespace peyvand::ui
