// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one big field of the desk: any number, or a name. What it looks like is said live; Enter or
// a barcode scanner's line end asks.

#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

namespace peyvand::ui {

class BigField : public Card {
    Q_OBJECT
  public:
    explicit BigField(QWidget* parent = nullptr);
    /// In ASCII digits, trimmed.
    QString raw() const;
    void setRaw(const QString& text);
    void setBusy(bool busy);
    /// Marks everything, so that the next visitor's number replaces it.
    void takeFocus();

  signals:
    void asked(const QString& raw);
    void edited();

  private:
    void check();

    LineEdit* edit_ = nullptr;
    Label* check_ = nullptr;
    Icon* check_icon_ = nullptr;
    Button* ask_ = nullptr;
};

} // namespace peyvand::ui
