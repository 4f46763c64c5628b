// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// First run for a new charity, on one page; then the recovery code, once.

#include "ui/models/worker.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/check_box.h"
#include "ui/widgets/field.h"

#include <QStackedWidget>

namespace peyvand::ui {

class FirstRunPage : public QWidget {
    Q_OBJECT
  public:
    explicit FirstRunPage(Worker* worker, QWidget* parent = nullptr);
    void takeFocus() { charity_->edit()->setFocus(); }
    /// For pictures of the screen.
    void fill(const QString& charity, const QString& user, const QString& password);
    void create();

  signals:
    void finished();

  private:
    QWidget* makeForm();
    QWidget* makeCode();
    bool complete();

    Worker* worker_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    InlineMessage* message_ = nullptr;
    TextField* charity_ = nullptr;
    TextField* user_ = nullptr;
    TextField* password_ = nullptr;
    TextField* again_ = nullptr;
    Button* create_ = nullptr;
    Label* code_ = nullptr;
};

} // namespace peyvand::ui
