// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/aid/give_page.h"

#include "core/rules/category.h"
#include "ui/models/wording.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {

const char* const reasons[] = {"illness",      "newborn",          "large_family", "not_enough",
                               "not_received", "council_decision", "occasion",     "other"};
const char* const sources[] = {"general",    "sadaqa",    "zakat",        "fitriya",
                               "sahm_sadat", "sahm_imam", "radd_mazalim", "kaffara",
                               "nazr",       "waqf",      "sponsor",      "project"};
constexpr int hold_days = 14;

QHBoxLayout* pair(QWidget* first, QWidget* second) {
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(first, 1);
    row->addWidget(second, 1);
    return row;
}

} // namespace

GivePage::GivePage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = pageLayout(this);
    auto* heading = new QHBoxLayout;
    heading->setSpacing(10);
    title_ = new Label({}, TextStyle::title, Role::ink, this);
    who_ = new Label({}, TextStyle::body, Role::quiet, this);
    who_->eliding();
    title_->setAccessibleName(tr("Give aid"));
    who_->setAccessibleName(tr("Name"));
    heading->addWidget(title_);
    heading->addWidget(who_, 1);
    layout->addLayout(heading);
    message_ = new InlineMessage(this);
    layout->addWidget(message_);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(14);
    columns->addWidget(makeForm(), 5);
    columns->addWidget(makeRules(), 4);
    layout->addLayout(columns, 1);
    fillChoices();
    pause_.setSingleShot(true);
    pause_.setInterval(200);
    connect(&pause_, &QTimer::timeout, this, &GivePage::preview);
    for (ChoiceField* choice : {category_, unit_})
        connect(choice, &ChoiceField::chosen, this, &GivePage::changed);
    for (TextField* field : std::initializer_list<TextField*>{item_, amount_, date_})
        connect(field, &TextField::edited, this, &GivePage::changed);
    onKeys(this, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { save(); });
    onKeys(this, QKeySequence(Qt::Key_Escape), [this] { emit left(); });
}

QWidget* GivePage::makeForm() {
    auto* card = new Card(this);
    QVBoxLayout* body = card->body();
    body->setSpacing(8);
    category_ = new ChoiceField(tr("Kind of help"), card);
    unit_ = new ChoiceField(tr("For"), card);
    item_ = new TextField(tr("Item"), card);
    amount_ = new AmountField(tr("Amount"), card);
    date_ = new DateField(tr("Date"), DateField::Kind::day, {}, card);
    source_ = new ChoiceField(tr("Source of funds"), card);
    until_ = new DateField(tr("Held until"), DateField::Kind::day, {}, card);
    reason_ = new ChoiceField(tr("Reason"), card);
    note_ = new TextField(tr("Note"), card);
    body->addLayout(pair(category_, unit_));
    body->addLayout(pair(item_, amount_));
    body->addLayout(pair(date_, source_));
    body->addWidget(until_);
    body->addLayout(pair(reason_, note_));
    body->addStretch();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    save_ = new Button(Button::Kind::primary, tr("Save"), QKeySequence(Qt::CTRL | Qt::Key_Return),
                       card);
    auto* back = new Button(Button::Kind::quiet, tr("Back"), QKeySequence(Qt::Key_Escape), card);
    buttons->addWidget(save_);
    buttons->addWidget(back);
    buttons->addStretch();
    body->addLayout(buttons);
    connect(save_, &Button::clicked, this, &GivePage::save);
    connect(back, &Button::clicked, this, &GivePage::left);
    return card;
}

QWidget* GivePage::makeRules() {
    auto* card = new Card(this);
    card->body()->addWidget(
        new Label(tr("What the rules say"), TextStyle::heading, Role::ink, card));
    rules_ = new QVBoxLayout;
    rules_->setSpacing(8);
    card->body()->addLayout(rules_);
    no_rules_ = new EmptyState(QStringLiteral("gift"), tr("Choose the kind of help"),
                               tr("What this family was given of it, by any member charity, then "
                                  "stands here before you save."),
                               card);
    card->body()->addWidget(no_rules_, 1);
    card->body()->addStretch();
    return card;
}

void GivePage::fillChoices() {
    for (const Category& category : allCategories())
        category_->add(toQt(category.id), word("category." + category.id));
    category_->combo()->setPlaceholderText(tr("choose"));
    category_->combo()->setCurrentIndex(-1);
    unit_->add(QStringLiteral("person"), word("unit.person"));
    unit_->add(QStringLiteral("household"), word("unit.household"));
    for (const char* source : sources)
        source_->add(toQt(source), word(std::string("source.") + source));
    for (const char* reason : reasons)
        reason_->add(toQt(reason), word(std::string("reason.") + reason));
    reason_->combo()->setPlaceholderText(tr("only where a rule asks for it"));
}

void GivePage::begin(const Person& person, const std::string& category, bool hold,
                     CivilDate today) {
    person_ = person;
    hold_ = hold;
    today_ = today;
    reason_wanted_ = false;
    reason_->setHint({});
    title_->setText(hold ? tr("Hold aid") : tr("Give aid"));
    who_->setText(personLine(person));
    message_->clear();
    item_->setText({});
    amount_->setText({});
    note_->setText({});
    date_->setToday(today);
    until_->setToday(today);
    date_->setDay(today);
    until_->setVisible(hold);
    until_->setDay(today.plusDays(hold_days));
    source_->choose(QStringLiteral("general"));
    reason_->combo()->setCurrentIndex(-1);
    category_->combo()->setCurrentIndex(-1);
    category_->choose(toQt(category));
    showRules({});
    changed();
}

void GivePage::takeFocus() {
    if (category_->code().isEmpty())
        category_->combo()->setFocus();
    else
        item_->edit()->setFocus();
}

void GivePage::type(const QString& item, const QString& amount) {
    item_->setText(item);
    amount_->setText(amount);
}

AidForm GivePage::draft() const {
    AidForm draft;
    draft.person = person_.id;
    draft.unit =
        unit_->code() == QStringLiteral("household") ? HelpUnit::household : HelpUnit::person;
    draft.category = fromQt(category_->code());
    draft.item = fromQt(item_->text());
    draft.amount = amount_->amount().value_or(Rial{});
    draft.date = date_->day().value_or(today_);
    if (hold_) {
        draft.state = AidState::held;
        draft.hold_until = until_->day();
    }
    draft.source_of_funds = fromQt(source_->code());
    draft.reason = fromQt(reason_->code());
    draft.note = fromQt(note_->text());
    draft.language = language();
    return draft;
}

void GivePage::changed() {
    // The category knows whether a person or a household is helped; the clerk may change it.
    if (sender() == category_)
        if (const Category* category = findCategory(fromQt(category_->code())))
            unit_->choose(category->unit == HelpUnit::household ? QStringLiteral("household")
                                                                : QStringLiteral("person"));
    pause_.start();
}

void GivePage::preview() {
    if (category_->code().isEmpty())
        return;
    worker_->ask(
        question_, this,
        [draft = draft()](OfficeServices& office) { return office.previewAid(draft); },
        [this](Result<AidPreview> preview) {
            if (preview)
                showPreview(*preview);
            else
                message_->say(sentence(preview.error()), Tone::wrong);
        });
}

void GivePage::showPreview(const AidPreview& preview) {
    message_->clear();
    // Only when it changes: the hint would else take the place of an error.
    if (preview.reason_wanted != reason_wanted_)
        reason_->setHint(preview.reason_wanted ? tr("A rule asks for a reason.") : QString());
    reason_wanted_ = preview.reason_wanted;
    showRules(preview.rules);
}

void GivePage::showRules(const std::vector<RuleLine>& rules) {
    for (InlineMessage* line : lines_)
        delete line;
    lines_.clear();
    no_rules_->setVisible(rules.empty());
    for (const RuleLine& rule : rules) {
        auto* line = new InlineMessage(this);
        line->say(toQt(rule.sentence), toneOf(rule.outcome.result));
        rules_->addWidget(line);
        lines_.push_back(line);
    }
}

bool GivePage::complete() {
    bool ok = true;
    const auto want = [&ok](bool good, auto* field, const QString& error) {
        if (good)
            return;
        field->setError(error);
        if (ok)
            field->setFocus();
        ok = false;
    };
    want(!category_->code().isEmpty(), category_, tr("Please choose the kind of help."));
    want(amount_->amount().has_value(), amount_, tr("Please write a number."));
    want(date_->day().has_value(), date_, tr("Please write a date."));
    want(!hold_ || until_->day().has_value(), until_, tr("Please write a date."));
    want(!reason_wanted_ || !reason_->code().isEmpty(), reason_, tr("Please choose a reason."));
    return ok;
}

void GivePage::save() {
    if (saving_ || !complete())
        return;
    saving_ = true;
    save_->setEnabled(false);
    const AidForm aid = draft();
    worker_->ask(
        this, [aid](OfficeServices& office) { return office.saveAid(aid); },
        [this, aid](Result<AidId> done) {
            saving_ = false;
            save_->setEnabled(true);
            if (done) {
                const QString kind = word("category." + aid.category);
                emit saved(hold_ ? tr("%1 is held for this family.").arg(kind)
                                 : tr("%1 was recorded.").arg(kind));
                return;
            }
            if (done.error().code == ErrorCode::reason_needed)
                reason_->setError(tr("Please choose a reason."));
            message_->say(sentence(done.error()), done.error().code == ErrorCode::reason_needed
                                                      ? Tone::overlap
                                                      : Tone::wrong);
        });
}

} // namespace peyvand::ui
