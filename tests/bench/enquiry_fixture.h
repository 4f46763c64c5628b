// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A charity with many people in a network of five, whose other members' claims have arrived. The
// seeds are those of the cheap veil and cached, so that no enquiry pays for the veil.

#include "sync/network/seeds.h"
#include "tests/bench/enquiry_run.h"

namespace peyvand::bench {

class EnquiryFixture {
  public:
    explicit EnquiryFixture(const Options& options);

    Register& opened() { return own_.opened(); }
    Database& database() { return own_.database(); }
    Network& network() { return *network_; }
    Executor& executor() { return executor_; }
    EnquiryGround ground() { return {opened(), *network_, executor_, others_, people_}; }
    const Stranger& anyone(Dice& dice) const { return people_[roll(dice, people_.size())]; }
    /// One evaluation of the real veil.
    double veilMs() const { return veil_ms_; }

  private:
    void importPeople(std::size_t count);
    void giveAid(std::size_t count);
    void joinAll(const Options& options);
    void prepareSeeds();
    void receiveClaims(Network& author, std::size_t count);

    BenchRegister own_;
    std::unique_ptr<Network> network_{};
    std::vector<std::unique_ptr<BenchRegister>> authors_{};
    std::vector<std::unique_ptr<Network>> author_networks_{};
    InlineExecutor executor_{};
    std::vector<CharityId> others_{};
    std::vector<Stranger> people_{};
    std::vector<Seed> seeds_{};
    Dice dice_{1405};
    double veil_ms_ = 0;
};

} // namespace peyvand::bench
