// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/button.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {

QString toneIcon(Tone tone) {
    switch (tone) {
    case Tone::allowed:
        return QStringLiteral("check");
    case Tone::wrong:
        return QStringLiteral("warning");
    default:
        return QStringLiteral("info");
    }
}

} // namespace

Card::Card(QWidget* parent) : QWidget(parent), body_(new QVBoxLayout(this)) {
    body_->setContentsMargins(measure::card_inside, measure::card_inside, measure::card_inside,
                              measure::card_inside);
    body_->setSpacing(measure::gap);
}

void Card::setEmphasised(bool emphasised) {
    emphasised_ = emphasised;
    update();
}

void Card::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSurface(painter, rect(), color(Role::card), color(emphasised_ ? Role::brand : Role::line),
                 emphasised_ ? 2 : 1);
}

InlineMessage::InlineMessage(QWidget* parent)
    : QWidget(parent), icon_(new Icon(QStringLiteral("info"), Role::plain, 20, this)),
      label_(new Label({}, TextStyle::body, Role::plain, this)) {
    label_->wrapping();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(10);
    row->addWidget(icon_, 0, Qt::AlignTop);
    row->addWidget(label_, 1);
    icon_->setContentsMargins(0, 2, 0, 0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void InlineMessage::say(const QString& sentence, Tone tone) {
    tone_ = tone;
    icon_->setIcon(toneIcon(tone), toneInk(tone));
    label_->setRole(toneInk(tone));
    label_->setText(sentence);
    setAccessibleName(withoutIsolates(sentence));
    setVisible(!sentence.isEmpty());
    update();
}

void InlineMessage::clear() { say({}, Tone::plain); }

void InlineMessage::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSurface(painter, rect(), color(toneGround(tone_)), {}, 0, measure::field_radius);
}

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& sentence,
                       QWidget* parent)
    : QWidget(parent), title_(new Label(title, TextStyle::heading, Role::ink, this)),
      sentence_(new Label(sentence, TextStyle::body, Role::quiet, this)),
      layout_(new QVBoxLayout(this)) {
    layout_->setSpacing(8);
    layout_->addStretch(2);
    layout_->addWidget(new Icon(icon, Role::quiet, 40, this), 0, Qt::AlignHCenter);
    layout_->addSpacing(8);
    title_->setAlignment(Qt::AlignCenter);
    title_->wrapping();
    sentence_->setAlignment(Qt::AlignCenter);
    sentence_->wrapping();
    sentence_->setMaximumWidth(560);
    sentence_->setMinimumWidth(280);
    layout_->addWidget(title_);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(sentence_, 8);
    row->addStretch(1);
    layout_->addLayout(row);
    layout_->addStretch(3);
}

void EmptyState::say(const QString& title, const QString& sentence) {
    title_->setText(title);
    sentence_->setText(sentence);
}

Button* EmptyState::addAction(const QString& text, const QKeySequence& keys) {
    auto* button = new Button(Button::Kind::primary, text, keys, this);
    layout_->insertSpacing(layout_->count() - 1, 8);
    layout_->insertWidget(layout_->count() - 1, button, 0, Qt::AlignHCenter);
    return button;
}

QVBoxLayout* pageLayout(QWidget* page) {
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(measure::page_margin, 20, measure::page_margin, 20);
    layout->setSpacing(14);
    return layout;
}

QHBoxLayout* pageHeading(const QString& title, QWidget* page, Label** detail) {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(new Label(title, TextStyle::title, Role::ink, page));
    auto* beside = new Label({}, TextStyle::body, Role::quiet, page);
    beside->eliding();
    row->addWidget(beside, 1);
    if (detail != nullptr)
        *detail = beside;
    return row;
}

} // namespace peyvand::ui
