// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The own charity's register and those of the other members, as a generated network keeps them.
// One thread. Errors: those of the register and of the network.

#include "core/register/register.h"
#include "sync/network/network.h"
#include "tools/generate/generate.h"
#include "tools/generate/seeded.h"

namespace peyvand::generate {

/// How far a register has come; kept in it, in the transaction of what was done.
struct Done {
    std::int64_t people = 0;
    std::int64_t aid = 0;
    friend bool operator==(const Done&, const Done&) = default;
};

class Office {
  public:
    /// Makes the registers and the network, or opens what an interrupted run left.
    static Result<std::unique_ptr<Office>> begin(Files& files, const Path& folder,
                                                 const Plan& plan);

    Register& opened() { return *own_.opened; }
    Database& database() { return own_.opened->database(); }
    Network& network() { return *own_.network; }
    std::size_t members() const { return members_.size(); }
    Network& member(std::size_t place) { return *members_[place].network; }
    SeededRandom& random() { return random_; }
    SteppedClock& clock() { return clock_; }
    const Veil& veil() const { return *own_.network->veil(); }

    Result<Done> done();
    /// Inside the transaction of the batch.
    Result<void> setDone(const Done& done);
    /// Between batches: the write-ahead log goes into the file and becomes short again.
    Result<void> checkpoint();
    /// The last batch was written: the register waits for the disk again.
    Result<void> finish();

  private:
    struct One {
        std::unique_ptr<Register> opened{};
        std::unique_ptr<Network> network{};
    };
    Office(Files& files, const Plan& plan);
    Result<One> make(const Path& folder, const std::string& charity, const Plan& plan);
    Result<One> open(const Path& folder, const Plan& plan);
    Result<void> joinAll(const Plan& plan);
    void useCheapVeil(Network& network);

    Files& files_;
    SeededRandom random_;
    SteppedClock clock_;
    One own_{};
    std::vector<One> members_{};
};

/// People by households, until plan.people are there.
Result<void> writePeople(Office& office, const Plan& plan, const Told& told);
/// Help in the order of days, until plan.aid records are there.
Result<void> writeAid(Office& office, const Plan& plan, const Told& told);
/// The seeds of everybody with a confirmed identity, as after a day of enquiries.
Result<void> keepSeeds(Office& office, const Told& told);
/// Claims of the other members, about people of this register and about others.
Result<void> receiveClaims(Office& office, const Plan& plan, const Told& told);

} // namespace peyvand::generate
