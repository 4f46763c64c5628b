// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A calm table: rows of 40 pixels, no vertical lines, the first column bold, states as chips.
// The model says by these roles what a cell is.

#include "ui/widgets/painting.h"

#include <QHeaderView>
#include <QTableView>

namespace peyvand::ui {

enum CellRole {
    /// int of Tone: the cell is painted as a chip with its display text.
    tone_role = Qt::UserRole + 1,
    /// bool: bold.
    strong_role,
    /// bool: in quiet ink.
    quiet_role,
    /// QVector<int>, oldest first: one dot a month; 0 nothing, 1 own help, 2 a member's, 3 both.
    months_role,
};

class Table : public QTableView {
    Q_OBJECT
  public:
    explicit Table(const QString& accessible_name, QWidget* parent = nullptr);
    /// Widths in pixels, in the model's order; 0 takes what is left. Columns shrink together when
    /// there is no room.
    void setColumns(const QVector<int>& widths);

  signals:
    /// Enter or a double click on a row.
    void opened(const QModelIndex& index);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

  private:
    void layOutColumns();

    QVector<int> widths_;
};

/// The dots of months_role.
void paintMonths(QPainter& painter, const QRect& where, const QVector<int>& months,
                 Qt::LayoutDirection direction);

} // namespace peyvand::ui
