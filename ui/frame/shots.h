// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pictures of every screen with invented people: both languages, light and dark, and the states
// that real work brings (empty, long names, an error, a million files). Runs on the event loop,
// one step after the other; works without a display.

#include "ui/frame/main_window.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace peyvand::ui {

class SampleServices;

class Shots : public QObject {
    Q_OBJECT
  public:
    /// only: names to take ("desk"); empty is all.
    Shots(QString folder, QStringList only, QObject* parent = nullptr);
    void start();

  signals:
    /// How many pictures could not be written.
    void finished(int failed);

  private:
    struct Shot {
        QString name{};
        int kind = 0;
        std::function<void(MainWindow&)> prepare{};
        Language language{};
        Scheme scheme{};
        bool unlocked = true;
    };
    using Prepare = std::function<void(MainWindow&)>;
    void plan(Language language, Scheme scheme);
    void planUsers(Language language, Scheme scheme);
    void planSettings(Language language, Scheme scheme);
    void add(const char* name, int kind, Prepare prepare, Language language, Scheme scheme,
             bool unlocked = true);
    void next();
    void take();

    QString folder_;
    QStringList only_;
    std::vector<Shot> shots_;
    std::size_t at_ = 0;
    int failed_ = 0;
    std::unique_ptr<MainWindow> window_;
};

} // namespace peyvand::ui
