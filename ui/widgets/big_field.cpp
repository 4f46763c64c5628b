// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/big_field.h"

#include "ui/widgets/reading.h"

namespace peyvand::ui {

BigField::BigField(QWidget* parent)
    : Card(parent), edit_(new LineEdit(this)),
      check_(new Label({}, TextStyle::body, Role::quiet, this)),
      check_icon_(new Icon(QStringLiteral("check"), Role::allowed, 20, this)),
      ask_(new Button(Button::Kind::primary, tr("Enquire"), QKeySequence(Qt::Key_Return), this)) {
    setEmphasised(true);
    body()->setContentsMargins(20, 14, 20, 14);
    const QString name = tr("National ID, foreign national's code, name or phone");
    auto* caption = new Label(name, TextStyle::caption, Role::quiet, this);
    caption->setBuddy(edit_);
    edit_->setAccessibleName(name);
    edit_->setFrameless();
    // The line edit's own margin, and the space behind the last figure, stay outside.
    edit_->setTextMargins(-2, 0, isRightToLeft() ? -6 : -2, 0);
    edit_->setFont(typeface(TextStyle::identity));
    edit_->setFixedHeight(48);
    edit_->keepEnter();
    edit_->setMaxLength(120);
    edit_->setShowsLocalDigits();

    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(caption);
    left->addWidget(edit_);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addLayout(left, 1);
    row->addWidget(check_icon_);
    row->addWidget(check_);
    row->addSpacing(6);
    row->addWidget(ask_);
    body()->addLayout(row);
    setFocusProxy(edit_);
    check_->setAccessibleName(tr("Check of the number"));
    check();
    connect(edit_, &QLineEdit::textChanged, this, [this] {
        check();
        emit edited();
    });
    const auto ask = [this] {
        if (!raw().isEmpty())
            emit asked(raw());
    };
    connect(edit_, &QLineEdit::returnPressed, this, ask);
    connect(ask_, &Button::clicked, this, ask);
}

QString BigField::raw() const { return asciiDigits(edit_->text()).trimmed(); }

void BigField::setRaw(const QString& text) { edit_->setText(localDigits(text)); }

void BigField::setBusy(bool busy) { ask_->setEnabled(!busy); }

void BigField::takeFocus() {
    edit_->setFocus();
    edit_->selectAll();
}

void BigField::check() {
    // Figures stand apart, letters stay joined.
    bool letters = false;
    for (const QChar c : edit_->text())
        letters = letters || c.isLetter();
    QFont spaced = typeface(TextStyle::identity);
    spaced.setLetterSpacing(QFont::AbsoluteSpacing, letters || edit_->text().isEmpty() ? 0 : 4);
    edit_->setFont(spaced);
    const IdentityReading reading = readingOf(edit_->text());
    const bool known = reading.tone == Tone::allowed;
    check_icon_->setVisible(reading.tone != Tone::plain);
    check_icon_->setIcon(known ? QStringLiteral("check") : QStringLiteral("info"),
                         known ? Role::allowed : Role::overlap);
    // A wrong number never stops anyone: it is told in amber.
    check_->setRole(reading.tone == Tone::wrong ? Role::overlap : Role::quiet);
    check_->setText(reading.sentence);
}

} // namespace peyvand::ui
