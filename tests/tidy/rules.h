// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rules that tests/tidy holds every source to. Each takes one file and adds what it found;
// which files a rule looks at is decided inside it, by path.

#include "tests/tidy/source.h"

namespace peyvand::tidy {

struct Finding {
    std::string path;
    int line;
    std::string says;
};
using Findings = std::vector<Finding>;

constexpr int max_function_lines = 60;
constexpr int max_file_lines = 500;

void checkIncludes(const Source& source, Findings& found);
void checkLengths(const Source& source, Findings& found);
void checkLocale(const Source& source, Findings& found);
void checkBidi(const Source& source, Findings& found);
void checkTranslated(const Source& source, Findings& found);
void checkLoops(const Source& source, Findings& found);
void checkLicence(const Source& source, Findings& found);

Findings checkAll(const Source& source);

} // namespace peyvand::tidy
