// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/segment.h"
#include "tests/bench/fixture.h"

#include <openssl/evp.h>

namespace peyvand::bench {
namespace {

constexpr double bound = 1.5;

/// A feed in memory: segments of entries of 200 to 300 bytes.
struct Feed {
    FeedPosition start{};
    std::vector<Bytes> entries{};
    std::vector<SegmentView> segments{};
    std::vector<std::vector<Digest>> digests{};
    VerifyKey node{};
};

Feed makeFeed(std::size_t count) {
    const auto random = makeSystemRandom();
    const SigningKey node = SigningKey::generate(*random);
    const EpochKey key = EpochKey::from(random->take<32>());
    const SealKey content = subkey(key, Subkey::content);
    Feed feed;
    feed.node = node.publicKey();
    feed.start = FeedPosition::start(random->take<32>());
    FeedPosition position = feed.start;
    Dice dice(7);
    Bytes plaintext(245);
    while (count > 0) {
        SegmentBuilder builder(position);
        Bytes entry;
        for (; count > 0; --count) {
            entry.clear();
            sealEntry(entry, position.feed, builder.nextSeq(), keyId(key), 0, content,
                      random->take<24>(), ByteView(plaintext).first(145 + roll(dice, 100)));
            if (!builder.add(entry))
                break;
        }
        const auto size = static_cast<std::uint32_t>(builder.digests().size());
        const SegmentHead head = builder.close(1, node);
        feed.entries.emplace_back(builder.entries().begin(), builder.entries().end());
        feed.digests.emplace_back(builder.digests().begin(), builder.digests().end());
        feed.segments.push_back({position.seq + 1, size, feed.entries.back(), head});
        position = head.position();
    }
    return feed;
}

/// Every hash that verifying takes and nothing else: where each begins and ends is known before.
class BareHashes {
  public:
    explicit BareHashes(const Feed& feed) {
        Link link = feed.start.link;
        for (std::size_t i = 0; i < feed.segments.size(); ++i) {
            EntryCursor cursor(feed.segments[i].entries);
            for (ByteView entry = cursor.next(); !entry.empty(); entry = cursor.next())
                views_.push_back(entry);
            Bytes run(link.begin(), link.end());
            run.resize(44);
            for (const Digest& digest : feed.digests[i])
                run.insert(run.end(), digest.begin(), digest.end());
            links_.push_back(std::move(run));
            views_.push_back(links_.back());
            link = feed.segments[i].head.link;
        }
    }
    std::size_t run() const {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
        EVP_DigestInit_ex2(context, algorithm, nullptr);
        std::size_t sum = 0;
        Digest digest;
        for (const ByteView view : views_) {
            EVP_DigestInit_ex2(context, nullptr, nullptr);
            EVP_DigestUpdate(context, view.data(), view.size());
            EVP_DigestFinal_ex(context, digest.data(), nullptr);
            sum += digest[0];
        }
        EVP_MD_free(algorithm);
        EVP_MD_CTX_free(context);
        return sum;
    }

  private:
    std::vector<Bytes> links_{};
    std::vector<ByteView> views_{};
};

} // namespace

bool benchVerify(const Options& options) {
    const std::size_t count = 1'000'000 * static_cast<std::size_t>(options.percent) / 100;
    say("verify: {} entries of 200 to 300 bytes in memory", count);
    const Feed feed = makeFeed(count);
    const BareHashes bare(feed);
    Samples ours_times, bare_times, ratios;
    for (int pair = 0; pair < options.pairs + 2; ++pair) {
        Stopwatch watch;
        if (!verifySegments(feed.start, feed.segments, feed.node))
            std::exit(2);
        const Elapsed ours = watch.elapsed();
        watch.restart();
        if (bare.run() == 0)
            std::exit(2);
        const Elapsed limit = watch.elapsed();
        ours_times.add(ours);
        bare_times.add(limit);
        ratios.add(ratioOf(ours, limit));
    }
    say("  verifySegments {:.0f} ms, the same hashes alone {:.0f} ms (medians of {}, wall);"
        " {:.0f} and {:.0f} ns an entry",
        ours_times.at(0.5).wall_us / 1e3, bare_times.at(0.5).wall_us / 1e3, ratios.count(),
        ours_times.at(0.5).processor_us * 1e3 / static_cast<double>(count),
        bare_times.at(0.5).processor_us * 1e3 / static_cast<double>(count));
    return judge(options, "verify", ratios.at(0.5), bound);
}

} // namespace peyvand::bench
