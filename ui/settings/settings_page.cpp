// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/settings/audit_page.h"
#include "ui/settings/backup_page.h"
#include "ui/settings/rules_page.h"
#include "ui/settings/users_page.h"

#include <QCoreApplication>

namespace peyvand::ui {

SettingsPage::SettingsPage(Worker* worker, QWidget* parent)
    : QWidget(parent), tabs_(new TabRow(tr("Parts of the settings"), this)),
      pages_(new QStackedWidget(this)) {
    auto* layout = pageLayout(this);
    layout->addLayout(pageHeading(tr("Settings"), this));
    layout->addWidget(tabs_);
    layout->addWidget(pages_, 1);
    // In the order of SettingsPart.
    for (const QString& text :
         {tr("Appearance"), tr("Users"), tr("Rules"), tr("Backup"), tr("Audit log")})
        tabs_->add(text);
    pages_->addWidget(makeDesk());
    pages_->addWidget(users_ = new UsersPage(worker, pages_));
    pages_->addWidget(rules_ = new RulesPage(worker, pages_));
    pages_->addWidget(backup_ = new BackupPage(worker, pages_));
    pages_->addWidget(audit_ = new AuditPage(worker, pages_));
    tabs_->setCurrent(0);
    connect(tabs_, &TabRow::chosen, this,
            [this](int index) { choose(static_cast<SettingsPart>(index)); });
    connect(backup_, &BackupPage::made, this, &SettingsPage::backupMade);
}

QWidget* SettingsPage::makeDesk() {
    auto* page = new QWidget(pages_);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(makeAppearance(page));
    layout->addWidget(makeAbout(page));
    layout->addStretch();
    return page;
}

Card* SettingsPage::makeAppearance(QWidget* page) {
    auto* card = new Card(page);
    card->setMaximumWidth(640);
    card->body()->addWidget(new Label(tr("Appearance"), TextStyle::heading, Role::ink, card));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    language_ = new ChoiceField(tr("Language"), card);
    // Each language is named in itself, so that it is found from the other.
    language_->add(QStringLiteral("fa"), tr("Persian"));
    language_->add(QStringLiteral("en"), tr("English"));
    language_->choose(language() == Language::persian ? QStringLiteral("fa")
                                                      : QStringLiteral("en"));
    scheme_ = new ChoiceField(tr("Colours"), card);
    scheme_->add(QStringLiteral("light"), tr("light"));
    scheme_->add(QStringLiteral("dark"), tr("dark"));
    scheme_->choose(scheme() == Scheme::light ? QStringLiteral("light") : QStringLiteral("dark"));
    row->addWidget(language_);
    row->addWidget(scheme_);
    card->body()->addLayout(row);
    const auto tell = [this] {
        emit chosen(language_->code() == QStringLiteral("fa") ? Language::persian
                                                              : Language::english,
                    scheme_->code() == QStringLiteral("dark") ? Scheme::dark : Scheme::light);
    };
    connect(language_, &ChoiceField::chosen, this, tell);
    connect(scheme_, &ChoiceField::chosen, this, tell);
    return card;
}

Card* SettingsPage::makeAbout(QWidget* page) {
    auto* about = new Card(page);
    about->setMaximumWidth(640);
    about->body()->addWidget(new Label(tr("About"), TextStyle::heading, Role::ink, about));
    auto* text =
        new Label(tr("Peyvand %1 · free software under the GNU General Public License 3 or "
                     "later. Your charity's files stay on this computer, encrypted.")
                      .arg(code(QCoreApplication::applicationVersion())),
                  TextStyle::body, Role::quiet, about);
    about->body()->addWidget(text->wrapping());
    return about;
}

void SettingsPage::choose(SettingsPart part) {
    tabs_->setCurrent(static_cast<int>(part));
    pages_->setCurrentIndex(static_cast<int>(part));
    refresh();
}

void SettingsPage::refresh() {
    switch (static_cast<SettingsPart>(pages_->currentIndex())) {
    case SettingsPart::appearance:
        break;
    case SettingsPart::users:
        users_->refresh();
        break;
    case SettingsPart::rules:
        rules_->refresh();
        break;
    case SettingsPart::backup:
        backup_->refresh();
        break;
    case SettingsPart::audit:
        audit_->refresh();
        break;
    }
}

void SettingsPage::forget() { users_->forget(); }

} // namespace peyvand::ui
