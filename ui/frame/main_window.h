// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The window: entry pages while there is no open register, then the places beside the navigation.
// Locking never asks: what was being typed stays in the pages behind the unlock page. Closing waits
// for an automatic backup that is due; closing once more leaves it off.

#include "ui/frame/automatic_backup.h"
#include "ui/models/worker.h"
#include "ui/widgets/navigation.h"
#include "ui/widgets/reading.h"

#include <QElapsedTimer>
#include <QStackedWidget>
#include <QTimer>

namespace peyvand::ui {

class BeneficiariesPage;
class DeskPage;
class FirstRunPage;
class GivePage;
class FilePage;
class ImportPage;
class NetworkPage;
class RegisterPage;
class SettingsPage;
class UnlockPage;

enum class Place { desk, beneficiaries, import, network, settings, give, new_person, file };

class MainWindow : public QWidget {
    Q_OBJECT
  public:
    explicit MainWindow(std::shared_ptr<OfficeServices> services, QWidget* parent = nullptr);
    ~MainWindow() override;

    Worker& worker() { return *worker_; }
    /// Asks for the status and shows the page that fits it.
    void start();
    void go(Place place);
    void lock();
    void setLockAfter(int minutes) { lock_after_min_ = minutes; }

    DeskPage* desk() { return desk_; }
    BeneficiariesPage* beneficiaries() { return beneficiaries_; }
    RegisterPage* newPerson() { return new_person_; }
    GivePage* give() { return give_; }
    ImportPage* import() { return import_; }
    FilePage* file() { return file_; }
    FirstRunPage* firstRun() { return first_run_; }
    SettingsPage* settings() { return settings_; }

  signals:
    void appearanceChosen(Language language, Scheme scheme);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

  private:
    void makePlaces();
    void makeKeys();
    void connectPlaces();
    void connectBackup();
    QWidget* makeClosing();
    void askStatus();
    void showStatus(const OfficeStatus& status);
    void enter(const OfficeStatus& status);
    void showBackup();
    void tick();

    std::unique_ptr<Worker> worker_;
    std::unique_ptr<AutomaticBackup> backup_;
    QStackedWidget* layers_ = nullptr;
    UnlockPage* unlock_ = nullptr;
    FirstRunPage* first_run_ = nullptr;
    QWidget* frame_ = nullptr;
    QWidget* closing_page_ = nullptr;
    NavigationBar* navigation_ = nullptr;
    StatusLine* status_line_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    DeskPage* desk_ = nullptr;
    BeneficiariesPage* beneficiaries_ = nullptr;
    ImportPage* import_ = nullptr;
    NetworkPage* network_ = nullptr;
    SettingsPage* settings_ = nullptr;
    GivePage* give_ = nullptr;
    RegisterPage* new_person_ = nullptr;
    FilePage* file_ = nullptr;
    OfficeStatus status_;
    std::string last_user_;
    Place place_ = Place::desk;
    QElapsedTimer untouched_;
    QTimer clock_;
    int lock_after_min_ = 5;
    bool closing_ = false;
};

} // namespace peyvand::ui
