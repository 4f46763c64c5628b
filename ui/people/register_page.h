// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A new file. Search comes before making: files that may be the same person stand beside the form
// while one types, and a number that has a file leads there.

#include "ui/models/list_model.h"
#include "ui/models/worker.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

#include <QTimer>

namespace peyvand::ui {

class RegisterPage : public QWidget {
    Q_OBJECT
  public:
    explicit RegisterPage(Worker* worker, QWidget* parent = nullptr);
    /// Empty fields, and what was typed at the desk as the first identity or the name.
    void begin(const QString& typed, CivilDate today);
    void takeFocus();
    /// For pictures of the screen and tests.
    void type(const QString& given, const QString& family, const QString& father);
    void save();

  signals:
    void registered(const BeneficiaryId& person, bool existing);
    void left();

  private:
    QWidget* makeForm();
    QWidget* makeSimilar();
    void addIdentity();
    NewPerson draft() const;
    bool complete();
    void lookForSimilar();

    Worker* worker_ = nullptr;
    InlineMessage* message_ = nullptr;
    QVBoxLayout* identities_layout_ = nullptr;
    std::vector<IdentityField*> identities_;
    TextField* given_ = nullptr;
    TextField* family_ = nullptr;
    TextField* father_ = nullptr;
    DateField* birth_ = nullptr;
    ChoiceField* sex_ = nullptr;
    TextField* phone_ = nullptr;
    TextField* city_ = nullptr;
    TextField* address_ = nullptr;
    TextField* file_number_ = nullptr;
    Button* save_ = nullptr;
    Button* another_ = nullptr;
    EmptyState* no_similar_ = nullptr;
    Table* similar_ = nullptr;
    ListModel* similar_model_ = nullptr;
    std::vector<PersonRow> similar_rows_;
    QTimer pause_;
    Question question_;
    bool saving_ = false;
};

} // namespace peyvand::ui
