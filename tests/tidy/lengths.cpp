// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the bodies of functions without parsing C++: at the scope of a file, namespace or class a
// brace opens a body when what stands before it since the last ; { or } has an argument list.

#include "tests/tidy/rules.h"

#include <algorithm>
#include <regex>

namespace peyvand::tidy {
namespace {

enum class Brace { Scope, Function, Initialiser };

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\n");
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

// a_{1} in the list after a constructor's colon: a name directly before the brace, and a list.
bool initialisesMember(std::string_view head) {
    static const std::regex list(R"(\)\s*(noexcept\s*)?:[^:])");
    static const std::regex qualifier(R"(\b(const|noexcept|override|final|mutable|try)$)");
    return (isWord(head.back()) || head.back() == '>') &&
           std::regex_search(head.begin(), head.end(), list) &&
           !std::regex_search(head.begin(), head.end(), qualifier);
}

// Without what stands between < and >, so that `template <class T>` is not taken for a class.
std::string withoutTemplates(std::string_view head) {
    std::string left;
    int depth = 0;
    for (const char c : head) {
        depth += c == '<';
        if (depth == 0)
            left += c;
        depth -= c == '>' && depth > 0;
    }
    return depth == 0 ? left : std::string(head);
}

Brace classify(std::string_view whole) {
    static const std::regex scope(R"(\b(namespace|class|struct|union|enum|extern)\b[^()]*$)");
    static const std::regex value(R"([=,(]$|\breturn$)");
    const std::string head = withoutTemplates(whole);
    if (head.empty() || std::regex_search(head, value))
        return Brace::Initialiser;
    if (std::regex_search(head, scope))
        return Brace::Scope;
    const bool arguments = head.find('(') != head.npos;
    return arguments && !initialisesMember(head) ? Brace::Function : Brace::Initialiser;
}

void checkFunction(const Source& source, std::size_t head, std::size_t close, Findings& found) {
    const std::size_t begin = source.code.find_first_not_of(" \t\n", head);
    const int first = lineAt(source.code, begin);
    const int lines = lineAt(source.code, close) - first + 1;
    if (lines > max_function_lines)
        found.push_back({source.path, first, "function of " + std::to_string(lines) + " lines"});
}

void checkFunctions(const Source& source, Findings& found) {
    const std::string_view code = source.code;
    std::size_t head = 0; // where the declaration began that a brace may open
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == ';' || code[i] == '}')
            head = i + 1;
        if (code[i] != '{')
            continue;
        const Brace brace = classify(trimmed(code.substr(head, i - head)));
        if (brace == Brace::Scope) {
            head = i + 1;
            continue;
        }
        const std::size_t close = closingBracket(code, i);
        if (close == code.npos)
            return;
        i = close;
        if (brace == Brace::Function) {
            checkFunction(source, head, close, found);
            head = close + 1;
        }
    }
}

} // namespace

void checkLengths(const Source& source, Findings& found) {
    const auto lines = static_cast<int>(std::ranges::count(source.text, '\n'));
    if (lines > max_file_lines)
        found.push_back({source.path, 1, "file of " + std::to_string(lines) + " lines"});
    checkFunctions(source, found);
}

} // namespace peyvand::tidy
