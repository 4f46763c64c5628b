// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Backups: how old the newest is, the automatic ones, and one into a file on a stick or another
// computer. A backup under way can be stopped; then no file is left.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/check_box.h"
#include "ui/widgets/field.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/table.h"

namespace peyvand::ui {

class BackupPage : public QWidget {
    Q_OBJECT
  public:
    explicit BackupPage(Worker* worker, QWidget* parent = nullptr);
    ~BackupPage() override;
    void refresh();
    void takeFocus() { path_->edit()->setFocus(); }
    /// Why the last automatic backup was not made; nothing takes it back.
    void setFailure(const std::optional<Error>& failure);
    void typePath(const QString& path) { path_->setText(path); }
    void backUp();

  signals:
    void made();

  private:
    QWidget* makeAge();
    QWidget* makeNow();
    QWidget* makeList();
    void chooseFile();
    void show(const BackupList& list);
    void told(const Result<std::string>& file);

    Worker* worker_ = nullptr;
    InlineMessage* message_ = nullptr;
    InlineMessage* failure_ = nullptr;
    Label* age_ = nullptr;
    Label* folder_ = nullptr;
    CheckBox* automatic_ = nullptr;
    TextField* path_ = nullptr;
    Button* choose_ = nullptr;
    Button* now_ = nullptr;
    QVBoxLayout* now_body_ = nullptr;
    ProgressPanel* progress_ = nullptr;
    Table* table_ = nullptr;
    ListModel* model_ = nullptr;
    EmptyState* nothing_ = nullptr;
    Question question_;
    std::stop_source stop_;
};

} // namespace peyvand::ui
