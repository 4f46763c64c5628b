// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who may open the register, and as what. The form beside the list asks the own password; a new
// recovery code takes its place until it is written down.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/settings/code_card.h"
#include "ui/settings/user_form.h"
#include "ui/widgets/table.h"

#include <QStackedWidget>

namespace peyvand::ui {

class UsersPage : public QWidget {
    Q_OBJECT
  public:
    explicit UsersPage(Worker* worker, QWidget* parent = nullptr);
    void refresh();
    void takeFocus();
    /// What is typed and secret goes when the window locks.
    void forget();
    /// The form for a work on the chosen user.
    void begin(UserWork work);
    void choose(const std::string& name);
    void save();
    UserForm* form() { return form_; }

  private:
    QWidget* makeList();
    QLayout* makeButtons(QWidget* card);
    QLayout* makeMode(QWidget* card);
    void show(UserList list);
    void showRows();
    void showRights();
    std::optional<User> chosen() const;
    void told(const Result<std::string>& code, UserWork work);

    Worker* worker_ = nullptr;
    InlineMessage* message_ = nullptr;
    InlineMessage* rights_ = nullptr;
    Table* table_ = nullptr;
    ListModel* model_ = nullptr;
    Button* add_ = nullptr;
    Button* change_role_ = nullptr;
    Button* password_ = nullptr;
    Button* remove_ = nullptr;
    Button* code_ = nullptr;
    CheckBox* one_person_ = nullptr;
    QStackedWidget* side_ = nullptr;
    UserForm* form_ = nullptr;
    CodeCard* code_card_ = nullptr;
    UserList list_;
    Question question_;
    bool saving_ = false;
};

} // namespace peyvand::ui
