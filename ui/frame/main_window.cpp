// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/main_window.h"

#include "ui/aid/give_page.h"
#include "ui/desk/desk_page.h"
#include "ui/entry/first_run_page.h"
#include "ui/entry/unlock_page.h"
#include "ui/network/network_page.h"
#include "ui/people/beneficiaries_page.h"
#include "ui/people/file_page.h"
#include "ui/people/import_page.h"
#include "ui/people/register_page.h"
#include "ui/settings/backup_page.h"
#include "ui/settings/settings_page.h"

#include <QApplication>
#include <QCloseEvent>

namespace peyvand::ui {

MainWindow::MainWindow(std::shared_ptr<OfficeServices> services, QWidget* parent)
    : QWidget(parent), worker_(std::make_unique<Worker>(std::move(services))),
      backup_(std::make_unique<AutomaticBackup>(worker_.get())), layers_(new QStackedWidget(this)) {
    setWindowTitle(tr("Peyvand"));
    setAccessibleName(tr("Peyvand"));
    setMinimumSize(1024, 640);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(layers_);
    layers_->addWidget(new QWidget(layers_)); // until the first status
    layers_->addWidget(unlock_ = new UnlockPage(worker_.get(), layers_));
    layers_->addWidget(first_run_ = new FirstRunPage(worker_.get(), layers_));
    makePlaces();
    layers_->addWidget(closing_page_ = makeClosing());
    makeKeys();
    connectPlaces();
    connectBackup();
    connect(unlock_, &UnlockPage::unlocked, this, &MainWindow::askStatus);
    connect(first_run_, &FirstRunPage::finished, this, &MainWindow::askStatus);
    qApp->installEventFilter(this);
    clock_.setInterval(10'000);
    connect(&clock_, &QTimer::timeout, this, &MainWindow::tick);
}

// The pages go first: what they have asked is then nobody's.
MainWindow::~MainWindow() {
    qApp->removeEventFilter(this);
    delete layers_;
}

void MainWindow::makePlaces() {
    layers_->addWidget(frame_ = new QWidget(layers_));
    auto* outer = new QVBoxLayout(frame_);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(navigation_ = new NavigationBar(frame_));
    row->addWidget(pages_ = new QStackedWidget(frame_), 1);
    outer->addLayout(row, 1);
    outer->addWidget(status_line_ = new StatusLine(frame_));
    Worker* worker = worker_.get();
    // In the order of Place.
    pages_->addWidget(desk_ = new DeskPage(worker, pages_));
    pages_->addWidget(beneficiaries_ = new BeneficiariesPage(worker, pages_));
    pages_->addWidget(import_ = new ImportPage(worker, pages_));
    pages_->addWidget(network_ = new NetworkPage(worker, pages_));
    pages_->addWidget(settings_ = new SettingsPage(worker, pages_));
    pages_->addWidget(give_ = new GivePage(worker, pages_));
    pages_->addWidget(new_person_ = new RegisterPage(worker, pages_));
    pages_->addWidget(file_ = new FilePage(worker, pages_));
}

void MainWindow::makeKeys() {
    struct Entry {
        Place place;
        const char* icon;
        QString text;
        QKeySequence keys;
    };
    const Entry entries[] = {
        {Place::desk, "desk", tr("Desk"), QKeySequence(Qt::Key_F2)},
        {Place::beneficiaries, "people", tr("Beneficiaries"), QKeySequence(Qt::Key_F3)},
        {Place::import, "import", tr("Import lists"), QKeySequence(Qt::CTRL | Qt::Key_I)},
        {Place::network, "network", tr("Network"), QKeySequence(Qt::Key_F6)},
        {Place::settings, "settings", tr("Settings"), QKeySequence(Qt::Key_F9)},
    };
    for (const Entry& entry : entries) {
        const int place = static_cast<int>(entry.place);
        if (entry.place == Place::settings)
            navigation_->addAtFoot(place, toQt(entry.icon), entry.text, entry.keys);
        else
            navigation_->add(place, toQt(entry.icon), entry.text, entry.keys);
        onKeys(frame_, entry.keys, [this, where = entry.place] { go(where); });
    }
    onKeys(frame_, QKeySequence(Qt::CTRL | Qt::Key_L), [this] { lock(); });
    connect(navigation_, &NavigationBar::chosen, this,
            [this](int place) { go(static_cast<Place>(place)); });
}

void MainWindow::connectPlaces() {
    const auto register_person = [this](const QString& typed) {
        new_person_->begin(typed, status_.today);
        go(Place::new_person);
    };
    connect(desk_, &DeskPage::registerWanted, this, register_person);
    connect(desk_, &DeskPage::giveWanted, this,
            [this](const Person& person, const std::string& category, bool hold) {
                give_->begin(person, category, hold, status_.today);
                go(Place::give);
            });
    connect(desk_, &DeskPage::fileWanted, this, [this](const Person& person) {
        file_->begin(person, status_.today);
        go(Place::file);
    });
    connect(file_, &FilePage::left, this, [this] { go(Place::desk); });
    connect(give_, &GivePage::left, this, [this] { go(Place::desk); });
    connect(give_, &GivePage::saved, this, [this](const QString& sentence) {
        go(Place::desk);
        desk_->askAgain();
        desk_->tell(sentence);
        beneficiaries_->refresh();
    });
    connect(beneficiaries_, &BeneficiariesPage::registerWanted, this,
            [register_person] { register_person({}); });
    connect(beneficiaries_, &BeneficiariesPage::importWanted, this, [this] { go(Place::import); });
    connect(beneficiaries_, &BeneficiariesPage::personChosen, this,
            [this](const BeneficiaryId& id) {
                go(Place::desk);
                desk_->askPerson(id);
            });
    connect(new_person_, &RegisterPage::left, this, [this] { go(Place::desk); });
    connect(new_person_, &RegisterPage::registered, this,
            [this](const BeneficiaryId& id, bool existing) {
                go(Place::desk);
                desk_->askPerson(id);
                desk_->tell(existing ? tr("This person already has a file; here it is.")
                                     : tr("The file was opened."));
                beneficiaries_->refresh();
            });
    connect(import_, &ImportPage::imported, this, [this] {
        beneficiaries_->refresh();
        askStatus();
    });
    connect(settings_, &SettingsPage::chosen, this, &MainWindow::appearanceChosen);
    connect(settings_, &SettingsPage::backupMade, this, &MainWindow::askStatus);
}

void MainWindow::connectBackup() {
    connect(backup_.get(), &AutomaticBackup::began, this,
            [this] { status_line_->setBackup(tr("A backup is being made …")); });
    connect(backup_.get(), &AutomaticBackup::ended, this, [this](bool made) {
        settings_->backup()->setFailure(backup_->failure());
        if (made && !backup_->isLocking())
            askStatus();
        else
            showBackup();
    });
    connect(backup_.get(), &AutomaticBackup::locked, this, [this] {
        if (closing_)
            close();
        else
            askStatus();
    });
}

QWidget* MainWindow::makeClosing() {
    auto* page = new QWidget(layers_);
    auto* layout = new QVBoxLayout(page);
    layout->addStretch();
    auto* what = new Label(tr("The register is being closed"), TextStyle::title, Role::ink, page);
    auto* why = new Label(tr("When today's backup is due it is made first. Close the window once "
                             "more to leave it off."),
                          TextStyle::body, Role::quiet, page);
    layout->addWidget(what, 0, Qt::AlignHCenter);
    layout->addWidget(why, 0, Qt::AlignHCenter);
    layout->addStretch();
    return page;
}

void MainWindow::start() { askStatus(); }

void MainWindow::askStatus() {
    worker_->ask(
        this, [](OfficeServices& office) { return office.status(); },
        [this](Result<OfficeStatus> status) {
            if (status)
                showStatus(*status);
        });
}

void MainWindow::showStatus(const OfficeStatus& status) {
    if (closing_)
        return;
    const bool was_open = layers_->currentWidget() == frame_;
    status_ = status;
    if (!status.exists) {
        layers_->setCurrentWidget(first_run_);
        first_run_->takeFocus();
    } else if (!status.unlocked) {
        unlock_->setStatus(status);
        layers_->setCurrentWidget(unlock_);
        unlock_->takeFocus();
    } else if (was_open) {
        enter(status);
    } else {
        enter(status);
        layers_->setCurrentWidget(frame_);
        beneficiaries_->refresh();
        backup_->makeWhenDue();
        untouched_.start();
        clock_.start();
        // What was being typed before the lock comes back to the same user only; for another
        // one the window is made anew.
        const bool other = !last_user_.empty() && last_user_ != status.user_name;
        last_user_ = status.user_name;
        go(place_);
        if (other)
            emit appearanceChosen(language(), scheme());
    }
}

void MainWindow::enter(const OfficeStatus& status) {
    desk_->setNow(status.today, status.now_ms);
    status_line_->setRegister(
        dotted({typed(toQt(status.charity_name)), typed(toQt(status.desk_name))}));
    status_line_->setUser(tr("User: %1").arg(typed(toQt(status.user_name))));
    showBackup();
    if (!status.last_sync_ms)
        status_line_->setSync(tr("in no network yet"), Tone::plain);
    else
        status_line_->setSync(tr("Data of %1 of %2 charities, %3")
                                  .arg(number(status.charities_heard), number(status.charities),
                                       ago(*status.last_sync_ms, status.now_ms)),
                              status.charities_heard == status.charities ? Tone::allowed
                                                                         : Tone::overlap);
    tick();
}

void MainWindow::showBackup() {
    if (backup_->failure())
        status_line_->setBackup(tr("The automatic backup was not made"), false);
    else if (status_.last_backup_ms)
        status_line_->setBackup(
            tr("Last backup: %1").arg(ago(*status_.last_backup_ms, status_.now_ms)));
    else
        status_line_->setBackup(tr("No backup yet"));
}

void MainWindow::go(Place place) {
    place_ = place;
    pages_->setCurrentIndex(static_cast<int>(place));
    const bool is_of_desk = place == Place::give || place == Place::file;
    const Place shown = is_of_desk                   ? Place::desk
                        : place == Place::new_person ? Place::beneficiaries
                                                     : place;
    navigation_->setCurrent(static_cast<int>(shown));
    switch (place) {
    case Place::desk:
        desk_->takeFocus();
        break;
    case Place::beneficiaries:
        beneficiaries_->takeFocus();
        break;
    case Place::import:
        import_->takeFocus();
        break;
    case Place::network:
        network_->refresh(status_.now_ms);
        network_->takeFocus();
        break;
    case Place::settings:
        settings_->refresh();
        settings_->takeFocus();
        break;
    case Place::give:
        give_->takeFocus();
        break;
    case Place::new_person:
        new_person_->takeFocus();
        break;
    case Place::file:
        file_->takeFocus();
        break;
    }
}

void MainWindow::lock() {
    clock_.stop();
    unlock_->setReturning(true);
    layers_->setCurrentWidget(unlock_);
    settings_->forget();
    backup_->makeWhenDueAndLock();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    const bool is_open = layers_->currentWidget() == frame_ || backup_->isLocking();
    if (closing_ || !is_open) {
        backup_->stop();
        event->accept();
        return;
    }
    closing_ = true;
    clock_.stop();
    settings_->forget();
    layers_->setCurrentWidget(closing_page_);
    backup_->makeWhenDueAndLock();
    event->ignore();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
        untouched_.restart();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void MainWindow::tick() {
    const qint64 minutes = untouched_.isValid() ? untouched_.elapsed() / 60'000 : 0;
    const int left = lock_after_min_ - static_cast<int>(minutes);
    if (left <= 0 && layers_->currentWidget() == frame_) {
        lock();
        return;
    }
    status_line_->setLock(tr("locks in %Ln minute(s)", "", std::max(left, 1)));
}

} // namespace peyvand::ui
