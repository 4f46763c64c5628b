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

    Worker* worker_ = nullptr;
    Label* title_ = nullptr;
    Label* who_ = nullptr;
    InlineMessage* message_ = nullptr;
    ChoiceField* category_ = nullptr;
    ChoiceField* unit_ = nullptr;
    TextField* item_ = nullptr;
    AmountField* amount_ = nullptr;
    DateField* date_ = nullptr;
    DateField* until_ = nullptr;
    ChoiceField* source_ = nullptr;
    ChoiceField* reason_ = nullptr;
    TextField* note_ = nullptr;
    Button* save_ = nullptr;
    EmptyState* no_rules_ = nullptr;
    QVBoxLayout* rules_ = nullptr;
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
