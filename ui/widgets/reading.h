// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// From values to what people read, in the language of the window, and from what they type back
// to values. Isolates are added here and only for display. GUI thread only.

#include "core/base/civil_date.h"
#include "core/base/error.h"
#include "core/base/rial.h"
#include "core/text/words.h"

#include <QCoreApplication>
#include <QString>

namespace peyvand::ui {

/// The language of the window; set once before windows are made.
void setLanguage(Language language);
Language language();
const Words& words();

QString toQt(std::string_view utf8);
std::string fromQt(const QString& text);

/// A text of the word catalogue; several words of one idea ("category.food_basket").
QString word(const std::string& key);
QString sentence(const Error& error);

/// Persian digits in the Persian window, as they are otherwise.
QString localDigits(const QString& text);
/// Three kinds of digits to ASCII.
QString asciiDigits(const QString& text);
QString number(std::int64_t value);
/// U+2066 … U+2069 around codes, phones and numbers, in local digits.
QString code(const QString& text);
/// U+2068 … U+2069 around what people typed.
QString typed(const QString& text);
QString withoutIsolates(const QString& text);

QString date(CivilDate date);
/// "شنبه ۳۰ آبان ۱۴۰۵".
QString dateInWords(CivilDate date);
QString month(HijriMonth month);
/// "۱۳۵۸ (۴۷ سال)".
QString birthAndAge(const BirthDate& birth, CivilDate today);
/// "همین حالا", "۱۲ دقیقه پیش", "۳ روز پیش".
QString ago(std::int64_t then_ms, std::int64_t now_ms);
/// In two lines of four groups each, left to right in every language.
QString recoveryCode(const std::string& code);
/// Day and time of day of this computer's place.
QString moment(std::int64_t time_ms);
/// "۴۶ مگابایت".
QString fileSize(std::uint64_t bytes);
QString rials(Rial amount);

/// Joins what is not empty with " · ".
QString dotted(const QStringList& parts);

} // namespace peyvand::ui
