// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/rule_form.h"

#include "ui/widgets/reading.h"

#include <algorithm>

namespace peyvand::ui {
namespace {

constexpr int period_count = 13;
constexpr RuleAction rule_actions[] = {RuleAction::tell, RuleAction::ask_reason,
                                       RuleAction::ask_coordinator};

/// What RuleChange reads behind a number; empty for a period without a length.
std::string_view unitOf(RulePeriod period) {
    switch (period) {
    case RulePeriod::rolling_days:
        return "days";
    case RulePeriod::rolling_months:
        return "months";
    case RulePeriod::rolling_years:
        return "years";
    default:
        return {};
    }
}

RulePeriod periodNamed(const QString& code) {
    for (int i = 1; i <= period_count; ++i)
        if (toQt(rulePeriodName(static_cast<RulePeriod>(i))) == code)
            return static_cast<RulePeriod>(i);
    return RulePeriod::note_only;
}

} // namespace

RuleForm::RuleForm(QWidget* parent) : Card(parent) {
    body()->setSpacing(8);
    effect_ = new Label({}, TextStyle::strong, Role::ink, this);
    effect_->setAccessibleName(tr("What the rule does"));
    body()->addWidget(effect_->wrapping());
    origin_ = new Label({}, TextStyle::body, Role::quiet, this);
    origin_->setAccessibleName(tr("Where the rule comes from"));
    body()->addWidget(origin_->wrapping());
    body()->addLayout(makeFields());
    body()->addLayout(makeButtons());
}

QLayout* RuleForm::makeFields() {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    count_ = new TextField(tr("How many times"), this);
    period_ = new ChoiceField(tr("Period"), this);
    for (int i = 1; i <= period_count; ++i) {
        const auto period = static_cast<RulePeriod>(i);
        const std::string name(rulePeriodName(period));
        const QString text = period == RulePeriod::rolling_days     ? tr("so many days")
                             : period == RulePeriod::rolling_months ? tr("so many months")
                             : period == RulePeriod::rolling_years  ? tr("so many years")
                                                                    : word("rule.period." + name);
        period_->add(toQt(name), text);
    }
    length_ = new TextField(tr("Days, months or years"), this);
    action_ = new ChoiceField(tr("When it comes sooner"), this);
    for (const RuleAction action : rule_actions) {
        const std::string name(ruleActionName(action));
        action_->add(toQt(name), word("rule.action." + name));
    }
    active_ = new ChoiceField(tr("In use"), this);
    active_->add(QStringLiteral("1"), tr("on"));
    active_->add(QStringLiteral("0"), tr("off"));
    count_->edit()->setShowsLocalDigits();
    length_->edit()->setShowsLocalDigits();
    row->addWidget(count_, 2);
    row->addWidget(period_, 4);
    row->addWidget(length_, 3);
    row->addWidget(action_, 4);
    row->addWidget(active_, 2);
    connect(period_, &ChoiceField::chosen, this, &RuleForm::showLength);
    return row;
}

QLayout* RuleForm::makeButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    save_ = new Button(Button::Kind::primary, tr("Save"), QKeySequence(Qt::CTRL | Qt::Key_Return),
                       this);
    reset_ = new Button(Button::Kind::quiet, tr("Put the default back"), {}, this);
    row->addWidget(save_);
    row->addWidget(reset_);
    row->addStretch();
    connect(save_, &Button::clicked, this, &RuleForm::saveWanted);
    connect(reset_, &Button::clicked, this, &RuleForm::resetWanted);
    return row;
}

void RuleForm::load(const RuleRow& row, bool may_change) {
    row_ = row;
    const Rule& rule = row.rule;
    effect_->setText(toQt(row.effect));
    origin_->setText(row.source == RuleSource::network ? sentence(Error{ErrorCode::rule_of_network})
                                                       : toQt(row.origin));
    count_->setText(QString::number(rule.limit));
    period_->choose(toQt(rulePeriodName(rule.period)));
    length_->setText(unitOf(rule.period).empty() ? QString() : QString::number(rule.length));
    action_->choose(toQt(ruleActionName(rule.action)));
    setActive(rule.active);
    may_change_ = may_change && row.source != RuleSource::network;
    for (QWidget* widget : {static_cast<QWidget*>(count_), static_cast<QWidget*>(period_),
                            static_cast<QWidget*>(action_), static_cast<QWidget*>(active_)})
        widget->setEnabled(may_change_);
    showLength();
    setBusy(false);
}

bool RuleForm::isRolling() const { return !unitOf(periodNamed(period_->code())).empty(); }

void RuleForm::showLength() { length_->setEnabled(may_change_ && isRolling()); }

RuleChange RuleForm::read() const {
    const Rule& rule = row_.rule;
    RuleChange change;
    if (count_->text() != localDigits(QString::number(rule.limit)))
        change.count = fromQt(count_->text());
    const RulePeriod period = periodNamed(period_->code());
    const std::string unit(unitOf(period));
    if (unit.empty() && period != rule.period)
        change.period = std::string(rulePeriodName(period));
    else if (!unit.empty() && (period != rule.period ||
                               length_->text() != localDigits(QString::number(rule.length))))
        change.period = fromQt(length_->text()) + " " + unit;
    if (fromQt(action_->code()) != ruleActionName(rule.action))
        change.action = fromQt(action_->code());
    if ((active_->code() == QStringLiteral("1")) != rule.active)
        change.active = !rule.active;
    return change;
}

bool RuleForm::isChanged() const {
    const RuleChange change = read();
    return change.count || change.period || change.action || change.active;
}

void RuleForm::mark(const Error& error) {
    for (const auto& [name, value] : error.arguments) {
        if (name != "field")
            continue;
        if (value == "limit") {
            count_->setError(tr("1 to 100"));
            count_->edit()->setFocus();
        } else if (value == "period" || value == "length") {
            length_->setError(tr("a number that fits"));
            length_->edit()->setFocus();
        }
    }
}

void RuleForm::setBusy(bool busy) {
    save_->setEnabled(may_change_ && !busy);
    reset_->setEnabled(may_change_ && !busy && row_.source != RuleSource::preset);
}

void RuleForm::type(const QString& period, const QString& length, const QString& count,
                    const QString& action) {
    period_->choose(period);
    length_->setText(length);
    count_->setText(count);
    action_->choose(action);
}

void RuleForm::setActive(bool active) {
    active_->choose(active ? QStringLiteral("1") : QStringLiteral("0"));
}

} // namespace peyvand::ui
