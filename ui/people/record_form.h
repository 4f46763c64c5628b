// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The fields of one kind of record as a form, made from its specification (core/record/kinds.h):
// a list to choose from, a date, an amount or a line of text, each with what is wrong below it.
// References to other records, scans and fields kept elsewhere are not in it. GUI thread only.

#include "core/record/values.h"
#include "ui/widgets/field.h"

#include <map>

namespace peyvand::ui {

class RecordForm : public QWidget {
    Q_OBJECT
  public:
    explicit RecordForm(QWidget* parent = nullptr);
    /// Empty fields of a kind; must be one of core/record/kinds.def.
    void begin(RecordType type, CivilDate today);
    void load(const RecordRow& row);
    /// What is typed; nothing when a field is wrong, which then says so and has the focus.
    std::optional<std::vector<FieldValue>> read();
    void takeFocus();
    /// For tests: types into a field as the keyboard would.
    void type(FieldNumber field, const QString& text);

  private:
    struct Part {
        const FieldSpec* field = nullptr;
        TextField* text = nullptr;
        ChoiceField* choice = nullptr;
    };
    Part makePart(const FieldSpec& field);
    QString typedIn(const Part& part) const;
    void show(const Part& part, const Value& value);
    void mark(const Part& part, const QString& error);

    CivilDate today_{};
    QWidget* body_ = nullptr;
    std::vector<Part> parts_;
    /// A record that is being changed: an emptied field is taken away, an empty one left alone.
    std::optional<RecordRow> loaded_;
};

} // namespace peyvand::ui
