// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/field.h"
#include "ui/widgets/reading.h"

#include <QAbstractItemView>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace peyvand::ui {
namespace {

bool isEnter(const QKeyEvent& event) {
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

bool hasLetter(const QString& text) {
    for (const QChar c : text)
        if (c.isLetter())
            return true;
    return false;
}

Qt::Alignment edge() {
    return (QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
           Qt::AlignVCenter;
}

class ChoiceDelegate : public QStyledItemDelegate {
  public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return {QStyledItemDelegate::sizeHint(option, index).width() + 24, 34};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const bool current = (option.state & QStyle::State_Selected) != 0;
        painter->fillRect(option.rect, color(current ? Role::brand_soft : Role::card));
        painter->setFont(typeface(current ? TextStyle::strong : TextStyle::body));
        painter->setPen(color(current ? Role::brand : Role::ink));
        const int alignment = static_cast<int>(
            QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter));
        painter->drawText(option.rect.adjusted(12, 0, -12, 0), alignment,
                          index.data(Qt::DisplayRole).toString());
    }
};

} // namespace

LineEdit::LineEdit(QWidget* parent) : QLineEdit(parent) {
    setFrame(false);
    setFixedHeight(measure::control_height);
    setTextMargins(12, 0, 12, 0);
    setFont(typeface(TextStyle::body));
    // The empty field's cursor would else stand where the keyboard's language begins.
    setAlignment(edge());
    QPalette colours = palette();
    colours.setColor(QPalette::Base, Qt::transparent);
    setPalette(colours);
}

void LineEdit::setWrong(bool wrong) {
    wrong_ = wrong;
    update();
}

void LineEdit::setFrameless() {
    frameless_ = true;
    setTextMargins(0, 0, 0, 0);
}

void LineEdit::setShowsLocalDigits() {
    connect(this, &QLineEdit::textChanged, this, [this] { showLocalDigits(); });
    showLocalDigits();
}

// A number with spaces or dashes would have its groups reversed in a right-to-left line: it is
// laid out left to right and only its alignment follows the window.
void LineEdit::showLocalDigits() {
    const QString shown = localDigits(text());
    if (shown != text()) {
        const int cursor = cursorPosition();
        const QSignalBlocker quiet(this);
        setText(shown);
        setCursorPosition(cursor);
    }
    if (!text().isEmpty() && !hasLetter(text()))
        setLayoutDirection(Qt::LeftToRight);
    else
        unsetLayoutDirection();
    setAlignment(edge());
}

void LineEdit::paintEvent(QPaintEvent* event) {
    if (!frameless_) {
        QPainter painter(this);
        const Role border = wrong_ ? Role::wrong : hasFocus() ? Role::brand : Role::line;
        paintSurface(painter, rect(), color(isEnabled() ? Role::card : Role::plain_soft),
                     color(border), hasFocus() || wrong_ ? 2 : 1, measure::field_radius);
    }
    QLineEdit::paintEvent(event);
}

void LineEdit::keyPressEvent(QKeyEvent* event) {
    if (isEnter(*event) && enter_moves_on_ && event->modifiers() == Qt::NoModifier) {
        emit returnPressed();
        focusNextPrevChild(true);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

ComboBox::ComboBox(QWidget* parent) : QComboBox(parent) {
    setFixedHeight(measure::control_height);
    setFocusPolicy(Qt::StrongFocus);
    setMaxVisibleItems(12);
    setItemDelegate(new ChoiceDelegate(this));
    view()->setFrameShape(QFrame::NoFrame);
}

QSize ComboBox::sizeHint() const {
    return {std::max(160, QComboBox::sizeHint().width() + 24), measure::control_height};
}

void ComboBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintSurface(painter, rect(), color(isEnabled() ? Role::card : Role::plain_soft),
                 color(hasFocus() ? Role::brand : Role::line), hasFocus() ? 2 : 1,
                 measure::field_radius);
    const QPixmap chevron =
        iconPixmap(QStringLiteral("chevron_down"), Role::quiet, 18, devicePixelRatioF());
    const QRect chevron_place = mirrored(*this, {width() - 30, (height() - 18) / 2, 18, 18});
    painter.drawPixmap(chevron_place.topLeft(), chevron);
    const QRect place = mirrored(*this, {14, 0, width() - 14 - 36, height()});
    const bool placeholder = currentIndex() < 0;
    painter.setPen(color(placeholder || !isEnabled() ? Role::quiet : Role::ink));
    const QString text = placeholder ? placeholderText() : currentText();
    painter.drawText(place,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(),
                                                              Qt::AlignLeading | Qt::AlignVCenter)),
                     fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
}

void ComboBox::keyPressEvent(QKeyEvent* event) {
    if (isEnter(*event) && event->modifiers() == Qt::NoModifier) {
        focusNextPrevChild(true);
        return;
    }
    QComboBox::keyPressEvent(event);
}

// Rolling over a form must not change a choice that the pointer happens to pass.
void ComboBox::wheelEvent(QWheelEvent* event) {
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace peyvand::ui
