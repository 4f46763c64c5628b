// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/painting.h"

#include <QFontMetrics>
#include <QStyle>

namespace peyvand::ui {
namespace {
constexpr int chip_height = 24;
constexpr int chip_inside = 11;
constexpr int badge_height = 18;
constexpr int badge_inside = 6;

QFont chipFont() {
    QFont chip = typeface(TextStyle::caption);
    chip.setWeight(QFont::DemiBold);
    return chip;
}
} // namespace

void paintSurface(QPainter& painter, const QRectF& where, const QColor& fill, const QColor& border,
                  qreal border_px, qreal radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(border_px > 0 ? QPen(border, border_px) : QPen(Qt::NoPen));
    const qreal half = border_px / 2;
    painter.drawRoundedRect(where.adjusted(half, half, -half, -half), radius - half, radius - half);
    painter.restore();
}

Role toneInk(Tone tone) {
    switch (tone) {
    case Tone::allowed:
        return Role::allowed;
    case Tone::near_limit:
        return Role::near_limit;
    case Tone::overlap:
        return Role::overlap;
    case Tone::wrong:
        return Role::wrong;
    case Tone::brand:
        return Role::brand;
    case Tone::plain:
        break;
    }
    return Role::plain;
}

Role toneGround(Tone tone) {
    switch (tone) {
    case Tone::allowed:
        return Role::allowed_soft;
    case Tone::near_limit:
        return Role::near_limit_soft;
    case Tone::overlap:
        return Role::overlap_soft;
    case Tone::wrong:
        return Role::wrong_soft;
    case Tone::brand:
        return Role::brand_soft;
    case Tone::plain:
        break;
    }
    return Role::plain_soft;
}

QSize chipSize(const QString& text) {
    return {QFontMetrics(chipFont()).horizontalAdvance(text) + 2 * chip_inside, chip_height};
}

void paintChip(QPainter& painter, const QRect& where, const QString& text, Tone tone) {
    const QRect shape(where.left(), where.center().y() - chip_height / 2 + 1, where.width(),
                      chip_height);
    paintSurface(painter, shape, color(toneGround(tone)), {}, 0, chip_height / 2.0);
    painter.save();
    painter.setFont(chipFont());
    painter.setPen(color(toneInk(tone)));
    const QRect inner = shape.adjusted(chip_inside, 0, -chip_inside, 0);
    const QString shown =
        QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, inner.width() + 1);
    painter.drawText(inner.adjusted(-2, 0, 2, 0), Qt::AlignCenter, shown);
    painter.restore();
}

// The one thing that is simpler as a style sheet: Fusion's own bar has buttons and a frame.
void styleScrollBar(QWidget* bar) {
    bar->setStyleSheet(
        QStringLiteral("QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }"
                       "QScrollBar::handle:vertical { background: %1; border-radius: 3px;"
                       " min-height: 32px; }"
                       "QScrollBar::handle:vertical:hover { background: %2; }"
                       "QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical { height: 0; }"
                       "QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {"
                       " background: transparent; }")
            .arg(color(Role::line).name(), color(Role::quiet).name()));
}

QSize keyBadgeSize(const QString& keys) {
    return {QFontMetrics(typeface(TextStyle::badge)).horizontalAdvance(keys) + 2 * badge_inside,
            badge_height};
}

void paintKeyBadge(QPainter& painter, const QRect& where, const QString& keys, const QColor& ink) {
    QColor border = ink;
    border.setAlphaF(0.55F);
    const QRect shape(where.left(), where.center().y() - badge_height / 2 + 1, where.width(),
                      badge_height);
    paintSurface(painter, shape, Qt::transparent, border, 1, 5);
    painter.save();
    painter.setFont(typeface(TextStyle::badge));
    painter.setPen(ink);
    painter.setLayoutDirection(Qt::LeftToRight);
    painter.drawText(shape, Qt::AlignCenter, keys);
    painter.restore();
}

QColor hovered(const QColor& color) {
    return scheme() == Scheme::light ? color.darker(106) : color.lighter(112);
}

QRect mirrored(const QWidget& widget, const QRect& logical) {
    return QStyle::visualRect(widget.layoutDirection(), widget.rect(), logical);
}

} // namespace peyvand::ui
