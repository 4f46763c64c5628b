// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One SQLCipher connection with its prepared statements. A connection and everything borrowed from
// it belong to one thread at a time.
//
// The first failure of a connection is kept (Database::failure): statements after it do nothing and
// rows end, so that code reads straight on, and every public query and every commit closes with
// checked() or commit(), which report it. Nothing read after a failure is ever shown.
//
// A disk that failed (read, write, flush) is not asked again: the connection refuses everything
// from then on and leaves the files as they are; opening the register anew is what makes them
// sound. A full disk takes only the transaction with it. Errors: store_failed with "detail"
// (SQLite's own message, never a value), disk_full, disk_failed, register_damaged,
// register_newer_program.

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"
#include "core/platform/files.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace peyvand {

class Database;

/// A prepared statement in use; given back (reset, bindings cleared) when destroyed. Views from
/// text() and blob() live until the next step.
class Statement {
  public:
    /// A slot of the connection's cache; in_use is cleared when the statement is given back.
    struct Slot {
        sqlite3_stmt* statement = nullptr;
        bool in_use = false;
    };
    Statement(Database& database, Slot* slot);
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // Binds the next parameter, left to right. Text and blobs are not copied: they must live until
    // the statement is destroyed.
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(const char* text) { return bind(std::string_view(text)); }
    Statement& bind(ByteView blob);
    Statement& bindNull();
    template <std::size_t N> Statement& bind(const ByteArray<N>& blob) {
        return bind(ByteView(blob));
    }
    template <class Tag> Statement& bind(const Id<Tag>& id) { return bind(ByteView(id.bytes)); }
    template <class T> Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bindNull();
    }
    /// A numbered parameter ("?3"), for statements that use one twice.
    Statement& bindAt(int parameter, std::int64_t value);
    /// Empty text is kept as NULL.
    Statement& bindTextOrNull(std::string_view text) {
        return text.empty() ? bindNull() : bind(text);
    }

    /// True when a row is there.
    bool step();
    /// Runs to the end; for statements without rows.
    void run();

    int columns() const;
    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;
    ByteView blob(int column) const;
    std::string string(int column) const { return std::string(text(column)); }
    template <class IdType> IdType id(int column) const {
        return IdType::of(blob(column)).value_or(IdType{});
    }
    template <class IdType> std::optional<IdType> idOrNone(int column) const {
        return IdType::of(blob(column));
    }

  private:
    Database* database_;
    Slot* slot_;
    sqlite3_stmt* statement_;
    int next_parameter_ = 1;
};

class Database {
  public:
    enum class Mode { create, write, read };

    /// Opens a file with a raw 32-byte key; password_wrong is reported by the vault, here a wrong
    /// key is register_damaged. A newer schema is register_newer_program.
    static Result<std::unique_ptr<Database>> open(const Path& path, const Secret<32>& key,
                                                  Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    /// Gives the file back, so that another can be put in its place; no statement may be in use.
    /// Until openAgain everything fails, and after an openAgain that failed as well.
    void close();
    Result<void> openAgain(const Path& path, const Secret<32>& key);

    /// From the connection's cache; use literals, so that the cache stays small.
    Statement prepare(std::string_view sql);
    /// One or several statements without parameters.
    void execute(std::string_view sql);

    /// The first failure since the last time it was taken.
    const std::optional<Error>& failure() const { return failure_; }
    Result<void> takeFailure();
    /// The value, unless the connection failed on the way to it.
    template <class T> Result<T> checked(T value) {
        if (auto ok = takeFailure(); !ok)
            return fail(std::move(ok).error());
        return value;
    }

    /// Integrity of pages and of the tables, in SQLite's own words; empty when sound.
    std::vector<std::string> integrityProblems();
    std::int64_t lastRow() const;
    /// A Transaction of this connection is open.
    bool inTransaction() const { return in_transaction_; }
    int changes() const;
    sqlite3* handle() const { return handle_; }
    void noteFailure(int code);

  private:
    Database() = default;
    Result<void> openFile(const Path& path, const Secret<32>& key, Mode mode);
    Error errorOf(int code) const;
    void stop(const Error& error);
    bool refuses();
    void rollBack();
    Result<void> emptyLog();
    static int checkpointWhenLong(void* database, sqlite3* handle, const char* name, int pages);
    void configure(Mode mode);
    Result<void> checkSchema(Mode mode);
    Result<void> migrate();

    sqlite3* handle_ = nullptr;
    struct TextHash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Slots = std::vector<std::unique_ptr<Statement::Slot>>;
    std::unordered_map<std::string, Slots, TextHash, std::equal_to<>> statements_;
    std::optional<Error> failure_;
    /// The disk failed: for good.
    std::optional<Error> stopped_;
    /// SQLite rolled the open transaction back by itself: until its end is reached, statements
    /// would be transactions of their own.
    std::optional<Error> undone_;
    bool in_transaction_ = false;
    friend class Statement;
    friend class Transaction;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when destroyed without commit().
class Transaction {
  public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    /// The failure of any statement since the beginning, or of the commit itself.
    Result<void> commit();

  private:
    Database& database_;
    bool open_ = false;
};

/// The SQLCipher that the program runs with, for example "4.6.1 community"; empty when the library
/// is a plain SQLite.
std::string cipherVersion(Database& database);

} // namespace peyvand
