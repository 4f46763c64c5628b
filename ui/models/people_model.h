// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The table of people over a register of any size: it holds only the pages that were looked at
// last and asks for the others when they come into view. GUI thread only.

#include "ui/models/worker.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QSet>

namespace peyvand::ui {

class PeopleModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { name, number, father, birth, city, file, last_aid, column_count };

    explicit PeopleModel(Worker* worker, QObject* parent = nullptr);
    /// Asks anew from the top; the rows that are shown stay until the answer is there.
    void search(const QString& text);
    /// Null while the row has not come yet.
    const PersonRow* row(int row) const;
    bool asking() const { return asking_; }
    /// Others match as well; only the closest are here.
    bool hasMore() const { return has_more_; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  signals:
    void answered(std::int64_t total);
    void failed(const Error& error);

  private:
    static constexpr int page_rows = 100;

    void fetch(int page) const;
    void startOver(const PeoplePage& first);
    QVariant text(const PersonRow& row, int column) const;

    Worker* worker_ = nullptr;
    QString text_;
    Question question_;
    bool asking_ = false;
    bool has_more_ = false;
    int total_ = 0;
    // Filled while reading: data() is const, and asks for what it does not have.
    mutable QCache<int, std::vector<PersonRow>> pages_{50};
    mutable QSet<int> fetching_;
    mutable Question pages_question_;
    std::uint64_t generation_ = 0;
};

} // namespace peyvand::ui
