// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of the file keys, and of the register key itself. Two files change together:
//   register.db.part   the whole database under the new key, verified
//   keys.next          the keys that open it
// register.db.part is renamed last but one; from then on keys.next counts. Which of the two files
// of keys counts is seen by what opens the database (Vault::openBy).
#include "core/store/attempts.h"
#include "core/store/vault.h"

#define SQLITE_HAS_CODEC 1
#include <sqlcipher/sqlite3.h>

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::uint64_t keys_limit_bytes = 1 << 20;
constexpr std::string_view hash_name = "keys_hash";
constexpr std::string_view next_hash_name = "keys_hash_next";
constexpr std::string_view hash_key_name = "hash_key";

Bytes readSecret(Database& database, std::string_view name) {
    auto row = database.prepare("SELECT value FROM secret WHERE name = ?");
    row.bind(name);
    return row.step() ? Bytes(row.blob(0).begin(), row.blob(0).end()) : Bytes();
}

void writeSecret(Database& database, std::string_view name, ByteView value) {
    database.prepare("INSERT OR REPLACE INTO secret (name, value) VALUES (?, ?)")
        .bind(name)
        .bind(value)
        .run();
}

void dropSecret(Database& database, std::string_view name) {
    database.prepare("DELETE FROM secret WHERE name = ?").bind(name).run();
}

void removeDatabase(Files& files, const Path& part) {
    for (const char* end : {"-wal", "-shm", "-journal", ""}) {
        Path path = part;
        path += end;
        if (files.exists(path))
            (void)files.remove(path);
    }
}

// A log that stayed beside a renamed file would be taken for the new one's.
Result<void> endLog(Database& database) {
    bool ended = false;
    {
        auto row = database.prepare("PRAGMA journal_mode = DELETE");
        ended = row.step() && row.text(0) == "delete";
        // The answer comes before the page that says so is written.
        while (row.step()) {
        }
    }
    PEYVAND_TRY(database.takeFailure());
    return ended ? Result<void>() : fail(ErrorCode::store_failed, "detail", "journal_mode");
}

Result<void> copyPages(Database& from, Database& to) {
    sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (copy == nullptr) {
        to.noteFailure(sqlite3_errcode(to.handle()));
        return to.takeFailure();
    }
    // What the step met is known to the connection, with the system's reason, once it is finished.
    (void)sqlite3_backup_step(copy, -1);
    to.noteFailure(sqlite3_backup_finish(copy));
    return to.takeFailure();
}

} // namespace

Result<Bytes> Vault::keyFile() const {
    auto bytes = platform_.files.readAll(folder_ / keys_name_, keys_limit_bytes);
    return bytes ? std::move(bytes) : fail(ErrorCode::register_keys_damaged);
}

Result<KeyFile> Vault::readKeys() const {
    PEYVAND_LET(const Bytes bytes, keyFile());
    return decodeKeyFile(bytes);
}

Result<bool> Vault::hasUser(std::string_view user) const {
    PEYVAND_LET(KeyFile file, readKeys());
    return file.find(slotOf(user)) != nullptr;
}

Result<RegisterKey> Vault::keyOf(const KeyFile& file, const KeyEntry& entry,
                                 const SecretText& secret) const {
    PEYVAND_LET(auto opened, openEntry(file.register_id, entry, secret));
    if (entry.isDirect())
        return opened;
    return takeFromBox(opened, entry.key);
}

Result<std::optional<Secret<32>>> Vault::rootOf(const KeyEntry& entry,
                                                const SecretText& secret) const {
    if (!entry.isDirect()) {
        PEYVAND_LET(const auto opened, openEntry(register_id_, entry, secret));
        if (!entry.holdsRoot())
            return std::optional<Secret<32>>();
        PEYVAND_LET(auto seed, takeFromBox(opened, entry.root));
        return std::optional<Secret<32>>(std::move(seed));
    }
    auto bytes = platform_.files.readAll(folder_ / "root", keys_limit_bytes);
    if (!bytes)
        return fail(ErrorCode::register_keys_damaged);
    PEYVAND_LET(const SlotList list, decodeSlotList(*bytes));
    for (const auto& slot : list.entries)
        if (slot.kind == entry.slot.kind && list.register_id == register_id_) {
            PEYVAND_LET(auto seed, openSlot(register_id_, slot, secret));
            return std::optional<Secret<32>>(std::move(seed));
        }
    return fail(ErrorCode::register_keys_damaged);
}

void Vault::loadHashKey() {
    if (const Bytes first = readSecret(*database_, hash_key_name); first.size() == 32)
        hash_key_ = RegisterKey::from(first);
}

// A part that is still there was never put in its place: the keys that would go with it count for
// nothing, and they go first.
Result<void> Vault::settleParts() {
    Files& files = platform_.files;
    const Path part = folder_ / "register.db.part";
    if (!files.exists(part))
        return {};
    if (files.exists(folder_ / next_keys_name))
        PEYVAND_TRY(files.remove(folder_ / next_keys_name));
    removeDatabase(files, part);
    return {};
}

void Vault::settleKeys() {
    if (keys_name_ == keys_name)
        return;
    // A name that is not on the disk yet counts as it reads; until it is, the other one is there.
    (void)platform_.files.rename(folder_ / next_keys_name, folder_ / keys_name);
    if (!platform_.files.exists(folder_ / next_keys_name))
        keys_name_ = keys_name;
}

Result<void> Vault::checkKeys(bool may_write) {
    PEYVAND_LET(const Bytes bytes, keyFile());
    const auto hash = slotListHash(bytes);
    const auto is_it = [&hash](const Bytes& kept) {
        return std::equal(kept.begin(), kept.end(), hash.begin(), hash.end());
    };
    const Bytes kept = readSecret(*database_, hash_name);
    const Bytes next = readSecret(*database_, next_hash_name);
    PEYVAND_TRY(database_->takeFailure());
    if (!kept.empty() && !is_it(kept) && !is_it(next))
        return fail(ErrorCode::register_keys_rolled_back);
    if (!may_write || (is_it(kept) && next.empty()))
        return {};
    Transaction transaction(*database_);
    writeSecret(*database_, hash_name, hash);
    dropSecret(*database_, next_hash_name);
    return transaction.commit();
}

// Both hashes count while the file is being replaced.
Result<void> Vault::replaceKeys(const KeyFile& file) {
    const Bytes bytes = encodeKeyFile(file);
    const auto hash = slotListHash(bytes);
    writeSecret(*database_, next_hash_name, hash);
    PEYVAND_TRY(database_->takeFailure());
    PEYVAND_TRY(platform_.files.replace(folder_ / keys_name_, bytes));
    // It has happened: what the database says of it is settled at the next opening.
    (void)checkKeys(true);
    return {};
}

Result<void> Vault::exportTo(const Path& part, const RegisterKey& key, ByteView keys_hash,
                             std::string_view removed) const {
    removeDatabase(platform_.files, part);
    PEYVAND_TRY(platform_.files.create(part));
    PEYVAND_LET(const auto fresh, Database::open(part, key, Database::Mode::create));
    PEYVAND_TRY(endLog(*fresh));
    PEYVAND_TRY(copyPages(*database_, *fresh));
    // The audit log's hashes of what was typed stay comparable.
    if (!hash_key_)
        writeSecret(*fresh, hash_key_name, key_.view());
    writeSecret(*fresh, hash_name, keys_hash);
    fresh->prepare("DELETE FROM user WHERE name = ?").bind(removed).run();
    dropSecret(*fresh, next_hash_name);
    const bool is_sound = fresh->integrityProblems().empty();
    PEYVAND_TRY(fresh->takeFailure());
    PEYVAND_TRY(endLog(*fresh));
    return is_sound ? Result<void>() : fail(ErrorCode::register_damaged);
}

Result<void> Vault::switchKey(const KeyFile& file, RegisterKey key, std::string_view removed) {
    Files& files = platform_.files;
    const Path part = folder_ / "register.db.part", next = folder_ / next_keys_name;
    const Bytes bytes = encodeKeyFile(file);
    Result<void> renamed;
    auto done = exportTo(part, key, slotListHash(bytes), removed);
    if (done)
        done = files.replace(next, bytes);
    if (done)
        done = endLog(*database_);
    if (done) {
        database_->close();
        // The new name counts as it reads; after an error it may not be on the disk.
        renamed = files.rename(part, folder_ / "register.db");
        done = files.exists(part) ? renamed : Result<void>();
    }
    if (!done) {
        // While the keys stay, the part has to: without it they would seem to count.
        if (!files.exists(next) || files.remove(next))
            removeDatabase(files, part);
        // Closed and opened again it has its log back, whatever was reached.
        database_->close();
        PEYVAND_TRY(database_->openAgain(folder_ / "register.db", key_));
        return done;
    }
    // From here on it has happened: what fails is settled at the next opening.
    keys_name_ = next_keys_name;
    settleKeys();
    if (!hash_key_)
        hash_key_ = std::move(key_);
    key_ = std::move(key);
    (void)database_->openAgain(folder_ / "register.db", key_);
    return renamed;
}

namespace {

StretchCost codeCost(StretchCost cost) {
    return cost.memory_mib < least_cost.memory_mib ? cost : least_cost;
}

/// The new entries, one step after the other.
struct Rewriting {
    const RegisterId& register_id;
    const KeysChange& change;
    const std::optional<Secret<32>>& seed;
    RandomSource& random;
    KeyFile& file;

    // A file of 0.1.0 has one user and the code: the one who is here can be renewed.
    Result<void> renewOwn(const SlotId& own_slot, const SecretText& own) {
        KeyEntry* entry = file.find(own_slot);
        if (!entry->isDirect())
            return {};
        PEYVAND_LET(*entry, makeEntry(register_id, entry->slot.id, entry->slot.kind, own,
                                      entry->slot.cost, random));
        if (seed)
            entry->root = putInBox(entry->box, *seed, random);
        return {};
    }
    Result<void> setUser(const SlotId& id) {
        KeyEntry* entry = file.find(id);
        const bool held_root = entry != nullptr && entry->holdsRoot();
        if (change.password != nullptr) {
            PEYVAND_LET(auto made, makeEntry(register_id, id, SlotKind::password, *change.password,
                                             change.cost, random));
            if (entry == nullptr && file.entries.size() >= max_password_slots)
                return fail(ErrorCode::user_exists);
            if (entry == nullptr)
                entry = &file.entries.emplace_back(made);
            else
                *entry = made;
        }
        if (entry == nullptr)
            return fail(ErrorCode::user_unknown);
        if (!change.holds_root.value_or(held_root))
            entry->root = {};
        else if (seed)
            entry->root = putInBox(entry->box, *seed, random);
        else if (!entry->holdsRoot())
            return fail(ErrorCode::not_permitted);
        return {};
    }
    Result<SecretText> renewCode(const SlotId& id) {
        std::erase_if(file.entries,
                      [](const KeyEntry& entry) { return entry.slot.kind == SlotKind::recovery; });
        SecretText code = makeRecoveryCode(random);
        PEYVAND_LET(auto printed, makeEntry(register_id, id, SlotKind::recovery, code,
                                            codeCost(change.cost), random));
        if (seed)
            printed.root = putInBox(printed.box, *seed, random);
        file.entries.push_back(printed);
        return code;
    }
};

} // namespace

Result<void> Vault::confirm(const SecretText& own) const {
    PEYVAND_LET(KeyFile file, readKeys());
    const KeyEntry* mine = file.find(own_slot_);
    if (mine == nullptr)
        return fail(ErrorCode::user_unknown);
    Attempts attempts(platform_.files, platform_.clock, folder_, own_slot_);
    PEYVAND_TRY(attempts.begin());
    PEYVAND_TRY(openEntry(register_id_, *mine, own));
    attempts.succeeded();
    return {};
}

Result<std::optional<SecretText>> Vault::changeKeys(const SecretText& own,
                                                    const KeysChange& change) {
    RandomSource& random = platform_.random;
    // Not to a box that somebody put into the file since it was opened.
    PEYVAND_TRY(checkKeys(false));
    settleKeys();
    PEYVAND_LET(KeyFile file, readKeys());
    const KeyEntry* mine = file.find(own_slot_);
    if (mine == nullptr)
        return fail(ErrorCode::user_unknown);
    Attempts attempts(platform_.files, platform_.clock, folder_, own_slot_);
    PEYVAND_TRY(attempts.begin());
    PEYVAND_LET(const auto seed, rootOf(*mine, own));
    attempts.succeeded();
    const bool was_direct = mine->isDirect();
    const bool new_code = change.new_code || was_direct || mine->slot.kind == SlotKind::recovery;
    Rewriting rewriting{register_id_, change, seed, random, file};
    PEYVAND_TRY(rewriting.renewOwn(own_slot_, own));
    if (!change.removed.empty())
        std::erase_if(file.entries, [id = slotOf(change.removed)](const KeyEntry& entry) {
            return entry.slot.id == id;
        });
    if (!change.user.empty())
        PEYVAND_TRY(rewriting.setUser(slotOf(change.user)));
    std::optional<SecretText> code;
    if (new_code) {
        PEYVAND_LET(code, rewriting.renewCode(random.id<SlotId>(platform_.clock.unixMs())));
    }
    RegisterKey key = key_.copy();
    if (change.new_key)
        random.fill({key.data(), key.size()});
    for (auto& entry : file.entries) {
        if (entry.isDirect())
            return fail(ErrorCode::register_keys_damaged);
        entry.key = putInBox(entry.box, key, random);
    }
    PEYVAND_TRY(change.new_key ? switchKey(file, std::move(key), change.removed)
                               : replaceKeys(file));
    if (was_direct && platform_.files.exists(folder_ / "root"))
        (void)platform_.files.remove(folder_ / "root");
    return code;
}

} // namespace peyvand
