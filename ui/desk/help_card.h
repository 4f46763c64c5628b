// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What was given and what may be given: one line a rule, the months as dots, and for the line at
// hand its sentence and its whole history. Nothing here says refused.

#include "ui/desk/answer_rows.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

class HelpCard : public Card {
    Q_OBJECT
  public:
    explicit HelpCard(QWidget* parent = nullptr);
    void setAnswer(const Answer& answer, CivilDate today, std::int64_t now_ms);
    Table* table() { return table_; }

  signals:
    /// Enter on a line: give help of this category.
    void categoryChosen(const std::string& category);

  private:
    void showLine(int row);

    Label* freshness_ = nullptr;
    Table* table_ = nullptr;
    QWidget* filler_ = nullptr;
    ListModel* model_ = nullptr;
    InlineMessage* sentence_ = nullptr;
    Label* history_ = nullptr;
    QWidget* legend_ = nullptr;
    std::vector<RuleView> views_;
    std::vector<HelpLine> help_;
    QString nothing_known_;
};

} // namespace peyvand::ui
