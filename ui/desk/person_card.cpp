// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/person_card.h"

#include "ui/desk/answer_rows.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {

/// A rounded place with the person's sign, until photos are kept.
class Portrait : public QWidget {
  public:
    explicit Portrait(QWidget* parent) : QWidget(parent) { setFixedSize(60, 68); }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintSurface(painter, rect(), color(Role::brand_soft), {}, 0, 12);
        painter.drawPixmap(
            (width() - 32) / 2, (height() - 32) / 2,
            iconPixmap(QStringLiteral("person"), Role::brand, 32, devicePixelRatioF()));
    }
};

Label* part(QVBoxLayout* into, const QString& heading, QWidget* parent) {
    into->addWidget(new Hairline(parent));
    into->addSpacing(2);
    into->addWidget(new Label(heading, TextStyle::heading, Role::ink, parent));
    auto* text = new Label({}, TextStyle::body, Role::quiet, parent);
    text->wrapping();
    text->setAccessibleName(heading);
    into->addWidget(text);
    into->addSpacing(2);
    return text;
}

} // namespace

PersonCard::PersonCard(QWidget* parent)
    : Card(parent), name_(new Label({}, TextStyle::title, Role::ink, this)),
      who_(new Label({}, TextStyle::body, Role::quiet, this)),
      code_(new Label({}, TextStyle::body, Role::quiet, this)),
      state_(new Chip({}, Tone::plain, this)), details_(new QWidget(this)),
      give_(new Button(Button::Kind::primary, tr("Give aid"),
                       QKeySequence(Qt::CTRL | Qt::Key_Return), this)),
      hold_(new Button(Button::Kind::quiet, tr("Hold"), QKeySequence(Qt::CTRL | Qt::Key_D), this)),
      file_(new Button(Button::Kind::quiet, tr("File"), QKeySequence(Qt::CTRL | Qt::Key_E), this)),
      register_(new Button(Button::Kind::primary, tr("Open a file"),
                           QKeySequence(Qt::CTRL | Qt::Key_N), this)) {
    auto* top = new QHBoxLayout;
    top->setSpacing(14);
    top->addWidget(new Portrait(this), 0, Qt::AlignTop);
    auto* who = new QVBoxLayout;
    who->setSpacing(2);
    name_->wrapping();
    who_->wrapping();
    name_->setAccessibleName(tr("Name"));
    who_->setAccessibleName(tr("Father and birth"));
    code_->setAccessibleName(tr("National ID or code"));
    code_->copyable();
    who->addWidget(name_);
    who->addWidget(who_);
    who->addWidget(code_);
    who->addSpacing(4);
    who->addWidget(state_, 0, Qt::AlignLeading);
    top->addLayout(who, 1);
    body()->addLayout(top);

    auto* details = new QVBoxLayout(details_);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(6);
    needs_ = part(details, tr("Needs not met yet"), details_);
    address_ = part(details, tr("Address and phone"), details_);
    phone_ = new Label({}, TextStyle::body, Role::quiet, details_);
    phone_->setAccessibleName(tr("Phone"));
    phone_->copyable();
    details->addWidget(phone_);
    body()->addWidget(details_);
    body()->addStretch();

    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(8);
    for (Button* button : {give_, hold_, file_, register_})
        buttons->addWidget(button, 0, Qt::AlignLeading);
    body()->addLayout(buttons);
    connect(give_, &Button::clicked, this, &PersonCard::giveWanted);
    connect(hold_, &Button::clicked, this, &PersonCard::holdWanted);
    connect(file_, &Button::clicked, this, &PersonCard::fileWanted);
    connect(register_, &Button::clicked, this, &PersonCard::registerWanted);
}

void PersonCard::setAnswer(const Answer& answer, CivilDate today) {
    known_ = answer.person.has_value();
    if (known_)
        showPerson(*answer.person, today);
    else
        showNobody(answer);
    give_->setVisible(known_);
    hold_->setVisible(known_);
    file_->setVisible(known_);
    register_->setVisible(!known_);
    setNameOnly(false);
}

void PersonCard::showPerson(const Person& person, CivilDate today) {
    const PersonFields& fields = person.fields;
    name_->setText(fullName(fields));
    QString father;
    if (!fields.father_name.empty())
        father = fields.sex == Sex::male ? tr("son of %1") : tr("child of %1");
    who_->setText(
        dotted({father.isEmpty() ? father : father.arg(typed(toQt(fields.father_name))),
                fields.birth ? tr("born %1").arg(birthAndAge(*fields.birth, today)) : QString()}));
    const PersonIdentity* shown = person.identities.empty() ? nullptr : &person.identities.front();
    code_->setText(shown == nullptr ? QString() : code(toQt(shown->typed)));
    if (shown == nullptr)
        state_->setState(word("identity.none"), Tone::overlap);
    else if (!shown->confirmed)
        state_->setState(word("identity.unconfirmed"), Tone::overlap);
    else
        state_->setState(tr("file %1").arg(localDigits(QString::number(person.row))),
                         Tone::allowed);
    const std::string& place = fields.address.empty() ? fields.city : fields.address;
    address_->setText(place.empty() ? tr("No address on record.") : typed(toQt(place)));
    QStringList phones;
    for (const std::string& phone : fields.phones)
        phones << code(toQt(phone));
    phone_->setText(dotted(phones));
    needs_->setText(tr("None is on record. Ask: some who need most say least."));
}

void PersonCard::showNobody(const Answer& answer) {
    name_->setText(toQt(words().text("rule.sentence.no_file")));
    if (!answer.identity.identity)
        who_->setText(tr("The number is kept as it is typed."));
    else if (answer.freshness.empty())
        who_->setText({});
    else
        who_->setText(tr("What other charities gave stands beside this."));
    code_->setText(code(toQt(answer.identity.folded)));
    state_->setState(answer.identity.identity ? tr("new here") : word("identity.unconfirmed"),
                     answer.identity.identity ? Tone::brand : Tone::overlap);
}

void PersonCard::setNameOnly(bool name_only) {
    for (QWidget* part : std::initializer_list<QWidget*>{code_, state_})
        part->setVisible(!name_only);
    who_->setVisible(!name_only && !who_->text().isEmpty());
    details_->setVisible(!name_only && known_);
}

} // namespace peyvand::ui
