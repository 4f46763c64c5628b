// SPDX-License-Identifier: GPL-3.0-or-later
// What a desk must bear from others: garbage, broken chains, entries that are none of their
// author's business; and from its own disk: transactions that fail midway.
#include "core/journal/codec.h"
#include "core/register/fields.h"
#include "core/register/people.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>
#include <random>

using namespace peyvand;
using namespace peyvand::test;

namespace {

/// A node that signs whatever it is given.
class Forger {
  public:
    Forger(Platform platform, FeedScope scope)
        : random_(platform.random), node_(SigningKey::generate(platform.random)) {
        descriptor_.scope = scope;
        descriptor_.incarnation = random_.take<16>();
        signDescriptor(descriptor_, node_);
        encoded_ = ownBytes(encodeDescriptor(descriptor_));
        position_ = FeedPosition::start(feedIdOf(encoded_));
    }
    /// One segment of one entry around this plaintext.
    Result<Journal::Received> tell(Register& desk, const EpochKey& key, ByteView plaintext) {
        Bytes entry;
        sealEntry(entry, position_.feed, position_.seq + 1, keyId(key), 0,
                  subkey(key, Subkey::content), random_.take<24>(), plaintext);
        return tellRaw(desk, entry);
    }
    Result<Journal::Received> tellRaw(Register& desk, ByteView entry) {
        SegmentBuilder builder(position_);
        if (!builder.add(entry))
            return fail(ErrorCode::segment_too_large);
        const SegmentHead head = builder.close(1, node_);
        const SegmentView segment{position_.seq + 1, 1, builder.entries(), head};
        auto received = desk.journal().receive(encoded_, std::span(&segment, 1));
        if (received)
            position_ = head.position();
        return received;
    }
    const Bytes& descriptor() const { return encoded_; }
    const SigningKey& node() const { return node_; }
    const FeedPosition& position() const { return position_; }

  private:
    RandomSource& random_;
    SigningKey node_;
    FeedDescriptor descriptor_{};
    Bytes encoded_{};
    FeedPosition position_{};
};

Bytes plainChange(RecordType type, const RecordId& record, std::vector<FieldValue> fields,
                  RandomSource& random, ChangeKind kind = ChangeKind::set_fields) {
    StampedChange stamped;
    stamped.change = {kind, type, record, std::nullopt, std::move(fields), std::nullopt, true};
    CborWriter writer;
    encodeChange(writer, stamped, nullptr, random);
    return writer.take();
}

} // namespace

class HostileTest : public QObject {
    Q_OBJECT
    RegisterFixture desk_;
    Register& desk() { return desk_.opened(); }
    RandomSource& random() { return desk_.platform().random; }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }

    void garbageInsideAnEntryIsKeptAndChangesNothing() {
        Forger forger(desk_.platform(), FeedScope::office);
        const EpochKey key = officeKey(desk());
        const Digest before = stateOf(desk());
        std::mt19937 dice(3);
        for (int i = 0; i < 200; ++i) {
            Bytes plaintext =
                plainChange(RecordType::aid, desk().newId<RecordId>(), {{1, "x"}}, random());
            plaintext[dice() % 8] = static_cast<std::uint8_t>(dice());
            plaintext.resize(dice() % plaintext.size());
            const auto received = forger.tell(desk(), key, plaintext);
            QVERIFY(received);
            QCOMPARE(received->waiting, std::uint64_t{1});
        }
        QCOMPARE(stateOf(desk()), before);
    }
    void strangeValuesNeverFailTheTables() {
        Forger forger(desk_.platform(), FeedScope::office);
        const EpochKey key = officeKey(desk());
        const Value values[] = {std::int64_t{INT64_MAX},
                                std::int64_t{INT64_MIN},
                                std::string(),
                                std::string("\0 nul", 5),
                                std::string(5000, '"'),
                                Bytes(3, 0),
                                Value{}};
        for (int type = 1; type <= 9; ++type)
            for (const Value& value : values)
                for (const auto kind :
                     {ChangeKind::set_fields, ChangeKind::add_fact, ChangeKind::void_fact,
                      ChangeKind::link, ChangeKind::erase}) {
                    std::vector<FieldValue> fields;
                    for (FieldNumber field = 0; field < 16; ++field)
                        fields.push_back({field, value});
                    const auto received =
                        forger.tell(desk(), key,
                                    plainChange(static_cast<RecordType>(type),
                                                desk().newId<RecordId>(), fields, random(), kind));
                    QVERIFY2(received, received ? "" : errorName(received.error().code).data());
                }
        QVERIFY(checkRegister(desk())->empty());
        QVERIFY(People(desk()).page({}));
    }
    void oneIdForTwoKindsOfRecordGivesOneState() {
        // A desk of its own: forged erasures of other tests have changed the keys of the shared
        // one.
        RegisterFixture own, other;
        QVERIFY(shareOffice({&own.opened(), &other.opened()}));
        Forger one(own.platform(), FeedScope::office), two(own.platform(), FeedScope::office);
        const auto id = own.opened().newId<RecordId>();
        const EpochKey key = officeKey(own.opened());
        const Bytes as_person = plainChange(RecordType::beneficiary, id, {{1, "نام"}}, random());
        const Bytes as_home = plainChange(RecordType::household, id, {{1, "خانه"}}, random());
        QVERIFY(one.tell(own.opened(), key, as_person) && two.tell(own.opened(), key, as_home));
        auto feeds = carriedFeeds(own.opened().database());
        std::reverse(feeds.begin(), feeds.end());
        for (const auto& feed : feeds)
            QVERIFY(hand(other.opened(), feed));
        QCOMPARE(stateOf(other.opened()), stateOf(own.opened()));
        RegisterFixture third;
        QVERIFY(shareOffice({&own.opened(), &third.opened()}));
        QVERIFY(handAll(third.opened(), own.opened()));
        QCOMPARE(stateOf(third.opened()), stateOf(own.opened()));
    }
    void aMemberOfTheNetworkDoesNotWriteOfficeRecords() {
        const EpochKey network = EpochKey::from(random().take<32>());
        QVERIFY(desk().journal().addKey(FeedScope::network, network, 1));
        const auto person = People(desk()).add({{"نرگس", "امینی"}, {}});
        const Digest before = stateOf(desk());
        for (const auto scope : {FeedScope::network, FeedScope::office}) {
            Forger forger(desk_.platform(), scope);
            const auto received =
                forger.tell(desk(), network,
                            plainChange(RecordType::beneficiary, idAs<RecordId>(person->id),
                                        {{field::beneficiary::given_name, "دیگری"}}, random()));
            QVERIFY(received);
            QCOMPARE(received->waiting, std::uint64_t{1});
        }
        auto fields = People(desk()).person(person->id)->fields;
        QCOMPARE(fields.given_name, std::string("نرگس"));
        QCOMPARE(stateOf(desk()), before);
    }
    void aChainThatDoesNotFollowIsRefusedWhole() {
        RegisterFixture writer;
        for (int i = 0; i < 3; ++i)
            QVERIFY(People(writer.opened()).add({{std::to_string(i), "x"}, {}}));
        const auto feed = carriedFeeds(writer.database()).front();
        QCOMPARE(hand(desk(), feed, 1).error().code, ErrorCode::chain_broken);
        CarriedFeed gap = feed;
        gap.segments.erase(gap.segments.begin() + 1);
        QCOMPARE(hand(desk(), gap).error().code, ErrorCode::chain_broken);
        CarriedFeed changed = feed;
        changed.segments[1][segment_frame_bytes] ^= 1;
        QVERIFY(!hand(desk(), changed));
        CarriedFeed unsigned_head = feed;
        unsigned_head.segments[1].back() ^= 1;
        QCOMPARE(hand(desk(), unsigned_head).error().code, ErrorCode::head_signature_invalid);
        auto row = desk().database().prepare("SELECT COUNT(*) FROM feed WHERE descriptor = ?");
        row.bind(ByteView(feed.descriptor));
        QVERIFY(row.step() && row.integer(0) == 0);
    }
    void aSegmentOverTheLimitsIsRefused() {
        Forger forger(desk_.platform(), FeedScope::office);
        const Bytes entries(max_segment_bytes + 1, 0);
        SegmentView segment{1, 1, entries, {}};
        segment.head = signHead({forger.position().feed, 1, {}}, 1, forger.node());
        QVERIFY(!desk().journal().receive(forger.descriptor(), std::span(&segment, 1)));
        segment = {1, max_segment_entries + 1, {}, segment.head};
        QVERIFY(!desk().journal().receive(forger.descriptor(), std::span(&segment, 1)));
        QVERIFY(!desk().database().failure());
    }
    void aTransactionThatFailsMidwayLeavesNothing() {
        QVERIFY(People(desk()).add({{"الف", "ب"}, {}}));
        const Digest before = stateOf(desk());
        desk().database().execute("CREATE TEMP TRIGGER refuse BEFORE INSERT ON segment"
                                  " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        const auto failed = People(desk()).add({{"پ", "ت"}, {{{}, "1234567891"}}});
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::store_failed);
        desk().database().execute("DROP TRIGGER refuse");
        QCOMPARE(stateOf(desk()), before);
        QVERIFY(People(desk()).add({{"پ", "ت"}, {{{}, "1234567891"}}}));
        QVERIFY(checkRegister(desk())->empty());
    }
    void aFailedEntryIsToldAsWhatItIs() {
        const auto person = People(desk()).add({{"ث", "ج"}, {}});
        desk().database().execute("CREATE TEMP TRIGGER refuse BEFORE INSERT ON entry"
                                  " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        const auto failed = People(desk()).addIdentity(person->id, {{}, "P12345678"});
        desk().database().execute("DROP TRIGGER refuse");
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, ErrorCode::store_failed);
        QVERIFY(People(desk()).addIdentity(person->id, {{}, "P12345678"}));
        QVERIFY(checkRegister(desk())->empty());
    }
};
PEYVAND_TEST(HostileTest)
#include "hostile_test.moc"
