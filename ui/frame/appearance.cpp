// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/appearance.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

static void initTranslations() { Q_INIT_RESOURCE(ui_frame_translations); }

namespace peyvand::ui {
namespace {

// Qt asks every translation for this key; ours answers it like Qt's own.
[[maybe_unused]] const char* const direction_key =
    QT_TRANSLATE_NOOP("QGuiApplication", "QT_LAYOUT_DIRECTION");

QTranslator& ours() {
    static QTranslator translator;
    return translator;
}

QTranslator& qts() {
    static QTranslator translator;
    return translator;
}

} // namespace

void applyLanguage(Language language) {
    initTranslations();
    setLanguage(language);
    QCoreApplication::removeTranslator(&ours());
    QCoreApplication::removeTranslator(&qts());
    const QString name =
        language == Language::persian ? QStringLiteral("fa") : QStringLiteral("en");
    const QString qt_folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    const QString beside =
        QCoreApplication::applicationDirPath() + QStringLiteral("/../translations");
    if (qts().load(QStringLiteral("qtbase_") + name, qt_folder) ||
        qts().load(QStringLiteral("qtbase_") + name, beside))
        QCoreApplication::installTranslator(&qts());
    // Ours last: it is asked first, and answers QT_LAYOUT_DIRECTION too.
    if (ours().load(QStringLiteral(":/i18n/peyvand_") + name))
        QCoreApplication::installTranslator(&ours());
    QGuiApplication::setLayoutDirection(QLocale().textDirection());
}

} // namespace peyvand::ui
