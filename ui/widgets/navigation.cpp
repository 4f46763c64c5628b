// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/navigation.h"

#include "ui/widgets/button.h"
#include "ui/widgets/logo.h"

#include <QKeyEvent>
#include <QStyle>

namespace peyvand::ui {

class NavigationBar::Item : public QAbstractButton {
  public:
    Item(const QString& icon, const QString& text, const QKeySequence& keys, QWidget* parent)
        : QAbstractButton(parent), icon_(icon), keys_(keysText(keys)) {
        setText(text);
        setAccessibleName(text);
        setFixedHeight(measure::control_height);
        setCheckable(true);
        setAutoExclusive(true);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::TabFocus);
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const bool current = isChecked();
        const QColor ground = current        ? color(Role::brand_soft)
                              : underMouse() ? color(Role::plain_soft)
                                             : QColor(Qt::transparent);
        paintSurface(painter, rect(), ground, color(Role::brand), hasFocus() ? 2 : 0, 10);
        const Role ink = current ? Role::brand : Role::ink;
        const QRect icon_place = mirrored(*this, {11, 10, 20, 20});
        painter.drawPixmap(
            icon_place.topLeft(),
            iconPixmap(icon_, current ? Role::brand : Role::quiet, 20, devicePixelRatioF()));
        painter.setFont(typeface(TextStyle::badge));
        painter.setPen(color(Role::quiet));
        const int keys_width = painter.fontMetrics().horizontalAdvance(keys_) + 2;
        painter.drawText(mirrored(*this, {width() - 12 - keys_width, 0, keys_width, height()}),
                         Qt::AlignCenter, keys_);
        painter.setFont(typeface(current ? TextStyle::strong : TextStyle::body));
        painter.setPen(color(ink));
        const QRect place = mirrored(*this, {40, 0, width() - 40 - 16 - keys_width, height()});
        painter.drawText(place,
                         static_cast<int>(QStyle::visualAlignment(
                             layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter)),
                         painter.fontMetrics().elidedText(text(), Qt::ElideRight, place.width()));
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

  private:
    QString icon_;
    QString keys_;
};

NavigationBar::NavigationBar(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    setFixedWidth(measure::navigation_width);
    layout_->setContentsMargins(10, 17, 10, 16);
    layout_->setSpacing(2);
    auto* logo_row = new QHBoxLayout;
    logo_row->setContentsMargins(10, 0, 0, 14);
    logo_row->addWidget(new Logo(26, this));
    logo_row->addStretch();
    layout_->addLayout(logo_row);
    layout_->addStretch();
}

NavigationBar::Item* NavigationBar::make(int place, const QString& icon, const QString& text,
                                         const QKeySequence& keys) {
    auto* item = new Item(icon, text, keys, this);
    items_[place] = item;
    connect(item, &QAbstractButton::clicked, this, [this, place] { emit chosen(place); });
    return item;
}

void NavigationBar::add(int place, const QString& icon, const QString& text,
                        const QKeySequence& keys) {
    layout_->insertWidget(1 + count_++, make(place, icon, text, keys));
}

void NavigationBar::addAtFoot(int place, const QString& icon, const QString& text,
                              const QKeySequence& keys) {
    layout_->addWidget(make(place, icon, text, keys));
}

void NavigationBar::setCurrent(int place) {
    if (const auto found = items_.find(place); found != items_.end())
        found->second->setChecked(true);
}

void NavigationBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::panel));
    painter.fillRect(mirrored(*this, {width() - 1, 0, 1, height()}), color(Role::line));
}

class StatusLine::Dot : public QWidget {
  public:
    explicit Dot(QWidget* parent) : QWidget(parent) { setFixedSize(8, 16); }
    void setTone(Tone tone) {
        tone_ = tone;
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintSurface(painter, QRectF(0, 4, 8, 8), color(toneInk(tone_)), {}, 0, 4);
    }

  private:
    Tone tone_ = Tone::plain;
};

StatusLine::StatusLine(QWidget* parent) : QWidget(parent), dot_(new Dot(this)) {
    setFixedHeight(measure::status_height);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(18, 0, 18, 0);
    row->setSpacing(22);
    const auto add = [&](const QString& name) {
        auto* label = new Label({}, TextStyle::caption, Role::quiet, this);
        label->setAccessibleName(name);
        return label;
    };
    row->addWidget(register_ = add(tr("Register")));
    register_->eliding();
    register_->setMaximumWidth(420);
    row->addWidget(user_ = add(tr("User")));
    auto* sync = new QHBoxLayout;
    sync->setSpacing(7);
    sync->addWidget(dot_);
    sync->addWidget(sync_ = add(tr("Sync")));
    row->addLayout(sync);
    row->addWidget(backup_ = add(tr("Last backup")));
    row->addStretch();
    row->addWidget(lock_ = add(tr("Time to the lock")));
}

void StatusLine::setSync(const QString& text, Tone tone) {
    dot_->setTone(tone);
    sync_->setText(text);
}

void StatusLine::setBackup(const QString& text, bool is_good) {
    backup_->setRole(is_good ? Role::quiet : Role::overlap);
    backup_->setText(text);
}

void StatusLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::panel));
    painter.fillRect(0, 0, width(), 1, color(Role::line));
}

} // namespace peyvand::ui
