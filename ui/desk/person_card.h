// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who stands before the desk: the own file, or that there is none, and what can be done.

#include "sync/enquiry/answer.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"

namespace peyvand::ui {

class PersonCard : public Card {
    Q_OBJECT
  public:
    explicit PersonCard(QWidget* parent = nullptr);
    void setAnswer(const Answer& answer, CivilDate today);
    /// Only the name stays: the screen faces visitors.
    void setNameOnly(bool name_only);

  signals:
    void giveWanted();
    void holdWanted();
    void fileWanted();
    void registerWanted();

  private:
    void showPerson(const Person& person, CivilDate today);
    void showNobody(const Answer& answer);

    Label* name_ = nullptr;
    Label* who_ = nullptr;
    Label* code_ = nullptr;
    Chip* state_ = nullptr;
    QWidget* details_ = nullptr;
    Label* address_ = nullptr;
    Label* phone_ = nullptr;
    Label* needs_ = nullptr;
    Button* give_ = nullptr;
    Button* hold_ = nullptr;
    Button* file_ = nullptr;
    Button* register_ = nullptr;
    bool known_ = false;
};

} // namespace peyvand::ui
