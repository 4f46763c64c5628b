// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one place for colours, letters and measures. Everything that is painted asks here.
// Measures are pixels at 100 % (Qt scales them by the device pixel ratio), on a grid of 4.
// GUI thread only.

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QPixmap>
#include <QString>

#include <vector>

namespace peyvand::ui {

enum class Scheme { light, dark };

enum class Role {
    ground,     // behind everything
    card,       // surfaces
    panel,      // navigation and status bar
    line,       // borders
    line_soft,  // between rows
    ink,        // text
    quiet,      // labels, captions
    brand,      // the one primary action, focus, the current place
    brand_soft, // behind the current place, selected rows
    on_brand,   // label of the primary action
    allowed,
    allowed_soft,
    near_limit,
    near_limit_soft,
    overlap, // amber, never red: information, not a verdict
    overlap_soft,
    wrong, // invalid input, damage, failure only
    wrong_soft,
    plain, // a chip without a state
    plain_soft,
};

enum class TextStyle {
    title,    // 20/800
    heading,  // 15/700
    strong,   // 14/700
    body,     // 14
    caption,  // 12
    badge,    // 11
    identity, // the number on the desk, the largest thing on the screen
};

namespace measure {
inline constexpr int grid = 4;
inline constexpr int gap = 12;
inline constexpr int card_inside = 18;
inline constexpr int card_radius = 14;
inline constexpr int field_radius = 10;
inline constexpr int control_height = 40;
inline constexpr int row_height = 40;
inline constexpr int page_margin = 26;
inline constexpr int navigation_width = 196;
inline constexpr int status_height = 30;
} // namespace measure

Scheme scheme();
QColor color(Role role);
QColor color(Role role, Scheme scheme);
QFont typeface(TextStyle style);
/// Palette of Fusion in the colours above.
QPalette themePalette(Scheme scheme);
/// Fusion, palette and fonts for the whole application; may be called again to change the scheme.
void applyTheme(Scheme scheme);
/// Vazirmatn from <program>/../fonts, from the build, or as installed; false when another typeface
/// has to do.
bool loadFonts();

/// Relative contrast of WCAG 2.1 (1 to 21).
double contrast(const QColor& first, const QColor& second);
/// Pairs of text and ground that occur on screen, for the contrast test.
struct RolePair {
    Role text;
    Role ground;
};
const std::vector<RolePair>& textPairs();

/// An icon of resources/icons in one colour, at the sharpness of the screen.
QPixmap iconPixmap(const QString& name, Role role, int size_px, qreal device_ratio);

} // namespace peyvand::ui
