// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/labels.h"

namespace peyvand {

std::string fieldLabel(const Words& words, const FieldSpec& field) {
    const std::string key(field.key);
    const std::string own = "field." + std::string(kindOf(field.type)->key) + "." + key;
    std::string label = words.text(words.has(own) ? own : "field." + key);
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z')
        label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

} // namespace peyvand
