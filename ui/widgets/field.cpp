// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field.h"

#include "core/identity/identity.h"
#include "core/text/read.h"
#include "ui/widgets/reading.h"

#include <QBoxLayout>

namespace peyvand::ui {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(IdentityReading)
};

QString problemInShort(ErrorCode code) {
    if (code == ErrorCode::identity_check_digit)
        return Tr::tr("the check digit does not fit");
    if (code == ErrorCode::identity_length)
        return Tr::tr("the number of digits does not fit");
    return Tr::tr("no such number is given out");
}

QVBoxLayout* fieldLayout(QWidget* field) {
    auto* layout = new QVBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

Label* labelAbove(const QString& text, QWidget* field, QWidget* buddy) {
    auto* label = new Label(text, TextStyle::caption, Role::quiet, field);
    label->setBuddy(buddy);
    buddy->setAccessibleName(text);
    return label;
}

// The line below keeps its height when it is empty, so that nothing jumps while one types.
Label* lineBelow(QWidget* field) {
    auto* label = new Label({}, TextStyle::caption, Role::quiet, field);
    label->eliding();
    label->setFixedHeight(20);
    label->setAccessibleName(QStringLiteral("-"));
    return label;
}

} // namespace

TextField::TextField(const QString& label, QWidget* parent)
    : QWidget(parent), edit_(new LineEdit(this)), below_(lineBelow(this)) {
    auto* layout = fieldLayout(this);
    layout->addWidget(labelAbove(label, this, edit_));
    layout->addWidget(edit_);
    layout->addWidget(below_);
    setFocusProxy(edit_);
    connect(edit_, &QLineEdit::textChanged, this, [this] {
        error_.clear();
        check();
        showBelow();
        emit edited();
    });
}

void TextField::setHint(const QString& hint) {
    hint_ = hint;
    showBelow();
}

void TextField::setError(const QString& error) {
    error_ = error;
    showBelow();
}

void TextField::setPassword() {
    edit_->setEchoMode(QLineEdit::Password);
    edit_->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
}

void TextField::showBelow() {
    below_->setRole(error_.isEmpty() ? Role::quiet : Role::wrong);
    below_->setText(error_.isEmpty() ? hint_ : error_);
    edit_->setWrong(!error_.isEmpty());
    edit_->setAccessibleDescription(withoutIsolates(below_->text()));
}

DateField::DateField(const QString& label, Kind kind, CivilDate today, QWidget* parent)
    : TextField(label, parent), kind_(kind), today_(today) {
    edit()->setShowsLocalDigits();
    edit()->setPlaceholderText(
        localDigits(kind == Kind::birth ? tr("1365/02/01 or 1365") : tr("1405/08/30 or today")));
}

std::optional<CivilDate> DateField::day() const {
    const auto read = text::readDate(fromQt(text()), today_);
    return read ? std::optional(*read) : std::nullopt;
}

std::optional<BirthDate> DateField::birth() const {
    const auto read = text::readBirth(fromQt(text()), today_);
    return read ? std::optional(*read) : std::nullopt;
}

void DateField::setDay(CivilDate day) {
    const QString iso = toQt(HijriDate::fromCivil(day).iso());
    setText(QString(iso).replace(QLatin1Char('-'), QLatin1Char('/')));
}

// Half a date is not an error yet: it is told quietly until the field is left or saved.
void DateField::check() {
    setHint({});
    if (text().isEmpty())
        return;
    if (kind_ == Kind::birth) {
        if (const auto birth = this->birth())
            setHint(birth->day
                        ? dateInWords(*birth->day)
                        : tr("year %1").arg(localDigits(QString::number(birth->hijri_year))));
        return;
    }
    const auto read = text::readDate(fromQt(text()), today_);
    if (read)
        setHint(dateInWords(*read));
    else if (read.error().code == ErrorCode::date_not_existing)
        setError(sentence(read.error()));
}

AmountField::AmountField(const QString& label, QWidget* parent) : TextField(label, parent) {
    edit()->setShowsLocalDigits();
    edit()->setPlaceholderText(tr("rials, or with the word toman"));
    connect(edit(), &QLineEdit::editingFinished, this, [this] {
        const auto rial = amount();
        if (rial && rial->amount > 0)
            setText(number(rial->amount));
    });
}

std::optional<Rial> AmountField::amount() const {
    if (text().isEmpty())
        return Rial{};
    const auto read = text::readAmount(fromQt(text()));
    return read ? std::optional(*read) : std::nullopt;
}

void AmountField::check() {
    setHint({});
    if (const auto rial = amount(); rial && rial->amount > 0)
        setHint(toQt(words().amountInWords(*rial)));
    else if (!rial)
        setHint(tr("This is no amount yet."));
}

IdentityField::IdentityField(const QString& label, QWidget* parent) : TextField(label, parent) {
    edit()->setShowsLocalDigits();
}

void IdentityField::check() { setHint(readingOf(text()).sentence); }

IdentityReading readingOf(const QString& typed) {
    const QString folded = asciiDigits(typed).trimmed();
    if (folded.isEmpty())
        return {};
    for (const QChar c : folded)
        if (c.isLetter() && c.unicode() >= 0x0600)
            return {Tr::tr("searches in names"), Tone::plain};
    const ReadIdentity read = readIdentity(fromQt(folded));
    if (!read.identity) {
        if (read.folded.size() < 8)
            return {};
        return {problemInShort(read.problem->code), Tone::wrong};
    }
    switch (read.identity->kind) {
    case IdentityKind::national_id:
        return {read.zeros_restored ? Tr::tr("the check digit is right; a lost zero was put back")
                                    : Tr::tr("the check digit is right"),
                Tone::allowed};
    case IdentityKind::passport:
        return {Tr::tr("passport number"), Tone::plain};
    default:
        return {Tr::tr("foreign national's code"), Tone::plain};
    }
}

ChoiceField::ChoiceField(const QString& label, QWidget* parent)
    : QWidget(parent), combo_(new ComboBox(this)), below_(lineBelow(this)) {
    auto* layout = fieldLayout(this);
    layout->addWidget(labelAbove(label, this, combo_));
    layout->addWidget(combo_);
    layout->addWidget(below_);
    setFocusProxy(combo_);
    connect(combo_, &QComboBox::currentIndexChanged, this, [this] {
        setError({});
        emit chosen();
    });
}

void ChoiceField::add(const QString& code, const QString& text) { combo_->addItem(text, code); }

void ChoiceField::choose(const QString& code) { combo_->setCurrentIndex(combo_->findData(code)); }

void ChoiceField::setError(const QString& error) {
    below_->setRole(error.isEmpty() ? Role::quiet : Role::wrong);
    below_->setText(error.isEmpty() ? hint_ : error);
}

void ChoiceField::setHint(const QString& hint) {
    hint_ = hint;
    setError({});
}

} // namespace peyvand::ui
