// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Settings: of this desk (language and colours, which take effect at once) and of the charity
// (users, rules, backup, audit log), one beside the other.

#include "ui/models/worker.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/reading.h"
#include "ui/widgets/tabs.h"

#include <QStackedWidget>

namespace peyvand::ui {

class AuditPage;
class BackupPage;
class RulesPage;
class UsersPage;

enum class SettingsPart { appearance, users, rules, backup, audit };

class SettingsPage : public QWidget {
    Q_OBJECT
  public:
    explicit SettingsPage(Worker* worker, QWidget* parent = nullptr);
    void takeFocus() { tabs_->takeFocus(); }
    void choose(SettingsPart part);
    /// Asks anew for what the chosen part shows.
    void refresh();
    /// What is typed and secret goes when the window locks.
    void forget();

    UsersPage* users() { return users_; }
    RulesPage* rules() { return rules_; }
    BackupPage* backup() { return backup_; }
    AuditPage* audit() { return audit_; }

  signals:
    void chosen(Language language, Scheme scheme);
    void backupMade();

  private:
    QWidget* makeDesk();
    Card* makeAppearance(QWidget* page);
    Card* makeAbout(QWidget* page);

    TabRow* tabs_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    ChoiceField* language_ = nullptr;
    ChoiceField* scheme_ = nullptr;
    UsersPage* users_ = nullptr;
    RulesPage* rules_ = nullptr;
    BackupPage* backup_ = nullptr;
    AuditPage* audit_ = nullptr;
};

} // namespace peyvand::ui
