// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/store/migrations.h"

// SQLCipher installs its header under its own folder in some packages and plainly in others.
#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

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
    database_->noteFailure(sqlite3_bind_blob(statement_, next_parameter_++, data,
                                             static_cast<int>(blob.size()), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bindNull() {
    if (statement_ != nullptr)
        database_->noteFailure(sqlite3_bind_null(statement_, next_parameter_++));
    return *this;
}

bool Statement::step() {
    if (statement_ == nullptr || database_->failure())
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
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(pathText(path).c_str(), &handle, openFlags(mode), nullptr);
    std::unique_ptr<Database> database(new Database(handle));
    if (code != SQLITE_OK)
        return fail(ErrorCode::register_missing, "file", pathText(path.filename()));
    sqlite3_extended_result_codes(handle, 1);
    // The key goes in as bytes through the C call: it never is part of an SQL text.
    std::string raw = "x'" + toHex(key.view()) + "'";
    sqlite3_key(handle, raw.data(), static_cast<int>(raw.size()));
    sodium_memzero(raw.data(), raw.size());
    // SQLCipher would write about damage to the console; it is told as an error.
    database->execute("PRAGMA cipher_log_level = NONE");
    if (!isRecentEnough(cipherVersion(*database)))
        return fail(ErrorCode::store_library_old);
    PEYVAND_TRY(database->checkSchema(mode));
    database->configure(mode);
    if (mode == Mode::read)
        PEYVAND_TRY(database->takeFailure());
    else
        PEYVAND_TRY(database->migrate());
    return database;
}

Database::~Database() {
    for (const auto& [sql, slots] : statements_)
        for (const auto& slot : slots)
            sqlite3_finalize(slot->statement);
    sqlite3_close_v2(handle_);
}

void Database::configure(Mode mode) {
    execute("PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
            "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -65536;");
    sqlite3_busy_timeout(handle_, 5000);
    if (mode == Mode::read)
        execute("PRAGMA wal_autocheckpoint = 0;");
    else
        execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                "PRAGMA wal_autocheckpoint = 4000;");
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

Statement Database::prepare(std::string_view sql) {
    if (failure_)
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
    if (failure_)
        return;
    noteFailure(sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr));
}

Result<void> Database::takeFailure() {
    if (!failure_)
        return {};
    Error error = *std::exchange(failure_, std::nullopt);
    return fail(std::move(error));
}

void Database::noteFailure(int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE || failure_)
        return;
    switch (code & 0xff) {
    case SQLITE_FULL:
        failure_ = Error{ErrorCode::disk_full};
        return;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        failure_ = Error{ErrorCode::register_damaged};
        return;
    default:
        failure_ = Error{ErrorCode::store_failed,
                         {{"detail", sqlite3_errmsg(handle_)}, {"number", std::to_string(code)}}};
    }
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
}

Transaction::~Transaction() {
    if (!open_)
        return;
    const auto failure = database_.takeFailure();
    database_.prepare("ROLLBACK").run();
    if (!failure)
        database_.failure_ = failure.error();
}

Result<void> Transaction::commit() {
    if (open_ && !database_.failure()) {
        database_.prepare("COMMIT").run();
        open_ = database_.failure().has_value();
    }
    auto failure = database_.takeFailure();
    if (open_) {
        database_.prepare("ROLLBACK").run();
        (void)database_.takeFailure();
        open_ = false;
    }
    return failure;
}

std::string cipherVersion(Database& database) {
    auto statement = database.prepare("PRAGMA cipher_version");
    return statement.step() ? statement.string(0) : std::string();
}

} // namespace peyvand
