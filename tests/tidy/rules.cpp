// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tidy/rules.h"

#include <algorithm>
#include <array>
#include <regex>

namespace peyvand::tidy {
namespace {

// The position in app → ui → sync → core, counted from core; -1 outside it.
int layer(std::string_view path) {
    constexpr std::array names{"core/", "sync/", "ui/", "app/"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (path.starts_with(names[i]))
            return static_cast<int>(i);
    return -1;
}

bool isQt(std::string_view name) {
    return name.size() > 1 && name[0] == 'Q' &&
           (name[1] == 't' || (name[1] >= 'A' && name[1] <= 'Z'));
}

bool isAsio(std::string_view name) {
    return name.starts_with("boost/asio") || name.starts_with("asio");
}

bool isOfOneSystem(std::string_view name) {
    constexpr std::array names{"aclapi.h", "dirent.h", "dlfcn.h",   "fcntl.h",    "grp.h",
                               "io.h",     "netdb.h",  "poll.h",    "pthread.h",  "pwd.h",
                               "sched.h",  "spawn.h",  "syslog.h",  "termios.h",  "unistd.h",
                               "direct.h", "conio.h",  "windows.h", "winsock2.h", "ws2tcpip.h"};
    constexpr std::array folders{"sys/", "arpa/", "netinet/", "net/", "linux/"};
    return std::ranges::find(names, name) != names.end() ||
           std::ranges::any_of(folders, [&](const char* f) { return name.starts_with(f); });
}

} // namespace

void checkIncludes(const Source& source, Findings& found) {
    const int from = layer(source.path);
    if (from < 0)
        return;
    const bool without_qt = from <= layer("sync/");
    for (const Include& include : source.includes) {
        auto add = [&](const char* says) {
            found.push_back({source.path, include.line, says + include.name});
        };
        if (layer(include.name) > from || include.name.starts_with("tests/"))
            add("include against the arrow app → ui → sync → core: ");
        if (without_qt && isQt(include.name))
            add("core and sync know nothing of Qt: ");
        if (isAsio(include.name) && !source.path.starts_with("sync/peer/"))
            add("Asio is included in sync/peer only: ");
        if (without_qt && isOfOneSystem(include.name) && !source.path.starts_with("core/platform/"))
            add("operating system calls stand in core/platform only: ");
    }
}

void checkLocale(const Source& source, Findings& found) {
    // The clock of core/platform alone knows where the machine stands.
    if (layer(source.path) != layer("core/") || source.path.starts_with("core/platform/"))
        return;
    static const std::regex calls(
        R"(\b(setlocale|localeconv|strto(d|f|ld)|ato[fil]|sto(d|f|ld)|(w?strftime)|strcoll|strxfrm|)"
        R"((local|c|asc)time(_[rs])?|mktime|(to|is)(lower|upper)|is(alpha|alnum|space|punct|print)|)"
        R"(put_time|get_time)\s*\(|\bstd::(locale|[io]?stringstream)\b)");
    const auto begin =
        std::cregex_iterator(source.code.data(), source.code.data() + source.code.size(), calls);
    for (auto it = begin; it != std::cregex_iterator(); ++it)
        found.push_back({source.path, lineAt(source.code, std::size_t(it->position())),
                         "depends on the locale: " + it->str()});
}

// `for (x : *call())` reads what a temporary result held after it is gone (until C++23, P2718). A
// result is a value; pointers that a call gives out are seldom walked, and get a name as well.
void checkLoops(const Source& source, Findings& found) {
    static const std::regex loops(R"(\bfor \([^;(){}]*[^:]: \*[A-Za-z_][A-Za-z_0-9:.>()<-]*\()");
    const auto begin =
        std::cregex_iterator(source.code.data(), source.code.data() + source.code.size(), loops);
    for (auto it = begin; it != std::cregex_iterator(); ++it)
        found.push_back({source.path, lineAt(source.code, std::size_t(it->position())),
                         "walks what a temporary held: " + it->str()});
}

// U+200E, U+200F, U+202A–202E and U+2066–2069 turn what a reader sees away from what is compiled.
void checkBidi(const Source& source, Findings& found) {
    const std::string& text = source.text;
    for (std::size_t i = text.find('\xE2'); i < text.size(); i = text.find('\xE2', i + 1)) {
        if (i + 2 >= text.size())
            return;
        const auto second = static_cast<unsigned char>(text[i + 1]);
        const auto third = static_cast<unsigned char>(text[i + 2]);
        const bool mark = second == 0x80 && (third == 0x8E || third == 0x8F);
        const bool embedding = second == 0x80 && third >= 0xAA && third <= 0xAE;
        const bool isolate = second == 0x81 && third >= 0xA6 && third <= 0xA9;
        if (mark || embedding || isolate)
            found.push_back({source.path, lineAt(text, i), "bare bidi control character"});
    }
}

void checkLicence(const Source& source, Findings& found) {
    constexpr std::string_view line = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
    if (!source.text.starts_with(line))
        found.push_back({source.path, 1, "does not begin with the SPDX line"});
}

Findings checkAll(const Source& source) {
    Findings found;
    checkBidi(source, found);
    if (!source.path.ends_with(".cpp") && !source.path.ends_with(".h"))
        return found;
    checkIncludes(source, found);
    checkLengths(source, found);
    checkLocale(source, found);
    checkLoops(source, found);
    checkTranslated(source, found);
    checkLicence(source, found);
    return found;
}

} // namespace peyvand::tidy
