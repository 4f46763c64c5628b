// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A list from Excel or CSV: choose or drop it, see what its columns are taken for, import it with
// progress and a way to stop, and read what became of every row.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/table.h"

#include <QStackedWidget>

namespace peyvand::ui {

class ImportPage : public QWidget {
    Q_OBJECT
  public:
    explicit ImportPage(Worker* worker, QWidget* parent = nullptr);
    ~ImportPage() override;
    void open(const QString& path);
    void start();
    void takeFocus();

  signals:
    /// The table of people has changed.
    void imported();

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

  private:
    QWidget* makeChoose();
    QWidget* makePreview();
    QWidget* makeProgress();
    QWidget* makeResult();
    void choose();
    void showPreview(const ListPreview& preview);
    void showResult(const ListResult& result);
    void showError(const Error& error);

    Worker* worker_;
    InlineMessage* message_;
    QStackedWidget* pages_;
    QWidget* choose_page_;
    QWidget* preview_page_;
    QWidget* progress_page_;
    QWidget* result_page_;
    Button* choose_button_;
    Label* file_;
    ChoiceField* kind_;
    Table* columns_;
    ListModel* columns_model_;
    Button* start_;
    ProgressPanel* progress_;
    Label* created_;
    Label* filled_;
    Label* unchanged_;
    Label* rejected_;
    Label* result_sentence_;
    Table* rejects_;
    ListModel* rejects_model_;
    Button* again_;
    QString path_;
    std::stop_source stop_;
};

} // namespace peyvand::ui
