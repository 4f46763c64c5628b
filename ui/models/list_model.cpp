// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/list_model.h"

#include "ui/widgets/reading.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

ListModel::ListModel(const QStringList& headings, QObject* parent)
    : QAbstractTableModel(parent), headings_(headings) {}

void ListModel::setRows(const QVector<Row>& rows) {
    beginResetModel();
    rows_ = rows;
    endResetModel();
}

int ListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(headings_.size());
}

QVariant ListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.column() >= rows_[index.row()].size())
        return {};
    const Cell& cell = rows_[index.row()][index.column()];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::EditRole:
        return withoutIsolates(cell.text);
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? QVariant() : cell.tip;
    case strong_role:
        return cell.strong;
    case quiet_role:
        return cell.quiet;
    case tone_role:
        return cell.tone < 0 ? QVariant() : cell.tone;
    case months_role:
        return cell.months.isEmpty() ? QVariant() : QVariant::fromValue(cell.months);
    default:
        return {};
    }
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && section < headings_.size())
        return headings_[section];
    return {};
}

} // namespace peyvand::ui
