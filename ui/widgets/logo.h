// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The mark and the name of the program.

#include <QWidget>

namespace peyvand::ui {

class Logo : public QWidget {
    Q_OBJECT
  public:
    explicit Logo(int size_px, QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    int size_px_;
};

} // namespace peyvand::ui
