// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vault.h"

#include "core/store/attempts.h"
#include "core/text/fold.h"

namespace peyvand {
namespace {

constexpr std::uint64_t small_file_limit_bytes = 1 << 20;

Path databasePath(const Path& folder) { return folder / "register.db"; }
Path keysPath(const Path& folder) { return folder / "keys"; }
Path rootPath(const Path& folder) { return folder / "root"; }
Path headsPath(const Path& folder) { return folder / "heads"; }
// Stands there while a register is being made.
Path unfinishedPath(const Path& folder) { return folder / "unfinished"; }

// Without keys nobody ever got into it; with keys the mark is an old one.
bool isUnfinished(Files& files, const Path& folder) {
    return files.exists(unfinishedPath(folder)) && !files.exists(keysPath(folder));
}

Result<SlotList> readSlots(Files& files, const Path& path) {
    auto bytes = files.readAll(path, small_file_limit_bytes);
    if (!bytes)
        return fail(ErrorCode::register_keys_damaged);
    return decodeSlotList(*bytes);
}

// One secret for a password and for the recovery code. The code is random enough to need no
// stretching beyond the least.
Result<SlotList> wrap(Platform platform, const RegisterId& register_id, const SlotId& slot,
                      const SecretText& password, const SecretText& recovery_code,
                      const Secret<32>& secret, StretchCost cost) {
    SlotList list{register_id, {}};
    PEYVAND_LET(auto own, makeSlot(register_id, slot, SlotKind::password, password, secret, cost,
                                   platform.random));
    const StretchCost light = cost.memory_mib < least_cost.memory_mib ? cost : least_cost;
    PEYVAND_LET(auto printed,
                makeSlot(register_id, platform.random.id<SlotId>(platform.clock.unixMs()),
                         SlotKind::recovery, recovery_code, secret, light, platform.random));
    list.entries = {own, printed};
    return list;
}

} // namespace

bool Vault::exists(Platform platform, const Path& folder) {
    return platform.files.exists(databasePath(folder)) && !isUnfinished(platform.files, folder);
}

Vault::~Vault() {
    if (!keys_to_come_.empty())
        clearUnfinished();
}

// The mark goes last: a crash on the way leaves something that is cleared away again. A log that
// stayed would be taken for the next database's.
void Vault::clearUnfinished() {
    database_.reset();
    for (const char* name : {"keys", "keys.next", "heads", "root", "attempts", "register.db-wal",
                             "register.db-shm", "register.db-journal", "register.db", "unfinished"})
        if (platform_.files.exists(folder_ / name))
            (void)platform_.files.remove(folder_ / name);
}

SlotId Vault::slotOf(std::string_view user) const {
    return SlotId{LabelledHash("slot name")
                      .fixed(register_id_.bytes)
                      .variable(bytesOf(text::searchKey(user)))
                      .digest<16>()};
}

Result<void> Vault::claimFolder() {
    if (!platform_.files.isLocalDisk(folder_))
        return fail(ErrorCode::register_on_network_drive);
    auto lock = platform_.files.lock(folder_ / "lock");
    if (!lock)
        return fail(lock.error().code == ErrorCode::lock_held
                        ? Error{ErrorCode::register_open_elsewhere}
                        : lock.error());
    lock_ = std::move(*lock);
    return {};
}

namespace {

Result<void> copyAnew(Files& files, const Path& from, const Path& to) {
    PEYVAND_LET(const auto source, files.openRead(from));
    PEYVAND_LET(const auto copy, files.create(to));
    Bytes piece(std::size_t{1} << 20);
    for (;;) {
        PEYVAND_LET(const std::size_t count, source->read(piece));
        if (count == 0)
            return copy->sync();
        PEYVAND_TRY(copy->write(ByteView(piece).first(count)));
    }
}

// What a failed flush did not put on the disk, the system may go on showing as if it were there. So
// the log that a crash or a failing disk left is written once more before anything stands on it.
Result<void> renewLog(Files& files, const Path& log) {
    if (!files.exists(log))
        return {};
    Path part = log;
    part += ".part";
    if (files.exists(part))
        PEYVAND_TRY(files.remove(part));
    auto done = copyAnew(files, log, part);
    if (done)
        done = files.rename(part, log);
    if (!done && files.exists(part))
        (void)files.remove(part);
    return done;
}

} // namespace

Result<void> Vault::openDatabase(Database::Mode mode) {
    if (mode == Database::Mode::write)
        PEYVAND_TRY(renewLog(platform_.files, folder_ / "register.db-wal"));
    PEYVAND_LET(database_, Database::open(databasePath(folder_), key_, mode));
    return {};
}

Result<Vault::Created> Vault::create(Platform platform, const Path& folder, std::string_view user,
                                     const SecretText& password, StretchCost cost) {
    if (exists(platform, folder) || platform.files.exists(keysPath(folder)))
        return fail(ErrorCode::register_exists);
    PEYVAND_TRY(platform.files.makeFolder(folder));
    std::unique_ptr<Vault> vault(new Vault(platform, folder));
    PEYVAND_TRY(vault->claimFolder());
    if (isUnfinished(platform.files, folder))
        vault->clearUnfinished();
    return fill(std::move(vault), user, password, cost);
}

Result<Vault::Created> Vault::fill(std::unique_ptr<Vault> vault, std::string_view user,
                                   const SecretText& password, StretchCost cost) {
    const Platform platform = vault->platform_;
    const Path folder = vault->folder_;
    vault->register_id_ = platform.random.id<RegisterId>(platform.clock.unixMs());
    vault->user_ = user;
    vault->own_slot_ = vault->slotOf(user);
    platform.random.fill({vault->key_.data(), 32});
    SigningKey root = SigningKey::generate(platform.random);
    SecretText code = makeRecoveryCode(platform.random);
    const SlotId slot = vault->slotOf(user);
    PEYVAND_LET(const auto keys,
                wrap(platform, vault->register_id_, slot, password, code, vault->key_, cost));
    PEYVAND_LET(const auto roots,
                wrap(platform, vault->register_id_, slot, password, code, root.seed(), cost));
    // From here on half a register would stand in the way of the next try.
    vault->keys_to_come_ = encodeSlotList(keys);
    PEYVAND_TRY(platform.files.replace(unfinishedPath(folder), {}));
    PEYVAND_TRY(platform.files.replace(rootPath(folder), encodeSlotList(roots)));
    // Made first for this user only; SQLite keeps the permissions, for its own files too.
    PEYVAND_TRY(platform.files.create(databasePath(folder)));
    PEYVAND_TRY(vault->openDatabase(Database::Mode::create));
    auto& database = *vault->database_;
    database.prepare("INSERT INTO user (name, slot, role) VALUES (?, ?, 'manager')")
        .bind(user)
        .bind(slot)
        .run();
    PEYVAND_TRY(database.takeFailure());
    return Created{std::move(vault), std::move(code), std::move(root)};
}

Result<void> Vault::finish() {
    if (keys_to_come_.empty())
        return {};
    PEYVAND_TRY(platform_.files.replace(keysPath(folder_), keys_to_come_));
    keys_to_come_.clear();
    (void)platform_.files.remove(unfinishedPath(folder_));
    return {};
}

Result<std::unique_ptr<Vault>> Vault::open(Platform platform, const Path& folder,
                                           std::string_view user, const SecretText& password,
                                           Database::Mode mode) {
    const auto find = [user](Vault& vault, const KeyFile& file) -> Result<const KeyEntry*> {
        const KeyEntry* found = user.empty() ? nullptr : file.find(vault.slotOf(user));
        for (const auto& candidate : file.entries)
            if (user.empty() && candidate.slot.kind == SlotKind::password) {
                if (found != nullptr)
                    return fail(ErrorCode::user_needed);
                found = &candidate;
            }
        return found == nullptr ? Result<const KeyEntry*>(fail(ErrorCode::user_unknown)) : found;
    };
    return openBy(platform, folder, find, password, mode);
}

Result<std::unique_ptr<Vault>> Vault::openWithCode(Platform platform, const Path& folder,
                                                   const SecretText& code) {
    // A slip of the pen is no try.
    PEYVAND_TRY(readRecoveryCode(code));
    const auto find = [](Vault&, const KeyFile& file) -> Result<const KeyEntry*> {
        const KeyEntry* found = file.find(SlotKind::recovery);
        return found == nullptr ? Result<const KeyEntry*>(fail(ErrorCode::recovery_code_wrong))
                                : found;
    };
    return openBy(platform, folder, find, code, Database::Mode::write);
}

// A change of the register key that was cut off may have left a second file of keys: it counts if
// it opens the database, and is of no use if the usual one does.
Result<std::unique_ptr<Vault>> Vault::openBy(Platform platform, const Path& folder,
                                             const FindEntry& find, const SecretText& secret,
                                             Database::Mode mode) {
    if (!exists(platform, folder))
        return fail(ErrorCode::register_missing);
    if (secret.empty())
        return fail(ErrorCode::password_missing);
    std::unique_ptr<Vault> vault(new Vault(platform, folder));
    PEYVAND_TRY(vault->claimFolder());
    PEYVAND_TRY(vault->settleParts());
    const Path next = folder / next_keys_name;
    if (platform.files.exists(next)) {
        vault->keys_name_ = next_keys_name;
        if (vault->unlock(find, secret, mode)) {
            if (mode == Database::Mode::write)
                vault->settleKeys();
            return vault;
        }
        vault->database_.reset();
        vault->keys_name_ = keys_name;
    }
    PEYVAND_TRY(vault->unlock(find, secret, mode));
    if (mode == Database::Mode::write && platform.files.exists(next))
        (void)platform.files.remove(next);
    return vault;
}

Result<void> Vault::unlock(const FindEntry& find, const SecretText& secret, Database::Mode mode) {
    PEYVAND_LET(const KeyFile file, readKeys());
    register_id_ = file.register_id;
    PEYVAND_LET(const KeyEntry* entry, find(*this, file));
    Attempts attempts(platform_.files, platform_.clock, folder_, entry->slot.id);
    PEYVAND_TRY(attempts.begin());
    PEYVAND_LET(key_, keyOf(file, *entry, secret));
    attempts.succeeded();
    own_slot_ = entry->slot.id;
    PEYVAND_TRY(openDatabase(mode));
    if (platform_.files.exists(unfinishedPath(folder_)))
        (void)platform_.files.remove(unfinishedPath(folder_));
    PEYVAND_TRY(checkKeys(mode == Database::Mode::write));
    loadHashKey();
    auto row = database().prepare("SELECT name FROM user WHERE slot = ?");
    row.bind(entry->slot.id);
    if (row.step())
        user_ = row.string(0);
    return database().takeFailure();
}

Result<void> Vault::checkRoot() const {
    PEYVAND_LET(const KeyFile file, readKeys());
    for (const auto& entry : file.entries)
        if (entry.holdsRoot())
            return {};
    PEYVAND_LET(const SlotList list, readSlots(platform_.files, rootPath(folder_)));
    return list.register_id == register_id_ ? Result<void>()
                                            : fail(ErrorCode::register_keys_damaged);
}

Result<SigningKey> Vault::root(const SecretText& password) const {
    PEYVAND_LET(KeyFile file, readKeys());
    const KeyEntry* entry = file.find(own_slot_);
    if (entry == nullptr || file.register_id != register_id_)
        return fail(ErrorCode::user_unknown);
    Attempts attempts(platform_.files, platform_.clock, folder_, own_slot_);
    PEYVAND_TRY(attempts.begin());
    PEYVAND_LET(const auto seed, rootOf(*entry, password));
    attempts.succeeded();
    if (!seed)
        return fail(ErrorCode::not_permitted);
    return SigningKey::fromSeed(*seed);
}

Result<void> Vault::writeHeads(ByteView heads) {
    return platform_.files.replace(headsPath(folder_), heads);
}

Result<Bytes> Vault::readHeads() const {
    if (!platform_.files.exists(headsPath(folder_)))
        return Bytes{};
    return platform_.files.readAll(headsPath(folder_), small_file_limit_bytes);
}

ByteArray<16> Vault::keyedHash(std::string_view purpose, ByteView value) const {
    return LabelledHash("audit")
        .variable(bytesOf(purpose))
        .variable(value)
        .digest<16>(hash_key_ ? hash_key_->view() : key_.view());
}

} // namespace peyvand
