// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entry/first_run_page.h"

#include "ui/entry/unlock_page.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {
constexpr int card_width = 560;
constexpr int password_least = 8;
} // namespace

FirstRunPage::FirstRunPage(Worker* worker, QWidget* parent)
    : QWidget(parent), worker_(worker), pages_(new QStackedWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(pages_);
    pages_->addWidget(makeForm());
    pages_->addWidget(makeCode());
}

QWidget* FirstRunPage::makeForm() {
    auto* page = new QWidget(pages_);
    auto* card = new Card(page);
    entryLayout(page, card, card_width);
    QVBoxLayout* body = card->body();
    body->addWidget(new Label(tr("Welcome"), TextStyle::title, Role::ink, card));
    auto* sentence = new Label(tr("A new register is made on this computer, encrypted and for you "
                                  "alone. You can join the network of your city later."),
                               TextStyle::body, Role::quiet, card);
    body->addWidget(sentence->wrapping());
    body->addSpacing(8);
    message_ = new InlineMessage(card);
    body->addWidget(message_);
    charity_ = new TextField(tr("Name of the charity"), card);
    user_ = new TextField(tr("Your name"), card);
    password_ = new TextField(tr("Password"), card);
    again_ = new TextField(tr("Password once more"), card);
    body->addWidget(charity_);
    body->addWidget(user_);
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(password_);
    row->addWidget(again_);
    body->addLayout(row);
    password_->setPassword();
    again_->setPassword();
    password_->setHint(tr("at least %1 letters or digits").arg(number(password_least)));
    create_ = new Button(Button::Kind::primary, tr("Make the register"),
                         QKeySequence(Qt::CTRL | Qt::Key_Return), card);
    body->addWidget(create_, 0, Qt::AlignLeading);
    connect(create_, &Button::clicked, this, &FirstRunPage::create);
    onKeys(page, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { create(); });
    return page;
}

QWidget* FirstRunPage::makeCode() {
    auto* page = new QWidget(pages_);
    auto* card = new Card(page);
    entryLayout(page, card, card_width);
    QVBoxLayout* body = card->body();
    body->setSpacing(14);
    body->addWidget(
        new Label(tr("Write down the recovery code"), TextStyle::title, Role::ink, card));
    auto* why = new Label(tr("It is shown only now. If the password is lost, only this code opens "
                             "the register; nobody else can. Keep it on paper, away from this "
                             "computer."),
                          TextStyle::body, Role::quiet, card);
    body->addWidget(why->wrapping());
    auto* frame = new Card(card);
    frame->setEmphasised(true);
    frame->setFixedHeight(116);
    code_ = new Label({}, TextStyle::title, Role::ink, frame);
    code_->setAlignment(Qt::AlignCenter);
    code_->setAccessibleName(tr("Recovery code"));
    code_->copyable();
    frame->body()->addWidget(code_);
    body->addWidget(frame);
    auto* written = new CheckBox(tr("I have written it down"), card);
    body->addWidget(written);
    auto* go = new Button(Button::Kind::primary, tr("Go to the desk"),
                          QKeySequence(Qt::CTRL | Qt::Key_Return), card);
    go->setEnabled(false);
    body->addWidget(go, 0, Qt::AlignLeading);
    connect(written, &CheckBox::toggled, go, &Button::setEnabled);
    connect(go, &Button::clicked, this, &FirstRunPage::finished);
    onKeys(page, QKeySequence(Qt::CTRL | Qt::Key_Return), [go] { go->click(); });
    return page;
}

void FirstRunPage::fill(const QString& charity, const QString& user, const QString& password) {
    charity_->setText(charity);
    user_->setText(user);
    password_->setText(password);
    again_->setText(password);
}

bool FirstRunPage::complete() {
    const auto want = [](TextField* field, bool ok, const QString& error) {
        if (!ok)
            field->setError(error);
        return ok;
    };
    bool ok = want(charity_, !charity_->text().isEmpty(), tr("Please write the name."));
    ok = want(user_, !user_->text().isEmpty(), tr("Please write your name.")) && ok;
    ok = want(password_, password_->edit()->text().size() >= password_least,
              tr("at least %1 letters or digits").arg(number(password_least))) &&
         ok;
    return want(again_, again_->edit()->text() == password_->edit()->text(),
                tr("The two passwords differ.")) &&
           ok;
}

void FirstRunPage::create() {
    message_->clear();
    if (!complete())
        return;
    const NewRegister request{fromQt(charity_->text()), fromQt(user_->text()),
                              fromQt(password_->edit()->text()), true};
    create_->setEnabled(false);
    worker_->ask(
        this, [request](OfficeServices& office) { return office.createRegister(request); },
        [this](Result<std::string> code) {
            create_->setEnabled(true);
            if (!code) {
                message_->say(sentence(code.error()), Tone::wrong);
                return;
            }
            password_->edit()->clear();
            again_->edit()->clear();
            code_->setText(recoveryCode(*code));
            pages_->setCurrentIndex(1);
        });
}

} // namespace peyvand::ui
