// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reading.h"

#include "core/text/fold.h"

#include <QDateTime>
#include <QLocale>

namespace peyvand::ui {
namespace {

Language current_language = Language::persian;

struct Reading {
    Q_DECLARE_TR_FUNCTIONS(Reading)
};

} // namespace

void setLanguage(Language language) {
    current_language = language;
    QLocale::setDefault(language == Language::persian ? QLocale(QLocale::Persian, QLocale::Iran)
                                                      : QLocale(QLocale::English));
}

Language language() { return current_language; }

const Words& words() { return Words::of(current_language); }

QString toQt(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

std::string fromQt(const QString& text) { return text.toStdString(); }

QString word(const std::string& key) { return toQt(words().text(key)); }

QString sentence(const Error& error) { return toQt(words().sentence(error)); }

QString asciiDigits(const QString& text) { return toQt(text::foldDigits(fromQt(text))); }

QString localDigits(const QString& text) {
    return current_language == Language::persian ? toQt(text::persianDigits(fromQt(text)))
                                                 : asciiDigits(text);
}

QString number(std::int64_t value) { return toQt(words().number(value)); }

QString code(const QString& text) {
    return text.isEmpty() ? text : toQt(text::isolateLtr(fromQt(localDigits(text))));
}

QString typed(const QString& text) {
    return text.isEmpty() ? text : toQt(text::isolateAuto(fromQt(text)));
}

QString withoutIsolates(const QString& text) { return toQt(text::stripIsolates(fromQt(text))); }

QString date(CivilDate date) { return toQt(words().date(date)); }

QString dateInWords(CivilDate date) {
    const HijriDate hijri = HijriDate::fromCivil(date);
    //: weekday, day, month and year, for example "Saturday 30 Aban 1405"
    return Reading::tr("%1 %2 %3")
        .arg(word("weekday." + std::to_string(date.weekday())), number(hijri.day),
             month({hijri.year, hijri.month}));
}

QString month(HijriMonth month) { return toQt(words().month(month)); }

QString birthAndAge(const BirthDate& birth, CivilDate today) {
    const HijriDate now = HijriDate::fromCivil(today);
    int age = now.year - birth.hijri_year;
    if (birth.day) {
        const HijriDate born = HijriDate::fromCivil(*birth.day);
        if (std::pair(now.month, now.day) < std::pair(born.month, born.day))
            --age;
    }
    const QString year = localDigits(QString::number(birth.hijri_year));
    return age < 0 || age > 130 ? year : Reading::tr("%1 (%Ln year(s) old)", "", age).arg(year);
}

QString ago(std::int64_t then_ms, std::int64_t now_ms) {
    const std::int64_t minutes = (now_ms - then_ms) / 60'000;
    if (minutes < 2)
        return Reading::tr("just now");
    if (minutes < 60)
        return Reading::tr("%Ln minute(s) ago", "", static_cast<int>(minutes));
    if (minutes < 24 * 60)
        return Reading::tr("%Ln hour(s) ago", "", static_cast<int>(minutes / 60));
    const std::int64_t days = minutes / (24 * 60);
    if (days == 1)
        return Reading::tr("yesterday");
    return Reading::tr("%Ln day(s) ago", "", static_cast<int>(std::min<std::int64_t>(days, 9999)));
}

QString recoveryCode(const std::string& code) {
    const QStringList groups = toQt(code).split(QLatin1Char('-'));
    const auto line = [&groups](qsizetype from, qsizetype count) {
        return QStringLiteral("\u2066%1\u2069").arg(groups.mid(from, count).join(QLatin1Char('-')));
    };
    const qsizetype half = (groups.size() + 1) / 2;
    return line(0, half) + QLatin1Char('\n') + line(half, -1);
}

QString moment(std::int64_t time_ms) {
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time_ms);
    const auto day =
        CivilDate::fromYmd(local.date().year(), local.date().month(), local.date().day());
    if (!day)
        return {};
    //: a day and a time of day
    return Reading::tr("%1, %2").arg(date(*day),
                                     localDigits(local.time().toString(QStringLiteral("HH:mm"))));
}

QString fileSize(std::uint64_t bytes) {
    constexpr std::uint64_t mega = 1'000'000;
    if (bytes < mega)
        return Reading::tr("%1 KB").arg(number(static_cast<std::int64_t>((bytes + 999) / 1000)));
    return Reading::tr("%1 MB").arg(number(static_cast<std::int64_t>((bytes + mega / 2) / mega)));
}

QString rials(Rial amount) { return toQt(words().rials(amount)); }

QString dotted(const QStringList& parts) {
    QStringList kept;
    for (const QString& part : parts)
        if (!part.isEmpty())
            kept << part;
    return kept.join(QStringLiteral(" \u00B7 "));
}

} // namespace peyvand::ui
