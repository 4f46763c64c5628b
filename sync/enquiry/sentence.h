// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The sentence that a person reads about one rule, from the word catalogue. Pure, any thread.

#include "core/text/words.h"
#include "sync/enquiry/answer.h"

namespace peyvand {

/// One event as a sentence names it.
struct HelpNamed {
    HelpEvent event{};
    /// Empty for the own charity, which is called by its own name.
    std::string charity_name{};
};

/// How many charities were looked at, for "no help is recorded".
struct LookedAt {
    int charities = 0;
    /// Not heard of yet.
    std::vector<std::string> missing{};
    CivilDate as_of{};
    bool in_network = false;
    friend bool operator==(const LookedAt&, const LookedAt&) = default;
};

/// latest is the newest event of the category, counted or not; null when there is none.
std::string ruleSentence(const RuleOutcome& outcome, const HelpNamed* latest,
                         const LookedAt& looked_at, const Words& words);
/// "بلامانع", "۲ نوبت مانده", …
std::string resultWord(const RuleOutcome& outcome, const Words& words);

} // namespace peyvand
