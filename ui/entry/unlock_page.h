// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Coming in (ورود): who, and the password. Says when Caps Lock is on, since the letters are not
// seen, and warns of a keyboard that writes Persian.

#include "ui/models/worker.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"

namespace peyvand::ui {

class UnlockPage : public QWidget {
    Q_OBJECT
  public:
    explicit UnlockPage(Worker* worker, QWidget* parent = nullptr);
    /// What is known before unlocking: the users, the last backup and sync.
    void setStatus(const OfficeStatus& status);
    /// The window was locked for a while: says that what was typed is still there.
    void setReturning(bool returning);
    void takeFocus();

  signals:
    void unlocked();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void unlock();
    void watchKeys();

    Worker* worker_ = nullptr;
    Label* sentence_ = nullptr;
    InlineMessage* message_ = nullptr;
    TextField* name_ = nullptr;
    ChoiceField* user_ = nullptr;
    TextField* password_ = nullptr;
    Button* enter_ = nullptr;
    Label* facts_ = nullptr;
    bool caps_ = false;
};

/// The mark and name of the program above a card in the middle of an empty window.
QVBoxLayout* entryLayout(QWidget* page, Card* card, int card_width);

} // namespace peyvand::ui
