// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Surfaces: a card with its contents below each other, and an amber, blue or red message inside
// the page. Nothing here opens a window on top of another.

#include "ui/widgets/label.h"

#include <QBoxLayout>

namespace peyvand::ui {

class Card : public QWidget {
    Q_OBJECT
  public:
    explicit Card(QWidget* parent = nullptr);
    QVBoxLayout* body() { return body_; }
    /// A border in the colour of the primary action, for the place where one types.
    void setEmphasised(bool emphasised);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QVBoxLayout* body_ = nullptr;
    bool emphasised_ = false;
};

/// A sentence in the page: what happened, why, what to do next. Hidden until something is said.
class InlineMessage : public QWidget {
    Q_OBJECT
  public:
    explicit InlineMessage(QWidget* parent = nullptr);
    void say(const QString& sentence, Tone tone);
    void clear();
    QString text() const { return label_->text(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Icon* icon_ = nullptr;
    Label* label_ = nullptr;
    Tone tone_ = Tone::plain;
};

class Button;

/// An empty place that says what to do first.
class EmptyState : public QWidget {
    Q_OBJECT
  public:
    EmptyState(const QString& icon, const QString& title, const QString& sentence,
               QWidget* parent = nullptr);
    void say(const QString& title, const QString& sentence);
    /// The first thing to do; owned by this.
    Button* addAction(const QString& text, const QKeySequence& keys = {});

  private:
    Label* title_ = nullptr;
    Label* sentence_ = nullptr;
    QVBoxLayout* layout_ = nullptr;
};

/// A page: margins, and parts below each other.
QVBoxLayout* pageLayout(QWidget* page);
/// The heading of a page with room for buttons at its end.
QHBoxLayout* pageHeading(const QString& title, QWidget* page, Label** detail = nullptr);

} // namespace peyvand::ui
