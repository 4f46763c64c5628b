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

    Worker* worker_ = nullptr;
    InlineMessage* message_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QWidget* choose_page_ = nullptr;
    QWidget* preview_page_ = nullptr;
    QWidget* progress_page_ = nullptr;
    QWidget* result_page_ = nullptr;
    Button* choose_button_ = nullptr;
    Label* file_ = nullptr;
    ChoiceField* kind_ = nullptr;
    Table* columns_ = nullptr;
    ListModel* columns_model_ = nullptr;
    Button* start_ = nullptr;
    ProgressPanel* progress_ = nullptr;
    Label* created_ = nullptr;
    Label* filled_ = nullptr;
    Label* unchanged_ = nullptr;
    Label* rejected_ = nullptr;
    Label* result_sentence_ = nullptr;
    Table* rejects_ = nullptr;
    ListModel* rejects_model_ = nullptr;
    Button* again_ = nullptr;
    QString path_;
    std::stop_source stop_;
};

} // namespace peyvand::ui
