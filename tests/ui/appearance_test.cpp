// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "ui/frame/appearance.h"
#include "ui/widgets/theme.h"

#include <QtTest>

#include <QApplication>
#include <QXmlStreamReader>

using namespace peyvand;
using namespace peyvand::ui;

namespace {

struct Message {
    QString context{};
    QString source{};
    QStringList translations{};
    bool unfinished = false;
};

QVector<Message> readTs(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QVector<Message> messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement() && xml.tokenType() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == QStringLiteral("name"))
            context = xml.readElementText();
        else if (name == QStringLiteral("message"))
            messages.push_back({context, {}, {}, false});
        else if (name == QStringLiteral("source"))
            messages.last().source = xml.readElementText();
        else if (name == QStringLiteral("translation")) {
            messages.last().unfinished = xml.attributes().hasAttribute(QStringLiteral("type"));
            messages.last().translations
                << xml.readElementText(QXmlStreamReader::IncludeChildElements);
        }
    }
    return messages;
}

QString tsPath(const QString& language) {
    return QStringLiteral(PEYVAND_SOURCE_DIR "/translations/peyvand_%1.ts").arg(language);
}

} // namespace

class AppearanceTest : public QObject {
    Q_OBJECT
  private slots:
    void everyTextIsReadableOnItsGround_data() {
        QTest::addColumn<int>("scheme");
        QTest::newRow("light") << static_cast<int>(Scheme::light);
        QTest::newRow("dark") << static_cast<int>(Scheme::dark);
    }
    void everyTextIsReadableOnItsGround() {
        QFETCH(int, scheme);
        const auto which = static_cast<Scheme>(scheme);
        for (const RolePair& pair : textPairs()) {
            const double found = contrast(color(pair.text, which), color(pair.ground, which));
            QVERIFY2(found >= 4.5, qPrintable(QStringLiteral("roles %1 on %2: %3")
                                                  .arg(static_cast<int>(pair.text))
                                                  .arg(static_cast<int>(pair.ground))
                                                  .arg(found)));
        }
    }
    void contrastIsTheOneOfWcag() {
        QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 0.01);
        QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }
    void directionFollowsTheLanguage() {
        applyLanguage(Language::english);
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
        QCOMPARE(QCoreApplication::translate("QGuiApplication", "QT_LAYOUT_DIRECTION"),
                 QStringLiteral("LTR"));
        applyLanguage(Language::persian);
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
        QCOMPARE(QCoreApplication::translate("QGuiApplication", "QT_LAYOUT_DIRECTION"),
                 QStringLiteral("RTL"));
    }
    void qtsOwnWordsArePersianToo() {
        QVERIFY(QCoreApplication::translate("QPlatformTheme", "Cancel") !=
                QStringLiteral("Cancel"));
    }
    void everyTextIsTranslated_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("fa") << QStringLiteral("fa");
        QTest::newRow("en") << QStringLiteral("en");
    }
    void everyTextIsTranslated() {
        QFETCH(QString, language);
        const QVector<Message> messages = readTs(tsPath(language));
        QVERIFY(messages.size() > 150);
        for (const Message& message : messages) {
            const bool empty = message.translations.join(QString()).trimmed().isEmpty();
            QVERIFY2(!message.unfinished && !empty,
                     qPrintable(message.context + ": " + message.source));
        }
    }
    // What the sources say today is in the catalogues: lupdate finds nothing that is not there.
    void noTextOfTheSourcesIsMissing() {
        const QString tool = QStringLiteral(PEYVAND_LUPDATE);
        if (!QFile::exists(tool))
            QSKIP("lupdate is not installed");
        QTemporaryDir folder;
        const QString fresh = folder.filePath(QStringLiteral("fresh.ts"));
        const QString root = QStringLiteral(PEYVAND_SOURCE_DIR);
        QProcess::execute(tool, {"-silent", "-locations", "none", "-I", root, root + "/ui",
                                 root + "/app/desktop", "-ts", fresh});
        QSet<QString> known;
        for (const Message& message : readTs(tsPath(QStringLiteral("fa"))))
            known.insert(message.context + '|' + message.source);
        const QVector<Message> now = readTs(fresh);
        QVERIFY(!now.isEmpty());
        for (const Message& message : now)
            QVERIFY2(known.contains(message.context + '|' + message.source),
                     qPrintable(message.context + ": " + message.source));
    }
};

PEYVAND_TEST(AppearanceTest)
#include "appearance_test.moc"
