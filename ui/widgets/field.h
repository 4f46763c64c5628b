// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Fields: a label above, the place to type, and below it a hint or what is wrong, in words.
// Enter goes to the next field. What was typed is kept as typed; reading folds it.

#include "core/base/civil_date.h"
#include "core/base/result.h"
#include "core/base/rial.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QLineEdit>

#include <optional>

namespace peyvand::ui {

/// A line edit whose frame and focus ring the theme paints.
class LineEdit : public QLineEdit {
    Q_OBJECT
  public:
    explicit LineEdit(QWidget* parent = nullptr);
    void setWrong(bool wrong);
    /// Enter is the owner's business (a search, an enquiry) instead of the next field.
    void keepEnter() { enter_moves_on_ = false; }
    /// Digits are shown in the language's own, and a number stands at the leading edge.
    void setShowsLocalDigits();
    /// Without a frame of its own, inside a card that has one.
    void setFrameless();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void showLocalDigits();

    bool wrong_ = false;
    bool frameless_ = false;
    bool enter_moves_on_ = true;
};

class TextField : public QWidget {
    Q_OBJECT
  public:
    explicit TextField(const QString& label, QWidget* parent = nullptr);
    LineEdit* edit() { return edit_; }
    /// Trimmed.
    QString text() const { return edit_->text().trimmed(); }
    void setText(const QString& text) { edit_->setText(text); }
    void setHint(const QString& hint);
    /// Shown instead of the hint, with the field marked; empty takes it back.
    void setError(const QString& error);
    bool hasError() const { return !error_.isEmpty(); }
    void setPassword();

  signals:
    void edited();

  protected:
    /// The line below for what was typed: a hint, or an error.
    virtual void check() {}

  private:
    void showBelow();

    LineEdit* edit_ = nullptr;
    Label* below_ = nullptr;
    QString hint_;
    QString error_;
};

/// Three kinds of digits, 1403/5/1, ۱۴۰۳-۰۵-۰۱, امروز; a birth date also takes a year alone.
class DateField : public TextField {
    Q_OBJECT
  public:
    enum class Kind { day, birth };
    DateField(const QString& label, Kind kind, CivilDate today, QWidget* parent = nullptr);
    /// Nothing while empty or wrong.
    std::optional<CivilDate> day() const;
    std::optional<BirthDate> birth() const;
    void setDay(CivilDate day);
    void setToday(CivilDate today) { today_ = today; }

  protected:
    void check() override;

  private:
    Kind kind_;
    CivilDate today_;
};

/// Rials, or tomans when the word stands behind the number; the amount is said in words below.
class AmountField : public TextField {
    Q_OBJECT
  public:
    explicit AmountField(const QString& label, QWidget* parent = nullptr);
    /// Nothing while wrong; empty is 0.
    std::optional<Rial> amount() const;

  protected:
    void check() override;
};

/// Digits with a live check of the control digit; never refuses what is typed.
class IdentityField : public TextField {
    Q_OBJECT
  public:
    explicit IdentityField(const QString& label, QWidget* parent = nullptr);

  protected:
    void check() override;
};

/// What a typed identity is, in a few words, and how sure that is.
struct IdentityReading {
    QString sentence{};
    Tone tone = Tone::plain;
};
IdentityReading readingOf(const QString& typed);

class ComboBox : public QComboBox {
    Q_OBJECT
  public:
    explicit ComboBox(QWidget* parent = nullptr);
    QSize sizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

class ChoiceField : public QWidget {
    Q_OBJECT
  public:
    explicit ChoiceField(const QString& label, QWidget* parent = nullptr);
    void add(const QString& code, const QString& text);
    QString code() const { return combo_->currentData().toString(); }
    void choose(const QString& code);
    void setError(const QString& error);
    void setHint(const QString& hint);
    ComboBox* combo() { return combo_; }

  signals:
    void chosen();

  private:
    ComboBox* combo_ = nullptr;
    Label* below_ = nullptr;
    QString hint_;
};

} // namespace peyvand::ui
