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
    void registerWanted();

  private:
    void showPerson(const Person& person, CivilDate today);
    void showNobody(const Answer& answer);

    Label* name_;
    Label* who_;
    Label* code_;
    Chip* state_;
    QWidget* details_;
    Label* address_;
    Label* phone_;
    Label* needs_;
    Button* give_;
    Button* hold_;
    Button* register_;
    bool known_ = false;
};

} // namespace peyvand::ui
