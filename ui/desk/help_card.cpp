// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/help_card.h"

#include "ui/widgets/reading.h"

#include <QItemSelectionModel>

namespace peyvand::ui {
namespace {

/// The sign of a dot and what it stands for.
class LegendDot : public QWidget {
  public:
    LegendDot(int help, QWidget* parent) : QWidget(parent), help_(help) { setFixedSize(12, 18); }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintMonths(painter, rect(), {help_}, layoutDirection());
    }

  private:
    int help_;
};

QWidget* makeLegend(QWidget* parent) {
    auto* legend = new QWidget(parent);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    const auto add = [&](int help, const QString& text) {
        row->addWidget(new LegendDot(help, legend));
        row->addWidget(new Label(text, TextStyle::caption, Role::quiet, legend));
        row->addSpacing(10);
    };
    add(1, HelpCard::tr("given by us"));
    add(2, HelpCard::tr("given by a member charity"));
    row->addStretch();
    return legend;
}

} // namespace

HelpCard::HelpCard(QWidget* parent)
    : Card(parent), freshness_(new Label({}, TextStyle::body, Role::quiet, this)),
      table_(new Table(tr("Help and rules"), this)),
      model_(new ListModel({tr("Kind of help"), tr("State"), tr("Last time"), tr("Charity"),
                            tr("Last 12 months"), tr("Next turn")},
                           this)),
      sentence_(new InlineMessage(this)),
      history_(new Label({}, TextStyle::body, Role::quiet, this)), legend_(makeLegend(this)) {
    body()->setContentsMargins(5, 16, 5, 16);
    body()->setSpacing(8);
    auto* heading = new QHBoxLayout;
    heading->setContentsMargins(13, 0, 13, 0);
    heading->addWidget(
        new Label(tr("Help of all member charities"), TextStyle::heading, Role::ink, this));
    freshness_->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    freshness_->setAccessibleName(tr("How fresh the data is"));
    freshness_->eliding();
    heading->addSpacing(16);
    heading->addWidget(freshness_, 1);
    body()->addLayout(heading);
    table_->setModel(model_);
    table_->setColumns(language() == Language::persian ? QVector<int>{0, 136, 118, 160, 114, 108}
                                                       : QVector<int>{0, 172, 136, 128, 108, 100});
    body()->addWidget(table_, 1);
    body()->addWidget(filler_ = new QWidget(this), 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(13, 4, 13, 0);
    below->setSpacing(8);
    below->addWidget(legend_);
    below->addWidget(sentence_);
    history_->wrapping();
    history_->setAccessibleName(tr("History of this kind of help"));
    below->addWidget(history_);
    body()->addLayout(below);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) { showLine(current.row()); });
    connect(table_, &Table::opened, this, [this](const QModelIndex& index) {
        emit categoryChosen(views_[static_cast<std::size_t>(index.row())].line.outcome.category);
    });
}

void HelpCard::setAnswer(const Answer& answer, CivilDate today, std::int64_t now_ms) {
    freshness_->setText(freshnessText(answer, now_ms));
    views_ = ruleViews(answer, today);
    help_ = helpLines(answer);
    nothing_known_.clear();
    if (answer.identity.problem && !answer.person)
        nothing_known_ = toQt(words().text("rule.sentence.not_visible"));
    else if (help_.empty())
        nothing_known_ = nothingKnownText(answer, today);
    QVector<ListModel::Row> rows;
    for (const RuleView& view : views_)
        rows << view.cells;
    model_->setRows(rows);
    table_->setVisible(!rows.isEmpty());
    filler_->setVisible(rows.isEmpty());
    legend_->setVisible(!help_.empty());
    history_->hide();
    if (!rows.isEmpty())
        table_->setCurrentIndex(model_->index(0, 0));
    showLine(rows.isEmpty() ? -1 : 0);
}

void HelpCard::showLine(int row) {
    if (!nothing_known_.isEmpty()) {
        sentence_->say(nothing_known_, Tone::brand);
        return;
    }
    if (row < 0 || row >= std::ssize(views_)) {
        sentence_->clear();
        return;
    }
    const RuleLine& line = views_[static_cast<std::size_t>(row)].line;
    sentence_->say(toQt(line.sentence), toneOf(line.outcome.result));
    const QString history = historyText(help_, line.outcome.category);
    history_->setText(history);
    history_->setVisible(!history.isEmpty());
}

} // namespace peyvand::ui
