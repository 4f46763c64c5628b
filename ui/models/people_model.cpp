// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/people_model.h"

#include "ui/widgets/reading.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

PeopleModel::PeopleModel(Worker* worker, QObject* parent)
    : QAbstractTableModel(parent), worker_(worker) {}

void PeopleModel::search(const QString& text) {
    text_ = text;
    asking_ = true;
    const PeopleRequest request{fromQt(text), 0, page_rows};
    worker_->ask(
        question_, this, [request](OfficeServices& office) { return office.people(request); },
        [this](Result<PeoplePage> page) {
            asking_ = false;
            if (!page) {
                emit failed(page.error());
                return;
            }
            startOver(*page);
            emit answered(page->total);
        });
}

void PeopleModel::startOver(const PeoplePage& first) {
    beginResetModel();
    pages_question_.forget();
    fetching_.clear();
    pages_.clear();
    ++generation_;
    // A Qt model counts rows in int.
    total_ = static_cast<int>(std::min<std::int64_t>(first.total, 10'000'000));
    has_more_ = first.more;
    pages_.insert(0, new std::vector<PersonRow>(first.rows));
    endResetModel();
}

const PersonRow* PeopleModel::row(int row) const {
    const int page = row / page_rows;
    const std::vector<PersonRow>* rows = pages_.object(page);
    if (rows == nullptr) {
        fetch(page);
        return nullptr;
    }
    const auto place = static_cast<std::size_t>(row % page_rows);
    return place < rows->size() ? &(*rows)[place] : nullptr;
}

void PeopleModel::fetch(int page) const {
    if (fetching_.contains(page))
        return;
    fetching_.insert(page);
    auto* self = const_cast<PeopleModel*>(this);
    const PeopleRequest request{fromQt(text_), std::int64_t{page} * page_rows, page_rows};
    worker_->ask(
        self, [request](OfficeServices& office) { return office.people(request); },
        [self, page, asked = generation_](Result<PeoplePage> answer) {
            if (asked != self->generation_)
                return;
            self->fetching_.remove(page);
            if (!answer)
                return;
            self->pages_.insert(page, new std::vector<PersonRow>(std::move(answer->rows)));
            const int last = std::min(self->total_, (page + 1) * page_rows) - 1;
            if (page * page_rows <= last)
                emit self->dataChanged(self->index(page * page_rows, 0),
                                       self->index(last, column_count - 1));
        });
}

int PeopleModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : total_; }

int PeopleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : column_count;
}

QVariant PeopleModel::text(const PersonRow& person, int column) const {
    const QString nothing = QStringLiteral("\u2013");
    const auto orNothing = [&](const QString& text) { return text.isEmpty() ? nothing : text; };
    switch (column) {
    case name:
        return typed(toQt(person.given_name + " " + person.family_name).trimmed());
    case number:
        return orNothing(code(toQt(person.number)));
    case father:
        return orNothing(typed(toQt(person.father_name)));
    case birth:
        return person.birth ? localDigits(QString::number(person.birth->hijri_year)) : nothing;
    case city:
        return orNothing(typed(toQt(person.city)));
    case file:
        return localDigits(QString::number(person.row));
    case last_aid:
        return person.last_aid ? date(*person.last_aid) : nothing;
    default:
        return {};
    }
}

QVariant PeopleModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (role == strong_role)
        return index.column() == name;
    if (role == quiet_role) {
        const PersonRow* person = row(index.row());
        return person == nullptr || (index.column() == number && !person->number_confirmed);
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    const PersonRow* person = row(index.row());
    if (person == nullptr)
        return index.column() == name ? QVariant(QStringLiteral("\u2026")) : QVariant();
    const QVariant shown = text(*person, index.column());
    return role == Qt::DisplayRole ? shown : QVariant(withoutIsolates(shown.toString()));
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case name:
        return tr("Name");
    case number:
        return tr("National ID or code");
    case father:
        return tr("Father's name");
    case birth:
        return tr("Birth year");
    case city:
        return tr("City");
    case file:
        return tr("File");
    case last_aid:
        return tr("Last help of ours");
    default:
        return {};
    }
}

} // namespace peyvand::ui
