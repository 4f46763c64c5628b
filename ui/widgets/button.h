// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Buttons with the keys that do the same. One primary button a screen.

#include "ui/widgets/painting.h"

#include <QAbstractButton>
#include <QKeySequence>

#include <functional>

namespace peyvand::ui {

class Button : public QAbstractButton {
    Q_OBJECT
  public:
    enum class Kind { primary, quiet, link };
    Button(Kind kind, const QString& text, const QKeySequence& keys = {},
           QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void paintBody(QPainter& painter) const;
    QColor ink() const;

    Kind kind_;
    QString keys_;
};

/// The same keys on a keyboard in the Persian layout: Ctrl+N is then Ctrl+د. Enter counts as
/// Return and the other way round.
QList<QKeySequence> keysInEveryLayout(const QKeySequence& keys);
/// "Ctrl+Enter", for a badge.
QString keysText(const QKeySequence& keys);

/// Keys of a page: they work while the focus is inside it.
void onKeys(QWidget* page, const QKeySequence& keys, std::function<void()> action);

} // namespace peyvand::ui
