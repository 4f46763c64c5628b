// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of a register: a cloned disk forks its feeds, an older file put back goes on in a new
// incarnation. Nothing is lost and nothing is appended to what others may know otherwise.
#include "core/register/people.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

void addPeople(Register& desk, const char* name, int count) {
    for (int i = 0; i < count; ++i)
        QVERIFY(People(desk).add({{name + std::to_string(i), "تست"}, {}}));
}

FeedDescriptor writingTo(Register& desk) {
    auto row = desk.database().prepare("SELECT descriptor FROM feed WHERE id = ?");
    const FeedId id = desk.journal().ownFeed(FeedScope::office);
    row.bind(id);
    return row.step() ? *decodeDescriptor(row.blob(0)) : FeedDescriptor{};
}

FeedPosition positionOf(Register& desk) {
    const FeedId id = desk.journal().ownFeed(FeedScope::office);
    auto row = desk.database().prepare("SELECT position, link FROM feed WHERE id = ? AND own = 1");
    row.bind(id);
    if (!row.step())
        return {};
    return {id, static_cast<std::uint64_t>(row.integer(0)), fixedBytes<32>(row.blob(1))};
}

std::int64_t count(Register& desk, std::string_view sql) {
    auto row = desk.database().prepare(sql);
    return row.step() ? row.integer(0) : -1;
}

void readAlso(Register& reader, Register& desk) {
    QVERIFY(shareOffice({&desk, &reader}));
    shareSubjects(reader, desk);
}

} // namespace

class ForkTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }

    void bothBranchesOfACloneAreApplied() {
        RegisterFixture desk;
        addPeople(desk.opened(), "پیش", 2);
        desk.reopen();
        ClonedRegister clone(desk.platform(), desk.folder());
        addPeople(desk.opened(), "اصل", 2);
        addPeople(clone.opened(), "رونوشت", 3);
        RegisterFixture first, second;
        for (RegisterFixture* reader : {&first, &second}) {
            readAlso(reader->opened(), desk.opened());
            readAlso(reader->opened(), clone.opened());
        }
        QVERIFY(handAll(first.opened(), desk.opened()));
        bool forked = false;
        for (const auto& feed : carriedFeeds(clone.opened().database())) {
            const auto received = hand(first.opened(), feed);
            QVERIFY(received);
            forked = forked || received->forked;
        }
        QVERIFY(forked);
        QVERIFY(handAll(second.opened(), clone.opened()) &&
                handAll(second.opened(), desk.opened()));
        QCOMPARE(count(first.opened(), "SELECT COUNT(*) FROM beneficiary"), std::int64_t{7});
        QCOMPARE(stateOf(first.opened()), stateOf(second.opened()));
        QVERIFY(checkRegister(first.opened())->empty());
    }
    void theProofIsTwoSignedHeads() {
        RegisterFixture desk;
        desk.reopen();
        ClonedRegister clone(desk.platform(), desk.folder());
        addPeople(desk.opened(), "اصل", 1);
        addPeople(clone.opened(), "رونوشت", 1);
        QVERIFY(handAll(desk.opened(), clone.opened()));
        auto row = desk.database().prepare("SELECT first, second FROM fork_proof");
        QVERIFY(row.step());
        const auto first = decodeHead(row.blob(0)), second = decodeHead(row.blob(1));
        QVERIFY(first && second && first->link != second->link && first->feed == second->feed);
        const VerifyKey node = desk.opened().journal().nodeKey().publicKey();
        QVERIFY(verifyHead(*first, node) && verifyHead(*second, node));
    }
    void anOwnFeedThatForkedIsLeft() {
        RegisterFixture desk;
        desk.reopen();
        ClonedRegister clone(desk.platform(), desk.folder());
        addPeople(desk.opened(), "اصل", 2);
        addPeople(clone.opened(), "رونوشت", 1);
        const FeedPosition old = positionOf(desk.opened());
        shareSubjects(desk.opened(), clone.opened());
        QVERIFY(handAll(desk.opened(), clone.opened()));
        QVERIFY(desk.opened().journal().ownFeed(FeedScope::office) != old.feed);
        QCOMPARE(writingTo(desk.opened()).previous, old);
        addPeople(desk.opened(), "پس", 1);
        desk.reopen();
        addPeople(desk.opened(), "بعد", 1);
        QCOMPARE(positionOf(desk.opened()).seq, std::uint64_t{2});
        shareSubjects(clone.opened(), desk.opened());
        QVERIFY(handAll(clone.opened(), desk.opened()) && handAll(desk.opened(), clone.opened()));
        QCOMPARE(stateOf(clone.opened()), stateOf(desk.opened()));
    }
    void anOlderFilePutBackIsNoticed() {
        RegisterFixture desk;
        addPeople(desk.opened(), "یک", 1);
        desk.close();
        const Path file = desk.folder() / "register.db", old = desk.folder() / "old";
        std::filesystem::copy_file(file, old);
        for (int again = 1; again <= 3; ++again) {
            desk.reopen();
            addPeople(desk.opened(), "گم", again);
            const FeedPosition lost = positionOf(desk.opened());
            desk.close();
            std::filesystem::copy_file(old, file,
                                       std::filesystem::copy_options::overwrite_existing);
            desk.reopen();
            QVERIFY(desk.opened().journal().wasRolledBack());
            QCOMPARE(writingTo(desk.opened()).previous, lost);
            QVERIFY(desk.opened().journal().ownFeed(FeedScope::office) != lost.feed);
            addPeople(desk.opened(), "نو", 1);
            QCOMPARE(positionOf(desk.opened()).seq, std::uint64_t{1});
        }
        desk.reopen();
        QVERIFY(!desk.opened().journal().wasRolledBack());
    }
    void lostEntriesComeBackFromOthers() {
        RegisterFixture desk, peer;
        addPeople(desk.opened(), "یک", 1);
        desk.reopen();
        ClonedRegister restored(desk.platform(), desk.folder());
        addPeople(desk.opened(), "گم", 2);
        readAlso(peer.opened(), desk.opened());
        QVERIFY(handAll(peer.opened(), desk.opened()));
        shareSubjects(restored.opened(), desk.opened());
        const FeedId before = restored.opened().journal().ownFeed(FeedScope::office);
        QVERIFY(handAll(restored.opened(), peer.opened()));
        QVERIFY(restored.opened().journal().wasRolledBack());
        QVERIFY(restored.opened().journal().ownFeed(FeedScope::office) != before);
        addPeople(restored.opened(), "نو", 1);
        QCOMPARE(count(restored.opened(), "SELECT COUNT(*) FROM beneficiary"), std::int64_t{4});
    }
    void aRegisterThatDoesNotOpenKeepsItsHeads() {
        RegisterFixture desk;
        addPeople(desk.opened(), "یک", 1);
        desk.reopen();
        desk.database().execute("UPDATE secret SET value = x'00' WHERE name = 'node'");
        desk.close();
        auto files = makeSystemFiles();
        const Bytes heads = *files->readAll(desk.folder() / "heads", 4096);
        const auto opened =
            Register::open(desk.platform(), desk.folder(), {}, RegisterFixture::password());
        QVERIFY(!opened && opened.error().code == ErrorCode::register_damaged);
        QCOMPARE(*files->readAll(desk.folder() / "heads", 4096), heads);
    }
};
PEYVAND_TEST(ForkTest)
#include "fork_test.moc"
