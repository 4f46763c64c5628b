// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one place for sentences that core speaks in: errors, rule results, reasons, categories,
// roles, report words. Compiled in from resources/words/{fa,en}.json. Immutable, any thread.
// Interface texts of the window are Qt translations instead.

#include "core/base/civil_date.h"
#include "core/base/error.h"
#include "core/base/rial.h"

#include <map>
#include <string>
#include <string_view>

namespace peyvand {

enum class Language : std::uint8_t { persian, english };

using WordArguments = std::map<std::string, std::string, std::less<>>;

class Words {
  public:
    /// The catalogue of a language; made once, lives for ever.
    static const Words& of(Language language);

    Language language() const { return language_; }
    /// Three short sentences in one line: what happened, why, what to do.
    std::string sentence(const Error& error) const;
    /// The text of a key such as "category.food_basket" or "rule.overlap", with {name} replaced
    /// from the arguments (isolated, Persian digits in Persian) and [parts] left out when one of
    /// their arguments is missing. An argument whose "name.value" is itself a key, such as
    /// {field: "birth"}, is replaced by that text. An unknown key gives the key.
    std::string text(std::string_view key, const WordArguments& arguments = {}) const;
    bool has(std::string_view key) const;

    /// For reading: "۱۴۰۵/۰۸/۳۰", "آبان ۱۴۰۵", "۱٬۲۰۰٬۰۰۰ ریال"; English: "2026-11-21"-like forms
    /// with Solar Hijri months spelt out ("Aban 1405").
    std::string date(CivilDate date) const;
    std::string month(HijriMonth month) const;
    std::string birth(const BirthDate& birth) const;
    std::string number(std::int64_t number) const;
    std::string rials(Rial amount) const;
    /// In rials when it is no whole toman.
    std::string tomans(Rial amount) const;
    /// "یک میلیون و دویست هزار تومان", for receipts; in rials when it is no whole toman.
    std::string amountInWords(Rial amount) const;

  private:
    explicit Words(Language language);
    std::string fill(std::string_view pattern, const WordArguments& arguments) const;
    std::string argument(std::string_view name, std::string_view value, bool begins_sentence) const;

    Language language_;
    std::map<std::string, std::string, std::less<>> texts_;
};

} // namespace peyvand
