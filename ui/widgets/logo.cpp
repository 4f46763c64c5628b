// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/logo.h"

#include "ui/widgets/painting.h"

#include <QStyle>

namespace peyvand::ui {
namespace {

QFont nameFont(int size_px) {
    QFont name = typeface(TextStyle::title);
    name.setPixelSize(size_px * 7 / 10);
    return name;
}

} // namespace

Logo::Logo(int size_px, QWidget* parent) : QWidget(parent), size_px_(size_px) {
    setAccessibleName(tr("Peyvand"));
    setFixedSize(size_px + 10 + QFontMetrics(nameFont(size_px)).horizontalAdvance(tr("Peyvand")) +
                     4,
                 size_px + 6);
}

void Logo::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect mark = mirrored(*this, {0, 3, size_px_, size_px_});
    paintSurface(painter, mark, color(Role::brand), {}, 0, size_px_ * 0.28);
    const int icon = size_px_ * 7 / 10;
    const QPixmap shape =
        iconPixmap(QStringLiteral("logo"), Role::on_brand, icon, devicePixelRatioF());
    painter.drawPixmap(mark.x() + (size_px_ - icon) / 2, mark.y() + (size_px_ - icon) / 2, shape);
    painter.setFont(nameFont(size_px_));
    painter.setPen(color(Role::brand));
    painter.drawText(mirrored(*this, {size_px_ + 10, 0, width() - size_px_ - 10, height()}),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(),
                                                              Qt::AlignLeading | Qt::AlignVCenter)),
                     tr("Peyvand"));
}

} // namespace peyvand::ui
