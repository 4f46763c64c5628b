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

    Worker* worker_;
    InlineMessage* message_;
    QVBoxLayout* identities_layout_;
    std::vector<IdentityField*> identities_;
    TextField* given_;
    TextField* family_;
    TextField* father_;
    DateField* birth_;
    ChoiceField* sex_;
    TextField* phone_;
    TextField* city_;
    TextField* address_;
    TextField* file_number_;
    Button* save_;
    Button* another_;
    EmptyState* no_similar_;
    Table* similar_;
    ListModel* similar_model_;
    std::vector<PersonRow> similar_rows_;
    QTimer pause_;
    Question question_;
    bool saving_ = false;
};

} // namespace peyvand::ui
