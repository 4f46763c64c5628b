// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The folder of a register: register.db (SQLCipher under a random key), keys (that key wrapped once
// for each user's password and once for the recovery code), root (the charity's root key, wrapped
// the same way and opened for certifying only), heads, lock, backups/. docs/keys.md tells who holds
// what. One process owns the folder while it is open. Slow calls (stretching): create, open, root.
// Errors: register_missing, register_exists, register_open_elsewhere, register_on_network_drive,
// register_keys_damaged, register_damaged, password_wrong, password_missing, user_unknown,
// user_needed, recovery_code_wrong, attempts_wait, register_keys_rolled_back, and those of
// core/store/database.h and core/platform/files.h.

#include "core/crypto/key_file.h"
#include "core/crypto/sign.h"
#include "core/platform/clock.h"
#include "core/platform/files.h"
#include "core/platform/random.h"
#include "core/store/database.h"

#include <functional>

namespace peyvand {

/// What every part of the program takes from the outside; owned by the program's main.
struct Platform {
    Clock& clock;
    RandomSource& random;
    Files& files;
};

/// What is to change in the file keys, all of it in one step.
struct KeysChange {
    /// Whose password is set, or whose hold on the root key changes; empty for nobody.
    std::string user{};
    const SecretText* password = nullptr;
    StretchCost cost = least_cost;
    /// Unset: as it is.
    std::optional<bool> holds_root{};
    /// Whose entry goes; with new_key the user's row of this desk goes in the same step.
    std::string removed{};
    bool new_code = false;
    bool new_key = false;
};

class Vault {
  public:
    struct Created {
        std::unique_ptr<Vault> vault;
        /// Shown once, printed, and nowhere kept.
        SecretText recovery_code;
        /// For certifying the first desk at once.
        SigningKey root;
    };
    /// A new folder, or an empty one. cost is calibrate()'s for people, cheaper in tests. The
    /// register counts as there once finish() has come back well: a vault that is destroyed before
    /// takes its files with it, and what a crash left of one is cleared away by the next create.
    static Result<Created> create(Platform platform, const Path& folder, std::string_view user,
                                  const SecretText& password, StretchCost cost);
    /// Without a user name the only one there is. A wrong name says the same as a wrong password
    /// would take: names stand nowhere in the clear.
    /// With Mode::read nothing is written to the database, whatever its schema; for checking.
    static Result<std::unique_ptr<Vault>> open(Platform platform, const Path& folder,
                                               std::string_view user, const SecretText& password,
                                               Database::Mode mode = Database::Mode::write);
    /// By the printed recovery code; user() is empty then.
    static Result<std::unique_ptr<Vault>> openWithCode(Platform platform, const Path& folder,
                                                       const SecretText& code);
    static bool exists(Platform platform, const Path& folder);
    ~Vault();
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    /// After create, when all that makes a register has been written: the last step.
    Result<void> finish();

    Database& database() { return *database_; }
    const Path& folder() const { return folder_; }
    const RegisterId& registerId() const { return register_id_; }
    /// The name of the user that opened it, as the register writes it.
    const std::string& user() const { return user_; }
    Platform platform() const { return platform_; }

    /// The bytes of the file of keys that counts; for backups.
    Result<Bytes> keyFile() const;
    /// Whether somebody of this name can open this register.
    Result<bool> hasUser(std::string_view user) const;
    SlotId slotOf(std::string_view user) const;
    /// Whether this is the password (or code) that opened it; counted as a try.
    Result<void> confirm(const SecretText& own) const;
    /// own is the password (or code) that opened it. The new recovery code when there is one: on
    /// request, and whenever a file of 0.1.0 is written anew. Afterwards everything is as before or
    /// as wanted, whatever fails; a changed register key gives database()
    /// another file.
    Result<std::optional<SecretText>> changeKeys(const SecretText& own, const KeysChange& change);

    /// The charity's root key, for certifying desks; the manager's password.
    Result<SigningKey> root(const SecretText& password) const;

    /// Whether the file root is there, whole, and of this register; register_keys_damaged.
    Result<void> checkRoot() const;

    /// Remembers how far the own feeds are, beside the database; rolled back unnoticed it is not.
    Result<void> writeHeads(ByteView heads);
    /// What writeHeads wrote last; empty when there is none.
    Result<Bytes> readHeads() const;

    /// A connection of its own that only reads; for another thread. The vault outlives it.
    Result<std::unique_ptr<Database>> openReader() const;
    using CopyProgress = std::function<bool(std::int64_t done, std::int64_t total)>;
    /// The database as it is now, under the same key, while others go on writing; to is an empty
    /// file. False from progress is cancelled. Any thread.
    Result<void> copyDatabase(const Path& to, const CopyProgress& progress) const;
    /// Writes the log into the database and empties it; false while a reader needs it.
    bool emptyLog();
    /// Opens such a copy for reading.
    Result<std::unique_ptr<Database>> openCopy(const Path& copy) const;

    /// A keyed hash that means nothing outside this register; the same after a change of its key.
    ByteArray<16> keyedHash(std::string_view purpose, ByteView value) const;

  private:
    Vault(Platform platform, Path folder) : platform_(platform), folder_(std::move(folder)) {}
    Result<void> claimFolder();
    void clearUnfinished();
    static Result<Created> fill(std::unique_ptr<Vault> vault, std::string_view user,
                                const SecretText& password, StretchCost cost);
    Result<void> openDatabase(Database::Mode mode);
    using FindEntry = std::function<Result<const KeyEntry*>(Vault&, const KeyFile&)>;
    static Result<std::unique_ptr<Vault>> openBy(Platform platform, const Path& folder,
                                                 const FindEntry& find, const SecretText& secret,
                                                 Database::Mode mode);
    Result<void> unlock(const FindEntry& find, const SecretText& secret, Database::Mode mode);
    Result<KeyFile> readKeys() const;
    Result<RegisterKey> keyOf(const KeyFile& file, const KeyEntry& entry,
                              const SecretText& secret) const;
    Result<std::optional<Secret<32>>> rootOf(const KeyEntry& entry, const SecretText& secret) const;
    Result<void> settleParts();
    /// The keys of a changed register key take their usual name; tried again when it failed.
    void settleKeys();
    Result<void> checkKeys(bool may_write);
    Result<void> replaceKeys(const KeyFile& file);
    Result<void> switchKey(const KeyFile& file, RegisterKey key, std::string_view removed);
    Result<void> exportTo(const Path& part, const RegisterKey& key, ByteView keys_hash,
                          std::string_view removed) const;
    void loadHashKey();

    Platform platform_;
    Path folder_;
    RegisterId register_id_{};
    std::string user_{};
    RegisterKey key_{};
    static constexpr const char* keys_name = "keys";
    static constexpr const char* next_keys_name = "keys.next";
    /// The file of keys that counts.
    const char* keys_name_ = keys_name;
    /// The entry that opened it.
    SlotId own_slot_{};
    /// The register's first key, once it has another; for hashes in the audit log.
    std::optional<RegisterKey> hash_key_{};
    /// The file keys of a register that is not finished; empty otherwise.
    Bytes keys_to_come_{};
    std::unique_ptr<FileLock> lock_{};
    std::unique_ptr<Database> database_{};
};

} // namespace peyvand
