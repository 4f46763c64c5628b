// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/appearance.h"
#include "ui/frame/shots.h"
#include "ui/models/register_services.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>

using namespace peyvand;

namespace {

struct Options {
    QString register_folder{};
    QString password_file{};
    QString shot_folder{};
    QStringList only{};
    Language language = Language::persian;
    ui::Scheme scheme = ui::Scheme::light;
};

Options readOptions(const QApplication& application) {
    QCommandLineParser parser;
    const QCommandLineOption folder(QStringLiteral("register"),
                                    QStringLiteral("The register's folder"), QStringLiteral("DIR"));
    const QCommandLineOption password(QStringLiteral("password-file"),
                                      QStringLiteral("A file whose first line is the password"),
                                      QStringLiteral("FILE"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("fa or en"),
                                      QStringLiteral("LANGUAGE"));
    const QCommandLineOption dark(QStringLiteral("dark"), QStringLiteral("Dark colours"));
    const QCommandLineOption shot(QStringLiteral("shot"),
                                  QStringLiteral("Write pictures of every screen and end"),
                                  QStringLiteral("OUTDIR"));
    const QCommandLineOption only(
        QStringLiteral("only"), QStringLiteral("With --shot: this screen"), QStringLiteral("NAME"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({folder, password, language, dark, shot, only});
    parser.process(application);

    const QSettings settings;
    Options options;
    options.register_folder = parser.value(folder);
    if (options.register_folder.isEmpty())
        options.register_folder =
            QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
            QStringLiteral("/register");
    options.password_file = parser.value(password);
    options.shot_folder = parser.value(shot);
    options.only = parser.values(only);
    const QString chosen =
        parser.isSet(language)
            ? parser.value(language)
            : settings.value(QStringLiteral("language"), QStringLiteral("fa")).toString();
    options.language = chosen == QStringLiteral("en") ? Language::english : Language::persian;
    if (parser.isSet(dark) || settings.value(QStringLiteral("dark"), false).toBool())
        options.scheme = ui::Scheme::dark;
    return options;
}

/// For the demo and for tests: opens the register before the window is there.
bool unlockFromFile(OfficeServices& services, const QString& password_file) {
    if (password_file.isEmpty())
        return true;
    QFile file(password_file);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto unlocked = services.unlock({}, file.readLine(4096).trimmed().toStdString());
    if (!unlocked)
        qCritical("%s", Words::of(Language::english).sentence(unlocked.error()).c_str());
    return unlocked.has_value();
}

/// Keeps the window, and makes it anew when language or colours are changed.
class Desktop : public QObject {
  public:
    Desktop(std::shared_ptr<OfficeServices> services, const Options& options)
        : services_(std::move(services)) {
        open(options.language, options.scheme);
    }

  private:
    void open(Language language, ui::Scheme scheme) {
        const QByteArray place = window_ ? window_->saveGeometry() : QByteArray();
        window_.reset();
        ui::applyLanguage(language);
        ui::applyTheme(scheme);
        window_ = std::make_unique<ui::MainWindow>(services_);
        connect(window_.get(), &ui::MainWindow::appearanceChosen, this, &Desktop::choose,
                Qt::QueuedConnection);
        window_->resize(1366, 768);
        if (!place.isEmpty())
            window_->restoreGeometry(place);
        window_->show();
        // Where no window manager gives the focus, keys would go nowhere.
        window_->activateWindow();
        window_->start();
    }

    void choose(Language language, ui::Scheme scheme) {
        QSettings settings;
        settings.setValue(QStringLiteral("language"), language == Language::english
                                                          ? QStringLiteral("en")
                                                          : QStringLiteral("fa"));
        settings.setValue(QStringLiteral("dark"), scheme == ui::Scheme::dark);
        open(language, scheme);
    }

    std::shared_ptr<OfficeServices> services_;
    std::unique_ptr<ui::MainWindow> window_;
};

} // namespace

int main(int argc, char** argv) {
    QApplication::setApplicationName(QStringLiteral("peyvand"));
    QApplication::setOrganizationName(QStringLiteral("peyvand"));
    QApplication::setApplicationVersion(QStringLiteral(PEYVAND_VERSION));
    QApplication application(argc, argv);
    if (!initialiseCrypto())
        return 1;
    ui::loadFonts();
    const Options options = readOptions(application);
    if (!options.shot_folder.isEmpty()) {
        ui::Shots shots(options.shot_folder, options.only);
        QObject::connect(&shots, &ui::Shots::finished, &application,
                         [](int failed) { QCoreApplication::exit(failed == 0 ? 0 : 1); });
        QMetaObject::invokeMethod(&shots, &ui::Shots::start, Qt::QueuedConnection);
        return QApplication::exec();
    }
    const auto clock = makeSystemClock();
    const auto random = makeSystemRandom();
    const auto files = makeSystemFiles();
    ThreadExecutor executor;
    const auto services =
        std::make_shared<RegisterServices>(Platform{*clock, *random, *files}, executor,
                                           Path(options.register_folder.toStdU16String()));
    if (!unlockFromFile(*services, options.password_file))
        return 1;
    const Desktop desktop(services, options);
    return QApplication::exec();
}
