// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rules in force, each as a sentence, and below them the one that is chosen. What the council
// of the network published is shown and cannot be changed here.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/settings/rule_form.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

class RulesPage : public QWidget {
    Q_OBJECT
  public:
    explicit RulesPage(Worker* worker, QWidget* parent = nullptr);
    void refresh();
    void takeFocus() { table_->setFocus(); }
    void choose(const std::string& id);
    void save();
    void reset();
    RuleForm* form() { return form_; }

  private:
    void show(RuleList list);
    void showChosen();
    void told(const Result<void>& done, const QString& said);

    Worker* worker_ = nullptr;
    InlineMessage* message_ = nullptr;
    Table* table_ = nullptr;
    ListModel* model_ = nullptr;
    RuleForm* form_ = nullptr;
    RuleList list_;
    Question question_;
    bool saving_ = false;
};

} // namespace peyvand::ui
