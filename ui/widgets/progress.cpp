// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress.h"

#include "ui/widgets/reading.h"

#include <QBoxLayout>

namespace peyvand::ui {

class ProgressPanel::Bar : public QWidget {
  public:
    explicit Bar(QWidget* parent) : QWidget(parent) { setFixedHeight(8); }
    void setShare(double share) {
        share_ = share;
        update();
    }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintSurface(painter, rect(), color(Role::plain_soft), {}, 0, 4);
        const int filled = std::max(8, static_cast<int>(width() * share_));
        paintSurface(painter, mirrored(*this, {0, 0, filled, height()}), color(Role::brand), {}, 0,
                     4);
    }

  private:
    double share_ = 0;
};

ProgressPanel::ProgressPanel(const QString& what, QWidget* parent)
    : QWidget(parent), what_(new Label(what, TextStyle::heading, Role::ink, this)),
      figures_(new Label({}, TextStyle::body, Role::quiet, this)), bar_(new Bar(this)),
      cancel_(new Button(Button::Kind::quiet, tr("Stop"), QKeySequence(Qt::Key_Escape), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    auto* row = new QHBoxLayout;
    row->addWidget(what_);
    row->addStretch();
    row->addWidget(figures_);
    layout->addLayout(row);
    layout->addWidget(bar_);
    bar_->setAccessibleName(what);
    figures_->setAccessibleName(what);
    auto* below = new QHBoxLayout;
    below->addWidget(cancel_);
    below->addStretch();
    layout->addLayout(below);
    connect(cancel_, &Button::clicked, this, [this] {
        setStopping();
        emit cancelled();
    });
    onKeys(this, QKeySequence(Qt::Key_Escape), [this] { cancel_->click(); });
    setProgress(0, 0);
}

void ProgressPanel::setProgress(std::int64_t done, std::int64_t total) {
    bar_->setShare(total > 0 ? double(done) / double(total) : 0);
    figures_->setText(total > 0 ? tr("%1 of %2 rows").arg(number(done), number(total))
                                : tr("reading …"));
}

void ProgressPanel::setShare(std::int64_t done, std::int64_t total) {
    const double share = total > 0 ? double(done) / double(total) : 0;
    bar_->setShare(share);
    figures_->setText(tr("%1 %").arg(number(static_cast<std::int64_t>(share * 100))));
}

void ProgressPanel::setStopping() {
    cancel_->setEnabled(false);
    figures_->setText(tr("stopping; nothing will be changed"));
}

} // namespace peyvand::ui
