// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One change of users as a form: only the fields that the work needs, and the own password of who
// does it. GUI thread only.

#include "ui/models/settings_services.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

#include <QScrollArea>

namespace peyvand::ui {

class UserForm : public Card {
    Q_OBJECT
  public:
    explicit UserForm(QWidget* parent = nullptr);
    /// user: whom the work is about; nothing for a new one.
    void begin(UserWork work, const User& user);
    /// What is typed; nothing when a field is wrong, which then says so and has the focus.
    std::optional<UserChange> read();
    UserWork work() const { return work_; }
    void setBusy(bool busy);
    void clearPasswords();
    void takeFocus();
    /// For pictures of the screen and tests.
    void type(const QString& name, const QString& role, const QString& password,
              const QString& own);

  signals:
    void wanted();
    void left();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    QString titleOf(UserWork work) const;
    QString sentenceOf(UserWork work) const;
    QWidget* makeFields();
    void fitFields();
    bool want(TextField* field, bool fits, const QString& error);

    QScrollArea* scroll_ = nullptr;
    UserWork work_ = UserWork::add;
    QString user_;
    Label* title_ = nullptr;
    Label* sentence_ = nullptr;
    TextField* name_ = nullptr;
    ChoiceField* role_ = nullptr;
    TextField* password_ = nullptr;
    TextField* again_ = nullptr;
    TextField* own_ = nullptr;
    Button* save_ = nullptr;
    TextField* first_wrong_ = nullptr;
};

} // namespace peyvand::ui
