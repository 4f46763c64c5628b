// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The frame of every console command: what it is given, how it prints, how it ends. No rule of the
// domain stands here. Exit status: 0 done, 1 failed, 2 wrong arguments, 3 done and something needs
// a person.

#include "core/base/executor.h"
#include "core/register/register.h"
#include "core/text/words.h"
#include "sync/enquiry/giving_rules.h"
#include "sync/network/network.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <nlohmann/json_fwd.hpp>

namespace peyvand::cli {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_arguments = 2;
inline constexpr int exit_needs_person = 3;

/// An open register with its place in a network.
/// A register for the length of a command. When it is closed and the newest backup is older than a
/// day, one is made; a failure is told and changes nothing of what the command did.
struct OpenOffice {
    OpenOffice() = default;
    OpenOffice(OpenOffice&&) = default;
    OpenOffice& operator=(OpenOffice&&) = default;
    ~OpenOffice();

    std::unique_ptr<Register> opened{};
    std::unique_ptr<Network> network{};
    /// Asked by every way of giving while the register is open.
    std::unique_ptr<GivingRules> rules{};
    Language language = Language::english;
};

struct CommandContext {
    Platform platform;
    Executor& executor;
    std::string register_folder{};
    std::string user{};
    std::string password_file{};
    bool json = false;
    Language language = Language::english;

    const Words& words() const { return Words::of(language); }
    /// From --password-file, PEYVAND_PASSWORD or a prompt; password_missing.
    Result<SecretText> password() const;
    /// register_not_named when no folder is named.
    Result<Path> folder() const;
    Result<OpenOffice> open() const;
    /// What is piped or pasted in, to its end; file_too_large beyond the limit.
    static Result<Bytes> standardInput(std::uint64_t limit_bytes);

    /// One JSON object on a line of stdout; ignored without --json.
    void print(const nlohmann::json& object) const;
    /// A line for people; ignored with --json.
    void say(std::string_view line) const;
    /// "done of total" on stderr, at most a few times a second; none when that is no terminal.
    std::function<void(std::int64_t, std::int64_t)> progress(std::string_view what) const;
};

using Run = std::function<Result<int>(CommandContext&)>;

/// Every command sets the run that main carries out after parsing.
struct CommandTable {
    CLI::App& app;
    Run chosen{};

    /// A command below parent; its options are bound before run is called.
    void add(CLI::App& command, Run run) {
        command.callback([this, run = std::move(run)] { chosen = run; });
    }
};

void addCreateCommand(CommandTable& table);
void addImportCommand(CommandTable& table);
void addExportCommand(CommandTable& table);
void addEnquireCommand(CommandTable& table);
void addPersonCommands(CommandTable& table);
void addHouseholdCommands(CommandTable& table);
void addAidCommands(CommandTable& table);
void addDistributionCommands(CommandTable& table);
void addConflictCommands(CommandTable& table);
void addOverlapCommands(CommandTable& table);
void addDirectCommands(CommandTable& table);
void addPaymentCommands(CommandTable& table);
void addAidWorkCommands(CommandTable& table);
void addStockCommands(CommandTable& table);
void addRuleCommands(CommandTable& table);
void addNetworkCommands(CommandTable& table);
void addBundleCommands(CommandTable& table);
void addSyncCommands(CommandTable& table);
void addCheckCommands(CommandTable& table);
void addBackupCommands(CommandTable& table);
void addRestoreCommand(CommandTable& table);
/// After the commands of people and households.
void addEraseCommands(CommandTable& table);
void addUserCommands(CommandTable& table);
void addAuditCommands(CommandTable& table);
void addDemoCommand(CommandTable& table);
void addVersionCommand(CommandTable& table);

/// A person by "person:UUID", a file's row number after "#", or any identity.
Result<BeneficiaryId> findPerson(Register& opened, std::string_view typed);
/// A day as people type it.
Result<CivilDate> dayFrom(Register& opened, const std::string& typed);

} // namespace peyvand::cli
