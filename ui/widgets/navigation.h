// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The places of the program with their keys, and the line at the foot of the window.

#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QBoxLayout>

#include <map>

namespace peyvand::ui {

class NavigationBar : public QWidget {
    Q_OBJECT
  public:
    explicit NavigationBar(QWidget* parent = nullptr);
    void add(int place, const QString& icon, const QString& text, const QKeySequence& keys);
    /// Stands apart, at the foot.
    void addAtFoot(int place, const QString& icon, const QString& text, const QKeySequence& keys);
    void setCurrent(int place);

  signals:
    void chosen(int place);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    class Item;
    Item* make(int place, const QString& icon, const QString& text, const QKeySequence& keys);

    QVBoxLayout* layout_ = nullptr;
    int count_ = 0;
    std::map<int, Item*> items_;
};

/// Register, user, sync, backup, and the time to come until the lock.
class StatusLine : public QWidget {
    Q_OBJECT
  public:
    explicit StatusLine(QWidget* parent = nullptr);
    void setRegister(const QString& text) { register_->setText(text); }
    void setUser(const QString& text) { user_->setText(text); }
    void setSync(const QString& text, Tone tone);
    /// is_good: false draws the eye, quietly.
    void setBackup(const QString& text, bool is_good = true);
    void setLock(const QString& text) { lock_->setText(text); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    class Dot;
    Label* register_ = nullptr;
    Label* user_ = nullptr;
    Dot* dot_ = nullptr;
    Label* sync_ = nullptr;
    Label* backup_ = nullptr;
    Label* lock_ = nullptr;
};

} // namespace peyvand::ui
