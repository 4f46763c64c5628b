// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Long work in the page: what is done, how far it is, and a way to stop it.

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace peyvand::ui {

class ProgressPanel : public QWidget {
    Q_OBJECT
  public:
    explicit ProgressPanel(const QString& what, QWidget* parent = nullptr);
    /// total 0 is "not known yet".
    void setProgress(std::int64_t done, std::int64_t total);
    /// Where the parts are no rows.
    void setShare(std::int64_t done, std::int64_t total);
    void setStopping();

  signals:
    void cancelled();

  private:
    class Bar;
    Label* what_ = nullptr;
    Label* figures_ = nullptr;
    Bar* bar_ = nullptr;
    Button* cancel_ = nullptr;
};

} // namespace peyvand::ui
