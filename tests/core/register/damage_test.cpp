// SPDX-License-Identifier: GPL-3.0-or-later
// What a thief reads of a folder (nothing), and what a damaged disk does to it: a clear error or
// a finding of the check, never a crash and never wrong data shown as right.
#include "core/register/aid_book.h"
#include "core/register/people.h"
#include "tests/support/journal_fixture.h"
#include "tests/support/registry.h"

#include <QtTest>
#include <set>

using namespace peyvand;
using namespace peyvand::test;

namespace {

constexpr std::string_view canaries[] = {"Kanarienvogel", "kanarienvogel", "1234567891",
                                         "هزاردستان", "manager"};

Bytes contentOf(const Path& path) {
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    return {bytes.begin(), bytes.end()};
}

void writeOver(const Path& path, const Bytes& bytes) {
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
}

bool isFound(const Bytes& bytes, std::string_view needle) {
    return textOf(bytes).find(needle) != std::string_view::npos;
}

void addCanary(Register& desk) {
    const auto person = People(desk).add({{"Kanarienvogel", "هزاردستان"}, {{{}, "1234567891"}}});
    QVERIFY(person);
    AidDraft draft;
    draft.person = person->id;
    draft.category = "cash";
    draft.note = "Kanarienvogel";
    draft.date = desk.today();
    QVERIFY(AidBook(desk).give(draft));
    QVERIFY(desk.audit().write(AuditDeed::enquiry, std::nullopt, "1234567891"));
}

} // namespace

class DamageTest : public QObject {
    Q_OBJECT
    RegisterFixture desk_;
    Digest state_{};

    // Opens a copy, uses it and checks it; true when something said that it is damaged.
    bool isNoticed(Platform platform, const Path& folder) {
        auto opened = Register::open(platform, folder, {}, RegisterFixture::password());
        if (!opened)
            return opened.error().code == ErrorCode::register_damaged;
        const auto findings = checkRegister(**opened);
        if (!findings)
            return findings.error().code == ErrorCode::register_damaged;
        // Opening may have written over a page that nobody used: then nothing is lost.
        const bool noticed = !findings->empty() || stateOf(**opened) == state_;
        (void)People(**opened).page({"Kana"});
        (void)People(**opened).add({{"تازه", "وارد"}, {}});
        return noticed;
    }

  private slots:
    void initTestCase() {
        QVERIFY(initialiseCrypto());
        for (int i = 0; i < 40; ++i)
            QVERIFY(People(desk_.opened()).add({{"ن" + std::to_string(i), "خ"}, {}}));
        addCanary(desk_.opened());
        state_ = stateOf(desk_.opened());
    }
    void noFileOfTheFolderTellsANameOrANumber() {
        QVERIFY(desk_.opened().journal().saveHeads());
        for (const bool open : {true, false}) {
            if (!open)
                desk_.close();
            std::set<std::string> names;
            for (const auto& file : std::filesystem::recursive_directory_iterator(desk_.folder())) {
                names.insert(file.path().filename().string());
                const Bytes content = contentOf(file.path());
                for (const std::string_view canary : canaries)
                    QVERIFY2(!isFound(content, canary), file.path().filename().c_str());
            }
            for (const char* name : {"register.db", "keys", "root", "heads"})
                QVERIFY(names.contains(name));
            QCOMPARE(names.contains("register.db-wal"), open);
        }
        desk_.reopen();
        QCOMPARE(People(desk_.opened()).page({"1234567891"})->total, std::int64_t{1});
    }
    void everyFlippedByteIsNoticed() {
        desk_.close();
        const Bytes database = contentOf(desk_.folder() / "register.db");
        const bool full = qEnvironmentVariableIsSet("PEYVAND_FULL");
        const std::size_t step = full ? 257 : database.size() / 40;
        for (std::size_t at = 3; at < database.size(); at += step) {
            ClonedRegister copy(desk_.platform(), desk_.folder());
            Bytes flipped = database;
            flipped[at] ^= 0x01;
            writeOver(copy.folder() / "register.db", flipped);
            QVERIFY2(isNoticed(desk_.platform(), copy.folder()), qPrintable(QString::number(at)));
        }
        desk_.reopen();
    }
    void everyCutFileIsNoticedAndLeftAsItIs() {
        desk_.close();
        const Bytes database = contentOf(desk_.folder() / "register.db");
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{1}, std::size_t{100}, std::size_t{4096},
              database.size() / 2, database.size() - 1}) {
            ClonedRegister copy(desk_.platform(), desk_.folder());
            const Bytes cut(database.begin(), database.begin() + static_cast<std::ptrdiff_t>(size));
            writeOver(copy.folder() / "register.db", cut);
            QVERIFY2(isNoticed(desk_.platform(), copy.folder()), qPrintable(QString::number(size)));
            if (size == 0)
                QVERIFY(contentOf(copy.folder() / "register.db").empty());
        }
        desk_.reopen();
    }
    // They cannot say whether the database is an older copy: it goes on in a new feed, whole.
    void flippedHeadsBeginANewFeed() {
        desk_.close();
        const Path heads = desk_.folder() / "heads";
        const Bytes sound = contentOf(heads);
        for (std::size_t at = 0; at < sound.size(); at += 3) {
            Bytes flipped = sound;
            flipped[at] ^= 0x80;
            writeOver(heads, flipped);
            desk_.reopen();
            QVERIFY(!desk_.opened().journal().wasRolledBack());
            const FeedId before = desk_.opened().journal().ownFeed(FeedScope::office);
            QVERIFY(People(desk_.opened()).add({{"تازه", "تست"}, {}}));
            desk_.close();
            desk_.reopen();
            QCOMPARE(desk_.opened().journal().ownFeed(FeedScope::office), before);
            desk_.close();
        }
        desk_.reopen();
        QVERIFY(checkRegister(desk_.opened())->empty());
        QVERIFY(desk_.number("SELECT COUNT(*) FROM feed WHERE own = 1") > 10);
    }
    void anOlderDatabaseUnderFlippedHeadsForksNothing() {
        desk_.close();
        const Path database = desk_.folder() / "register.db";
        const Bytes older = contentOf(database);
        desk_.reopen();
        const FeedId feed = desk_.opened().journal().ownFeed(FeedScope::office);
        QVERIFY(People(desk_.opened()).add({{"گم", "شده"}, {}}));
        desk_.close();
        writeOver(database, older);
        Bytes heads = contentOf(desk_.folder() / "heads");
        heads[5] ^= 0x01;
        writeOver(desk_.folder() / "heads", heads);
        desk_.reopen();
        QVERIFY(desk_.opened().journal().ownFeed(FeedScope::office) != feed);
    }
};
PEYVAND_TEST(DamageTest)

class CheckTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;

    ErrorCode finding() {
        const auto findings = checkRegister(desk_->opened());
        return findings && !findings->empty() ? findings->front().code : ErrorCode::internal;
    }

  private slots:
    void init() {
        desk_ = std::make_unique<RegisterFixture>();
        for (const char* name : {"یک", "دو", "سه"})
            QVERIFY(People(desk_->opened()).add({{name, "تست"}, {}}));
        QVERIFY(checkRegister(desk_->opened())->empty());
    }
    void aFlippedEntryIsFound() {
        desk_->database().execute("UPDATE entry SET bytes = CAST(bytes || x'00' AS BLOB)"
                                  " WHERE number = 2");
        QCOMPARE(finding(), ErrorCode::entry_malformed);
    }
    void aMissingEntryIsFound() {
        desk_->database().execute("DELETE FROM entry WHERE number = 2");
        QCOMPARE(finding(), ErrorCode::chain_broken);
    }
    void aChangedLinkIsFound() {
        desk_->database().execute("UPDATE segment SET link = zeroblob(32) WHERE first_seq = 2");
        QCOMPARE(finding(), ErrorCode::chain_broken);
    }
    void aChangedSignatureIsFound() {
        desk_->database().execute("UPDATE segment SET signature = zeroblob(64)");
        QCOMPARE(finding(), ErrorCode::head_signature_invalid);
    }
    void aCutFeedIsFound() {
        desk_->database().execute("DELETE FROM entry WHERE seq = 3;"
                                  "DELETE FROM segment WHERE first_seq = 3");
        QCOMPARE(finding(), ErrorCode::chain_broken);
    }
    void aMissingSearchRowIsFound() {
        desk_->database().execute("DELETE FROM person_search WHERE rowid = 2");
        QCOMPARE(finding(), ErrorCode::register_damaged);
    }
    void aSearchRowOfNobodyIsFound() {
        desk_->database().execute("DELETE FROM person_search WHERE rowid = 2;"
                                  "INSERT INTO person_search (rowid, words) VALUES (99, 'x')");
        QCOMPARE(finding(), ErrorCode::register_damaged);
    }
    void everyTamperedColumnOfTheAuditIsFound() {
        for (const char* change : {"time_ms = time_ms + 1", "user = 'other'", "deed = deed + 1",
                                   "record = NULL", "keyed = x'00'", "hash = zeroblob(32)"}) {
            init();
            desk_->database().execute("UPDATE audit SET " + std::string(change) +
                                      " WHERE number = 2");
            QCOMPARE(desk_->opened().audit().verify().error().code, ErrorCode::audit_damaged);
            QCOMPARE(finding(), ErrorCode::audit_damaged);
        }
    }
    void aRowTakenOutOfTheAuditIsFound() {
        desk_->database().execute("DELETE FROM audit WHERE number = 2");
        const auto verified = desk_->opened().audit().verify();
        QCOMPARE(verified.error().code, ErrorCode::audit_damaged);
        QCOMPARE(verified.error().arguments.front().second, std::string("2"));
    }
};
PEYVAND_TEST(CheckTest)
#include "damage_test.moc"
