// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/rules_page.h"

#include "ui/widgets/reading.h"

namespace peyvand::ui {

RulesPage::RulesPage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(message_ = new InlineMessage(this));
    auto* card = new Card(this);
    card->body()->setContentsMargins(5, 6, 5, 8);
    table_ = new Table(tr("Rules in force"), card);
    model_ = new ListModel({tr("Rule"), tr("From")}, this);
    table_->setModel(model_);
    table_->setColumns({0, 150});
    card->body()->addWidget(table_);
    layout->addWidget(card, 1);
    layout->addWidget(form_ = new RuleForm(this));
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RulesPage::showChosen);
    connect(table_, &Table::opened, this, [this] { form_->takeFocus(); });
    connect(form_, &RuleForm::saveWanted, this, &RulesPage::save);
    connect(form_, &RuleForm::resetWanted, this, &RulesPage::reset);
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { save(); });
}

void RulesPage::refresh() {
    worker_->ask(
        question_, this,
        [language = language()](OfficeServices& office) {
            return office.settings().rules(language);
        },
        [this](Result<RuleList> list) {
            if (list)
                show(std::move(*list));
            else
                message_->say(sentence(list.error()), Tone::wrong);
        });
}

void RulesPage::show(RuleList list) {
    const std::string before = form_->id();
    list_ = std::move(list);
    QVector<ListModel::Row> rows;
    for (const RuleRow& row : list_.rules) {
        const QString from = row.source == RuleSource::network   ? tr("the assembly")
                             : row.source == RuleSource::changed ? tr("changed here")
                             : row.source == RuleSource::office  ? tr("ours")
                                                                 : tr("default");
        const Tone tone = row.source == RuleSource::network  ? Tone::brand
                          : row.source == RuleSource::preset ? Tone::plain
                                                             : Tone::near_limit;
        const QString effect = toQt(row.effect);
        rows << ListModel::Row{{effect, false, !row.rule.active, -1, {}, effect},
                               {from, false, false, static_cast<int>(tone)}};
    }
    model_->setRows(rows);
    choose(before);
}

void RulesPage::choose(const std::string& id) {
    int row = 0;
    for (std::size_t i = 0; i < list_.rules.size(); ++i)
        if (list_.rules[i].rule.id == id)
            row = static_cast<int>(i);
    if (list_.rules.empty())
        return;
    table_->setCurrentIndex(model_->index(row, 0));
    table_->scrollTo(model_->index(row, 0));
    showChosen();
}

void RulesPage::showChosen() {
    const int row = table_->currentIndex().row();
    if (row >= 0 && row < static_cast<int>(list_.rules.size()))
        form_->load(list_.rules[static_cast<std::size_t>(row)], list_.may_change);
}

void RulesPage::save() {
    if (saving_ || form_->id().empty())
        return;
    message_->clear();
    if (!form_->isChanged()) {
        message_->say(tr("Nothing of this rule was changed."), Tone::plain);
        return;
    }
    saving_ = true;
    form_->setBusy(true);
    worker_->ask(
        this,
        [id = form_->id(), change = form_->read()](OfficeServices& office) {
            return office.settings().changeRule(id, change);
        },
        [this](const Result<void>& done) {
            told(done, tr("The rule was changed. Every desk of the charity gets it."));
        });
}

void RulesPage::reset() {
    if (saving_ || form_->id().empty())
        return;
    message_->clear();
    saving_ = true;
    form_->setBusy(true);
    worker_->ask(
        this,
        [id = form_->id()](OfficeServices& office) { return office.settings().resetRule(id); },
        [this](const Result<void>& done) { told(done, word("rule.reset")); });
}

void RulesPage::told(const Result<void>& done, const QString& said) {
    saving_ = false;
    form_->setBusy(false);
    if (!done) {
        message_->say(sentence(done.error()), Tone::wrong);
        form_->mark(done.error());
        return;
    }
    message_->say(said, Tone::allowed);
    refresh();
}

} // namespace peyvand::ui
