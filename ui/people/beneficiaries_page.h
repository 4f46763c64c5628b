// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Beneficiaries (مددجویان): search as one types, over a register of any size.

#include "ui/models/people_model.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

#include <QStackedWidget>
#include <QTimer>

namespace peyvand::ui {

class BeneficiariesPage : public QWidget {
    Q_OBJECT
  public:
    explicit BeneficiariesPage(Worker* worker, QWidget* parent = nullptr);
    /// Asks anew; what was searched stays.
    void refresh();
    void takeFocus() { search_->setFocus(); }
    void search(const QString& text) { search_->setText(text); }

  signals:
    void personChosen(const BeneficiaryId& person);
    void registerWanted();
    void importWanted();

  private:
    void showAnswered(std::int64_t total);

    Worker* worker_ = nullptr;
    Label* count_ = nullptr;
    LineEdit* search_ = nullptr;
    InlineMessage* message_ = nullptr;
    QStackedWidget* below_ = nullptr;
    Card* card_ = nullptr;
    Table* table_ = nullptr;
    PeopleModel* model_ = nullptr;
    EmptyState* nobody_ = nullptr;
    EmptyState* nothing_found_ = nullptr;
    QTimer pause_;
};

} // namespace peyvand::ui
