// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/source.h"

#include <algorithm>

namespace peyvand::tidy {
namespace {

// Walks over the text once; each step handles one comment, literal, directive or character.
class Scanner {
  public:
    explicit Scanner(Source& source) : source_(source), text_(source.text) {}

    void run() {
        while (at_ < text_.size())
            step();
    }

  private:
    void step() {
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("//"))
            blankTo(lineEnd());
        else if (rest.starts_with("/*"))
            blankTo(after("*/"));
        else if (rest[0] == '#' && at_ == lineBegin())
            directive();
        else if (rest.starts_with("R\"") && !followsWord())
            rawLiteral();
        else if (rest[0] == '"')
            literal('"');
        else if (rest[0] == '\'' && !insideNumber())
            literal('\'');
        else
            ++at_;
    }

    // A directive at the beginning of its line, with the lines it goes on to.
    void directive() {
        const std::string_view line = text_.substr(at_, lineEnd() - at_);
        if (line.starts_with("#include")) {
            const auto begin = line.find_first_of("<\"");
            const auto end = line.find_first_of(">\"", begin + 1);
            if (begin != line.npos && end != line.npos)
                source_.includes.push_back(
                    {lineAt(text_, at_), std::string(line.substr(begin + 1, end - begin - 1))});
        }
        std::size_t end = lineEnd();
        while (end < text_.size() && text_[end - 1] == '\\')
            end = std::min(text_.find('\n', end + 1), text_.size());
        blankTo(end);
    }

    void rawLiteral() {
        const std::size_t open = text_.find('(', at_);
        if (open == text_.npos)
            return blankTo(text_.size());
        std::string close = ")";
        close += text_.substr(at_ + 2, open - at_ - 2);
        close += '"';
        const std::size_t begin = at_ + 1;
        blankTo(after(close));
        source_.literals.push_back(
            {begin, at_, std::string(text_.substr(open + 1, at_ - close.size() - open - 1))});
    }

    void literal(char quote) {
        const std::size_t begin = at_;
        std::size_t end = at_ + 1;
        while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
            end += text_[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, text_.size());
        blank(begin + 1, end - 1);
        if (quote == '"')
            source_.literals.push_back(
                {begin, end, std::string(text_.substr(begin + 1, end - begin - 2))});
        at_ = end;
    }

    void blankTo(std::size_t end) {
        blank(at_, end);
        at_ = end;
    }

    void blank(std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            if (source_.code[i] != '\n')
                source_.code[i] = ' ';
    }

    std::size_t after(std::string_view closing) const {
        const std::size_t found = text_.find(closing, at_ + 1);
        return found == text_.npos ? text_.size() : found + closing.size();
    }

    std::size_t lineEnd() const { return std::min(text_.find('\n', at_), text_.size()); }

    std::size_t lineBegin() const {
        const std::size_t before = text_.substr(0, at_).find_last_not_of(" \t");
        return before == text_.npos || text_[before] == '\n' ? at_ : text_.npos;
    }

    bool followsWord() const { return at_ > 0 && isWord(text_[at_ - 1]); }

    // 20'000: the quote only separates digits. U'x' is a character all the same.
    bool insideNumber() const {
        std::size_t begin = at_;
        while (begin > 0 && (isWord(text_[begin - 1]) || text_[begin - 1] == '\''))
            --begin;
        return begin < at_ && text_[begin] >= '0' && text_[begin] <= '9';
    }

    Source& source_;
    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace

Source readSource(std::string path, std::string text) {
    Source source{std::move(path), std::move(text), {}, {}, {}};
    source.code = source.text;
    Scanner(source).run();
    return source;
}

int lineAt(std::string_view text, std::size_t offset) {
    return 1 + static_cast<int>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::size_t closingBracket(std::string_view code, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < code.size(); ++i) {
        if (std::string_view("({[").find(code[i]) != std::string_view::npos)
            ++depth;
        else if (std::string_view(")}]").find(code[i]) != std::string_view::npos && --depth == 0)
            return i;
    }
    return code.npos;
}

bool isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace peyvand::tidy
