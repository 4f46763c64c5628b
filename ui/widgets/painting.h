// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Shapes that several widgets paint in the same way. GUI thread only.

#include "ui/widgets/theme.h"

#include <QPainter>
#include <QWidget>

namespace peyvand::ui {

/// A rounded surface whose border lies wholly inside the rectangle.
void paintSurface(QPainter& painter, const QRectF& where, const QColor& fill, const QColor& border,
                  qreal border_px = 1, qreal radius = measure::card_radius);

/// What a chip says by its colour; its word says the same.
enum class Tone { plain, allowed, near_limit, overlap, wrong, brand };
Role toneInk(Tone tone);
Role toneGround(Tone tone);

QSize chipSize(const QString& text);
/// Paints a chip with its full height; where gives its place.
void paintChip(QPainter& painter, const QRect& where, const QString& text, Tone tone);

/// Thin and quiet.
void styleScrollBar(QWidget* bar);

/// The small frame with the name of a key, left to right in every language.
QSize keyBadgeSize(const QString& keys);
void paintKeyBadge(QPainter& painter, const QRect& where, const QString& keys, const QColor& ink);

/// One step lighter or darker, for the pointer resting on something.
QColor hovered(const QColor& color);
/// The logical rectangle of a right-to-left widget in pixels of the screen.
QRect mirrored(const QWidget& widget, const QRect& logical);

} // namespace peyvand::ui
