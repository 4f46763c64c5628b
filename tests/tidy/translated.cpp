// SPDX-License-Identifier: GPL-3.0-or-later
// Literal text that a person would see must go through tr(). Looked at is the argument that holds
// the text of the calls below; a literal handed to some other function (a key of the catalogue,
// the name of an icon) is not text.

#include "tests/tidy/rules.h"

#include <algorithm>
#include <array>
#include <regex>

namespace peyvand::tidy {
namespace {

// Whether a person would read something in it: a letter outside escapes and entities.
bool hasLetters(std::string_view literal) {
    static const std::regex not_text(
        R"(\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]+|.)|%L?n?[0-9]*|&[a-z]+;|<[^>]*>)");
    const std::string left = std::regex_replace(std::string(literal), not_text, "");
    return std::ranges::any_of(left, [](char c) {
        // The lead bytes of Latin with marks to Cyrillic, and of Arabic letters.
        const auto byte = static_cast<unsigned char>(c);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (byte >= 0xC3 && byte <= 0xDB);
    });
}

std::string_view wordBefore(std::string_view code, std::size_t offset) {
    std::size_t begin = offset;
    while (begin > 0 && isWord(code[begin - 1]))
        --begin;
    return code.substr(begin, offset - begin);
}

// The function that the literal is handed to, seen through what only wraps a string.
std::string_view callAround(std::string_view code, std::size_t first, std::size_t literal) {
    constexpr std::array wrappers{"QStringLiteral", "QString",           "QLatin1String",
                                  "fromUtf8",       "QLatin1StringView", "QStringView"};
    int depth = 0;
    for (std::size_t i = literal; i-- > first;) {
        if (code[i] == ')')
            ++depth;
        if (code[i] != '(' || depth-- > 0)
            continue;
        depth = 0;
        const std::string_view name = wordBefore(code, i);
        if (!name.empty() && std::ranges::find(wrappers, name) == wrappers.end())
            return name;
    }
    return {};
}

struct Span {
    std::size_t begin;
    std::size_t end;
};

// The argument of this number, of the call whose bracket opens at `open`.
Span argument(std::string_view code, std::size_t open, int number) {
    const std::size_t close = std::min(closingBracket(code, open), code.size());
    Span span{open + 1, open + 1};
    for (; span.end < close; ++span.end) {
        if (std::string_view("({[").find(code[span.end]) != std::string_view::npos)
            span.end = std::min(closingBracket(code, span.end), close);
        else if (code[span.end] == ',' && number-- == 0)
            return span;
        else if (code[span.end] == ',')
            span.begin = span.end + 1;
    }
    return number == 0 ? span : Span{close, close};
}

void checkArgument(const Source& source, Span span, Findings& found) {
    for (const Literal& literal : source.literals) {
        if (literal.begin < span.begin || literal.end > span.end || !hasLetters(literal.value))
            continue;
        if (callAround(source.code, span.begin, literal.begin).empty())
            found.push_back({source.path, lineAt(source.text, literal.begin),
                             "text without tr(): " + literal.value});
    }
}

} // namespace

void checkTranslated(const Source& source, Findings& found) {
    if (!source.path.starts_with("ui/") && !source.path.starts_with("app/desktop/"))
        return;
    static const std::regex calls(
        R"(\b(set(Text|WindowTitle|ToolTip|PlaceholderText|StatusTip|WhatsThis|AccessibleName|)"
        R"(AccessibleDescription|Title|LabelText|InformativeText|Suffix|Prefix)|)"
        R"(add(Action|Item|Row|Button|Menu)|showMessage|)"
        R"(Q(Label|PushButton|CheckBox|RadioButton|GroupBox|ToolButton|Action|CommandLinkButton)(\s+\w+)?|)"
        R"(addTab|setItemText)\s*[({])");
    const auto begin =
        std::cregex_iterator(source.code.data(), source.code.data() + source.code.size(), calls);
    for (auto it = begin; it != std::cregex_iterator(); ++it) {
        const bool second = it->str(1) == "addTab" || it->str(1) == "setItemText";
        const auto open = static_cast<std::size_t>(it->position() + it->length()) - 1;
        checkArgument(source, argument(source.code, open, second ? 1 : 0), found);
    }
}

} // namespace peyvand::tidy
