// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/entry/unlock_page.h"

#include "ui/widgets/logo.h"
#include "ui/widgets/reading.h"

#include <QKeyEvent>

namespace peyvand::ui {

QVBoxLayout* entryLayout(QWidget* page, Card* card, int card_width) {
    auto* layout = new QVBoxLayout(page);
    layout->setSpacing(20);
    layout->addStretch(2);
    layout->addWidget(new Logo(36, page), 0, Qt::AlignHCenter);
    card->setFixedWidth(card_width);
    card->body()->setContentsMargins(32, 28, 32, 28);
    card->body()->setSpacing(8);
    // Stretches instead of an alignment: an aligned widget is not asked for its height by width.
    auto* middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(card);
    middle->addStretch();
    layout->addLayout(middle);
    layout->addStretch(3);
    return layout;
}

UnlockPage::UnlockPage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* card = new Card(this);
    auto* layout = entryLayout(this, card, 420);
    card->body()->addWidget(new Label(tr("Open the register"), TextStyle::title, Role::ink, card));
    sentence_ = new Label({}, TextStyle::body, Role::quiet, card);
    sentence_->wrapping();
    card->body()->addWidget(sentence_);
    card->body()->addSpacing(8);
    message_ = new InlineMessage(card);
    card->body()->addWidget(message_);
    user_ = new ChoiceField(tr("User"), card);
    card->body()->addWidget(user_);
    // Names stand nowhere in the clear: where there are several users, one writes the own.
    name_ = new TextField(tr("Your name"), card);
    name_->hide();
    card->body()->addWidget(name_);
    password_ = new TextField(tr("Password"), card);
    password_->setPassword();
    password_->edit()->keepEnter();
    password_->edit()->installEventFilter(this);
    card->body()->addWidget(password_);
    enter_ = new Button(Button::Kind::primary, tr("Come in"), QKeySequence(Qt::Key_Return), card);
    card->body()->addWidget(enter_, 0, Qt::AlignLeading);
    facts_ = new Label({}, TextStyle::caption, Role::quiet, this);
    facts_->setAccessibleName(tr("Last backup and sync"));
    layout->insertWidget(layout->count() - 1, facts_, 0, Qt::AlignHCenter);
    connect(password_->edit(), &QLineEdit::returnPressed, this, &UnlockPage::unlock);
    connect(enter_, &Button::clicked, this, &UnlockPage::unlock);
    connect(password_, &TextField::edited, this, &UnlockPage::watchKeys);
    setReturning(false);
}

void UnlockPage::setStatus(const OfficeStatus& status) {
    user_->combo()->clear();
    for (const std::string& name : status.users)
        user_->add(toQt(name), typed(toQt(name)));
    user_->setVisible(status.users.size() > 1);
    QStringList facts;
    facts << (status.last_backup_ms
                  ? tr("Last backup: %1").arg(ago(*status.last_backup_ms, status.now_ms))
                  : tr("No backup yet"));
    if (status.last_sync_ms)
        facts << tr("Last sync: %1").arg(ago(*status.last_sync_ms, status.now_ms));
    facts_->setText(dotted(facts));
}

void UnlockPage::setReturning(bool returning) {
    sentence_->setText(returning
                           ? tr("The window was locked. What you were typing is still there.")
                           : tr("The files of your charity are encrypted. Your password opens "
                                "them on this computer."));
}

void UnlockPage::takeFocus() { password_->edit()->setFocus(); }

bool UnlockPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_CapsLock)
            caps_ = !caps_;
        // Qt has no state of Caps Lock; a capital without Shift betrays it.
        const QString text = key->text();
        if (text.size() == 1 && text[0].isLetter() && text[0].toUpper() != text[0].toLower())
            caps_ = text[0].isUpper() != ((key->modifiers() & Qt::ShiftModifier) != 0);
    }
    return QWidget::eventFilter(watched, event);
}

void UnlockPage::watchKeys() {
    const QString text = password_->edit()->text();
    bool persian = false;
    for (const QChar c : text)
        persian = persian || (c.isLetter() && c.unicode() >= 0x0600);
    if (caps_ && !text.isEmpty())
        password_->setHint(tr("Caps Lock is on."));
    else
        password_->setHint(persian ? tr("The keyboard writes Persian.") : QString());
}

void UnlockPage::unlock() {
    std::string password = fromQt(password_->edit()->text());
    const std::string user = fromQt(name_->isHidden() ? user_->code() : name_->text());
    message_->clear();
    enter_->setEnabled(false);
    worker_->ask(
        this,
        [user, password = std::move(password)](OfficeServices& office) {
            return office.unlock(user, password);
        },
        [this](Result<void> done) {
            enter_->setEnabled(true);
            if (!done) {
                message_->say(sentence(done.error()), Tone::wrong);
                if (done.error().code == ErrorCode::user_needed) {
                    name_->show();
                    name_->edit()->setFocus();
                    return;
                }
                password_->edit()->setFocus();
                password_->edit()->selectAll();
                return;
            }
            password_->edit()->clear();
            emit unlocked();
        });
}

} // namespace peyvand::ui
