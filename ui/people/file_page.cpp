// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/file_page.h"

#include "core/record/steps.h"
#include "ui/models/wording.h"
#include "ui/widgets/reading.h"

#include <algorithm>

namespace peyvand::ui {
namespace {

constexpr int most_details = 3;

// What a clerk writes by hand; letters, loans and lists have works of their own.
constexpr RecordType kinds_shown[] = {
    RecordType::need,         RecordType::contact,    RecordType::document,
    RecordType::consent,      RecordType::file_note,  RecordType::coverage,
    RecordType::bank_account, RecordType::introducer, RecordType::proposal,
    RecordType::beneficiary,
};

QString valueText(const FieldSpec& field, const Value& value) {
    const QString plain = toQt(plainText(field, value));
    switch (field.form) {
    case FieldForm::choice:
        return word("choice." + std::string(field.list) + "." + fromQt(plain));
    case FieldForm::choices:
        return word("choice." + std::string(field.list) + "." +
                    fromQt(plain.section(QLatin1Char('\n'), 0, 0)));
    case FieldForm::category:
        return word("category." + fromQt(plain));
    case FieldForm::day:
        return date(CivilDate::fromDays(static_cast<std::int32_t>(std::get<std::int64_t>(value))));
    case FieldForm::rial:
        return rials(Rial{std::get<std::int64_t>(value)});
    case FieldForm::iban:
    case FieldForm::phone:
    case FieldForm::digits:
        return code(plain);
    default:
        return typed(plain);
    }
}

} // namespace

FilePage::FilePage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = pageLayout(this);
    QHBoxLayout* heading = pageHeading(tr("File of the beneficiary"), this, &name_);
    name_->setAccessibleName(tr("Name"));
    layout->addLayout(heading);
    kinds_ = new ChoiceField(tr("Part of the file"), this);
    for (const RecordType type : kinds_shown)
        kinds_->add(toQt(kindOf(type)->key), type == RecordType::beneficiary
                                                 ? tr("Further fields of the person")
                                                 : word("kind." + std::string(kindOf(type)->key)));
    layout->addWidget(kinds_);
    message_ = new InlineMessage(this);
    layout->addWidget(message_);
    layout->addWidget(makeList(), 2);
    layout->addWidget(makeForm(), 3);
    connect(kinds_, &ChoiceField::chosen, this,
            [this] { choose(kindNamed(fromQt(kinds_->code()))->type); });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { save(); });
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_N), [this] { startNew(); });
    onKeys(this, QKeySequence(Qt::Key_Escape), [this] { emit left(); });
}

QWidget* FilePage::makeList() {
    auto* card = new Card(this);
    card->body()->setContentsMargins(5, 6, 5, 8);
    table_ = new Table(tr("What is in this part of the file"), card);
    model_ = new ListModel({tr("Entry"), tr("Details"), tr("State"), tr("Written on")}, this);
    table_->setModel(model_);
    table_->setColumns({220, 0, 150, 110});
    card->body()->addWidget(table_, 1);
    nothing_ = new EmptyState(QStringLiteral("people"), tr("Nothing here yet"),
                              tr("Write the first one below; Ctrl+Enter saves it."), card);
    card->body()->addWidget(nothing_, 1);
    connect(table_, &Table::opened, this, [this](const QModelIndex& index) {
        const RecordRow& row = rows_[static_cast<std::size_t>(index.row())];
        editing_ = row.id;
        form_->load(row);
        form_->takeFocus();
    });
    return card;
}

QWidget* FilePage::makeForm() {
    auto* card = new Card(this);
    form_ = new RecordForm(card);
    card->body()->addWidget(form_, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    save_ = new Button(Button::Kind::primary, tr("Save"), QKeySequence(Qt::CTRL | Qt::Key_Return),
                       card);
    new_ = new Button(Button::Kind::quiet, tr("New"), QKeySequence(Qt::CTRL | Qt::Key_N), card);
    auto* back = new Button(Button::Kind::quiet, tr("Back"), QKeySequence(Qt::Key_Escape), card);
    for (Button* button : {save_, new_, back})
        buttons->addWidget(button);
    buttons->addStretch();
    card->body()->addLayout(buttons);
    connect(save_, &Button::clicked, this, &FilePage::save);
    connect(new_, &Button::clicked, this, &FilePage::startNew);
    connect(back, &Button::clicked, this, &FilePage::left);
    return card;
}

void FilePage::begin(const Person& person, CivilDate today) {
    subject_ = idAs<RecordId>(person.id);
    today_ = today;
    name_->setText(fullName(person.fields));
    choose(RecordType::need);
}

void FilePage::takeFocus() { kinds_->combo()->setFocus(); }

void FilePage::choose(RecordType type) {
    type_ = type;
    message_->clear();
    kinds_->choose(toQt(kindOf(type)->key));
    rows_.clear();
    startNew();
    ask();
}

void FilePage::startNew() {
    editing_.reset();
    form_->begin(type_, today_);
    // The person's own further fields are one record that is always there.
    if (type_ == RecordType::beneficiary && !rows_.empty()) {
        editing_ = rows_.front().id;
        form_->load(rows_.front());
    }
    new_->setEnabled(type_ != RecordType::beneficiary);
}

void FilePage::ask() {
    worker_->ask(
        question_, this,
        [type = type_, subject = subject_](OfficeServices& office) {
            return office.records(type, subject);
        },
        [this](Result<std::vector<RecordRow>> rows) {
            if (rows)
                show(std::move(*rows));
            else
                message_->say(sentence(rows.error()), Tone::wrong);
        });
}

ListModel::Row FilePage::cellsOf(const RecordRow& row) const {
    const KindSpec* kind = kindOf(row.type);
    const FieldSpec* state = stateField(*kind);
    QString first, state_text;
    QStringList details;
    for (const auto& [number, value] : row.values) {
        const FieldSpec* field = kind->field(number);
        if (field == nullptr || field->form == FieldForm::record ||
            field->form == FieldForm::bytes || field->form == FieldForm::flag)
            continue;
        const QString text = valueText(*field, value);
        if (field == state)
            state_text = text;
        else if (first.isEmpty())
            first = text;
        else if (details.size() < most_details)
            details << text;
    }
    const auto day = CivilDate::fromDays(static_cast<std::int32_t>(row.made_ms / 86'400'000));
    return {{first, true}, {dotted(details)}, {state_text}, {date(day), false, true}};
}

void FilePage::show(std::vector<RecordRow> rows) {
    rows_ = std::move(rows);
    QVector<ListModel::Row> cells;
    const bool is_one = type_ == RecordType::beneficiary;
    if (!is_one)
        for (const RecordRow& row : rows_)
            cells << cellsOf(row);
    model_->setRows(cells);
    table_->parentWidget()->setVisible(!is_one);
    table_->setVisible(!cells.isEmpty());
    nothing_->setVisible(cells.isEmpty());
    if (is_one)
        startNew();
}

void FilePage::save() {
    if (saving_)
        return;
    auto values = form_->read();
    if (!values)
        return;
    saving_ = true;
    save_->setEnabled(false);
    worker_->ask(
        this,
        [type = type_, subject = subject_, editing = editing_, values = std::move(*values)](
            OfficeServices& office) { return office.saveRecord(type, subject, editing, values); },
        [this](Result<void> done) {
            saving_ = false;
            save_->setEnabled(true);
            if (!done) {
                message_->say(sentence(done.error()), Tone::wrong);
                return;
            }
            startNew();
            form_->takeFocus();
            message_->say(tr("It was saved."), Tone::allowed);
            ask();
        });
}

} // namespace peyvand::ui
