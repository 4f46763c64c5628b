// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"

#include <QKeyEvent>
#include <QShortcut>

namespace peyvand::ui {
namespace {
constexpr int inside = 16;
constexpr int between = 10;

// The letter on the same key of the Iranian standard layout (ISIRI 9147).
int persianKey(int latin_key) {
    static const char32_t letters[] = {0x0634, 0x0630, 0x0632, 0x06CC, 0x062B, 0x0628, 0x0644,
                                       0x0627, 0x0647, 0x062A, 0x0646, 0x0645, 0x067E, 0x062F,
                                       0x062E, 0x062D, 0x0636, 0x0642, 0x0633, 0x0641, 0x0639,
                                       0x0631, 0x0635, 0x0637, 0x063A, 0x0638};
    if (latin_key < Qt::Key_A || latin_key > Qt::Key_Z)
        return 0;
    return static_cast<int>(letters[latin_key - Qt::Key_A]);
}
} // namespace

QList<QKeySequence> keysInEveryLayout(const QKeySequence& keys) {
    QList<QKeySequence> all{keys};
    if (keys.isEmpty())
        return all;
    const QKeyCombination first = keys[0];
    const auto also = [&](int key) {
        all << QKeySequence(QKeyCombination(first.keyboardModifiers(), static_cast<Qt::Key>(key)));
    };
    if (first.key() == Qt::Key_Return)
        also(Qt::Key_Enter);
    if (first.key() == Qt::Key_Enter)
        also(Qt::Key_Return);
    if (const int persian = persianKey(first.key()); persian != 0)
        also(persian);
    return all;
}

QString keysText(const QKeySequence& keys) {
    QString text = keys.toString(QKeySequence::PortableText);
    return text.replace(QStringLiteral("Return"), QStringLiteral("Enter"));
}

void onKeys(QWidget* page, const QKeySequence& keys, std::function<void()> action) {
    auto* shortcut = new QShortcut(page);
    shortcut->setKeys(keysInEveryLayout(keys));
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, page, std::move(action));
}

Button::Button(Kind kind, const QString& text, const QKeySequence& keys, QWidget* parent)
    : QAbstractButton(parent), kind_(kind), keys_(keysText(keys)) {
    setText(text);
    setAccessibleName(text);
    setFont(typeface(TextStyle::strong));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Button::sizeHint() const {
    int width = fontMetrics().horizontalAdvance(text()) + 2;
    if (!keys_.isEmpty())
        width += between + keyBadgeSize(keys_).width();
    if (kind_ == Kind::link)
        return {width + 8, 28};
    return {width + 2 * inside, measure::control_height};
}

QColor Button::ink() const {
    if (!isEnabled())
        return color(Role::quiet);
    switch (kind_) {
    case Kind::primary:
        return color(Role::on_brand);
    case Kind::link:
        return color(Role::brand);
    case Kind::quiet:
        break;
    }
    return color(Role::ink);
}

void Button::paintBody(QPainter& painter) const {
    const bool near = isEnabled() && (underMouse() || isDown());
    if (kind_ == Kind::link) {
        if (hasFocus())
            paintSurface(painter, rect(), Qt::transparent, color(Role::brand), 2, 6);
        return;
    }
    if (kind_ == Kind::quiet || !isEnabled()) {
        const QColor fill = color(isEnabled() ? Role::card : Role::plain_soft);
        paintSurface(painter, rect(), near ? hovered(fill) : fill,
                     color(hasFocus() ? Role::brand : Role::line), hasFocus() ? 2 : 1,
                     measure::field_radius);
        return;
    }
    const QColor fill = color(Role::brand);
    paintSurface(painter, rect(), near ? hovered(fill) : fill, {}, 0, measure::field_radius);
    if (hasFocus())
        paintSurface(painter, rect().adjusted(3, 3, -3, -3), Qt::transparent, color(Role::on_brand),
                     1.5, measure::field_radius - 3);
}

void Button::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBody(painter);
    painter.setFont(font());
    painter.setPen(ink());
    const int edge = kind_ == Kind::link ? 4 : inside;
    QRect text_place = rect().adjusted(edge, 0, -edge, 0);
    if (!keys_.isEmpty()) {
        const int badge = keyBadgeSize(keys_).width();
        paintKeyBadge(painter, mirrored(*this, {width() - edge - badge, 0, badge, height()}), keys_,
                      ink());
        text_place = mirrored(*this, {edge, 0, width() - 2 * edge - badge - between, height()});
    }
    painter.drawText(text_place, Qt::AlignCenter, text());
}

void Button::enterEvent(QEnterEvent* event) {
    QAbstractButton::enterEvent(event);
    update();
}

void Button::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    update();
}

void Button::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace peyvand::ui
