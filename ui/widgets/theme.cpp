// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>

#include <cmath>
#include <vector>

// Q_INIT_RESOURCE may not stand in a namespace.
static void initIcons() { Q_INIT_RESOURCE(icons); }

namespace peyvand::ui {
namespace {

Scheme current_scheme = Scheme::light;
QString family = QStringLiteral("Noto Sans Arabic");

struct Pair {
    QRgb light;
    QRgb dark;
};

Pair rolePair(Role role) {
    switch (role) {
    case Role::ground:
        return {0xFFF6F5F2, 0xFF15191D};
    case Role::card:
        return {0xFFFFFFFF, 0xFF1D2328};
    case Role::panel:
        return {0xFFFCFBF9, 0xFF191E22};
    case Role::line:
        return {0xFFE3E0DA, 0xFF303840};
    case Role::line_soft:
        return {0xFFEFEDE8, 0xFF2A3138};
    case Role::ink:
        return {0xFF1F2933, 0xFFE6E9EC};
    case Role::quiet:
        return {0xFF5F6B78, 0xFF98A4AE};
    case Role::brand:
        return {0xFF0F6B5C, 0xFF3FB8A0};
    case Role::brand_soft:
        return {0xFFE3F1EE, 0xFF17352F};
    case Role::on_brand:
        return {0xFFFFFFFF, 0xFF15191D};
    case Role::allowed:
        return {0xFF1E7A46, 0xFF6FD39A};
    case Role::allowed_soft:
        return {0xFFE5F4EA, 0xFF1A3526};
    case Role::near_limit:
        return {0xFF2457A6, 0xFF8DB4F2};
    case Role::near_limit_soft:
        return {0xFFE8EFFA, 0xFF1C2B45};
    case Role::overlap:
        return {0xFF9A6200, 0xFFF0BE5C};
    case Role::overlap_soft:
        return {0xFFFFF3DC, 0xFF3A2E14};
    case Role::wrong:
        return {0xFFA3343B, 0xFFF08A90};
    case Role::wrong_soft:
        return {0xFFFBE9EA, 0xFF3D2023};
    case Role::plain:
        return {0xFF3D4854, 0xFFC9D0D6};
    case Role::plain_soft:
        return {0xFFF0EEEA, 0xFF2B3239};
    }
    return {0xFF000000, 0xFFFFFFFF};
}

double channel(double value) {
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

// WCAG 2.1, "relative luminance".
double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

} // namespace

Scheme scheme() { return current_scheme; }

QColor color(Role role, Scheme which) {
    const Pair pair = rolePair(role);
    return QColor::fromRgb(which == Scheme::light ? pair.light : pair.dark);
}

QColor color(Role role) { return color(role, current_scheme); }

QFont typeface(TextStyle style) {
    struct Form {
        int size_px;
        QFont::Weight weight;
    };
    const auto form = [style]() -> Form {
        switch (style) {
        case TextStyle::title:
            return {20, QFont::ExtraBold};
        case TextStyle::heading:
            return {15, QFont::Bold};
        case TextStyle::strong:
            return {14, QFont::DemiBold};
        case TextStyle::body:
            return {14, QFont::Normal};
        case TextStyle::caption:
            return {12, QFont::Normal};
        case TextStyle::badge:
            return {11, QFont::Medium};
        case TextStyle::identity:
            return {30, QFont::DemiBold};
        }
        return {14, QFont::Normal};
    }();
    QFont font;
    font.setFamilies({family, QStringLiteral("Noto Sans Arabic"), QStringLiteral("Noto Sans")});
    font.setPixelSize(form.size_px);
    font.setWeight(form.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QPalette themePalette(Scheme which) {
    const auto c = [which](Role role) { return color(role, which); };
    QPalette palette;
    palette.setColor(QPalette::Window, c(Role::ground));
    palette.setColor(QPalette::WindowText, c(Role::ink));
    palette.setColor(QPalette::Base, c(Role::card));
    palette.setColor(QPalette::AlternateBase, c(Role::panel));
    palette.setColor(QPalette::Text, c(Role::ink));
    palette.setColor(QPalette::PlaceholderText, c(Role::quiet));
    palette.setColor(QPalette::Button, c(Role::card));
    palette.setColor(QPalette::ButtonText, c(Role::ink));
    palette.setColor(QPalette::BrightText, c(Role::wrong));
    palette.setColor(QPalette::Highlight, c(Role::brand));
    palette.setColor(QPalette::HighlightedText, c(Role::on_brand));
    palette.setColor(QPalette::ToolTipBase, c(Role::card));
    palette.setColor(QPalette::ToolTipText, c(Role::ink));
    palette.setColor(QPalette::Link, c(Role::brand));
    palette.setColor(QPalette::Light, c(Role::card));
    palette.setColor(QPalette::Midlight, c(Role::line_soft));
    palette.setColor(QPalette::Mid, c(Role::line));
    palette.setColor(QPalette::Dark, c(Role::line));
    palette.setColor(QPalette::Shadow, c(Role::line));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c(Role::quiet));
    return palette;
}

void applyTheme(Scheme which) {
    current_scheme = which;
    initIcons();
    if (QApplication::style()->objectName() != QStringLiteral("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(themePalette(which));
    QApplication::setFont(typeface(TextStyle::body));
}

bool loadFonts() {
    const QString name = QStringLiteral("Vazirmatn");
    QStringList folders{QCoreApplication::applicationDirPath() + QStringLiteral("/../fonts")};
#ifdef PEYVAND_FONTS_DIR
    folders << QStringLiteral(PEYVAND_FONTS_DIR);
#endif
    for (const QString& folder : folders) {
        const QDir dir(folder);
        for (const QString& file : dir.entryList({QStringLiteral("*.ttf")}, QDir::Files))
            QFontDatabase::addApplicationFont(dir.filePath(file));
        if (QFontDatabase::families().contains(name))
            break;
    }
    const bool found = QFontDatabase::families().contains(name);
    if (found)
        family = name;
    return found;
}

double contrast(const QColor& first, const QColor& second) {
    const double a = luminance(first);
    const double b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

const std::vector<RolePair>& textPairs() {
    static const std::vector<RolePair> pairs{
        {Role::ink, Role::ground},
        {Role::ink, Role::card},
        {Role::ink, Role::panel},
        {Role::ink, Role::brand_soft},
        {Role::quiet, Role::ground},
        {Role::quiet, Role::card},
        {Role::quiet, Role::panel},
        {Role::quiet, Role::brand_soft},
        {Role::brand, Role::card},
        {Role::brand, Role::panel},
        {Role::brand, Role::brand_soft},
        {Role::on_brand, Role::brand},
        {Role::allowed, Role::allowed_soft},
        {Role::near_limit, Role::near_limit_soft},
        {Role::overlap, Role::overlap_soft},
        {Role::wrong, Role::wrong_soft},
        {Role::plain, Role::plain_soft},
        {Role::quiet, Role::plain_soft},
        {Role::wrong, Role::card},
        {Role::wrong, Role::ground},
        {Role::allowed, Role::card},
        {Role::overlap, Role::card},
        {Role::overlap, Role::panel},
    };
    return pairs;
}

QPixmap iconPixmap(const QString& name, Role role, int size_px, qreal device_ratio) {
    initIcons();
    const int wanted = qRound(size_px * device_ratio);
    // Rasters lie at these sizes (resources/icons/CMakeLists.txt); the next larger one is shrunk.
    int raster = 120;
    for (const int size : {20, 30, 40, 60, 80, 120})
        if (size >= wanted) {
            raster = size;
            break;
        }
    QPixmap shape(QStringLiteral(":/icons/%1_%2.png").arg(name).arg(raster));
    if (shape.isNull())
        return {};
    if (raster != wanted)
        shape = shape.scaled(wanted, wanted, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter painter(&shape);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(shape.rect(), color(role));
    painter.end();
    shape.setDevicePixelRatio(device_ratio);
    return shape;
}

} // namespace peyvand::ui
