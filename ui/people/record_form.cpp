// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/record_form.h"

#include "core/record/labels.h"
#include "core/record/steps.h"
#include "ui/widgets/reading.h"

#include <QGridLayout>
#include <QScrollArea>

namespace peyvand::ui {
namespace {

constexpr int columns_of_form = 3;

bool isInForm(const FieldSpec& field) {
    return !field.held && field.form != FieldForm::record && field.form != FieldForm::bytes &&
           field.form != FieldForm::content;
}

QString nameOf(const FieldSpec& field) {
    return QString::fromStdString(fieldLabel(words(), field));
}

QString choiceName(const FieldSpec& field, std::string_view code) {
    return word("choice." + std::string(field.list) + "." + std::string(code));
}

// What a new record may begin with: a state that is left to a use case is not offered.
bool isOffered(const FieldSpec& field, std::string_view code) {
    const KindSpec* kind = kindOf(field.type);
    return stateField(*kind) != &field || mayStep(field.type, "none", code, StepBy::anyone);
}

} // namespace

RecordForm::RecordForm(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Fields"));
    scroll->setFocusPolicy(Qt::NoFocus);
    body_ = new QWidget(scroll);
    scroll->setWidget(body_);
    // The card shows through.
    scroll->viewport()->setAutoFillBackground(false);
    body_->setAutoFillBackground(false);
    layout->addWidget(scroll);
}

RecordForm::Part RecordForm::makePart(const FieldSpec& field) {
    Part part{&field, nullptr, nullptr};
    if (field.form == FieldForm::choice || field.form == FieldForm::choices ||
        field.form == FieldForm::flag) {
        part.choice = new ChoiceField(nameOf(field), body_);
        if (!field.must)
            part.choice->add({}, tr("not said"));
        if (field.form == FieldForm::flag)
            part.choice->add(QStringLiteral("1"), word("console.yes"));
        for (const auto& code : choicesOf(field.form == FieldForm::flag ? "" : field.list))
            if (isOffered(field, code))
                part.choice->add(toQt(code), choiceName(field, code));
        return part;
    }
    if (field.form == FieldForm::day)
        part.text = new DateField(nameOf(field), DateField::Kind::day, today_, body_);
    else if (field.form == FieldForm::rial)
        part.text = new AmountField(nameOf(field), body_);
    else
        part.text = new TextField(nameOf(field), body_);
    return part;
}

void RecordForm::begin(RecordType type, CivilDate today) {
    today_ = today;
    loaded_.reset();
    parts_.clear();
    qDeleteAll(body_->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    delete body_->layout();
    auto* grid = new QGridLayout(body_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    const KindSpec* kind = kindOf(type);
    for (const FieldSpec& field : kind->fields) {
        if (!isInForm(field))
            continue;
        const Part part = makePart(field);
        const int at = static_cast<int>(parts_.size());
        QWidget* widget = part.text != nullptr ? static_cast<QWidget*>(part.text) : part.choice;
        grid->addWidget(widget, at / columns_of_form, at % columns_of_form, Qt::AlignTop);
        if (field.form == FieldForm::day && field.must)
            static_cast<DateField*>(part.text)->setDay(today);
        parts_.push_back(part);
    }
    for (int column = 0; column < columns_of_form; ++column)
        grid->setColumnStretch(column, 1);
    grid->setRowStretch(static_cast<int>(parts_.size()) / columns_of_form + 1, 1);
}

void RecordForm::show(const Part& part, const Value& value) {
    const QString plain = toQt(plainText(*part.field, value));
    if (part.choice != nullptr) {
        const QString code = plain.section(QLatin1Char('\n'), 0, 0);
        const bool is_named = part.field->form != FieldForm::flag && !code.isEmpty();
        if (is_named && part.choice->combo()->findData(code) < 0)
            part.choice->add(code, choiceName(*part.field, fromQt(code)));
        part.choice->choose(code);
        return;
    }
    if (part.field->form == FieldForm::day) {
        const auto* days = std::get_if<std::int64_t>(&value);
        if (days != nullptr)
            static_cast<DateField*>(part.text)->setDay(
                CivilDate::fromDays(static_cast<std::int32_t>(*days)));
        return;
    }
    part.text->setText(part.field->form == FieldForm::category ? word("category." + fromQt(plain))
                                                               : plain);
}

void RecordForm::load(const RecordRow& row) {
    begin(row.type, today_);
    for (const Part& part : parts_) {
        if (part.text != nullptr)
            part.text->setText({});
        const auto value = row.values.find(part.field->number);
        if (value != row.values.end())
            show(part, value->second);
    }
    loaded_ = row;
}

QString RecordForm::typedIn(const Part& part) const {
    return part.choice != nullptr ? part.choice->code() : part.text->text();
}

void RecordForm::mark(const Part& part, const QString& error) {
    if (part.choice != nullptr)
        part.choice->setError(error);
    else
        part.text->setError(error);
}

std::optional<std::vector<FieldValue>> RecordForm::read() {
    std::vector<FieldValue> values;
    const Part* first_wrong = nullptr;
    for (const Part& part : parts_) {
        const QString typed = typedIn(part);
        const bool was_there = loaded_ && loaded_->has(part.field->number);
        auto value = readValue(*part.field, fromQt(typed), today_);
        const bool is_empty = value && std::holds_alternative<std::monostate>(*value);
        if (is_empty && part.field->must)
            value = fail(ErrorCode::field_missing, "field", std::string(part.field->key));
        mark(part, value ? QString() : sentence(value.error()));
        if (!value)
            first_wrong = first_wrong == nullptr ? &part : first_wrong;
        else if (!is_empty || was_there)
            values.push_back({part.field->number, std::move(*value)});
    }
    if (first_wrong == nullptr)
        return values;
    (first_wrong->choice != nullptr ? static_cast<QWidget*>(first_wrong->choice->combo())
                                    : first_wrong->text->edit())
        ->setFocus();
    return std::nullopt;
}

void RecordForm::takeFocus() {
    if (parts_.empty())
        return;
    const Part& part = parts_.front();
    (part.choice != nullptr ? static_cast<QWidget*>(part.choice->combo()) : part.text->edit())
        ->setFocus();
}

void RecordForm::type(FieldNumber field, const QString& text) {
    for (const Part& part : parts_) {
        if (part.field->number != field)
            continue;
        if (part.choice != nullptr)
            part.choice->choose(text);
        else
            part.text->setText(text);
    }
}

} // namespace peyvand::ui
