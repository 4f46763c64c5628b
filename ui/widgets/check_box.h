// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A box to tick, with its words beside it, in the colours of the theme.

#include "ui/widgets/painting.h"

#include <QCheckBox>

namespace peyvand::ui {

class CheckBox : public QCheckBox {
    Q_OBJECT
  public:
    explicit CheckBox(const QString& text, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& at) const override { return rect().contains(at); }
};

} // namespace peyvand::ui
