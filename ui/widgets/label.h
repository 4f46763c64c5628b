// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Text on the screen: a label in one of the theme's styles and colours, and a chip.

#include "ui/widgets/painting.h"

#include <QLabel>

namespace peyvand::ui {

class Label : public QLabel {
    Q_OBJECT
  public:
    explicit Label(const QString& text, TextStyle style = TextStyle::body, Role role = Role::ink,
                   QWidget* parent = nullptr);
    void setRole(Role role);
    /// Wraps at words; the height follows the width.
    Label* wrapping();
    /// One line that ends in "…" where there is no room; the whole text is then the tool tip.
    Label* eliding();
    /// May be marked with the mouse and copied, without the isolates.
    Label* copyable();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    bool elides_ = false;
};

class Chip : public QWidget {
    Q_OBJECT
  public:
    explicit Chip(const QString& text = {}, Tone tone = Tone::plain, QWidget* parent = nullptr);
    void setState(const QString& text, Tone tone);
    QString text() const { return text_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString text_;
    Tone tone_;
};

/// A thin line between parts of a card.
class Hairline : public QWidget {
    Q_OBJECT
  public:
    explicit Hairline(QWidget* parent = nullptr);

  protected:
    void paintEvent(QPaintEvent* event) override;
};

/// An icon of resources/icons in a colour of the theme.
class Icon : public QWidget {
    Q_OBJECT
  public:
    Icon(const QString& name, Role role, int size_px = 20, QWidget* parent = nullptr);
    void setIcon(const QString& name, Role role);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString name_;
    Role role_;
    int size_px_;
};

} // namespace peyvand::ui
