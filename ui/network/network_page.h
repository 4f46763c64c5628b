// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The member charities and how fresh the data of each is. To be read only.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table.h"

#include <QStackedWidget>

namespace peyvand::ui {

class NetworkPage : public QWidget {
    Q_OBJECT
  public:
    explicit NetworkPage(Worker* worker, QWidget* parent = nullptr);
    void refresh(std::int64_t now_ms);
    void takeFocus() { table_->setFocus(); }

  private:
    void showMembers(const NetworkOverview& membership);

    Worker* worker_ = nullptr;
    Label* name_ = nullptr;
    InlineMessage* message_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    Table* table_ = nullptr;
    ListModel* model_ = nullptr;
    EmptyState* alone_ = nullptr;
    std::int64_t now_ms_ = 0;
};

} // namespace peyvand::ui
