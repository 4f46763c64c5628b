// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tabs.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace peyvand::ui {

class TabRow::Item : public QAbstractButton {
  public:
    Item(const QString& text, QWidget* parent) : QAbstractButton(parent) {
        setText(text);
        setAccessibleName(text);
        setCheckable(true);
        setAutoExclusive(true);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override {
        // By the wider of the two weights, so that nothing moves when it becomes current.
        const QFontMetrics strong(typeface(TextStyle::strong));
        return {strong.horizontalAdvance(text()) + 32, measure::control_height};
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const QColor ground = isChecked()    ? color(Role::brand_soft)
                              : underMouse() ? color(Role::plain_soft)
                                             : QColor(Qt::transparent);
        paintSurface(painter, QRectF(rect()).adjusted(0, 2, 0, -4), ground, color(Role::brand),
                     hasFocus() ? 2 : 0, measure::field_radius);
        painter.setFont(typeface(isChecked() ? TextStyle::strong : TextStyle::body));
        painter.setPen(color(isChecked() ? Role::brand : Role::ink));
        painter.drawText(rect().adjusted(0, 0, 0, -2), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent* event) override {
        QAbstractButton::enterEvent(event);
        update();
    }
    void leaveEvent(QEvent* event) override {
        QAbstractButton::leaveEvent(event);
        update();
    }
    void keyPressEvent(QKeyEvent* event) override {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

TabRow::TabRow(const QString& accessible_name, QWidget* parent)
    : QWidget(parent), row_(new QHBoxLayout(this)) {
    setAccessibleName(accessible_name);
    row_->setContentsMargins(0, 0, 0, 0);
    row_->setSpacing(4);
    row_->addStretch();
}

void TabRow::add(const QString& text) {
    auto* item = new Item(text, this);
    const int index = static_cast<int>(items_.size());
    items_.push_back(item);
    row_->insertWidget(index, item);
    connect(item, &QAbstractButton::clicked, this, [this, index] {
        current_ = index;
        emit chosen(index);
    });
}

void TabRow::setCurrent(int index) {
    current_ = index;
    items_[static_cast<std::size_t>(index)]->setChecked(true);
}

void TabRow::takeFocus() {
    if (current_ >= 0)
        items_[static_cast<std::size_t>(current_)]->setFocus();
}

void TabRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, color(Role::line));
}

} // namespace peyvand::ui
