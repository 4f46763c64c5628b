// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/people/import_page.h"

#include "ui/widgets/reading.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>

namespace peyvand::ui {
namespace {

Label* figure(QHBoxLayout* into, const QString& caption, QWidget* parent) {
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* value = new Label({}, TextStyle::title, Role::ink, parent);
    value->setAccessibleName(caption);
    column->addWidget(value);
    column->addWidget(new Label(caption, TextStyle::caption, Role::quiet, parent));
    into->addLayout(column, 1);
    return value;
}

} // namespace

ImportPage::ImportPage(Worker* worker, QWidget* parent)
    : QWidget(parent), worker_(worker), pages_(new QStackedWidget(this)) {
    setAcceptDrops(true);
    auto* layout = pageLayout(this);
    layout->addLayout(pageHeading(tr("Import from Excel"), this));
    message_ = new InlineMessage(this);
    layout->addWidget(message_);
    layout->addWidget(pages_, 1);
    pages_->addWidget(choose_page_ = makeChoose());
    pages_->addWidget(preview_page_ = makePreview());
    pages_->addWidget(progress_page_ = makeProgress());
    pages_->addWidget(result_page_ = makeResult());
}

ImportPage::~ImportPage() { stop_.request_stop(); }

QWidget* ImportPage::makeChoose() {
    auto* card = new Card(pages_);
    auto* empty = new EmptyState(
        QStringLiteral("file"), tr("Drop your list here"),
        tr("An Excel workbook or a CSV file of beneficiaries or of aid. Wrong codes and half "
           "dates are fine: nothing is lost, and what could not be read comes back with reasons."),
        card);
    choose_button_ = empty->addAction(tr("Choose a file"));
    connect(choose_button_, &Button::clicked, this, &ImportPage::choose);
    card->body()->addWidget(empty);
    return card;
}

QWidget* ImportPage::makePreview() {
    auto* card = new Card(pages_);
    card->body()->setContentsMargins(5, 16, 5, 16);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(13, 0, 13, 0);
    top->setSpacing(14);
    file_ = new Label({}, TextStyle::heading, Role::ink, card);
    file_->eliding();
    file_->setAccessibleName(tr("File"));
    kind_ = new ChoiceField(tr("This list holds"), card);
    kind_->add(QStringLiteral("people"), tr("beneficiaries"));
    kind_->add(QStringLiteral("aid"), tr("aid that was given"));
    kind_->setFixedWidth(240);
    top->addWidget(file_, 1);
    top->addWidget(kind_);
    card->body()->addLayout(top);
    columns_ = new Table(tr("Columns of the list"), card);
    columns_model_ =
        new ListModel({tr("Heading in the file"), tr("Taken for"), tr("First row")}, this);
    columns_->setModel(columns_model_);
    columns_->setColumns({320, 300, 0});
    card->body()->addWidget(columns_, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(13, 0, 13, 0);
    buttons->setSpacing(8);
    start_ = new Button(Button::Kind::primary, tr("Import"),
                        QKeySequence(Qt::CTRL | Qt::Key_Return), card);
    auto* back =
        new Button(Button::Kind::quiet, tr("Another file"), QKeySequence(Qt::Key_Escape), card);
    buttons->addWidget(start_);
    buttons->addWidget(back);
    buttons->addStretch();
    card->body()->addLayout(buttons);
    const auto leave = [this] { pages_->setCurrentWidget(choose_page_); };
    connect(start_, &Button::clicked, this, &ImportPage::start);
    connect(back, &Button::clicked, this, leave);
    onKeys(card, QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { start(); });
    onKeys(card, QKeySequence(Qt::Key_Escape), leave);
    return card;
}

QWidget* ImportPage::makeProgress() {
    auto* page = new QWidget(pages_);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(page);
    progress_ = new ProgressPanel(tr("Importing the list"), card);
    card->body()->addWidget(progress_);
    layout->addWidget(card);
    layout->addStretch();
    connect(progress_, &ProgressPanel::cancelled, this, [this] { stop_.request_stop(); });
    return page;
}

QWidget* ImportPage::makeResult() {
    auto* page = new QWidget(pages_);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    auto* figures = new Card(page);
    auto* row = new QHBoxLayout;
    created_ = figure(row, tr("new"), figures);
    filled_ = figure(row, tr("completed"), figures);
    unchanged_ = figure(row, tr("unchanged"), figures);
    rejected_ = figure(row, tr("set aside"), figures);
    figures->body()->addLayout(row);
    layout->addWidget(figures);
    auto* card = new Card(page);
    card->body()->setContentsMargins(5, 16, 5, 16);
    result_sentence_ = new Label({}, TextStyle::body, Role::quiet, card);
    result_sentence_->setContentsMargins(13, 0, 13, 0);
    result_sentence_->wrapping();
    result_sentence_->setAccessibleName(tr("Result"));
    card->body()->addWidget(result_sentence_);
    rejects_ = new Table(tr("Rows set aside"), card);
    rejects_model_ = new ListModel({tr("Row"), tr("Reason")}, this);
    rejects_->setModel(rejects_model_);
    rejects_->setColumns({110, 0});
    card->body()->addWidget(rejects_, 1);
    layout->addWidget(card, 1);
    auto* buttons = new QHBoxLayout;
    again_ = new Button(Button::Kind::primary, tr("Import another list"), {}, page);
    buttons->addWidget(again_);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(again_, &Button::clicked, this, [this] {
        pages_->setCurrentWidget(choose_page_);
        takeFocus();
    });
    return page;
}

void ImportPage::takeFocus() {
    if (pages_->currentWidget() == choose_page_)
        choose_button_->setFocus();
    else if (pages_->currentWidget() == preview_page_)
        start_->setFocus();
    else if (pages_->currentWidget() == result_page_)
        again_->setFocus();
}

// The dialog is not modal to the event loop: the answer comes by a signal.
void ImportPage::choose() {
    auto* dialog = new QFileDialog(this, tr("Choose a list"), {}, tr("Lists (*.xlsx *.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportPage::open);
    dialog->open();
}

void ImportPage::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && pages_->currentWidget() != progress_page_)
        event->acceptProposedAction();
}

void ImportPage::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        open(urls.first().toLocalFile());
}

void ImportPage::open(const QString& path) {
    path_ = path;
    message_->clear();
    worker_->ask(
        this, [path = fromQt(path)](OfficeServices& office) { return office.previewList(path); },
        [this](Result<ListPreview> preview) {
            if (preview)
                showPreview(*preview);
            else
                showError(preview.error());
        });
}

void ImportPage::showPreview(const ListPreview& preview) {
    file_->setText(
        dotted({typed(QFileInfo(path_).fileName()), tr("%1 rows").arg(number(preview.rows))}));
    kind_->choose(preview.kind == ListKind::aid ? QStringLiteral("aid") : QStringLiteral("people"));
    QVector<ListModel::Row> rows;
    for (const ListColumn& column : preview.columns) {
        const bool known = !column.field.empty();
        rows << ListModel::Row{{typed(toQt(column.heading)), true},
                               {known ? word("field." + column.field) : tr("not taken"), false,
                                false, static_cast<int>(known ? Tone::allowed : Tone::plain)},
                               {typed(toQt(column.first_value)), false, true}};
    }
    columns_model_->setRows(rows);
    pages_->setCurrentWidget(preview_page_);
    start_->setFocus();
}

void ImportPage::start() {
    stop_ = std::stop_source();
    message_->clear();
    const ListRequest request{
        fromQt(path_), kind_->code() == QStringLiteral("aid") ? ListKind::aid : ListKind::people,
        language()};
    delete progress_;
    progress_ = new ProgressPanel(tr("Importing the list"), progress_page_->findChild<Card*>());
    progress_page_->findChild<Card*>()->body()->addWidget(progress_);
    connect(progress_, &ProgressPanel::cancelled, this, [this] { stop_.request_stop(); });
    pages_->setCurrentWidget(progress_page_);
    const auto tell = [this, worker = worker_](std::int64_t done, std::int64_t total) {
        worker->report(this, [this, done, total] { progress_->setProgress(done, total); });
    };
    worker_->ask(
        this,
        [request, tell, stop = stop_.get_token()](OfficeServices& office) {
            return office.importList(request, tell, stop);
        },
        [this](Result<ListResult> result) {
            if (result)
                showResult(*result);
            else
                showError(result.error());
        });
}

void ImportPage::showResult(const ListResult& result) {
    created_->setText(number(result.created));
    filled_->setText(number(result.filled));
    unchanged_->setText(number(result.unchanged));
    rejected_->setText(number(result.rejected));
    QVector<ListModel::Row> rows;
    for (const RejectedRow& row : result.first_rejected)
        rows << ListModel::Row{{number(row.row), true}, {toQt(row.problem)}};
    rejects_model_->setRows(rows);
    rejects_->setVisible(!rows.isEmpty());
    result_sentence_->setText(
        result.rejected == 0
            ? toQt(words().text("import.none_rejected"))
            : toQt(words().text(
                  "import.rejected_rows",
                  {{"count", words().number(result.rejected)},
                   {"file", fromQt(QFileInfo(toQt(result.reject_file)).fileName())}})));
    pages_->setCurrentWidget(result_page_);
    again_->setFocus();
    emit imported();
}

void ImportPage::showError(const Error& error) {
    message_->say(sentence(error), error.code == ErrorCode::cancelled ? Tone::plain : Tone::wrong);
    pages_->setCurrentWidget(choose_page_);
    takeFocus();
}

} // namespace peyvand::ui
