// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One rule: what it does in a sentence, and the fields that change how often and what is said.
// GUI thread only.

#include "ui/models/settings_services.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

namespace peyvand::ui {

class RuleForm : public Card {
    Q_OBJECT
  public:
    explicit RuleForm(QWidget* parent = nullptr);
    void load(const RuleRow& row, bool may_change);
    const std::string& id() const { return row_.rule.id; }
    /// What differs from the rule; nothing of it is set when nothing does.
    RuleChange read() const;
    bool isChanged() const;
    /// Marks the field that rule_invalid names.
    void mark(const Error& error);
    void setBusy(bool busy);
    void takeFocus() { count_->edit()->setFocus(); }
    /// For pictures of the screen and tests: a code of the period, and texts.
    void type(const QString& period, const QString& length, const QString& count,
              const QString& action);
    void setActive(bool active);

  signals:
    void saveWanted();
    void resetWanted();

  private:
    QLayout* makeFields();
    QLayout* makeButtons();
    void showLength();
    bool isRolling() const;

    RuleRow row_{};
    bool may_change_ = false;
    Label* effect_ = nullptr;
    Label* origin_ = nullptr;
    TextField* count_ = nullptr;
    ChoiceField* period_ = nullptr;
    TextField* length_ = nullptr;
    ChoiceField* action_ = nullptr;
    ChoiceField* active_ = nullptr;
    Button* save_ = nullptr;
    Button* reset_ = nullptr;
};

} // namespace peyvand::ui
