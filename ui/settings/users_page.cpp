// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/users_page.h"

#include "ui/widgets/reading.h"

#include <algorithm>

namespace peyvand::ui {
namespace {
constexpr int side_least = 320;
constexpr int side_most = 372;
} // namespace

UsersPage::UsersPage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(rights_ = new InlineMessage(this));
    layout->addWidget(message_ = new InlineMessage(this));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(makeList(), 3);
    side_ = new QStackedWidget(this);
    side_->setMinimumWidth(side_least);
    side_->setMaximumWidth(side_most);
    side_->addWidget(form_ = new UserForm(side_));
    side_->addWidget(code_card_ = new CodeCard(side_));
    row->addWidget(side_, 2);
    layout->addLayout(row, 1);
    connect(form_, &UserForm::wanted, this, &UsersPage::save);
    connect(form_, &UserForm::left, this, [this] {
        message_->clear();
        begin(form_->work());
    });
    connect(code_card_, &CodeCard::finished, this, [this] {
        side_->setCurrentWidget(form_);
        begin(UserWork::add);
    });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        if (side_->currentWidget() == code_card_)
            code_card_->press();
        else
            save();
    });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_N), [this] { add_->click(); });
    form_->begin(UserWork::add, {});
    showRights();
}

QWidget* UsersPage::makeList() {
    auto* card = new Card(this);
    card->body()->setContentsMargins(5, 6, 5, 16);
    table_ = new Table(tr("Users"), card);
    model_ = new ListModel({tr("Name"), tr("Role"), tr("State"), tr("Password here")}, this);
    table_->setModel(model_);
    table_->setColumns({0, 125, 100, 110});
    card->body()->addWidget(table_, 1);
    card->body()->addLayout(makeButtons(card));
    card->body()->addLayout(makeMode(card));
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &UsersPage::showRights);
    connect(table_, &Table::opened, this, [this] { change_role_->click(); });
    return card;
}

// Above what is done with the chosen user, below what is not about one of the list.
QLayout* UsersPage::makeButtons(QWidget* card) {
    auto* buttons = new QGridLayout;
    buttons->setContentsMargins(13, 0, 13, 0);
    buttons->setSpacing(8);
    QHBoxLayout* rows[] = {new QHBoxLayout, new QHBoxLayout};
    for (int i = 0; i < 2; ++i) {
        rows[i]->setSpacing(8);
        buttons->addLayout(rows[i], i, 0, Qt::AlignLeading);
    }
    const auto add = [&](int row, const QString& text, UserWork work,
                         const QKeySequence& keys = {}) {
        auto* button = new Button(Button::Kind::quiet, text, keys, card);
        rows[row]->addWidget(button);
        connect(button, &Button::clicked, this, [this, work] {
            message_->clear();
            begin(work);
            form_->takeFocus();
        });
        return button;
    };
    change_role_ = add(0, tr("Change the role"), UserWork::role);
    password_ = add(0, tr("New password"), UserWork::password);
    remove_ = add(0, tr("Remove"), UserWork::remove);
    add_ = add(1, tr("New user"), UserWork::add, QKeySequence(Qt::CTRL | Qt::Key_N));
    code_ = add(1, tr("New recovery code"), UserWork::code);
    return buttons;
}

QLayout* UsersPage::makeMode(QWidget* card) {
    auto* below = new QVBoxLayout;
    below->setContentsMargins(13, 4, 13, 0);
    below->setSpacing(2);
    one_person_ = new CheckBox(tr("One-person office"), card);
    auto* hint = new Label(tr("The only user may do all, whatever the role. As soon as there is a "
                              "second user the roles hold."),
                           TextStyle::caption, Role::quiet, card);
    below->addWidget(one_person_);
    below->addWidget(hint->wrapping());
    one_person_->setEnabled(false);
    connect(one_person_, &CheckBox::clicked, this, [this](bool on) {
        worker_->ask(
            this, [on](OfficeServices& office) { return office.settings().setOnePerson(on); },
            [this](Result<void> done) {
                if (!done)
                    message_->say(sentence(done.error()), Tone::wrong);
                refresh();
            });
    });
    return below;
}

void UsersPage::takeFocus() { table_->setFocus(); }

void UsersPage::forget() { form_->clearPasswords(); }

void UsersPage::refresh() {
    worker_->ask(
        question_, this, [](OfficeServices& office) { return office.settings().users(); },
        [this](Result<UserList> list) {
            if (list)
                show(std::move(*list));
            else
                message_->say(sentence(list.error()), Tone::wrong);
        });
}

void UsersPage::show(UserList list) {
    const auto before = chosen();
    list_ = std::move(list);
    showRows();
    choose(before ? before->name : list_.own);
    const auto open = std::count_if(list_.users.begin(), list_.users.end(),
                                    [](const User& user) { return !user.closed; });
    one_person_->setChecked(list_.one_person);
    one_person_->setEnabled(list_.may_change && open == 1);
    if (list_.may_change)
        rights_->clear();
    else
        rights_->say(sentence(Error{ErrorCode::not_permitted,
                                    {{"role", std::string(roleName(list_.own_role))}}}),
                     Tone::plain);
    if (!list_.may_change && form_->work() != UserWork::password)
        begin(UserWork::password);
}

void UsersPage::showRows() {
    QVector<ListModel::Row> rows;
    for (const User& user : list_.users) {
        const bool own = user.name == list_.own;
        const QString name = typed(toQt(user.name));
        const Tone tone = user.closed ? Tone::plain : Tone::allowed;
        rows << ListModel::Row{{name, !user.closed, user.closed, -1, {}, toQt(user.name)},
                               {word("role." + std::string(roleName(user.role)))},
                               {user.closed ? tr("removed")
                                : own       ? tr("you")
                                            : tr("active"),
                                false, false, static_cast<int>(tone)},
                               {user.is_here ? tr("yes") : tr("no"), false, !user.is_here}};
    }
    model_->setRows(rows);
}

std::optional<User> UsersPage::chosen() const {
    const int row = table_->currentIndex().row();
    if (row < 0 || row >= static_cast<int>(list_.users.size()))
        return std::nullopt;
    return list_.users[static_cast<std::size_t>(row)];
}

void UsersPage::choose(const std::string& name) {
    int row = 0;
    for (std::size_t i = 0; i < list_.users.size(); ++i)
        if (list_.users[i].name == name)
            row = static_cast<int>(i);
    if (!list_.users.empty())
        table_->setCurrentIndex(model_->index(row, 0));
    showRights();
}

void UsersPage::showRights() {
    const auto user = chosen();
    const bool open = user && !user->closed;
    const bool own = user && user->name == list_.own;
    add_->setEnabled(list_.may_change);
    code_->setEnabled(list_.may_change);
    change_role_->setEnabled(list_.may_change && open);
    password_->setEnabled(open && (own || (list_.may_change && user->is_here)));
    // One whose account is closed while the keys are still here is removed to the end.
    remove_->setEnabled(list_.may_change && user && !own && (open || user->is_here));
    const bool is_of_user = form_->work() != UserWork::add && form_->work() != UserWork::code;
    if (is_of_user && user)
        begin(form_->work());
}

void UsersPage::begin(UserWork work) {
    const auto user = chosen();
    form_->begin(work, user.value_or(User{list_.own, list_.own_role}));
}

void UsersPage::save() {
    if (saving_ || side_->currentWidget() != form_)
        return;
    message_->clear();
    auto change = form_->read();
    if (!change)
        return;
    saving_ = true;
    form_->setBusy(true);
    message_->say(tr("This takes a moment …"), Tone::plain);
    const UserWork work = change->work;
    // One copy only, which the office wipes.
    const auto held = std::make_shared<UserChange>(std::move(*change));
    worker_->ask(
        this, [held](OfficeServices& office) { return office.settings().changeUser(*held); },
        [this, work](const Result<std::string>& code) { told(code, work); });
}

void UsersPage::told(const Result<std::string>& code, UserWork work) {
    saving_ = false;
    form_->setBusy(false);
    if (!code) {
        message_->say(sentence(code.error()), Tone::wrong);
        // Removing may have closed the account before it failed.
        if (work == UserWork::remove)
            refresh();
        return;
    }
    form_->clearPasswords();
    const QString said = work == UserWork::add        ? tr("The user was added.")
                         : work == UserWork::role     ? tr("The role was changed.")
                         : work == UserWork::password ? tr("The password was changed.")
                         : work == UserWork::remove   ? tr("The user was removed.")
                                                      : tr("There is a new recovery code.");
    message_->say(said, Tone::allowed);
    begin(list_.may_change ? UserWork::add : UserWork::password);
    if (!code->empty()) {
        code_card_->show(*code);
        side_->setCurrentWidget(code_card_);
        code_card_->takeFocus();
    }
    refresh();
}

} // namespace peyvand::ui
