// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A new recovery code: shown once, until somebody says that it is on paper.

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/check_box.h"

namespace peyvand::ui {

class CodeCard : public Card {
    Q_OBJECT
  public:
    explicit CodeCard(QWidget* parent = nullptr);
    void show(const std::string& code);
    /// The button, from the keys of the page; it waits for the tick.
    void press() { done_->click(); }
    void takeFocus() { written_->setFocus(); }

  signals:
    void finished();

  private:
    void finish();

    Label* code_ = nullptr;
    CheckBox* written_ = nullptr;
    Button* done_ = nullptr;
};

} // namespace peyvand::ui
