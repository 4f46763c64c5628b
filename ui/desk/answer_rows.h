// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the answer card says of one answer: lines, words and colours, apart from widgets so that
// tests can read them. Pure functions on values; GUI thread (they use the window's language).

#include "sync/enquiry/answer.h"
#include "ui/models/list_model.h"
#include "ui/models/wording.h"

namespace peyvand::ui {

/// One help, ours or a member's, as the card tells it.
struct HelpLine {
    std::string category{};
    QString item{};
    /// "ما" for our own.
    QString charity{};
    bool own = false;
    AidState state = AidState::given;
    /// A day for ours, a month for the others unless the day may be told.
    QString when{};
    /// For sorting, newest first.
    CivilDate latest{};
};

/// One line of the table: a rule, or a category without one that has help.
struct RuleView {
    RuleLine line{};
    ListModel::Row cells{};
};

/// بلامانع, ۲ نوبت مانده, با ذکر دلیل, در این دوره گرفته.
QString resultWord(const RuleOutcome& outcome);
/// The next day or month, or a dash.
QString nextText(const RuleOutcome& outcome);

/// All help of the answer, newest first, without what was voided.
std::vector<HelpLine> helpLines(const Answer& answer);
/// What needs attention first, then what has help, then the rest in the rules' order.
std::vector<RuleView> ruleViews(const Answer& answer, CivilDate today);
/// "آبان ۱۴۰۵ جمعیت یاران مهر · …" for one category; empty when there was none.
QString historyText(const std::vector<HelpLine>& help, const std::string& category);
/// "داده‌های ۳۹ از ۴۱ خیریه · قدیمی‌ترین: ۳ روز پیش".
QString freshnessText(const Answer& answer, std::int64_t now_ms);
/// The sentence where nothing is known: how many charities' data, until when, who is silent.
QString nothingKnownText(const Answer& answer, CivilDate today);

} // namespace peyvand::ui
