// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/check.h"

#include "core/register/backup.h"
#include "core/store/tombstones.h"

namespace peyvand {
namespace {

void checkSearchIndex(Database& database, std::vector<CheckFinding>& findings) {
    for (const char* sql :
         {"SELECT row FROM beneficiary EXCEPT SELECT rowid FROM person_search LIMIT 1",
          "SELECT rowid FROM person_search EXCEPT SELECT row FROM beneficiary LIMIT 1"})
        if (database.prepare(sql).step())
            findings.push_back({ErrorCode::register_damaged, "person_search", "search"});
}

Digest digestFrom(ByteView bytes) {
    Digest digest{};
    if (bytes.size() == digest.size())
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

// Every stored entry against its digest, every segment's link and signature from the beginning.
void checkFeed(Database& database, std::int64_t number, const FeedPosition& position,
               const VerifyKey& node, std::vector<CheckFinding>& findings) {
    const FeedId& id = position.feed;
    const std::string name = toHex(ByteView(id).first(8));
    Sha256 hash;
    Link link = id;
    std::uint64_t last_seq = 0;
    auto segments = database.prepare("SELECT first_seq, count, link, time_ms, signature"
                                     " FROM segment WHERE feed = ? ORDER BY first_seq");
    segments.bind(number);
    bool first_segment = true;
    while (segments.step()) {
        std::vector<Digest> digests;
        auto entries = database.prepare("SELECT digest, bytes FROM entry WHERE feed = ?"
                                        " AND seq >= ? AND seq < ? ORDER BY seq");
        entries.bind(number)
            .bind(segments.integer(0))
            .bind(segments.integer(0) + segments.integer(1));
        while (entries.step()) {
            digests.push_back(digestFrom(entries.blob(0)));
            if (!entries.isNull(1) && entryDigest(hash, entries.blob(1)) != digests.back())
                findings.push_back({ErrorCode::entry_malformed, name, "entry"});
        }
        SegmentHead head{id,
                         static_cast<std::uint64_t>(segments.integer(0) + segments.integer(1) - 1),
                         digestFrom(segments.blob(2)),
                         static_cast<std::uint64_t>(segments.integer(3)),
                         {}};
        if (segments.blob(4).size() == head.signature.size())
            std::copy(segments.blob(4).begin(), segments.blob(4).end(), head.signature.begin());
        // A branch of a fork begins in the middle; its first link is proven by its signature.
        const bool from_start = segments.integer(0) == 1 || !first_segment;
        if (from_start && linkOf(hash, link, static_cast<std::uint64_t>(segments.integer(0)),
                                 digests) != head.link)
            findings.push_back({ErrorCode::chain_broken, name, "chain"});
        if (!verifyHead(head, node))
            findings.push_back({ErrorCode::head_signature_invalid, name, "signature"});
        link = head.link;
        last_seq = head.seq;
        first_segment = false;
    }
    if (position.seq != last_seq || position.link != link)
        findings.push_back({ErrorCode::chain_broken, name, "chain"});
}

void checkFeeds(Database& database, std::vector<CheckFinding>& findings) {
    auto feeds = database.prepare("SELECT number, id, position, link, node FROM feed"
                                  " ORDER BY number");
    while (feeds.step())
        checkFeed(database, feeds.integer(0),
                  {digestFrom(feeds.blob(1)), static_cast<std::uint64_t>(feeds.integer(2)),
                   digestFrom(feeds.blob(3))},
                  digestFrom(feeds.blob(4)), findings);
}

Result<std::vector<CheckFinding>> problemsOf(Vault& vault) {
    Database& database = vault.database();
    std::vector<CheckFinding> findings;
    for (const auto& problem : database.integrityProblems())
        findings.push_back({ErrorCode::register_damaged, problem, "pages"});
    // Reading a damaged page fails in ways of its own; what the disk says is the disk's.
    if (const auto read = database.takeFailure(); !read) {
        const Error& error = read.error();
        if (error.code == ErrorCode::disk_failed || error.code == ErrorCode::disk_full)
            return fail(error);
        findings.push_back(
            {ErrorCode::register_damaged, std::string(errorName(error.code)), "pages"});
    }
    if (!findings.empty())
        return findings;
    if (const auto root = vault.checkRoot(); !root)
        findings.push_back({root.error().code, "root", "root"});
    if (const auto audit = AuditLog(vault).verify(); !audit) {
        const auto& arguments = audit.error().arguments;
        findings.push_back(
            {audit.error().code, arguments.empty() ? "audit" : arguments.front().second, "audit"});
    }
    checkSearchIndex(database, findings);
    checkFeeds(database, findings);
    return database.checked(std::move(findings));
}

// References to what is not there (yet): none of them is damage.
void noteOrphans(Database& database, std::vector<CheckFinding>& notes) {
    struct Orphans {
        const char* about;
        const char* sql;
    };
    constexpr Orphans kinds[] = {
        {"orphan_identity", "SELECT COUNT(*) FROM identity WHERE beneficiary NOT IN"
                            " (SELECT id FROM beneficiary)"},
        {"orphan_member", "SELECT COUNT(*) FROM member WHERE beneficiary NOT IN"
                          " (SELECT id FROM beneficiary) OR household NOT IN"
                          " (SELECT id FROM household)"},
        {"orphan_aid", "SELECT COUNT(*) FROM aid WHERE beneficiary NOT IN"
                       " (SELECT id FROM beneficiary)"},
        {"waiting", "SELECT COUNT(*) FROM entry WHERE record IS NULL AND bytes IS NOT NULL"},
        {"forked", "SELECT COUNT(*) FROM feed WHERE forked = 1 AND branch = 0"},
    };
    for (const auto& [about, sql] : kinds) {
        auto row = database.prepare(sql);
        if (row.step() && row.integer(0) > 0)
            notes.push_back({ErrorCode::record_unknown, std::to_string(row.integer(0)), about});
    }
}

Result<void> noteBackups(Vault& vault, std::vector<CheckFinding>& notes) {
    constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;
    const Platform platform = vault.platform();
    if (readTombstones(platform.files, tombstonesPath(vault.folder()))
            .value_or(Tombstones{{}, true})
            .damaged)
        notes.push_back({ErrorCode::backup_damaged, "tombstones", "tombstones"});
    PEYVAND_LET(const auto backups, automaticBackups(platform, vault.folder()));
    if (backups.empty()) {
        notes.push_back({ErrorCode::file_missing, "backups", "backup_none"});
        return {};
    }
    const auto& newest = backups.front();
    const std::int64_t days = (platform.clock.unixMs() - newest.time_ms) / day_ms;
    if (days > 7)
        notes.push_back({ErrorCode::file_missing, std::to_string(days), "backup_old"});
    if (const auto read = verifyBackup(platform.files, newest.path, {}, {}); !read)
        notes.push_back({read.error().code, newest.path.filename().string(), "backup_unreadable"});
    return {};
}

/// A register of its own for the replay, beside the one that is checked and with a key that nobody
/// keeps; it goes with the object.
class ScratchDatabase {
  public:
    ScratchDatabase(Platform platform, Path file) : platform_(platform), file_(std::move(file)) {
        clear();
    }
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;
    ~ScratchDatabase() {
        database_.reset();
        clear();
    }
    Result<void> open() {
        Secret<32> key;
        platform_.random.fill({key.data(), 32});
        PEYVAND_TRY(platform_.files.create(file_));
        PEYVAND_LET(database_, Database::open(file_, key, Database::Mode::create));
        return {};
    }
    Database& database() { return *database_; }

  private:
    void clear() {
        for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
            Path path = file_;
            path += ending;
            if (platform_.files.exists(path))
                (void)platform_.files.remove(path);
        }
    }
    Platform platform_;
    Path file_;
    std::unique_ptr<Database> database_{};
};

} // namespace

Result<std::vector<CheckFinding>> checkRegister(Register& opened) {
    return problemsOf(opened.vault());
}

Result<CheckReport> checkVault(Vault& vault) {
    CheckReport report;
    PEYVAND_LET(report.problems, problemsOf(vault));
    noteOrphans(vault.database(), report.notes);
    PEYVAND_TRY(noteBackups(vault, report.notes));
    auto counts = vault.database().prepare("SELECT (SELECT COUNT(*) FROM beneficiary),"
                                           " (SELECT COUNT(*) FROM aid),"
                                           " (SELECT COUNT(*) FROM entry)");
    if (counts.step()) {
        report.people = counts.integer(0);
        report.aid = counts.integer(1);
        report.entries = counts.integer(2);
    }
    return vault.database().checked(std::move(report));
}

Result<std::vector<CheckFinding>> checkRows(Register& opened, const Journal::Progress& progress) {
    ScratchDatabase scratch(opened.platform(), opened.vault().folder() / "check.scratch");
    PEYVAND_TRY(scratch.open());
    PEYVAND_TRY(opened.journal().replayInto(scratch.database(), progress));
    PEYVAND_LET(const auto kept, canonicalHashes(opened.database()));
    PEYVAND_LET(const auto folded, canonicalHashes(scratch.database()));
    std::vector<CheckFinding> findings;
    for (std::size_t i = 0; i < std::min(kept.size(), folded.size()); ++i) {
        const bool is_replayed = (kept[i].first != "claim" && kept[i].first != "direct_fact") ||
                                 opened.journal().joins(RecordType::claim);
        if (is_replayed && kept[i] != folded[i])
            findings.push_back({ErrorCode::register_damaged, kept[i].first, "rows"});
    }
    return findings;
}

} // namespace peyvand
