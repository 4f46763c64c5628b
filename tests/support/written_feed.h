// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Feeds of nodes that have no register: their entries are random and nobody can read them, but
// everything is signed as it must be. Only for tests.

#include "sync/member/certificate.h"
#include "tests/support/two_charities.h"

namespace peyvand::test {

class WrittenFeed {
  public:
    explicit WrittenFeed(const Charity& owner, FeedScope scope = FeedScope::network)
        : node_(SigningKey::generate(*random_)) {
        FeedDescriptor about;
        Charity& charity = const_cast<Charity&>(owner);
        about.network = charity.network->id();
        about.charity = charity.fixture.opened().journal().charity();
        about.scope = scope;
        about.incarnation = random_->take<16>();
        signDescriptor(about, node_);
        const auto bytes = encodeDescriptor(about);
        descriptor.assign(bytes.begin(), bytes.end());
        position = FeedPosition::start(feedIdOf(descriptor));
        desk_ = {about.charity,  node_.publicKey(), charity.fixture.root().publicKey(), {},
                 "رایانهٔ آزمون", 1'795'000'000'000};
        desk_.consent = consentOf(about.network, node_, desk_.sponsor);
        certificate = recordOf(desk_, about.network);
        certificate.sign(charity.fixture.root());
    }

    /// The next segment; goes on from position.
    Bytes write(std::size_t entries, std::size_t entry_bytes = 300) {
        SegmentBuilder builder(position);
        for (std::size_t i = 0; i < entries; ++i) {
            Bytes plaintext(entry_bytes - entry_head_bytes - seal_overhead);
            Bytes entry;
            sealEntry(entry, position.feed, builder.nextSeq(), KeyId{9}, 0,
                      SealKey::from(ByteArray<32>{3}), random_->take<24>(), plaintext);
            builder.add(entry);
        }
        SegmentView view{position.seq + 1, static_cast<std::uint32_t>(entries), builder.entries(),
                         builder.close(1'795'000'000'000, node_)};
        position = view.head.position();
        Bytes segment;
        encodeSegment(segment, view);
        return segment;
    }
    /// Into a register, as if it had come from somewhere.
    void deliver(Charity& to, const Bytes& segment) const {
        const SegmentView view = must(decodeSegment(segment));
        must(to.fixture.opened().journal().receive(descriptor, std::span(&view, 1)));
    }
    void certify(Charity& at) const { must(at.network->takeRecords({certificate.encode()})); }
    Bytes revocation(const Charity& owner) const {
        Charity& charity = const_cast<Charity&>(owner);
        SignedRecord record =
            recordOf(DeskRevocationBody{desk_.charity, desk_.node, desk_.time_ms + 1},
                     charity.network->id());
        record.sign(charity.fixture.root());
        return record.encode();
    }
    const SigningKey& node() const { return node_; }

    Bytes descriptor{};
    FeedPosition position{};
    SignedRecord certificate{};

  private:
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    SigningKey node_;
    DeskBody desk_{};
};

} // namespace peyvand::test
