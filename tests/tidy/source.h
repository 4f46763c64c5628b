// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One source file as the rules of tests/tidy see it. Offsets are bytes into `text`; `code` has the
// same length and line breaks with comments, preprocessor lines and what stands inside quotes
// blanked, so that a rule never trips over words in a comment.

#include <string>
#include <string_view>
#include <vector>

namespace peyvand::tidy {

struct Literal {
    std::size_t begin; // of the opening quote
    std::size_t end;   // one past the closing quote
    std::string value;
};

struct Include {
    int line;
    std::string name; // without brackets or quotes
};

struct Source {
    std::string path; // from the root, with slashes
    std::string text;
    std::string code;
    std::vector<Literal> literals;
    std::vector<Include> includes;
};

Source readSource(std::string path, std::string text);
int lineAt(std::string_view text, std::size_t offset);

// The offset of the bracket that closes the one at `open`, or npos.
std::size_t closingBracket(std::string_view code, std::size_t open);
bool isWord(char c);

} // namespace peyvand::tidy
