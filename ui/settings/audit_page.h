// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who did what at which desk: the newest rows of the audit log, by user and by deed. For who may
// not read it the page says so.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

class AuditPage : public QWidget {
    Q_OBJECT
  public:
    explicit AuditPage(Worker* worker, QWidget* parent = nullptr);
    void refresh();
    void takeFocus() { user_->combo()->setFocus(); }
    /// For pictures of the screen and tests; empty is all.
    void choose(const QString& user, const QString& deed);

  private:
    void show(const AuditList& list);
    void showUsers(const std::vector<std::string>& users);

    Worker* worker_ = nullptr;
    InlineMessage* message_ = nullptr;
    Label* count_ = nullptr;
    ChoiceField* user_ = nullptr;
    ChoiceField* deed_ = nullptr;
    Card* card_ = nullptr;
    Table* table_ = nullptr;
    ListModel* model_ = nullptr;
    EmptyState* nothing_ = nullptr;
    std::vector<std::string> users_;
    Question question_;
};

} // namespace peyvand::ui
