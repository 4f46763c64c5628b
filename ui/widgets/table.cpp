// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/table.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <numeric>

namespace peyvand::ui {
namespace {

constexpr int cell_inside = 11;

class RowDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        painter->save();
        const bool selected = (option.state & QStyle::State_Selected) != 0;
        if (selected)
            painter->fillRect(option.rect, color(Role::brand_soft));
        painter->setPen(color(Role::line_soft));
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        paintContents(*painter, option, index);
        painter->restore();
    }

  private:
    static void paintContents(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) {
        const QRect inner = option.rect.adjusted(cell_inside, 0, -cell_inside, 0);
        if (const QVariant months = index.data(months_role); months.isValid()) {
            paintMonths(painter, inner, months.value<QVector<int>>(), option.direction);
            return;
        }
        const QString text = index.data(Qt::DisplayRole).toString();
        if (text.isEmpty())
            return;
        if (const QVariant tone = index.data(tone_role); tone.isValid()) {
            const int width = std::min(chipSize(text).width(), inner.width());
            const QRect chip = QStyle::visualRect(
                option.direction, inner, QRect(inner.left(), inner.top(), width, inner.height()));
            paintChip(painter, chip, text, static_cast<Tone>(tone.toInt()));
            return;
        }
        paintText(painter, option, index, text, inner);
    }

    static void paintText(QPainter& painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index, const QString& text, const QRect& inner) {
        const bool strong = index.data(strong_role).toBool();
        painter.setFont(typeface(strong ? TextStyle::strong : TextStyle::body));
        painter.setPen(color(index.data(quiet_role).toBool() ? Role::quiet : Role::ink));
        const QVariant wanted = index.data(Qt::TextAlignmentRole);
        const Qt::Alignment logical =
            wanted.isValid() ? Qt::Alignment(wanted.toInt()) : Qt::Alignment(Qt::AlignLeading);
        const int alignment =
            static_cast<int>(QStyle::visualAlignment(option.direction, logical | Qt::AlignVCenter));
        painter.drawText(
            inner, alignment | Qt::TextSingleLine,
            QFontMetrics(painter.font()).elidedText(text, Qt::ElideRight, inner.width()));
    }
};

class Header : public QHeaderView {
  public:
    explicit Header(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
        setFixedHeight(38);
        setSectionsClickable(false);
        setHighlightSections(false);
        setMinimumSectionSize(24);
        setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    }

  protected:
    void paintEvent(QPaintEvent* event) override {
        QHeaderView::paintEvent(event);
        QPainter painter(viewport());
        // Fusion draws an edge where the sections end.
        const QRect end(width() - 1, 0, 1, height());
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), end), color(Role::card));
        painter.setPen(color(Role::line));
        painter.drawLine(0, height() - 1, width(), height() - 1);
    }

    void paintSection(QPainter* painter, const QRect& rect, int section) const override {
        painter->fillRect(rect, color(Role::card));
        painter->setFont(typeface(TextStyle::caption));
        painter->setPen(color(Role::quiet));
        const QRect inner = rect.adjusted(cell_inside, 0, -cell_inside, 0);
        const QString text = model()->headerData(section, Qt::Horizontal).toString();
        const int alignment = static_cast<int>(
            QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter));
        painter->drawText(
            inner, alignment,
            QFontMetrics(painter->font()).elidedText(text, Qt::ElideRight, inner.width()));
    }
};

} // namespace

void paintMonths(QPainter& painter, const QRect& where, const QVector<int>& months,
                 Qt::LayoutDirection direction) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal step =
        std::min<qreal>(7.2, where.width() / qreal(std::max<qsizetype>(months.size(), 1)));
    for (qsizetype i = 0; i < months.size(); ++i) {
        const qreal along = step * (qreal(i) + 0.5);
        const qreal x = direction == Qt::RightToLeft ? where.right() - along : where.left() + along;
        const QPointF middle(x, where.center().y() + 1);
        const int help = months[i];
        painter.setPen(Qt::NoPen);
        if (help == 0) {
            painter.setBrush(color(Role::line));
            painter.drawEllipse(middle, 1.5, 1.5);
        } else if (help == 2) {
            // A ring, so that own and others' help differ without colour too.
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(color(Role::near_limit), 2));
            painter.drawEllipse(middle, 3, 3);
        } else {
            painter.setBrush(color(Role::brand));
            if (help == 3)
                painter.setPen(QPen(color(Role::near_limit), 2));
            painter.drawEllipse(middle, 4, 4);
        }
    }
    painter.restore();
}

Table::Table(const QString& accessible_name, QWidget* parent) : QTableView(parent) {
    setAccessibleName(accessible_name);
    setHorizontalHeader(new Header(this));
    horizontalHeader()->setAccessibleName(accessible_name);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(measure::row_height);
    setItemDelegate(new RowDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setWordWrap(false);
    styleScrollBar(verticalScrollBar());
    connect(this, &QTableView::doubleClicked, this, &Table::opened);
}

void Table::setColumns(const QVector<int>& widths) {
    widths_ = widths;
    layOutColumns();
}

void Table::layOutColumns() {
    if (widths_.isEmpty() || model() == nullptr)
        return;
    const int fixed = std::accumulate(widths_.begin(), widths_.end(), 0);
    const auto open = static_cast<int>(widths_.count(0));
    const int room = viewport()->width();
    const int least = 80 * open;
    const double factor = fixed + least > room ? double(room - least) / fixed : 1.0;
    const int shared = open == 0 ? 0 : (room - static_cast<int>(fixed * factor)) / open;
    int rest = room;
    for (int i = 0; i < widths_.size() && i < model()->columnCount(); ++i) {
        const bool last = i + 1 == model()->columnCount();
        const int width = widths_[i] == 0 ? shared : static_cast<int>(widths_[i] * factor);
        setColumnWidth(i, last ? rest : width);
        rest -= width;
    }
}

void Table::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    layOutColumns();
}

void Table::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid()) {
        emit opened(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void Table::focusInEvent(QFocusEvent* event) {
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && model() != nullptr && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
}

} // namespace peyvand::ui
