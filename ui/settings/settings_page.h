// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Settings of this desk: language and colours. They take effect at once.

#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/reading.h"

namespace peyvand::ui {

class SettingsPage : public QWidget {
    Q_OBJECT
  public:
    explicit SettingsPage(QWidget* parent = nullptr);
    void takeFocus() { language_->combo()->setFocus(); }

  signals:
    void chosen(Language language, Scheme scheme);

  private:
    ChoiceField* language_ = nullptr;
    ChoiceField* scheme_ = nullptr;
};

} // namespace peyvand::ui
