// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/beneficiaries_page.h"

#include "ui/widgets/reading.h"

namespace peyvand::ui {

BeneficiariesPage::BeneficiariesPage(Worker* worker, QWidget* parent)
    : QWidget(parent), worker_(worker), model_(new PeopleModel(worker, this)) {
    auto* layout = pageLayout(this);
    QHBoxLayout* heading = pageHeading(tr("Beneficiaries"), this, &count_);
    count_->setAccessibleName(tr("How many"));
    auto* import = new Button(Button::Kind::quiet, tr("Import from Excel"),
                              QKeySequence(Qt::CTRL | Qt::Key_I), this);
    auto* add = new Button(Button::Kind::primary, tr("New beneficiary"),
                           QKeySequence(Qt::CTRL | Qt::Key_N), this);
    heading->addWidget(import);
    heading->addWidget(add);
    layout->addLayout(heading);
    search_ = new LineEdit(this);
    search_->setPlaceholderText(tr("Search a name, father, phone, code or file number"));
    search_->setAccessibleName(tr("Search"));
    search_->setShowsLocalDigits();
    search_->setFixedHeight(44);
    layout->addWidget(search_);
    message_ = new InlineMessage(this);
    layout->addWidget(message_);

    below_ = new QStackedWidget(this);
    card_ = new Card(below_);
    card_->body()->setContentsMargins(5, 6, 5, 8);
    table_ = new Table(tr("Beneficiaries"), card_);
    table_->setModel(model_);
    table_->setColumns({0, 164, 140, 110, 130, 88, 140});
    card_->body()->addWidget(table_);
    nobody_ =
        new EmptyState(QStringLiteral("people"), tr("No files yet"),
                       tr("Import your Excel list to begin, or open the first file."), below_);
    connect(nobody_->addAction(tr("Import from Excel")), &Button::clicked, this,
            &BeneficiariesPage::importWanted);
    nothing_found_ = new EmptyState(QStringLiteral("search"), tr("Nobody found"),
                                    tr("Try fewer letters, or only the family name."), below_);
    for (QWidget* page : std::initializer_list<QWidget*>{card_, nobody_, nothing_found_})
        below_->addWidget(page);
    layout->addWidget(below_, 1);

    pause_.setSingleShot(true);
    pause_.setInterval(120);
    connect(&pause_, &QTimer::timeout, this, &BeneficiariesPage::refresh);
    connect(search_, &QLineEdit::textChanged, this, [this] { pause_.start(); });
    connect(search_, &QLineEdit::returnPressed, this, [this] { table_->setFocus(); });
    connect(model_, &PeopleModel::answered, this, &BeneficiariesPage::showAnswered);
    connect(model_, &PeopleModel::failed, this,
            [this](const Error& error) { message_->say(sentence(error), Tone::wrong); });
    connect(table_, &Table::opened, this, [this](const QModelIndex& index) {
        if (const PersonRow* row = model_->row(index.row()))
            emit personChosen(row->id);
    });
    connect(import, &Button::clicked, this, &BeneficiariesPage::importWanted);
    connect(add, &Button::clicked, this, &BeneficiariesPage::registerWanted);
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_I), [this] { emit importWanted(); });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_N), [this] { emit registerWanted(); });
}

void BeneficiariesPage::refresh() { model_->search(asciiDigits(search_->text()).trimmed()); }

void BeneficiariesPage::showAnswered(std::int64_t total) {
    message_->clear();
    const bool searching = !search_->text().trimmed().isEmpty();
    // Qt's plural takes an int; the number itself is written from 64 bits.
    QString told = searching ? tr("%1 found") : tr("%1 files");
    if (model_->hasMore())
        told = tr("More than %1 found");
    count_->setText(told.arg(number(total)));
    if (total > 0)
        below_->setCurrentWidget(card_);
    else
        below_->setCurrentWidget(searching ? nothing_found_ : nobody_);
}

} // namespace peyvand::ui
