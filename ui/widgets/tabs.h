// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Parts of one page beside each other; one is current. Tab reaches the row, the arrows go on.

#include "ui/widgets/label.h"

#include <QBoxLayout>

namespace peyvand::ui {

class TabRow : public QWidget {
    Q_OBJECT
  public:
    explicit TabRow(const QString& accessible_name, QWidget* parent = nullptr);
    void add(const QString& text);
    void setCurrent(int index);
    int current() const { return current_; }
    void takeFocus();

  signals:
    void chosen(int index);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    class Item;
    QHBoxLayout* row_ = nullptr;
    std::vector<Item*> items_;
    int current_ = -1;
};

} // namespace peyvand::ui
