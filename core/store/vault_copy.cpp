// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault.h"

#include "core/store/store_error.h"

#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

namespace peyvand {
namespace {

constexpr int pages_a_step = 2048; // 8 MiB

/// The copy under way. It is verified before it counts, so nothing of it is journalled or flushed.
class CopyTarget {
  public:
    explicit CopyTarget(const Path& path) {
        const auto text = path.u8string();
        note(sqlite3_open_v2(std::string(text.begin(), text.end()).c_str(), &handle_,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr));
    }
    CopyTarget(const CopyTarget&) = delete;
    CopyTarget& operator=(const CopyTarget&) = delete;
    ~CopyTarget() { sqlite3_close_v2(handle_); }

    void useKey(const Secret<32>& key) {
        std::string raw = "x'" + toHex(key.view()) + "'";
        sqlite3_key(handle_, raw.data(), static_cast<int>(raw.size()));
        sodium_memzero(raw.data(), raw.size());
        run("PRAGMA cipher_log_level = NONE; PRAGMA synchronous = OFF;"
            "PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY;");
    }
    // A copy is read without a log beside it.
    void endLog() { run("PRAGMA journal_mode = DELETE"); }
    Result<void> outcome() const { return failure_ ? fail(*failure_) : Result<void>(); }
    void note(int code) {
        if (!failure_ && code != SQLITE_OK && code != SQLITE_DONE)
            failure_ = storeErrorOf(handle_, code);
    }
    sqlite3* handle() const { return handle_; }

  private:
    void run(const char* sql) { note(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)); }
    sqlite3* handle_ = nullptr;
    std::optional<Error> failure_{};
};

} // namespace

Result<std::unique_ptr<Database>> Vault::openReader() const {
    return Database::open(folder_ / "register.db", key_, Database::Mode::read);
}

Result<std::unique_ptr<Database>> Vault::openCopy(const Path& copy) const {
    return Database::open(copy, key_, Database::Mode::read);
}

bool Vault::emptyLog() {
    return sqlite3_wal_checkpoint_v2(database_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                     nullptr, nullptr) == SQLITE_OK;
}

Result<void> Vault::copyDatabase(const Path& to, const CopyProgress& progress) const {
    PEYVAND_LET(const auto reader, openReader());
    // One snapshot for the whole copy, however long it takes.
    reader->execute("BEGIN; SELECT COUNT(*) FROM sqlite_schema");
    PEYVAND_TRY(reader->takeFailure());
    CopyTarget target(to);
    target.useKey(key_);
    PEYVAND_TRY(target.outcome());
    sqlite3_backup* copy = sqlite3_backup_init(target.handle(), "main", reader->handle(), "main");
    if (copy == nullptr)
        return fail(ErrorCode::store_failed, "detail", sqlite3_errmsg(target.handle()));
    bool cancelled = false;
    for (int code = SQLITE_OK; code == SQLITE_OK && !cancelled;) {
        code = sqlite3_backup_step(copy, pages_a_step);
        const int total = sqlite3_backup_pagecount(copy);
        cancelled = progress && !progress(total - sqlite3_backup_remaining(copy), total);
    }
    // What a step met is known to the connection, with the system's reason, once it is finished.
    target.note(sqlite3_backup_finish(copy));
    if (cancelled)
        return fail(ErrorCode::cancelled);
    PEYVAND_TRY(target.outcome());
    target.endLog();
    return target.outcome();
}

} // namespace peyvand
