// SPDX-License-Identifier: GPL-3.0-or-later
// A desk at work, for tests/soak/soak_test.cpp to kill: soak_writer FOLDER PORT. It gives help to
// people and exchanges with the node at that port, both without a pause. Each aid that was
// acknowledged to it is said on its standard output, as 16 bytes; 16 zeros once it is ready. Ends
// only by being killed, or with 3 and more.
#include "core/register/aid_book.h"
#include "core/register/people.h"
#include "sync/peer/peer.h"

#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>
#include <unistd.h>

using namespace peyvand;

namespace {

constexpr auto between_works = std::chrono::milliseconds(15);
constexpr auto between_calls = std::chrono::milliseconds(150);

[[noreturn]] void complain(const Error& error) {
    std::fprintf(stderr, "soak_writer: %s\n", errorName(error.code).data());
    ::_exit(3);
}

void say(const AidId& aid) {
    if (::write(STDOUT_FILENO, aid.bytes.data(), aid.bytes.size()) !=
        static_cast<ssize_t>(aid.bytes.size()))
        ::_exit(4);
}

// A file, or a change of one, or another help for it.
Result<AidId> helpSomebody(Register& opened, int turn) {
    AidDraft draft;
    draft.category = turn % 2 == 0 ? "food_basket" : "clothing";
    draft.date = opened.today();
    draft.amount = Rial{1'000'000};
    draft.reason = "آزمون";
    auto known = opened.database().prepare("SELECT id FROM beneficiary ORDER BY random() LIMIT 1");
    if (turn % 3 == 0 || !known.step()) {
        NewPerson person;
        person.fields.given_name = "مددجو " + std::to_string(turn);
        PEYVAND_LET(const auto added, People(opened).add(person));
        draft.person = added.id;
    } else {
        draft.person = known.id<BeneficiaryId>(0);
    }
    return AidBook(opened).give(draft);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3 || !initialiseCrypto())
        return 5;
    const auto clock = makeSystemClock();
    const auto random = makeSystemRandom();
    const auto files = makeSystemFiles();
    const auto opened = Register::open({*clock, *random, *files}, argv[1], "manager",
                                       SecretText("a long password"));
    if (!opened)
        complain(opened.error());
    const auto network = Network::open(**opened);
    if (!network)
        complain(network.error());
    ThreadExecutor register_work(1), workers(1);
    const PeerAddress node{"127.0.0.1", static_cast<std::uint16_t>(std::atoi(argv[2]))};
    say(AidId{});
    // Breaks and refusals are what is tried here: the next call goes on from there.
    std::thread calling([&] {
        for (;;) {
            (void)syncWithPeer({**network, register_work, workers}, node);
            std::this_thread::sleep_for(between_calls);
        }
    });
    calling.detach();
    for (int turn = 0;; ++turn) {
        std::promise<Result<AidId>> given;
        register_work.submit([&] { given.set_value(helpSomebody(**opened, turn)); });
        const auto aid = given.get_future().get();
        if (!aid)
            complain(aid.error());
        say(*aid);
        std::this_thread::sleep_for(between_works);
    }
}
