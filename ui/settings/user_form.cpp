// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/user_form.h"

#include "ui/widgets/reading.h"

#include <QScrollBar>

namespace peyvand::ui {
namespace {
constexpr int password_least = 8;
}

UserForm::UserForm(QWidget* parent) : Card(parent) {
    body()->setSpacing(6);
    title_ = new Label({}, TextStyle::heading, Role::ink, this);
    title_->eliding();
    body()->addWidget(title_);
    // In a low window the fields are rolled and the buttons stay.
    scroll_ = new QScrollArea(this);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setAccessibleName(tr("Fields"));
    scroll_->setFocusPolicy(Qt::NoFocus);
    styleScrollBar(scroll_->verticalScrollBar());
    QWidget* fields = makeFields();
    scroll_->setWidget(fields);
    // The card shows through.
    scroll_->viewport()->setAutoFillBackground(false);
    fields->setAutoFillBackground(false);
    body()->addWidget(scroll_, 1000);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    save_ = new Button(Button::Kind::primary, tr("Save"), QKeySequence(Qt::CTRL | Qt::Key_Return),
                       this);
    auto* leave = new Button(Button::Kind::quiet, tr("Clear"), QKeySequence(Qt::Key_Escape), this);
    buttons->addWidget(save_);
    buttons->addWidget(leave);
    buttons->addStretch();
    body()->addLayout(buttons);
    body()->addStretch(1);
    connect(save_, &Button::clicked, this, &UserForm::wanted);
    connect(leave, &Button::clicked, this, &UserForm::left);
    onKeys(this, QKeySequence(Qt::Key_Escape), [this] { emit left(); });
}

QWidget* UserForm::makeFields() {
    auto* fields = new QWidget(this);
    auto* layout = new QVBoxLayout(fields);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    sentence_ = new Label({}, TextStyle::body, Role::quiet, fields);
    sentence_->wrapping();
    name_ = new TextField(tr("Name"), fields);
    role_ = new ChoiceField(tr("Role"), fields);
    for (int i = 0; i < role_count; ++i) {
        const std::string code(roleName(static_cast<peyvand::Role>(i)));
        role_->add(toQt(code), word("role." + code));
    }
    password_ = new TextField(tr("New password"), fields);
    again_ = new TextField(tr("New password once more"), fields);
    own_ = new TextField(tr("Your own password"), fields);
    auto* passwords = new QHBoxLayout;
    passwords->setSpacing(12);
    passwords->addWidget(password_);
    passwords->addWidget(again_);
    layout->addWidget(sentence_);
    layout->addWidget(name_);
    layout->addWidget(role_);
    layout->addLayout(passwords);
    layout->addWidget(own_);
    layout->addStretch();
    for (TextField* field : {password_, again_, own_})
        field->setPassword();
    password_->setHint(tr("at least %1 letters or digits").arg(number(password_least)));
    return fields;
}

QString UserForm::titleOf(UserWork work) const {
    switch (work) {
    case UserWork::add:
        return tr("A new user");
    case UserWork::role:
        return tr("Another role for %1").arg(typed(user_));
    case UserWork::password:
        return tr("A new password for %1").arg(typed(user_));
    case UserWork::remove:
        return tr("Remove %1").arg(typed(user_));
    case UserWork::code:
        break;
    }
    return tr("A new recovery code");
}

QString UserForm::sentenceOf(UserWork work) const {
    switch (work) {
    case UserWork::add:
        return tr("Somebody whom another desk added gets a password at this desk.");
    case UserWork::role:
        return tr("It holds at every desk of the charity.");
    case UserWork::password:
        return tr("It counts at this desk; at others the password stays as it is.");
    case UserWork::remove:
        return tr("The account is closed at every desk and the register gets another key. What "
                  "the user wrote stays. The old recovery code no longer counts; a new one is "
                  "shown.");
    case UserWork::code:
        break;
    }
    return tr("The old code no longer counts as soon as the new one is shown.");
}

void UserForm::begin(UserWork work, const User& user) {
    work_ = work;
    user_ = toQt(user.name);
    title_->setText(titleOf(work));
    sentence_->setText(sentenceOf(work));
    const bool adds = work == UserWork::add;
    const bool sets = adds || work == UserWork::password;
    name_->setVisible(adds);
    role_->setVisible(adds || work == UserWork::role);
    password_->setVisible(sets);
    again_->setVisible(sets);
    name_->setText({});
    role_->choose(toQt(roleName(adds ? peyvand::Role::clerk : user.role)));
    save_->setText(adds                       ? tr("Add")
                   : work == UserWork::remove ? tr("Remove")
                   : work == UserWork::code   ? tr("Make the code")
                                              : tr("Save"));
    save_->setAccessibleName(save_->text());
    save_->updateGeometry();
    clearPasswords();
    fitFields();
}

// As high as its fields, so that the buttons stand right below them.
void UserForm::fitFields() {
    QLayout* layout = scroll_->widget()->layout();
    layout->invalidate();
    const int width = contentsRect().width() - 2 * measure::card_inside;
    scroll_->setMaximumHeight(layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                                          : layout->totalSizeHint().height());
}

void UserForm::resizeEvent(QResizeEvent* event) {
    Card::resizeEvent(event);
    fitFields();
}

bool UserForm::want(TextField* field, bool fits, const QString& error) {
    if (!field->isVisibleTo(this) || fits)
        return true;
    field->setError(error);
    if (first_wrong_ == nullptr)
        first_wrong_ = field;
    return false;
}

std::optional<UserChange> UserForm::read() {
    first_wrong_ = nullptr;
    const QString password = password_->edit()->text();
    want(name_, !name_->text().isEmpty(), tr("Please write the name."));
    want(password_, password.size() >= password_least,
         tr("at least %1 letters or digits").arg(number(password_least)));
    want(again_, again_->edit()->text() == password, tr("The two passwords differ."));
    want(own_, !own_->edit()->text().isEmpty(), tr("Please write your own password."));
    if (first_wrong_ != nullptr) {
        first_wrong_->edit()->setFocus();
        return std::nullopt;
    }
    UserChange change;
    change.work = work_;
    change.name = fromQt(work_ == UserWork::add ? name_->text() : user_);
    change.role = roleFromName(fromQt(role_->code())).value_or(peyvand::Role::clerk);
    change.password = fromQt(password);
    change.own_password = fromQt(own_->edit()->text());
    return change;
}

void UserForm::setBusy(bool busy) { save_->setEnabled(!busy); }

void UserForm::clearPasswords() {
    for (TextField* field : {password_, again_, own_})
        field->edit()->clear();
}

void UserForm::takeFocus() {
    if (work_ == UserWork::add)
        name_->edit()->setFocus();
    else if (work_ == UserWork::role)
        role_->combo()->setFocus();
    else
        (work_ == UserWork::password ? password_ : own_)->edit()->setFocus();
}

void UserForm::type(const QString& name, const QString& role, const QString& password,
                    const QString& own) {
    name_->setText(name);
    if (!role.isEmpty())
        role_->choose(role);
    password_->setText(password);
    again_->setText(password);
    own_->setText(own);
}

} // namespace peyvand::ui
