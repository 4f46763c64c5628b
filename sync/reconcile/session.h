// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two registers become equal: a state machine that is fed with bytes and time and knows no socket
// and no thread ("Session" of docs/protocol.md). Both sides run the same one and speak at the same
// time: hello, records of membership, then what the classes that differ lack. Whoever drives it
// carries bytes, calls tick now and then, and calls close() at the end, whatever the end was: what
// came whole is stored, and the next session goes on from there.
//
// One thread at a time, the one that owns the register. Times are milliseconds of a clock that
// never goes back. Holds at most one frame and 2 MiB of entries, and the positions that are
// compared. Errors: those of sync/wire and the replica; frame_unexpected, peer_not_member,
// peer_silent, peer_slow, peer_refused.

#include "sync/reconcile/intake.h"
#include "sync/reconcile/shipping.h"

#include <memory>

namespace peyvand {

struct SessionPatience {
    /// Without a byte.
    std::int64_t silence_ms = 60'000;
    /// For one frame, from its first byte to its last.
    std::int64_t frame_ms = 120'000;
    /// With nothing but "alive".
    std::int64_t standstill_ms = 15 * 60'000;
};

struct SessionCounts {
    IntakeCounts received{};
    ShippedCounts sent{};
    std::uint64_t bytes_received = 0;
    std::uint64_t bytes_sent = 0;
};

class Session {
  public:
    /// Frames that send() gives out at once, unless one alone is larger.
    static constexpr std::size_t most_sent_bytes = 64 * 1024;

    /// The replica outlives the session. peer_not_member when it has nothing to say to this peer.
    static Result<std::unique_ptr<Session>> begin(Replica& replica, const Channel& channel,
                                                  std::int64_t now_ms,
                                                  const SessionPatience& patience = {});

    /// After an error nothing is received any more; send() then gives the refusal for the peer.
    Result<void> receive(ByteView bytes, std::int64_t now_ms);
    /// Whole frames to carry to the peer; empty when there is nothing to say for now.
    Result<Bytes> send();
    /// peer_silent or peer_slow.
    Result<void> tick(std::int64_t now_ms);
    /// From now on it is the peer's turn: the time that storing took is not held against it.
    void waits(std::int64_t now_ms);
    /// Both sides have stored what the other sent, and everything was given out.
    bool isDone() const { return stage_ == Stage::ended && out_.empty(); }
    /// Stores what came whole.
    Result<void> close();
    SessionCounts counts() const;

  private:
    enum class Stage : std::uint8_t { hello, records, data, closing, ended, failed };

    Session(Replica& replica, const Channel& channel, const SessionPatience& patience)
        : replica_(replica), channel_(channel), patience_(patience), intake_(replica) {
        channel_.network = replica.network();
    }
    Result<void> sayHello();
    Result<void> takeHello(ByteView body);
    Result<void> handle(const FrameView& frame);
    Result<void> handleComparing(const FrameView& frame);
    Result<void> handleData(const FrameView& frame);
    Result<void> take(const FrameView& frame);
    Result<ClassComparison*> comparisonOf(ItemClass kind);
    Result<void> takeWants(ByteView body);
    void enter(Stage stage);
    Result<void> leaveStage();
    Result<void> beginShipping();
    void endShipping();
    /// Goes on as far as what is known allows.
    Result<void> advance();
    Result<void> ship();
    /// Asked again whenever something is taken or given: a session may last for hours.
    Result<void> checkStillOpen() const;
    bool areSettled() const;
    bool needsWants() const;
    tl::unexpected<Error> stop(Error error);

    Replica& replica_;
    Channel channel_;
    SessionPatience patience_;
    FrameReader reader_{};
    FrameQueue out_{};
    Intake intake_;
    Stage stage_ = Stage::hello;
    Hello peer_hello_{};
    std::vector<ItemClass> open_{};
    std::vector<ItemSet> own_{};
    std::vector<ClassComparison> comparisons_{};
    std::optional<Shipping> shipping_{};
    ShippedCounts shipped_{};
    bool was_equal_ = true;
    bool wants_came_ = false;
    bool own_sent_ = false;
    bool peer_sent_ = false;
    bool peer_done_ = false;
    std::uint64_t bytes_received_ = 0;
    std::uint64_t bytes_sent_ = 0;
    std::int64_t heard_ms_ = 0;
    std::int64_t progress_ms_ = 0;
    std::optional<std::int64_t> frame_began_ms_{};
};

} // namespace peyvand
