// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/code_card.h"

#include "ui/widgets/reading.h"

namespace peyvand::ui {
CodeCard::CodeCard(QWidget* parent) : Card(parent) {
    setEmphasised(true);
    body()->addWidget(
        new Label(tr("Write down the new recovery code"), TextStyle::heading, Role::ink, this));
    auto* why = new Label(tr("It is shown only now, and the old one no longer opens anything. If "
                             "the password is lost, only this code opens the register. Keep it on "
                             "paper, away from this computer."),
                          TextStyle::body, Role::quiet, this);
    body()->addWidget(why->wrapping());
    code_ = new Label({}, TextStyle::heading, Role::ink, this);
    code_->setAlignment(Qt::AlignCenter);
    code_->setAccessibleName(tr("Recovery code"));
    code_->setMinimumHeight(72);
    code_->copyable();
    body()->addWidget(code_);
    written_ = new CheckBox(tr("I have written it down"), this);
    body()->addWidget(written_);
    done_ = new Button(Button::Kind::primary, tr("Put it away"),
                       QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    done_->setEnabled(false);
    body()->addWidget(done_, 0, Qt::AlignLeading);
    body()->addStretch();
    connect(written_, &CheckBox::toggled, done_, &Button::setEnabled);
    connect(done_, &Button::clicked, this, &CodeCard::finish);
}

void CodeCard::show(const std::string& code) {
    code_->setText(recoveryCode(code));
    written_->setChecked(false);
}

void CodeCard::finish() {
    code_->clear();
    emit finished();
}

} // namespace peyvand::ui
