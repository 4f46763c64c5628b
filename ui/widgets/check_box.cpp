// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/check_box.h"

#include <QStyle>

namespace peyvand::ui {
namespace {
constexpr int box_px = 20;
constexpr int height_px = 28;
constexpr int between_px = 10;
constexpr int radius_px = 5;
constexpr int tick_px = 16;
} // namespace

CheckBox::CheckBox(const QString& text, QWidget* parent) : QCheckBox(text, parent) {
    setAccessibleName(text);
    setFont(typeface(TextStyle::body));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize CheckBox::sizeHint() const {
    return {box_px + between_px + fontMetrics().horizontalAdvance(text()) + 6, height_px};
}

void CheckBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect box = mirrored(*this, {2, (height() - box_px) / 2, box_px, box_px});
    const bool full = isChecked() && isEnabled();
    const Role ground = full ? Role::brand : isEnabled() ? Role::card : Role::plain_soft;
    // The border of an empty box has to be seen, also in the dark.
    const Role border = full ? Role::brand : Role::quiet;
    paintSurface(painter, box, color(ground), color(border), 1, radius_px);
    if (hasFocus())
        paintSurface(painter, box.adjusted(-2, -2, 2, 2), Qt::transparent, color(Role::brand), 2,
                     radius_px + 2);
    if (isChecked()) {
        const Role ink = full ? Role::on_brand : Role::quiet;
        const QPoint at = box.topLeft() + QPoint(box_px - tick_px, box_px - tick_px) / 2;
        painter.drawPixmap(at,
                           iconPixmap(QStringLiteral("check"), ink, tick_px, devicePixelRatioF()));
    }
    painter.setPen(color(isEnabled() ? Role::ink : Role::quiet));
    const int begin = 2 + box_px + between_px;
    painter.drawText(mirrored(*this, {begin, 0, width() - begin, height()}),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(),
                                                              Qt::AlignLeading | Qt::AlignVCenter)),
                     text());
}

} // namespace peyvand::ui
