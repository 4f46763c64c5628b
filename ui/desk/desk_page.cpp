// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk_page.h"

#include "ui/models/people_model.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {

enum class Typed { name, phone, file_number, identity };

// Eleven digits from 09 are a mobile number before they are a foreign code; few digits are the
// office's own file number.
Typed kindOf(const QString& raw) {
    int digits = 0;
    for (const QChar c : raw) {
        if (c.isLetter() && c.unicode() >= 0x0600)
            return Typed::name;
        digits += c.isDigit() ? 1 : 0;
    }
    if (digits == 0)
        return Typed::name;
    if (digits == 11 && raw.startsWith(QStringLiteral("09")))
        return Typed::phone;
    return digits < 8 && digits == raw.size() ? Typed::file_number : Typed::identity;
}

} // namespace

DeskPage::DeskPage(Worker* worker, QWidget* parent)
    : QWidget(parent), worker_(worker), field_(new BigField(this)),
      message_(new InlineMessage(this)), below_(new QStackedWidget(this)),
      start_(new EmptyState(QStringLiteral("search"), tr("Who is at the desk?"),
                            tr("Type a national ID, a name or a phone number and press Enter. "
                               "What every member charity gave is shown at once, also without a "
                               "network."),
                            below_)),
      waiting_(new EmptyState(QStringLiteral("search"), tr("Asking …"), {}, below_)) {
    auto* layout = pageLayout(this);
    layout->addWidget(field_);
    layout->addWidget(message_);
    layout->addWidget(below_, 1);
    below_->addWidget(start_);
    below_->addWidget(blank_ = new QWidget(below_));
    below_->addWidget(waiting_);
    below_->addWidget(answer_page_ = makeAnswer());
    below_->addWidget(found_page_ = makeFound());
    slow_.setSingleShot(true);
    slow_.setInterval(150);
    connect(&slow_, &QTimer::timeout, this, [this] { below_->setCurrentWidget(waiting_); });
    connect(field_, &BigField::asked, this, &DeskPage::ask);
    connect(person_, &PersonCard::giveWanted, this, [this] {
        if (shown_)
            emit giveWanted(*shown_, {}, false);
    });
    connect(person_, &PersonCard::holdWanted, this, [this] {
        if (shown_)
            emit giveWanted(*shown_, {}, true);
    });
    const auto open_file = [this] {
        if (shown_)
            emit fileWanted(*shown_);
    };
    connect(person_, &PersonCard::fileWanted, this, open_file);
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_E), open_file);
    connect(person_, &PersonCard::registerWanted, this,
            [this] { emit registerWanted(field_->raw()); });
    connect(help_, &HelpCard::categoryChosen, this, [this](const std::string& category) {
        if (shown_)
            emit giveWanted(*shown_, category, false);
    });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] {
        if (shown_)
            emit giveWanted(*shown_, {}, false);
    });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_D), [this] {
        if (shown_)
            emit giveWanted(*shown_, {}, true);
    });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_N),
           [this] { emit registerWanted(field_->raw()); });
    onKeys(this, QKeySequence(Qt::Key_Escape), [this] { toggleNameOnly(); });
}

QWidget* DeskPage::makeAnswer() {
    auto* page = new QWidget(below_);
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    person_ = new PersonCard(page);
    person_->setFixedWidth(304);
    help_ = new HelpCard(page);
    hidden_ = new EmptyState(QStringLiteral("lock"), tr("Hidden"), tr("Esc shows it again."), page);
    hidden_->hide();
    row->addWidget(person_);
    row->addWidget(help_, 1);
    row->addWidget(hidden_, 1);
    return page;
}

QWidget* DeskPage::makeFound() {
    auto* card = new Card(below_);
    card->body()->setContentsMargins(5, 16, 5, 8);
    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(13, 0, 13, 0);
    heading->addWidget(new Label(tr("Several files fit; choose one with Enter"), TextStyle::heading,
                                 Role::ink, card));
    heading->addStretch();
    card->body()->addLayout(heading);
    found_ = new Table(tr("Files that fit"), card);
    found_model_ = new PeopleModel(worker_, this);
    found_->setModel(found_model_);
    found_->setColumns({0, 150, 120, 96, 120, 72, 120});
    card->body()->addWidget(found_);
    connect(found_, &Table::opened, this, [this](const QModelIndex& index) {
        if (const PersonRow* row = found_model_->row(index.row()))
            askPerson(row->id);
    });
    connect(found_model_, &PeopleModel::failed, this, &DeskPage::showError);
    connect(found_model_, &PeopleModel::answered, this, [this](std::int64_t total) {
        slow_.stop();
        field_->setBusy(false);
        if (total == 1) {
            askPerson(found_model_->row(0)->id);
            return;
        }
        if (total == 0) {
            start_->say(tr("No file fits"),
                        tr("Nobody of this name or number is on file here. With a national ID the "
                           "whole network can be asked; Ctrl+N opens a new file."));
            below_->setCurrentWidget(start_);
            return;
        }
        below_->setCurrentWidget(found_page_);
        found_->setFocus();
        found_->setCurrentIndex(found_model_->index(0, 0));
    });
    return card;
}

void DeskPage::setNow(CivilDate today, std::int64_t now_ms) {
    today_ = today;
    now_ms_ = now_ms;
}

void DeskPage::ask(const QString& raw) {
    if (field_->raw() != asciiDigits(raw))
        field_->setRaw(raw);
    startAsking();
    if (kindOf(raw) != Typed::identity) {
        found_model_->search(raw);
        return;
    }
    enquire({fromQt(raw), {}, {}, language()});
}

void DeskPage::askPerson(const BeneficiaryId& person) {
    startAsking();
    enquire({{}, person, {}, language()});
}

void DeskPage::askAgain() {
    if (shown_)
        enquire(last_);
}

// The last visitor's answer goes away at once: it must never stand below the next one's number.
void DeskPage::startAsking() {
    shown_.reset();
    message_->clear();
    field_->setBusy(true);
    below_->setCurrentWidget(blank_);
    slow_.start();
}

void DeskPage::enquire(const EnquiryRequest& request) {
    last_ = request;
    worker_->ask(
        question_, this, [request](OfficeServices& office) { return office.enquire(request); },
        [this](Result<Answer> answer) {
            slow_.stop();
            field_->setBusy(false);
            if (answer)
                showAnswer(*answer);
            else
                showError(answer.error());
        });
}

void DeskPage::showAnswer(const Answer& answer) {
    shown_ = answer.person;
    name_only_ = false;
    person_->setAnswer(answer, today_);
    help_->setAnswer(answer, today_, now_ms_);
    help_->show();
    hidden_->hide();
    if (answer.identity.problem && !answer.person)
        message_->say(sentence(*answer.identity.problem), Tone::overlap);
    else if (!answer.duplicates.empty())
        message_->say(tr("%Ln more file(s) carry the same number.", "",
                         static_cast<int>(answer.duplicates.size())),
                      Tone::near_limit);
    below_->setCurrentWidget(answer_page_);
}

void DeskPage::showError(const Error& error) {
    slow_.stop();
    field_->setBusy(false);
    message_->say(sentence(error), Tone::wrong);
    below_->setCurrentWidget(start_);
}

void DeskPage::tell(const QString& sentence) { message_->say(sentence, Tone::allowed); }

void DeskPage::toggleNameOnly() {
    if (below_->currentWidget() != answer_page_)
        return;
    name_only_ = !name_only_;
    person_->setNameOnly(name_only_);
    help_->setVisible(!name_only_);
    hidden_->setVisible(name_only_);
}

} // namespace peyvand::ui
