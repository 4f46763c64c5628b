// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/writer/operations.h"

#include "core/crypto/hash.h"
#include "core/exchange/import.h"
#include "core/register/aid_book.h"
#include "core/register/backup.h"
#include "core/register/erase.h"
#include "core/register/people.h"
#include "core/register/restore.h"
#include "core/register/users.h"

namespace peyvand::test {
namespace {

constexpr int listed_people = 12;

Result<void> open(Desk& desk) { return desk.open(); }

Result<void> create(Desk& desk) {
    PEYVAND_LET(auto created, Register::create(desk.platform, desk.folder,
                                               {"خیریهٔ آزمون", "manager", SecretText(desk.password),
                                                StretchCost{1, 8}}));
    desk.opened = std::move(created.opened);
    return {};
}

Result<void> createWithPeople(Desk& desk) {
    PEYVAND_TRY(create(desk));
    for (const char* name : {"آرش", "بیژن", "پرویز"})
        PEYVAND_TRY(addPerson(*desk.opened, name));
    desk.opened.reset();
    return {};
}

Result<void> addOne(Desk& desk) { return addPerson(*desk.opened, "تازه"); }

Result<void> giveOne(Desk& desk) {
    PEYVAND_LET(const auto page, People(*desk.opened).page({"تازه"}));
    if (page.rows.empty())
        return fail(ErrorCode::beneficiary_unknown);
    AidDraft draft;
    draft.person = page.rows.front().id;
    draft.category = "cash";
    draft.amount = Rial(5'000'000);
    draft.date = desk.opened->today();
    return AidBook(*desk.opened).give(draft).map([](const AidId&) {});
}

Result<void> importList(Desk& desk) {
    const std::string list = peopleList(0, listed_people);
    exchange::ImportRequest request;
    request.bytes = bytesOf(list);
    request.list_name = "people.csv";
    request.rejects_path = desk.folder / "rejected.csv";
    PEYVAND_LET(const auto report, exchange::importPeople(*desk.opened, request));
    return report.created == listed_people ? Result<void>() : fail(ErrorCode::list_malformed);
}

Result<void> editOne(Desk& desk) {
    PEYVAND_LET(const auto page, People(*desk.opened).page({"بیژن"}));
    PersonFields fields;
    fields.given_name = "بیژن";
    fields.family_name = "آزمون";
    fields.city = "یزد";
    return page.rows.empty() ? fail(ErrorCode::beneficiary_unknown)
                             : People(*desk.opened).edit(page.rows.front().id, fields);
}

Result<void> saveHeads(Desk& desk) { return desk.opened->journal().saveHeads(); }

// As a process that was killed leaves it: the log is not in the database file yet.
Result<void> leaveALog(Desk& desk) {
    PEYVAND_TRY(createWithPeople(desk));
    PEYVAND_TRY(desk.open());
    PEYVAND_TRY(addPerson(*desk.opened, "ناتمام"));
    const Path left = desk.folder.string() + ".left";
    std::filesystem::copy(desk.folder, left, std::filesystem::copy_options::recursive);
    desk.opened.reset();
    std::filesystem::remove_all(desk.folder);
    std::filesystem::rename(left, desk.folder);
    return {};
}

Result<void> copyReleased(Desk& desk) {
    std::filesystem::copy(Path(PEYVAND_SOURCE_DIR) / "tests/data/registers/0.1.0", desk.folder,
                          std::filesystem::copy_options::recursive);
    return {};
}

Path backupPath(const Desk& desk) { return desk.folder.parent_path() / "copy.pvk"; }

Result<void> backUp(Desk& desk) {
    return writeBackup(*desk.opened, {backupPath(desk)}).map([](const BackupFile&) {});
}

// A file with the name of a backup is a whole one.
Result<void> lookAtBackup(Desk& desk, int acknowledged) {
    Files& files = desk.platform.files;
    if (!files.exists(backupPath(desk)))
        return acknowledged < 2 ? Result<void>() : fail(ErrorCode::file_missing);
    return verifyBackup(files, backupPath(desk), {}, {});
}

Result<void> backUpAndGoOn(Desk& desk) {
    PEYVAND_TRY(createWithPeople(desk));
    PEYVAND_TRY(desk.open());
    PEYVAND_TRY(backUp(desk));
    PEYVAND_TRY(addPerson(*desk.opened, "پس از پشتیبان"));
    desk.opened.reset();
    return {};
}

Result<void> restore(Desk& desk) {
    desk.opened.reset();
    RestoreRequest request;
    request.file = backupPath(desk);
    request.folder = desk.folder;
    request.password = SecretText(desk.password);
    request.replace = true;
    return restoreBackup(desk.platform, request).map([](const Restored&) {});
}

Result<void> eraseOne(Desk& desk) {
    PEYVAND_LET(const auto page, People(*desk.opened).page({"بیژن"}));
    if (page.rows.empty())
        return fail(ErrorCode::beneficiary_unknown);
    return erasePerson(*desk.opened, page.rows.front().id).map([](const Erased&) {});
}

Result<void> createWithUsers(Desk& desk) {
    PEYVAND_TRY(createWithPeople(desk));
    PEYVAND_TRY(desk.open());
    PEYVAND_TRY(Users(*desk.opened)
                    .add(SecretText(desk.password),
                         {"همکار", Role::clerk, SecretText("another password"), {1, 8}}));
    desk.opened.reset();
    return {};
}

Result<void> closeColleague(Desk& desk) { return Users(*desk.opened).close("همکار"); }

Result<void> takeColleaguesKeys(Desk& desk) {
    return Users(*desk.opened)
        .takeKeys(SecretText(desk.password), "همکار")
        .map([](const Users::Code&) {});
}

} // namespace

Result<void> Desk::open() {
    opened.reset();
    PEYVAND_LET(opened, Register::open(platform, folder, user, SecretText(password)));
    return {};
}

std::vector<Operation> operations() {
    return {
        {"create", [](Desk&) -> Result<void> { return {}; }, {create, addOne}},
        {"commit", createWithPeople, {open, addOne, giveOne, editOne, saveHeads}},
        {"import", createWithPeople, {open, importList}},
        {"recover", leaveALog, {open, addOne}},
        {"migrate", copyReleased, {open, addOne}, "peyvand-demo"},
        {"backup", createWithPeople, {open, backUp}, "a long password", false, lookAtBackup},
        {"restore", backUpAndGoOn, {restore, open}, "a long password", true},
        {"key_change",
         createWithUsers,
         {open, closeColleague, takeColleaguesKeys},
         "a long password",
         true,
         {},
         "manager"},
        {"erase", createWithPeople, {open, eraseOne}, "a long password", true},
    };
}

Result<void> addPerson(Register& opened, const std::string& name) {
    return People(opened).add({{name, "آزمون"}, {}}).map([](const RegisteredPerson&) {});
}

// A word of five letters for each number: digits are not read as part of a name.
static std::string wordOf(int number) {
    static constexpr const char* letters[] = {"ا", "ب", "پ", "ت", "ج", "د", "ر", "ز", "س", "ش",
                                              "ف", "ق", "ک", "گ", "ل", "م", "ن", "و", "ه", "ی"};
    std::string word;
    for (int i = 0; i < 5; ++i, number /= 20)
        word += letters[number % 20];
    return word;
}

std::string peopleList(int from, int count) {
    std::string list = "نام,نام خانوادگی,نام پدر,شهر\n";
    for (int i = from; i < from + count; ++i)
        list += wordOf(i) + "," + wordOf(i * 7 + 3) + "," + wordOf(i * 3 + 1) + ",یزد\n";
    return list;
}

Result<Snapshot> snapshotOf(Database& database) {
    Snapshot snapshot;
    Sha256 hash;
    hash.reset();
    auto tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                   " AND name NOT LIKE 'sqlite_%' AND name <> 'audit'"
                                   " ORDER BY name");
    while (tables.step()) {
        const std::string table = tables.string(0);
        // The words of the search index stand in its own tables, in an order of their own.
        if (table.find("search_") != std::string::npos)
            continue;
        std::int64_t count = 0;
        auto rows = database.prepare("SELECT * FROM \"" + table + "\"");
        for (; rows.step(); ++count)
            for (int column = 0; column < rows.columns(); ++column) {
                const ByteView value = rows.blob(column);
                const std::string head = std::to_string(value.size()) + ":";
                hash.update(bytesOf(head)).update(value);
            }
        snapshot.shape += table + "=" + std::to_string(count) + " ";
        hash.update(bytesOf(snapshot.shape));
    }
    snapshot.exact = hash.finish();
    return database.checked(std::move(snapshot));
}

} // namespace peyvand::test
