// SPDX-License-Identifier: GPL-3.0-or-later
// A desk at work, for tests/crash/kill_test.cpp to kill: crash_writer WORK FOLDER. After each piece
// of work that was acknowledged to it, it says on its standard output how many blocks that was (one
// byte; 0 once it is ready). Ends only by being killed, or with 3 and more.
#include "tests/crash/writer/work.h"

#include <cstdio>
#include <cstring>
#include <unistd.h>

using namespace peyvand;
using namespace peyvand::test;

namespace {

void say(int blocks) {
    const char byte = static_cast<char>(blocks);
    if (::write(STDOUT_FILENO, &byte, 1) != 1)
        ::_exit(4);
}

int complain(const Error& error) {
    std::fprintf(stderr, "crash_writer: %s\n", errorName(error.code).data());
    return 3;
}

} // namespace

int main(int argc, char** argv) {
    const Work* work = argc == 3 ? workOf(argv[1]) : nullptr;
    if (work == nullptr || !initialiseCrypto())
        return 5;
    const auto clock = makeSystemClock();
    const auto random = makeSystemRandom();
    const auto files = makeSystemFiles();
    Desk desk{{*clock, *random, *files}, argv[2], "a long password"};
    if (const auto opened = desk.open(); !opened)
        return complain(opened.error());
    say(0);
    for (int turn = 0;; ++turn) {
        const auto blocks = work->once(desk, turn);
        if (!blocks)
            return complain(blocks.error());
        say(*blocks);
    }
}
