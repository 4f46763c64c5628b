// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/register_page.h"

#include "core/text/read.h"
#include "ui/models/wording.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {

constexpr std::size_t most_identities = 3;

QHBoxLayout* beside(std::initializer_list<QWidget*> widgets) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    for (QWidget* widget : widgets)
        row->addWidget(widget, 1);
    return row;
}

bool startsWithLetter(const QString& text) { return !text.isEmpty() && text[0].isLetter(); }

} // namespace

RegisterPage::RegisterPage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = pageLayout(this);
    layout->addLayout(pageHeading(tr("New beneficiary"), this));
    message_ = new InlineMessage(this);
    layout->addWidget(message_);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(14);
    columns->addWidget(makeForm(), 3);
    columns->addWidget(makeSimilar(), 2);
    layout->addLayout(columns, 1);
    pause_.setSingleShot(true);
    pause_.setInterval(250);
    connect(&pause_, &QTimer::timeout, this, &RegisterPage::lookForSimilar);
    for (TextField* field :
         std::initializer_list<TextField*>{given_, family_, father_, birth_, phone_})
        connect(field, &TextField::edited, this, [this] { pause_.start(); });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { save(); });
    onKeys(this, QKeySequence(Qt::Key_Escape), [this] { emit left(); });
}

QWidget* RegisterPage::makeForm() {
    auto* card = new Card(this);
    QVBoxLayout* body = card->body();
    body->setSpacing(8);
    identities_layout_ = new QVBoxLayout;
    identities_layout_->setSpacing(2);
    body->addLayout(identities_layout_);
    another_ = new Button(Button::Kind::link, tr("Another identity"), {}, card);
    given_ = new TextField(tr("Given name"), card);
    family_ = new TextField(tr("Family name"), card);
    father_ = new TextField(tr("Father's name"), card);
    birth_ = new DateField(tr("Birth date, or the year alone"), DateField::Kind::birth, {}, card);
    sex_ = new ChoiceField(tr("Sex"), card);
    for (const char* sex : {"unknown", "female", "male"})
        sex_->add(toQt(sex), word(std::string("sex.") + sex));
    phone_ = new TextField(tr("Phone"), card);
    phone_->edit()->setShowsLocalDigits();
    city_ = new TextField(tr("City"), card);
    address_ = new TextField(tr("Address"), card);
    file_number_ = new TextField(tr("Number of the paper file"), card);
    file_number_->edit()->setShowsLocalDigits();
    addIdentity();
    connect(another_, &Button::clicked, this, [this] {
        addIdentity();
        identities_.back()->edit()->setFocus();
    });
    body->addLayout(beside({given_, family_}));
    body->addLayout(beside({father_, birth_, sex_}));
    body->addLayout(beside({phone_, city_, file_number_}));
    body->addWidget(address_);
    body->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    save_ = new Button(Button::Kind::primary, tr("Save"), QKeySequence(Qt::CTRL | Qt::Key_Return),
                       card);
    auto* back = new Button(Button::Kind::quiet, tr("Back"), QKeySequence(Qt::Key_Escape), card);
    buttons->addWidget(save_);
    buttons->addWidget(back);
    buttons->addStretch();
    body->addLayout(buttons);
    connect(save_, &Button::clicked, this, &RegisterPage::save);
    connect(back, &Button::clicked, this, &RegisterPage::left);
    return card;
}

QWidget* RegisterPage::makeSimilar() {
    auto* card = new Card(this);
    card->body()->setContentsMargins(5, 16, 5, 12);
    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(13, 0, 13, 0);
    heading->addWidget(
        new Label(tr("Is this person on file?"), TextStyle::heading, Role::ink, card));
    card->body()->addLayout(heading);
    similar_ = new Table(tr("Files that may be the same person"), card);
    similar_model_ =
        new ListModel({tr("Name"), tr("Father's name"), tr("Birth year"), tr("City")}, this);
    similar_->setModel(similar_model_);
    similar_->setColumns({0, 92, 84, 92});
    card->body()->addWidget(similar_, 1);
    no_similar_ = new EmptyState(QStringLiteral("people"), tr("No similar file"),
                                 tr("While you type, files that may be the same person come up "
                                    "here. Enter opens one."),
                                 card);
    card->body()->addWidget(no_similar_, 1);
    similar_->hide();
    connect(similar_, &Table::opened, this, [this](const QModelIndex& index) {
        emit registered(similar_rows_[static_cast<std::size_t>(index.row())].id, true);
    });
    return card;
}

void RegisterPage::addIdentity() {
    const bool first = identities_.empty();
    auto* field = new IdentityField(
        first ? tr("National ID or foreign national's code") : tr("Another identity"), this);
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(field, 1);
    if (first)
        row->addWidget(another_, 1, Qt::AlignLeading | Qt::AlignVCenter);
    identities_layout_->addLayout(row);
    identities_.push_back(field);
    connect(field, &TextField::edited, this, [this] { pause_.start(); });
    another_->setEnabled(identities_.size() < most_identities);
}

void RegisterPage::begin(const QString& typed, CivilDate today) {
    message_->clear();
    for (IdentityField* field : identities_)
        field->setText({});
    for (TextField* field : std::initializer_list<TextField*>{
             given_, family_, father_, birth_, phone_, city_, address_, file_number_})
        field->setText({});
    birth_->setToday(today);
    sex_->choose(QStringLiteral("unknown"));
    if (startsWithLetter(typed))
        family_->setText(typed);
    else
        identities_.front()->setText(typed);
    lookForSimilar();
}

void RegisterPage::takeFocus() {
    (identities_.front()->text().isEmpty() ? identities_.front()->edit() : given_->edit())
        ->setFocus();
}

void RegisterPage::type(const QString& given, const QString& family, const QString& father) {
    given_->setText(given);
    family_->setText(family);
    father_->setText(father);
}

NewPerson RegisterPage::draft() const {
    NewPerson person;
    PersonFields& fields = person.fields;
    fields.given_name = fromQt(given_->text());
    fields.family_name = fromQt(family_->text());
    fields.father_name = fromQt(father_->text());
    fields.birth = birth_->birth();
    if (sex_->code() != QStringLiteral("unknown"))
        fields.sex = sex_->code() == QStringLiteral("female") ? Sex::female : Sex::male;
    if (const auto phone = text::readPhone(fromQt(phone_->text())))
        fields.phones = {*phone};
    fields.city = fromQt(city_->text());
    fields.address = fromQt(address_->text());
    fields.file_number = fromQt(asciiDigits(file_number_->text()));
    for (const IdentityField* field : identities_)
        if (!field->text().isEmpty())
            person.identities.push_back({std::nullopt, fromQt(asciiDigits(field->text())), {}});
    return person;
}

bool RegisterPage::complete() {
    bool ok = true;
    const auto want = [&ok](bool good, TextField* field, const QString& error) {
        if (good)
            return;
        field->setError(error);
        if (ok)
            field->setFocus();
        ok = false;
    };
    want(!given_->text().isEmpty() || !family_->text().isEmpty(), given_,
         tr("Please write a name."));
    want(birth_->text().isEmpty() || birth_->birth(), birth_, tr("This date could not be read."));
    want(phone_->text().isEmpty() || text::readPhone(fromQt(phone_->text())), phone_,
         tr("This phone number could not be read."));
    return ok;
}

void RegisterPage::lookForSimilar() {
    worker_->ask(
        question_, this,
        [person = draft()](OfficeServices& office) { return office.similarPeople(person); },
        [this](Result<std::vector<PersonRow>> found) {
            similar_rows_ = found ? std::move(*found) : std::vector<PersonRow>{};
            QVector<ListModel::Row> rows;
            for (const PersonRow& row : similar_rows_)
                rows << ListModel::Row{
                    {typed(fullName(row)), true, false, -1, {}, fullName(row)},
                    {typed(toQt(row.father_name))},
                    {row.birth ? localDigits(QString::number(row.birth->hijri_year)) : QString()},
                    {typed(toQt(row.city))}};
            similar_model_->setRows(rows);
            similar_->setVisible(!rows.isEmpty());
            no_similar_->setVisible(rows.isEmpty());
        });
}

void RegisterPage::save() {
    if (saving_ || !complete())
        return;
    saving_ = true;
    save_->setEnabled(false);
    worker_->ask(
        this, [person = draft()](OfficeServices& office) { return office.registerPerson(person); },
        [this](Result<RegisteredPerson> done) {
            saving_ = false;
            save_->setEnabled(true);
            if (done)
                emit registered(done->id, done->existing);
            else
                message_->say(sentence(done.error()), Tone::wrong);
        });
}

} // namespace peyvand::ui
