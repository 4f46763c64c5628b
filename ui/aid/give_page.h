// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Give aid (ثبت کمک) or hold it: the rule result stands beside the form while one types, before
// anything is saved. It can always be saved; over a rule, with a reason from a short list.

#include "ui/models/worker.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QTimer>

namespace peyvand::ui {

class GivePage : public QWidget {
    Q_OBJECT
  public:
    explicit GivePage(Worker* worker, QWidget* parent = nullptr);
    void begin(const Person& person, const std::string& category, bool hold, CivilDate today);
    void takeFocus();
    /// For pictures of the screen and tests.
    void type(const QString& item, const QString& amount);
    void save();

  signals:
    /// What to say on the desk.
    void saved(const QString& sentence);
    void left();

  private:
    QWidget* makeForm();
    QWidget* makeRules();
    void fillChoices();
    AidForm draft() const;
    bool complete();
    void changed();
    void preview();
    void showPreview(const AidPreview& preview);
    void showRules(const std::vector<RuleLine>& rules);

    Worker* worker_;
    Label* title_;
    Label* who_;
    InlineMessage* message_;
    ChoiceField* category_;
    ChoiceField* unit_;
    TextField* item_;
    AmountField* amount_;
    DateField* date_;
    DateField* until_;
    ChoiceField* source_;
    ChoiceField* reason_;
    TextField* note_;
    Button* save_;
    EmptyState* no_rules_;
    QVBoxLayout* rules_;
    std::vector<InlineMessage*> lines_;
    QTimer pause_;
    Question question_;
    Person person_;
    bool hold_ = false;
    bool reason_wanted_ = false;
    bool saving_ = false;
    CivilDate today_;
};

} // namespace peyvand::ui
