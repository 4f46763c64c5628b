// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Language, direction and colours of the whole application. GUI thread only; windows are made
// anew afterwards.

#include "ui/widgets/reading.h"
#include "ui/widgets/theme.h"

namespace peyvand::ui {

/// Loads our translation and Qt's own, and turns the layout as the language is written.
void applyLanguage(Language language);

} // namespace peyvand::ui
