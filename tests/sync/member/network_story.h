// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A founder and a newcomer, as tests tell it: founder.invite(), newcomer.request(),
// founder.admit().

#include "sync/member/joining.h"

#include <QTest>

namespace peyvand::test {

/// Different bytes at every call, the same in every run.
class SeededRandom : public RandomSource {
  public:
    explicit SeededRandom(std::uint32_t seed = 1) : seed_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (std::size_t at = 0; at < bytes.size(); at += 32) {
            const auto block = LabelledHash("test random").u32(seed_).u64(count_++).digest<32>();
            const std::size_t size = std::min<std::size_t>(32, bytes.size() - at);
            std::copy_n(block.begin(), size, bytes.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }

  private:
    std::uint32_t seed_;
    std::uint64_t count_ = 0;
};

inline constexpr std::int64_t now_ms = 1'795'000'000'000;
inline constexpr std::int64_t day_ms = 24 * 3600 * 1000;

/// One charity's keys on one node.
struct Party {
    SeededRandom random;
    SigningKey node;
    SigningKey root;
    CharityId id{};
    std::string name;

    explicit Party(std::uint32_t seed, std::string charity_name = "خیریهٔ نمونه")
        : random(seed), node(SigningKey::generate(random)), root(SigningKey::generate(random)),
          name(std::move(charity_name)) {
        random.fill(id.bytes);
    }
    OwnCharity own() const { return {id, name, "رایانهٔ یک", node, root}; }
};

struct Founder : Party {
    Founded network;

    explicit Founder(std::uint32_t seed = 1)
        : Party(seed, "خیریهٔ پایه‌گذار"),
          network(found(own(), "مجمع نمونه", {}, {1, 16}, now_ms, random).value()) {}

    const Membership& now() const { return network.state.now(); }
    Admitting admitting() const { return {node, &network.seat, &root, network.keys}; }
    IssuedInvitation invite(InviteKind kind = InviteKind::charity) {
        return peyvand::invite(now(), node, kind, {}, invitation_default_hours, now_ms, random)
            .value();
    }
    Result<Admitted> admit(IssuedInvitation& issued, ByteView request,
                           std::int64_t at_ms = now_ms) {
        return peyvand::admit(network.state, issued, request, admitting(), at_ms, random);
    }
    /// The whole way for a charity.
    Joined join(const Party& newcomer) {
        IssuedInvitation issued = invite();
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const auto admitted = admit(issued, attempt->request);
        return acceptWelcome(*attempt, admitted->welcome, newcomer.node).value();
    }
};

template <class Value> bool failsWith(const Result<Value>& result, ErrorCode code) {
    return !result && result.error().code == code;
}

} // namespace peyvand::test
