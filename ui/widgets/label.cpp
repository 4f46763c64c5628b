// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"

#include <QStyleOption>
#include <QTextLayout>

namespace peyvand::ui {
namespace {

// QLabel lets the space at the end of a right-to-left line push it away from its edge, so
// paragraphs are laid out here. Gives the height; paints when there is a painter.
int layOutParagraph(const QLabel& label, int width, QPainter* painter, QPointF at = {}) {
    QTextOption option(label.alignment() & (Qt::AlignHorizontal_Mask | Qt::AlignAbsolute));
    option.setWrapMode(QTextOption::WordWrap);
    option.setTextDirection(label.text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    QTextLayout layout(label.text(), label.font());
    layout.setTextOption(option);
    const qreal pitch =
        std::max<qreal>(label.fontMetrics().height(), label.font().pixelSize() * 1.6);
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y + (pitch - line.height()) / 2});
        y += pitch;
    }
    layout.endLayout();
    if (painter != nullptr)
        layout.draw(painter, at);
    return qCeil(y);
}

} // namespace

Label::Label(const QString& text, TextStyle style, Role role, QWidget* parent)
    : QLabel(text, parent) {
    setFont(typeface(style));
    setTextFormat(Qt::PlainText);
    // By the window's direction, not by the first letter: a Latin name in a Persian window too.
    setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
                 Qt::AlignVCenter);
    setRole(role);
}

void Label::setRole(Role role) {
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, color(role));
    setPalette(colours);
}

Label* Label::wrapping() {
    setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    return this;
}

Label* Label::eliding() {
    elides_ = true;
    return this;
}

Label* Label::copyable() {
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    return this;
}

int Label::heightForWidth(int width) const {
    if (!wordWrap())
        return QLabel::heightForWidth(width);
    const QMargins margins = contentsMargins();
    return layOutParagraph(*this, width - margins.left() - margins.right(), nullptr) +
           margins.top() + margins.bottom();
}

QSize Label::sizeHint() const {
    const QSize size = QLabel::sizeHint();
    return wordWrap() ? QSize(size.width(), heightForWidth(size.width())) : size;
}

QSize Label::minimumSizeHint() const {
    if (wordWrap())
        return {40, fontMetrics().height()};
    const QSize size = QLabel::minimumSizeHint();
    return elides_ ? QSize(std::min(size.width(), 48), size.height()) : size;
}

void Label::paintEvent(QPaintEvent* event) {
    if (!elides_ && !wordWrap()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    if (wordWrap()) {
        painter.setPen(palette().color(QPalette::WindowText));
        layOutParagraph(*this, contentsRect().width(), &painter, contentsRect().topLeft());
        return;
    }
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    setToolTip(shown == text() ? QString() : text());
    const int alignment =
        static_cast<int>(QStyle::visualAlignment(layoutDirection(), this->alignment()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), alignment, shown);
}

Chip::Chip(const QString& text, Tone tone, QWidget* parent)
    : QWidget(parent), text_(text), tone_(tone) {
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Chip::setState(const QString& text, Tone tone) {
    text_ = text;
    tone_ = tone;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const { return chipSize(text_); }

QSize Chip::minimumSizeHint() const {
    const QSize size = sizeHint();
    return {std::min(size.width(), 64), size.height()};
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintChip(painter, rect(), text_, tone_);
}

Hairline::Hairline(QWidget* parent) : QWidget(parent) { setFixedHeight(1); }

void Hairline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::line));
}

Icon::Icon(const QString& name, Role role, int size_px, QWidget* parent)
    : QWidget(parent), name_(name), role_(role), size_px_(size_px) {
    setFixedSize(size_px, size_px);
}

void Icon::setIcon(const QString& name, Role role) {
    name_ = name;
    role_ = role;
    update();
}

void Icon::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.drawPixmap(0, 0, iconPixmap(name_, role_, size_px_, devicePixelRatioF()));
}

} // namespace peyvand::ui
