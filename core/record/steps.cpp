// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/steps.h"

#include <algorithm>

namespace peyvand {
namespace {

struct Step {
    RecordType type;
    std::string_view from;
    std::string_view to;
    StepBy by;
};

#define PEYVAND_STEP(kind, from, to, by) Step{RecordType::kind, #from, to, StepBy::by},
constexpr Step steps[] = {
#include "core/record/steps.def"
};
#undef PEYVAND_STEP

bool names(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word)
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

} // namespace

const FieldSpec* stateField(const KindSpec& kind) {
    const bool has_steps = std::any_of(std::begin(steps), std::end(steps),
                                       [&](const Step& step) { return step.type == kind.type; });
    return has_steps ? kind.field("state") : nullptr;
}

bool mayStep(RecordType type, std::string_view from, std::string_view to, StepBy by) {
    return std::any_of(std::begin(steps), std::end(steps), [&](const Step& step) {
        return step.type == type && step.from == from && names(step.to, to) &&
               (step.by == StepBy::anyone || by == StepBy::work);
    });
}

} // namespace peyvand
