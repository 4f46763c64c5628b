// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The file of a beneficiary beyond the register's first page: needs, contacts, documents, consents
// and the rest, one kind at a time. A list of what is there, and below it a form; Enter on a row
// takes it into the form.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/people/record_form.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

class FilePage : public QWidget {
    Q_OBJECT
  public:
    explicit FilePage(Worker* worker, QWidget* parent = nullptr);
    void begin(const Person& person, CivilDate today);
    void takeFocus();
    /// The kind that is shown.
    void choose(RecordType type);
    RecordForm* form() { return form_; }
    void save();

  signals:
    void left();

  private:
    QWidget* makeList();
    QWidget* makeForm();
    void ask();
    void show(std::vector<RecordRow> rows);
    ListModel::Row cellsOf(const RecordRow& row) const;
    void startNew();

    Worker* worker_ = nullptr;
    Label* name_ = nullptr;
    ChoiceField* kinds_ = nullptr;
    InlineMessage* message_ = nullptr;
    Table* table_ = nullptr;
    ListModel* model_ = nullptr;
    EmptyState* nothing_ = nullptr;
    RecordForm* form_ = nullptr;
    Button* save_ = nullptr;
    Button* new_ = nullptr;
    Question question_;
    RecordType type_ = RecordType::need;
    RecordId subject_{};
    CivilDate today_{};
    std::vector<RecordRow> rows_;
    std::optional<RecordId> editing_;
    bool saving_ = false;
};

} // namespace peyvand::ui
