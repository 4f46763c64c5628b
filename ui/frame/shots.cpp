// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/shots.h"

#include "ui/aid/give_page.h"
#include "ui/desk/desk_page.h"
#include "ui/entry/first_run_page.h"
#include "ui/frame/appearance.h"
#include "ui/models/sample_services.h"
#include "ui/models/sample_text.h"
#include "ui/people/beneficiaries_page.h"
#include "ui/people/file_page.h"
#include "ui/people/import_page.h"
#include "ui/people/register_page.h"
#include "ui/settings/audit_page.h"
#include "ui/settings/backup_page.h"
#include "ui/settings/rules_page.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/users_page.h"

#include <QDir>
#include <QTextStream>

namespace peyvand::ui {
namespace {

using Kind = SampleServices::Kind;
constexpr int settle_ms = 450; // longer than every pause for typing

const QString known = QString::fromLatin1(SampleServices::known_number);
const QString unknown = QString::fromLatin1(SampleServices::new_number);

void giveTo(MainWindow& window, const std::string& category, bool hold) {
    SampleServices sample(Kind::usual, language());
    const auto answer = sample.enquire({SampleServices::known_number, {}, {}, language()});
    window.give()->begin(*answer->person, category, hold, sample.status()->today);
    window.go(Place::give);
}

void typePerson(MainWindow& window) {
    SampleServices sample(Kind::usual, language());
    const auto page = sample.people({{}, 33, 1});
    const PersonRow& row = page->rows.front();
    window.newPerson()->begin(unknown, sample.status()->today);
    window.newPerson()->type(toQt(row.given_name), toQt(row.family_name), toQt(row.father_name));
    window.go(Place::new_person);
}

void openFile(MainWindow& window, RecordType type) {
    SampleServices sample(Kind::usual, language());
    const auto answer = sample.enquire({SampleServices::known_number, {}, {}, language()});
    window.file()->begin(*answer->person, sample.status()->today);
    window.file()->choose(type);
    window.go(Place::file);
}

std::function<void(MainWindow&)> fileOf(RecordType type) {
    return [type](MainWindow& window) { openFile(window, type); };
}

void importList(MainWindow& window, const QString& path, bool start) {
    window.go(Place::import);
    window.import()->open(path);
    if (start)
        QTimer::singleShot(100, window.import(), &ImportPage::start);
}

std::function<void(MainWindow&)> settingsAt(SettingsPart part,
                                            std::function<void(SettingsPage&)> later = {}) {
    return [part, later = std::move(later)](MainWindow& window) {
        window.settings()->choose(part);
        window.go(Place::settings);
        if (later)
            QTimer::singleShot(100, window.settings(),
                               [page = window.settings(), later] { later(*page); });
    };
}

void makeLow(SettingsPage& page) { page.window()->resize(1024, 640); }

} // namespace

Shots::Shots(QString folder, QStringList only, QObject* parent)
    : QObject(parent), folder_(std::move(folder)), only_(std::move(only)) {
    for (const Language language : {Language::persian, Language::english})
        for (const Scheme scheme : {Scheme::light, Scheme::dark})
            for (const auto what : {&Shots::plan, &Shots::planUsers, &Shots::planSettings})
                (this->*what)(language, scheme);
}

void Shots::plan(Language language, Scheme scheme) {
    const auto add = [&](const char* name, Kind kind, std::function<void(MainWindow&)> prepare,
                         bool unlocked = true) {
        this->add(name, static_cast<int>(kind), std::move(prepare), language, scheme, unlocked);
    };
    const auto ask = [](const QString& raw) {
        return [raw](MainWindow& window) { window.desk()->ask(raw); };
    };
    const auto go = [](Place place) { return [place](MainWindow& window) { window.go(place); }; };
    add("unlock", Kind::usual, [](MainWindow&) {}, false);
    add("first-run", Kind::fresh, [](MainWindow&) {}, false);
    add(
        "recovery-code", Kind::fresh,
        [](MainWindow& window) {
            window.firstRun()->fill(QStringLiteral("Mehr"), QStringLiteral("Zahra"),
                                    QStringLiteral("sample-password"));
            window.firstRun()->create();
        },
        false);
    add("desk-start", Kind::usual, go(Place::desk));
    add("desk", Kind::usual, ask(known));
    add("desk-new", Kind::usual, ask(unknown));
    add("desk-wrong", Kind::usual, ask(QStringLiteral("0499370898")));
    add("desk-alone", Kind::empty, ask(unknown));
    add("desk-long", Kind::long_names, ask(known));
    add("desk-error", Kind::failing, ask(known));
    add("desk-found", Kind::usual, ask(QStringLiteral("\u0631\u0633\u062A\u0645\u06CC")));
    add("beneficiaries", Kind::usual, go(Place::beneficiaries));
    add("beneficiaries-million", Kind::million, go(Place::beneficiaries));
    add("beneficiaries-long", Kind::long_names, go(Place::beneficiaries));
    add("beneficiaries-empty", Kind::empty, go(Place::beneficiaries));
    add("beneficiaries-error", Kind::failing, go(Place::beneficiaries));
    add("new-person", Kind::usual, typePerson);
    add("give", Kind::usual, [](MainWindow& window) {
        giveTo(window, "food_basket", false);
        window.give()->type({}, QStringLiteral("12000000"));
    });
    add("give-choose", Kind::usual, [](MainWindow& window) { giveTo(window, {}, false); });
    add("hold", Kind::usual, [](MainWindow& window) { giveTo(window, "home_appliances", true); });
    add("file-needs", Kind::usual, fileOf(RecordType::need));
    add("file-person", Kind::usual, fileOf(RecordType::beneficiary));
    add("import", Kind::usual, go(Place::import));
    add("import-preview", Kind::usual,
        [](MainWindow& window) { importList(window, QStringLiteral("people-1405.xlsx"), false); });
    add("import-result", Kind::usual,
        [](MainWindow& window) { importList(window, QStringLiteral("people-1405.xlsx"), true); });
    add("import-error", Kind::failing,
        [](MainWindow& window) { importList(window, QStringLiteral("notes.txt"), false); });
    add("network", Kind::usual, go(Place::network));
    add("network-alone", Kind::empty, go(Place::network));
}

void Shots::planUsers(Language language, Scheme scheme) {
    const auto in = [&](SettingsPart part, const char* name, Kind kind,
                        std::function<void(SettingsPage&)> later = {}) {
        add(name, static_cast<int>(kind), settingsAt(part, std::move(later)), language, scheme);
    };
    using Part = SettingsPart;
    const QString own = QString::fromLatin1(SampleSettings::password);
    in(Part::users, "users", Kind::usual);
    in(Part::users, "users-long", Kind::long_names);
    in(Part::users, "users-alone", Kind::empty);
    in(Part::users, "users-clerk", Kind::clerk);
    in(Part::users, "users-error", Kind::failing);
    in(Part::users, "users-wrong", Kind::usual, [](SettingsPage& page) {
        page.users()->form()->type(QStringLiteral("Reza"), QStringLiteral("case_lead"),
                                   QStringLiteral("long enough"), QStringLiteral("wrong"));
        page.users()->save();
    });
    in(Part::users, "users-remove", Kind::usual, [](SettingsPage& page) {
        page.users()->choose(sample(peyvand::ui::language(), "users", 1));
        page.users()->begin(UserWork::remove);
    });
    in(Part::users, "users-code", Kind::usual, [own](SettingsPage& page) {
        page.users()->begin(UserWork::code);
        page.users()->form()->type({}, {}, {}, own);
        page.users()->save();
    });
    in(Part::users, "users-small", Kind::usual, makeLow);
}

void Shots::planSettings(Language language, Scheme scheme) {
    const auto in = [&](SettingsPart part, const char* name, Kind kind,
                        std::function<void(SettingsPage&)> later = {}) {
        add(name, static_cast<int>(kind), settingsAt(part, std::move(later)), language, scheme);
    };
    using Part = SettingsPart;
    in(Part::appearance, "settings", Kind::usual);
    in(Part::rules, "rules-small", Kind::usual, makeLow);
    in(Part::rules, "rules", Kind::usual);
    in(Part::rules, "rules-network", Kind::usual,
       [](SettingsPage& page) { page.rules()->choose(defaultRules()[1].id); });
    in(Part::rules, "rules-wrong", Kind::usual, [](SettingsPage& page) {
        page.rules()->form()->type(QStringLiteral("rolling_days"), QStringLiteral("45 weeks"),
                                   QStringLiteral("1"), QStringLiteral("ask_reason"));
        page.rules()->save();
    });
    in(Part::rules, "rules-clerk", Kind::clerk);
    in(Part::backup, "backup", Kind::usual);
    in(Part::backup, "backup-small", Kind::usual, makeLow);
    in(Part::backup, "backup-none", Kind::empty);
    in(Part::backup, "backup-error", Kind::failing);
    in(Part::backup, "backup-done", Kind::usual, [](SettingsPage& page) {
        page.backup()->typePath(QStringLiteral("/media/usb/PV-1405-08-30.pvk"));
        page.backup()->backUp();
    });
    in(Part::audit, "audit", Kind::usual);
    in(Part::audit, "audit-none", Kind::usual,
       [](SettingsPage& page) { page.audit()->choose({}, QStringLiteral("erase")); });
    in(Part::audit, "audit-clerk", Kind::clerk);
}

void Shots::add(const char* name, int kind, Prepare prepare, Language language, Scheme scheme,
                bool unlocked) {
    if (!only_.isEmpty() && !only_.contains(QString::fromLatin1(name)))
        return;
    const QString title =
        QStringLiteral("%1-%2-%3")
            .arg(QLatin1String(name), QLatin1String(language == Language::persian ? "fa" : "en"),
                 QLatin1String(scheme == Scheme::light ? "light" : "dark"));
    shots_.push_back({title, kind, std::move(prepare), language, scheme, unlocked});
}

void Shots::start() {
    QDir().mkpath(folder_);
    next();
}

void Shots::next() {
    window_.reset();
    if (at_ >= shots_.size()) {
        emit finished(failed_);
        return;
    }
    const Shot& shot = shots_[at_];
    applyLanguage(shot.language);
    applyTheme(shot.scheme);
    auto services = std::make_shared<SampleServices>(static_cast<Kind>(shot.kind), shot.language);
    if (shot.unlocked)
        (void)services->unlock({}, "sample");
    window_ = std::make_unique<MainWindow>(services);
    window_->resize(1366, 768);
    window_->show();
    window_->start();
    QTimer::singleShot(60, this, [this] {
        shots_[at_].prepare(*window_);
        QTimer::singleShot(settle_ms, this, &Shots::take);
    });
}

void Shots::take() {
    const QString file = folder_ + QLatin1Char('/') + shots_[at_].name + QStringLiteral(".png");
    const bool written = window_->grab().save(file);
    failed_ += written ? 0 : 1;
    QTextStream(written ? stdout : stderr) << file << '\n';
    ++at_;
    QTimer::singleShot(0, this, &Shots::next);
}

} // namespace peyvand::ui
