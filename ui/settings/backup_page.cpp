// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/backup_page.h"

#include "ui/widgets/reading.h"

#include <QDir>
#include <QFileDialog>

namespace peyvand::ui {

BackupPage::BackupPage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(failure_ = new InlineMessage(this));
    layout->addWidget(message_ = new InlineMessage(this));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(makeAge(), 1);
    row->addWidget(makeNow(), 1);
    layout->addLayout(row);
    layout->addWidget(makeList(), 1);
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { backUp(); });
}

BackupPage::~BackupPage() { stop_.request_stop(); }

QWidget* BackupPage::makeAge() {
    auto* card = new Card(this);
    card->body()->setSpacing(6);
    age_ = new Label({}, TextStyle::heading, Role::ink, card);
    age_->setAccessibleName(tr("Age of the newest backup"));
    age_->eliding();
    card->body()->addWidget(age_);
    automatic_ = new CheckBox(tr("Make automatic backups"), card);
    automatic_->setEnabled(false);
    card->body()->addWidget(automatic_);
    auto* hint = new Label(tr("One is made when the register is opened or closed and the newest is "
                              "older than a day. Seven days, four weeks and twelve months are "
                              "kept."),
                           TextStyle::body, Role::quiet, card);
    card->body()->addWidget(hint->wrapping());
    folder_ = new Label({}, TextStyle::caption, Role::quiet, card);
    folder_->setAccessibleName(tr("Folder of the automatic backups"));
    folder_->eliding();
    card->body()->addWidget(folder_);
    card->body()->addStretch();
    connect(automatic_, &CheckBox::clicked, this, [this](bool on) {
        worker_->ask(
            this,
            [on](OfficeServices& office) { return office.settings().setAutomaticBackups(on); },
            [this](Result<void> done) {
                if (!done)
                    message_->say(sentence(done.error()), Tone::wrong);
                refresh();
            });
    });
    return card;
}

QWidget* BackupPage::makeNow() {
    auto* card = new Card(this);
    now_body_ = card->body();
    now_body_->setSpacing(6);
    now_body_->addWidget(
        new Label(tr("On a stick or another computer"), TextStyle::heading, Role::ink, card));
    auto* hint = new Label(tr("Do this every week: a backup on the same disk is lost with the "
                              "disk. It opens with the passwords of today."),
                           TextStyle::body, Role::quiet, card);
    now_body_->addWidget(hint->wrapping());
    path_ = new TextField(tr("New file or folder"), card);
    now_body_->addWidget(path_);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    now_ = new Button(Button::Kind::primary, tr("Back up now"),
                      QKeySequence(Qt::CTRL | Qt::Key_Return), card);
    choose_ = new Button(Button::Kind::quiet, tr("Choose a place"), {}, card);
    buttons->addWidget(now_);
    buttons->addWidget(choose_);
    buttons->addStretch();
    now_body_->addLayout(buttons);
    now_body_->addStretch();
    connect(now_, &Button::clicked, this, &BackupPage::backUp);
    connect(choose_, &Button::clicked, this, &BackupPage::chooseFile);
    return card;
}

QWidget* BackupPage::makeList() {
    auto* card = new Card(this);
    card->body()->setContentsMargins(5, 6, 5, 8);
    table_ = new Table(tr("Automatic backups"), card);
    model_ = new ListModel({tr("Automatic backup of"), tr("Age"), tr("Size"), tr("File")}, this);
    table_->setModel(model_);
    table_->setColumns({230, 150, 120, 0});
    card->body()->addWidget(table_, 1);
    nothing_ = new EmptyState(QStringLiteral("file"), tr("No backup yet"),
                              tr("The first automatic one is made when the register is locked or "
                                 "opened again."),
                              card);
    card->body()->addWidget(nothing_, 1);
    nothing_->hide();
    return card;
}

void BackupPage::refresh() {
    worker_->ask(
        question_, this, [](OfficeServices& office) { return office.settings().backups(); },
        [this](Result<BackupList> list) {
            if (list)
                show(*list);
            else
                message_->say(sentence(list.error()), Tone::wrong);
        });
}

void BackupPage::show(const BackupList& list) {
    age_->setText(
        list.backups.empty()
            ? tr("No backup yet")
            : tr("Newest backup: %1").arg(ago(list.backups.front().time_ms, list.now_ms)));
    folder_->setText(tr("Folder: %1").arg(typed(toQt(list.folder))));
    automatic_->setChecked(list.automatic);
    automatic_->setEnabled(list.may_switch);
    QVector<ListModel::Row> rows;
    for (const BackupRow& backup : list.backups)
        rows << ListModel::Row{{moment(backup.time_ms), true},
                               {ago(backup.time_ms, list.now_ms)},
                               {fileSize(backup.bytes)},
                               {typed(toQt(backup.file)), false, true, -1, {}, toQt(backup.file)}};
    model_->setRows(rows);
    table_->setVisible(!rows.isEmpty());
    nothing_->setVisible(rows.isEmpty());
}

void BackupPage::setFailure(const std::optional<Error>& failure) {
    if (failure)
        failure_->say(tr("The automatic backup was not made. %1").arg(sentence(*failure)),
                      Tone::overlap);
    else
        failure_->clear();
}

// The dialog is not modal to the event loop: the answer comes by a signal.
void BackupPage::chooseFile() {
    auto* dialog =
        new QFileDialog(this, tr("Where the backup goes"), path_->text(), tr("Backups (*.pvk)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pvk"));
    // Core writes over no file, and says so.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        path_->setText(QDir::toNativeSeparators(path));
        now_->setFocus();
    });
    dialog->open();
}

void BackupPage::backUp() {
    if (progress_ != nullptr)
        return;
    message_->clear();
    if (path_->text().isEmpty()) {
        path_->setError(tr("Please say where it goes."));
        path_->edit()->setFocus();
        return;
    }
    stop_ = std::stop_source();
    progress_ = new ProgressPanel(tr("Making the backup"), this);
    progress_->setShare(0, 0);
    now_body_->addWidget(progress_);
    now_->setEnabled(false);
    choose_->setEnabled(false);
    connect(progress_, &ProgressPanel::cancelled, this, [this] { stop_.request_stop(); });
    const auto tell = [this, worker = worker_](std::int64_t done, std::int64_t total) {
        worker->report(this, [this, done, total] {
            if (progress_ != nullptr)
                progress_->setShare(done, total);
        });
    };
    worker_->ask(
        this,
        [path = fromQt(path_->text()), tell, stop = stop_.get_token()](OfficeServices& office) {
            return office.settings().backUp(path, tell, stop);
        },
        [this](const Result<std::string>& file) { told(file); });
}

void BackupPage::told(const Result<std::string>& file) {
    delete progress_;
    progress_ = nullptr;
    now_->setEnabled(true);
    choose_->setEnabled(true);
    now_->setFocus();
    if (!file) {
        const bool cancelled = file.error().code == ErrorCode::cancelled;
        message_->say(sentence(file.error()), cancelled ? Tone::plain : Tone::wrong);
        return;
    }
    message_->say(tr("The backup was written, opened and checked: %1").arg(typed(toQt(*file))),
                  Tone::allowed);
    path_->setText({});
    emit made();
    refresh();
}

} // namespace peyvand::ui
