// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/store/migrations.h"
#include "core/store/store_error.h"

// SQLCipher installs its header under its own folder in some packages and plainly in others.
#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

#include <cerrno>
#include <charconv>

namespace peyvand {

Statement::Statement(Database& database, Slot* slot)
    : database_(&database), slot_(slot), statement_(slot == nullptr ? nullptr : slot->statement) {
    if (slot_ != nullptr)
        slot_->in_use = true;
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), slot_(std::exchange(other.slot_, nullptr)),
      statement_(std::exchange(other.statement_, nullptr)), next_parameter_(other.next_parameter_) {
}

Statement::~Statement() {
    if (statement_ == nullptr)
        return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    slot_->in_use = false;
}

Statement& Statement::bind(std::int64_t value) {
    if (statement_ != nullptr)
        database_->noteFailure(sqlite3_bind_int64(statement_, next_parameter_++, value));
    return *this;
}

Statement& Statement::bindAt(int parameter, std::int64_t value) {
    if (statement_ != nullptr)
        database_->noteFailure(sqlite3_bind_int64(statement_, parameter, value));
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    if (statement_ != nullptr)
        database_->noteFailure(sqlite3_bind_text(statement_, next_parameter_++,
                                                 text.data() == nullptr ? "" : text.data(),
                                                 static_cast<int>(text.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind(ByteView blob) {
    if (statement_ == nullptr)
        return *this;
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    // Ids and keys are often made in the call itself; what is longer has an owner that waits.
    constexpr std::size_t copied_bytes = 64;
    database_->noteFailure(
        sqlite3_bind_blob(statement_, next_parameter_++, data, static_cast<int>(blob.size()),
                          blob.size() <= copied_bytes ? SQLITE_TRANSIENT : SQLITE_STATIC));
    return *this;
}

Statement& Statement::bindNull() {
    if (statement_ != nullptr)
        database_->noteFailure(sqlite3_bind_null(statement_, next_parameter_++));
    return *this;
}

bool Statement::step() {
    if (statement_ == nullptr || database_->refuses())
        return false;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        database_->noteFailure(code);
    return false;
}

void Statement::run() {
    while (step()) {
    }
}

int Statement::columns() const {
    return statement_ == nullptr ? 0 : sqlite3_column_count(statement_);
}

bool Statement::isNull(int column) const {
    return statement_ == nullptr || sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return statement_ == nullptr ? 0 : sqlite3_column_int64(statement_, column);
}

std::string_view Statement::text(int column) const {
    if (statement_ == nullptr)
        return {};
    const auto* data = sqlite3_column_text(statement_, column);
    if (data == nullptr)
        return {};
    return {reinterpret_cast<const char*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

ByteView Statement::blob(int column) const {
    if (statement_ == nullptr)
        return {};
    const void* data = sqlite3_column_blob(statement_, column);
    if (data == nullptr)
        return {};
    return {static_cast<const std::uint8_t*>(data),
            static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

namespace {

std::string pathText(const Path& path) {
    const auto text = path.u8string();
    return {text.begin(), text.end()};
}

int openFlags(Database::Mode mode) {
    switch (mode) {
    case Database::Mode::create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    case Database::Mode::write:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
    case Database::Mode::read:
        break;
    }
    return SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
}

constexpr int checkpoint_pages = 4000;

// What the operating system said, in its own numbers.
bool isNoRoom(int system_error) {
#ifdef _WIN32
    return system_error == 112 || system_error == 39; // ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
#else
    return system_error == ENOSPC || system_error == EDQUOT;
#endif
}

bool isBroken(int system_error) {
#ifdef _WIN32
    return system_error == 1117 || system_error == 23; // ERROR_IO_DEVICE, ERROR_CRC
#else
    return system_error == EIO;
#endif
}

// Neither memory nor locks are the disk's.
bool isOfTheDisk(int code) {
    return (code & 0xff) == SQLITE_IOERR && code != SQLITE_IOERR_NOMEM &&
           code != SQLITE_IOERR_BLOCKED && code != SQLITE_IOERR_LOCK &&
           code != SQLITE_IOERR_RDLOCK && code != SQLITE_IOERR_UNLOCK &&
           code != SQLITE_IOERR_CHECKRESERVEDLOCK && code != SQLITE_IOERR_SHMLOCK;
}

// "4.6.1 community" is at least 4.6.
bool isRecentEnough(const std::string& version) {
    int major = 0;
    int minor = 0;
    const char* begin = version.c_str();
    const char* end = begin + version.size();
    const auto first = std::from_chars(begin, end, major);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.')
        return false;
    if (std::from_chars(first.ptr + 1, end, minor).ec != std::errc())
        return false;
    return major > 4 || (major == 4 && minor >= 6);
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const Path& path, const Secret<32>& key,
                                                 Mode mode) {
    std::unique_ptr<Database> database(new Database());
    PEYVAND_TRY(database->openFile(path, key, mode));
    return database;
}

Result<void> Database::openFile(const Path& path, const Secret<32>& key, Mode mode) {
    const int code = sqlite3_open_v2(pathText(path).c_str(), &handle_, openFlags(mode), nullptr);
    if (code != SQLITE_OK) {
        Error error = errorOf(code);
        const bool is_disk =
            error.code == ErrorCode::disk_full || error.code == ErrorCode::disk_failed;
        return is_disk ? fail(std::move(error))
                       : fail(ErrorCode::register_missing, "file", pathText(path.filename()));
    }
    sqlite3_extended_result_codes(handle_, 1);
    // The key goes in as bytes through the C call: it never is part of an SQL text.
    std::string raw = "x'" + toHex(key.view()) + "'";
    sqlite3_key(handle_, raw.data(), static_cast<int>(raw.size()));
    sodium_memzero(raw.data(), raw.size());
    // SQLCipher would write about damage to the console; it is told as an error.
    execute("PRAGMA cipher_log_level = NONE");
    if (!isRecentEnough(cipherVersion(*this)))
        return fail(ErrorCode::store_library_old);
    PEYVAND_TRY(checkSchema(mode));
    configure(mode);
    PEYVAND_TRY(takeFailure());
    if (mode == Mode::write)
        PEYVAND_TRY(emptyLog());
    return mode == Mode::read ? Result<void>() : migrate();
}

void Database::close() {
    for (const auto& [sql, slots] : statements_)
        for (const auto& slot : slots)
            sqlite3_finalize(slot->statement);
    statements_.clear();
    sqlite3_close_v2(std::exchange(handle_, nullptr));
    stopped_ = Error{ErrorCode::disk_failed};
}

Result<void> Database::openAgain(const Path& path, const Secret<32>& key) {
    sqlite3_close_v2(std::exchange(handle_, nullptr));
    failure_.reset();
    stopped_.reset();
    auto opened = openFile(path, key, Mode::write);
    if (!opened && !stopped_)
        stopped_ = opened.error();
    return opened;
}

Database::~Database() { close(); }

void Database::configure(Mode mode) {
    execute("PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
            "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536;");
    sqlite3_busy_timeout(handle_, 5000);
    if (mode == Mode::read)
        execute("PRAGMA wal_autocheckpoint = 0;");
    else
        execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    if (mode != Mode::read)
        sqlite3_wal_hook(handle_, &Database::checkpointWhenLong, this);
}

// A process that ended in the middle of this leaves pages half written that the log holds whole:
// they are mended before anybody looks at the file itself (backups, the check of its pages).
Result<void> Database::emptyLog() {
    const int code =
        sqlite3_wal_checkpoint_v2(handle_, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
        noteFailure(code);
    return takeFailure();
}

// As wal_autocheckpoint, which would keep a failing disk to itself. The commit before it is safe.
int Database::checkpointWhenLong(void* database, sqlite3* handle, const char* name, int pages) {
    if (pages < checkpoint_pages)
        return SQLITE_OK;
    const int code =
        sqlite3_wal_checkpoint_v2(handle, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    auto& self = *static_cast<Database*>(database);
    if (code != SQLITE_OK)
        if (const Error error = storeErrorOf(self.handle_, code);
            error.code == ErrorCode::disk_failed)
            self.stop(error);
    return SQLITE_OK;
}

// Before anything is written to the file.
Result<void> Database::checkSchema(Mode mode) {
    std::int64_t version = 0;
    if (auto statement = prepare("PRAGMA user_version"); statement.step())
        version = statement.integer(0);
    PEYVAND_TRY(takeFailure());
    if (version > newestSchema())
        return fail(ErrorCode::register_newer_program);
    // An emptied file would become a new register without anybody in it.
    if (version == 0 && mode != Mode::create)
        return fail(ErrorCode::register_damaged);
    return {};
}

Result<void> Database::migrate() {
    std::int64_t version = 0;
    if (auto statement = prepare("PRAGMA user_version"); statement.step())
        version = statement.integer(0);
    PEYVAND_TRY(takeFailure());
    while (version < newestSchema()) {
        ++version;
        Transaction transaction(*this);
        execute(migrationSql(static_cast<int>(version)));
        execute("PRAGMA user_version = " + std::to_string(version));
        PEYVAND_TRY(transaction.commit());
    }
    return {};
}

bool Database::refuses() {
    if (!failure_)
        failure_ = stopped_ ? stopped_ : undone_;
    return failure_.has_value();
}

Statement Database::prepare(std::string_view sql) {
    if (refuses())
        return {*this, nullptr};
    auto found = statements_.find(sql);
    if (found == statements_.end())
        found = statements_.emplace(std::string(sql), Slots()).first;
    // A query inside its own rows gets a second statement.
    for (const auto& slot : found->second)
        if (!slot->in_use)
            return {*this, slot.get()};
    sqlite3_stmt* statement = nullptr;
    noteFailure(sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                   SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
    if (failure_)
        return {*this, nullptr};
    found->second.push_back(std::make_unique<Statement::Slot>(Statement::Slot{statement, false}));
    return {*this, found->second.back().get()};
}

void Database::execute(std::string_view sql) {
    if (refuses())
        return;
    noteFailure(sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr));
}

Result<void> Database::takeFailure() {
    if (!failure_)
        return {};
    Error error = *std::exchange(failure_, std::nullopt);
    return fail(std::move(error));
}

Error storeErrorOf(sqlite3* handle, int code) {
    bool of_the_disk = isOfTheDisk(code);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return Error{ErrorCode::disk_full};
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return Error{ErrorCode::register_damaged};
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        // The files beside the database cannot be made either when there is no room. A flush that
        // fails for want of it is a flush that failed.
        if (code != SQLITE_IOERR_FSYNC && isNoRoom(sqlite3_system_errno(handle)))
            return Error{ErrorCode::disk_full};
        of_the_disk = of_the_disk || isBroken(sqlite3_system_errno(handle));
        break;
    default:
        break;
    }
    return Error{of_the_disk ? ErrorCode::disk_failed : ErrorCode::store_failed,
                 {{"detail", sqlite3_errmsg(handle)}, {"number", std::to_string(code)}}};
}

Error Database::errorOf(int code) const { return storeErrorOf(handle_, code); }

void Database::noteFailure(int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || failure_)
        return;
    failure_ = errorOf(code);
    if (failure_->code == ErrorCode::disk_failed)
        stop(*failure_);
    if (in_transaction_ && sqlite3_get_autocommit(handle_) != 0)
        undone_ = failure_;
}

// The log stays beside the database: what it holds is written again when the register is opened.
void Database::stop(const Error& error) {
    if (!stopped_)
        stopped_ = error;
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

void Database::rollBack() {
    if (sqlite3_get_autocommit(handle_) == 0)
        sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
    in_transaction_ = false;
    undone_.reset();
}

std::vector<std::string> Database::integrityProblems() {
    std::vector<std::string> problems;
    for (const char* sql : {"PRAGMA cipher_integrity_check", "PRAGMA integrity_check"}) {
        auto statement = prepare(sql);
        while (statement.step())
            if (statement.text(0) != "ok")
                problems.push_back(statement.string(0));
    }
    return problems;
}

std::int64_t Database::lastRow() const { return sqlite3_last_insert_rowid(handle_); }
int Database::changes() const { return sqlite3_changes(handle_); }

Transaction::Transaction(Database& database) : database_(database) {
    database_.prepare("BEGIN IMMEDIATE").run();
    open_ = !database_.failure();
    database_.in_transaction_ = database_.in_transaction_ || open_;
}

Transaction::~Transaction() {
    if (open_)
        database_.rollBack();
}

Result<void> Transaction::commit() {
    if (open_ && !database_.refuses()) {
        database_.prepare("COMMIT").run();
        if (!database_.failure())
            open_ = database_.in_transaction_ = false;
    }
    auto failure = database_.takeFailure();
    if (open_)
        database_.rollBack();
    open_ = false;
    return failure;
}

std::string cipherVersion(Database& database) {
    auto statement = database.prepare("PRAGMA cipher_version");
    return statement.step() ? statement.string(0) : std::string();
}

} // namespace peyvand
