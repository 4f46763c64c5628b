// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A network of registers in one process that work, meet, break, are put back, carry sticks and
// decide with several seats, all from one seed. Clocks, randomness and connections are the world's;
// disks are folders. Real are the registers, the sessions and the bundles; only the veil is the
// cheap one.

#include "core/register/aid_book.h"
#include "core/register/people.h"
#include "sync/network/claims_worker.h"
#include "tests/support/cheap_veil.h"
#include "tests/support/register_fixture.h"

#include <map>
#include <random>
#include <set>

namespace peyvand::sim {

class SeededRandom final : public RandomSource {
  public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(engine_());
    }

  private:
    std::mt19937_64 engine_;
};

/// One desk.
class Node {
  public:
    Node(std::uint64_t seed, std::size_t of_charity, Path in_folder)
        : charity(of_charity), folder(std::move(in_folder)), random(seed) {}

    Platform platform() { return {clock, random, *files}; }
    void create(const std::string& name);
    void open() { open(*files); }
    void open(Files& with);
    void close();
    void useCheapVeil();
    /// As far as it has heard, it may not take part any more.
    bool isOut() const;
    std::int64_t number(std::string_view sql) const;
    /// The id in the first column of a row of a query, by its place; nothing when there are fewer.
    std::vector<RecordId> ids(const std::string& sql) const;

    std::size_t charity;
    Path folder;
    test::TestClock clock{};
    SeededRandom random;
    std::unique_ptr<Files> files = makeSystemFiles();
    InlineExecutor executor{};
    std::unique_ptr<Register> opened{};
    std::unique_ptr<Network> network{};
    /// The council let its charity go; known once all have met.
    bool expelled = false;
};

struct WorldShape {
    std::size_t charities = 3;
    std::size_t desks = 3;
    int steps = 150;
};

class World {
  public:
    World(std::uint32_t seed, const WorldShape& shape);

    /// Works, and lets everybody meet at the end.
    void run();
    /// What should not be; empty is right.
    const std::vector<std::string>& problems() const { return problems_; }
    /// How often each kind of deed was done, for people to read.
    std::string deeds() const;

  private:
    CharityId idOf(std::size_t charity) { return first(charity).network->ownCharity(); }
    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
    void problem(const std::string& what) { problems_.push_back(what); }
    void found();
    void step();
    Node& anyone() { return *nodes_[below(nodes_.size())]; }
    std::optional<RecordId> anyOf(Node& node, const std::string& sql);

    Result<void> addPerson(Node& node);
    Result<void> giveAid(Node& node);
    Result<void> editCity(Node& node);
    Result<void> voidAny(Node& node);
    Result<void> eraseAny(Node& node);
    Result<void> seal(Node& node);
    void crash(Node& node);
    /// Cut off after so many pieces.
    void meet(Node& a, Node& b, std::size_t most_pieces);
    void exportStick(Node& node);
    void importStick(Node& node);
    void keepCopy(Node& node);
    void putBack(Node& node);
    void noteLost(Node& node, const RecordId& aid);

    // The council (council.cpp); its seats are desks of the first two charities, the last one is
    // who may be expelled.
    void seatCouncil();
    Node& anySeat() { return *nodes_[seats_[below(seats_.size())]]; }
    CharityId leaving();
    void proposeAny(Node& node);
    void signAny(Node& node);
    void signOnPaper(Node& node);
    void cheat(Node& node);
    void helpAfterExpulsion(Node& node);

    // What charities say to each other (direct.cpp).
    void referAny(Node& node);
    void answerAny(Node& node);
    void askAny(Node& node);

    void settle();
    void checkCouncil();
    void checkLine(const std::vector<Bytes>& records);
    void checkAfter(const std::set<Digest>& line);
    void checkCharities();
    void checkAcknowledged();
    void checkClaims();
    void checkOverlaps();
    void checkDirect();
    Node& first(std::size_t charity);

    std::mt19937 random_;
    WorldShape shape_;
    QTemporaryDir home_{};
    std::vector<std::unique_ptr<Node>> nodes_{};
    std::vector<std::string> identities_{};
    std::vector<Path> sticks_{};
    struct Copy {
        std::size_t node = 0;
        Path folder{};
    };
    std::vector<Copy> copies_{};
    /// Aid that a desk said it had written: its charity and whom it was for.
    struct Given {
        std::size_t charity = 0;
        RecordId person{};
    };
    std::map<AidId, Given> acknowledged_{};
    /// Somewhere; what they were given loses its id with its text.
    std::set<RecordId> erased_{};
    /// By identity: charity and category of help that only a claim tells of any more.
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> lost_{};
    std::vector<std::size_t> seats_{};
    SecretText printed_code_{};
    /// Given under the key that followed an expulsion, to somebody whom nobody had helped before.
    struct After {
        AidId aid{};
        std::string identity{};
        std::size_t charity = 0;
        /// The newest decision where it was given.
        Digest head{};
    };
    std::vector<After> after_{};
    std::map<std::string, int> deeds_{};
    int crashes_ = 0;
    std::vector<std::string> problems_{};
};

} // namespace peyvand::sim
