// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/crash/writer/work.h"

#include "core/exchange/import.h"
#include "core/register/backup.h"
#include "core/register/fields.h"
#include "core/register/restore.h"

namespace peyvand::test {
namespace {

constexpr int people_a_block = 40;

std::int64_t number(Register& opened, std::string_view sql) {
    auto row = opened.database().prepare(sql);
    return row.step() ? row.integer(0) : -1;
}

// A half block is what must never be.
std::int64_t blocksOf(std::int64_t people) {
    return people % people_a_block == 0 ? people / people_a_block : -1;
}

std::int64_t blocksOfPeople(Register& opened) {
    return blocksOf(number(opened, "SELECT COUNT(*) FROM beneficiary"));
}

// More than one segment's worth now and then.
Result<int> commit(Desk& desk, int turn) {
    const int blocks = turn % 5 == 4 ? 26 : 1;
    JournalTransaction transaction(desk.opened->journal());
    for (int i = 0; i < blocks * people_a_block; ++i) {
        const auto id = desk.opened->newId<RecordId>();
        transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                            RecordType::beneficiary,
                                            id,
                                            id,
                                            {{field::beneficiary::given_name, std::to_string(i)}},
                                            std::nullopt,
                                            true});
    }
    PEYVAND_TRY(transaction.commit());
    if (turn % 3 == 0)
        PEYVAND_TRY(desk.opened->journal().saveHeads());
    return blocks;
}

Result<int> import(Desk& desk, int turn) {
    const auto lists = number(*desk.opened, "SELECT COUNT(*) FROM import_list");
    const int first = static_cast<int>(lists) * people_a_block;
    const std::string list = peopleList(first, people_a_block);
    exchange::ImportRequest request;
    request.bytes = bytesOf(list);
    request.list_name = "list " + std::to_string(lists);
    if (turn % 2 == 0)
        request.rejects_path = desk.folder / "rejected.csv";
    PEYVAND_LET(const auto report, exchange::importPeople(*desk.opened, request));
    return report.created == people_a_block ? Result<int>(1) : fail(ErrorCode::list_malformed);
}

// A thousand registers put aside would fill the disk.
void removeAside(const Path& home) {
    std::vector<Path> aside;
    for (const auto& entry : std::filesystem::directory_iterator(home))
        if (entry.path().filename().string().find(".before-") != std::string::npos)
            aside.push_back(entry.path());
    for (const Path& path : aside)
        std::filesystem::remove_all(path);
}

// A backup of the first block; then it is restored again and again, over somebody who came since.
Result<int> restore(Desk& desk, int) {
    const Path file = desk.folder.parent_path() / "copy.pvk";
    if (!desk.platform.files.exists(file)) {
        PEYVAND_TRY(commit(desk, 0));
        PEYVAND_TRY(writeBackup(*desk.opened, {file}));
        return 1;
    }
    PEYVAND_TRY(addPerson(*desk.opened, "بعدی"));
    desk.opened.reset();
    RestoreRequest request;
    request.file = file;
    request.folder = desk.folder;
    request.password = SecretText(desk.password);
    request.replace = true;
    removeAside(desk.folder.parent_path());
    PEYVAND_TRY(restoreBackup(desk.platform, request));
    PEYVAND_TRY(desk.open());
    return 0;
}

// The block of the backup is always there; and those who came since, until it is restored.
std::int64_t blockOfTheBackup(Register& opened) {
    const auto listed = number(opened, "SELECT COUNT(*) FROM beneficiary"
                                       " WHERE family_name IS NULL OR family_name = ''");
    return blocksOf(listed);
}

// What was written just before has to go into the new file with everything else.
Result<int> changeKey(Desk& desk, int turn) {
    PEYVAND_LET(const int blocks, commit(desk, turn));
    PEYVAND_TRY(desk.opened->vault().changeKeys(
        SecretText(desk.password), {.cost = {1, 8}, .new_code = true, .new_key = true}));
    PEYVAND_TRY(desk.opened->journal().saveHeads());
    return blocks;
}

constexpr Work works[] = {{"commit", commit, blocksOfPeople, 250},
                          {"import", import, blocksOfPeople, 800},
                          {"restore", restore, blockOfTheBackup, 900},
                          {"key_change", changeKey, blocksOfPeople, 500}};

} // namespace

std::span<const Work> allWork() { return works; }

const Work* workOf(std::string_view name) {
    for (const Work& work : works)
        if (work.name == name)
            return &work;
    return nullptr;
}

} // namespace peyvand::test
