// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The desk (پیشخوان): one big field, and the answer card below it. Esc hides all but the name.

#include "ui/desk/help_card.h"
#include "ui/desk/person_card.h"
#include "ui/models/worker.h"
#include "ui/widgets/big_field.h"

#include <QStackedWidget>
#include <QTimer>

namespace peyvand::ui {

class PeopleModel;

class DeskPage : public QWidget {
    Q_OBJECT
  public:
    explicit DeskPage(Worker* worker, QWidget* parent = nullptr);
    void setNow(CivilDate today, std::int64_t now_ms);
    /// Types for the clerk and asks.
    void ask(const QString& raw);
    void askPerson(const BeneficiaryId& person);
    /// Asks the last question again, after something was given.
    void askAgain();
    void takeFocus() { field_->takeFocus(); }
    /// Says what was done, above the answer.
    void tell(const QString& sentence);

  signals:
    void giveWanted(const Person& person, const std::string& category, bool hold);
    void registerWanted(const QString& typed);
    void fileWanted(const Person& person);

  private:
    void search(const QString& name);
    void enquire(const EnquiryRequest& request);
    void showAnswer(const Answer& answer);
    void showError(const Error& error);
    void startAsking();
    void toggleNameOnly();
    QWidget* makeAnswer();
    QWidget* makeFound();

    Worker* worker_ = nullptr;
    BigField* field_ = nullptr;
    InlineMessage* message_ = nullptr;
    QStackedWidget* below_ = nullptr;
    EmptyState* start_ = nullptr;
    QWidget* blank_ = nullptr;
    EmptyState* waiting_ = nullptr;
    QWidget* answer_page_ = nullptr;
    PersonCard* person_ = nullptr;
    HelpCard* help_ = nullptr;
    EmptyState* hidden_ = nullptr;
    QWidget* found_page_ = nullptr;
    Table* found_ = nullptr;
    PeopleModel* found_model_ = nullptr;
    Question question_;
    QTimer slow_;
    CivilDate today_;
    std::int64_t now_ms_ = 0;
    EnquiryRequest last_;
    std::optional<Person> shown_;
    bool name_only_ = false;
};

} // namespace peyvand::ui
