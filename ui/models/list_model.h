// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Short lists that are there as a whole, as a Qt model of cells. GUI thread only.

#include <QAbstractTableModel>

namespace peyvand::ui {

/// Rows of a few columns of text, for short lists that are there as a whole.
class ListModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    struct Cell {
        QString text{};
        bool strong = false;
        bool quiet = false;
        /// int of Tone; a chip when set.
        int tone = -1;
        QVector<int> months{};
        QString tip{};
    };
    using Row = QVector<Cell>;

    explicit ListModel(const QStringList& headings, QObject* parent = nullptr);
    void setRows(const QVector<Row>& rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QStringList headings_;
    QVector<Row> rows_;
};

} // namespace peyvand::ui
