// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/erase.h"
#include "app/cli/answer_json.h"
#include "app/cli/people_verbs.h"
#include "app/cli/record_text.h"
#include "core/register/backup.h"

namespace peyvand::cli {
namespace {

struct EraseOptions {
    std::string who;
    bool yes = false;
};

// Until when they can still be read: in backups that were made before.
Result<void> tellBackups(const CommandContext& context, Register& opened, nlohmann::json& line) {
    PEYVAND_LET(const auto backups, automaticBackups(context.platform, opened.vault().folder()));
    const Words& words = context.words();
    if (backups.empty()) {
        context.say(words.text("console.erase_no_backups"));
        return {};
    }
    const std::string newest = isoTime(backups.front().time_ms);
    const std::string oldest = isoTime(backups.back().time_ms);
    line["backups"] = {{"count", backups.size()}, {"oldest", oldest}, {"newest", newest}};
    context.say(
        words.text("console.erase_backups", {{"count", std::to_string(backups.size())},
                                             {"from", timeText(words, backups.back().time_ms)},
                                             {"to", timeText(words, backups.front().time_ms)}}));
    return {};
}

// Former registers that a restore put aside hold the person in full.
Result<void> tellAsideCopies(const CommandContext& context, Register& opened,
                             nlohmann::json& line) {
    PEYVAND_LET(const auto copies, asideCopies(context.platform, opened.vault().folder()));
    line["kept_aside"] = nlohmann::json::array();
    if (!copies.empty())
        context.say(context.words().text("console.erase_aside"));
    for (const Path& copy : copies) {
        line["kept_aside"].push_back(copy.string());
        context.say("  " + copy.string());
    }
    return {};
}

Result<int> report(const CommandContext& context, Register& opened, const Erased& erased,
                   bool done) {
    nlohmann::json line = {{"erased", done},
                           {"people", erased.people},
                           {"households", erased.households},
                           {"records", erased.records},
                           {"aid_remaining", erased.remaining},
                           {"claims_to_withdraw", erased.claims}};
    context.say(context.words().text(done ? "console.erased" : "console.erase_preview",
                                     {{"records", std::to_string(erased.records)},
                                      {"aid", std::to_string(erased.remaining)},
                                      {"claims", std::to_string(erased.claims)}}));
    PEYVAND_TRY(tellBackups(context, opened, line));
    PEYVAND_TRY(tellAsideCopies(context, opened, line));
    context.print(line);
    return done ? exit_done : exit_needs_person;
}

Result<int> erase(CommandContext& context, const EraseOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto person, findPerson(opened, options.who));
    if (!options.yes) {
        PEYVAND_LET(const Erased preview, previewErasing(opened, person));
        return report(context, opened, preview, false);
    }
    PEYVAND_LET(const Erased erased, erasePerson(opened, person));
    return report(context, opened, erased, true);
}

Result<int> eraseHome(CommandContext& context, const EraseOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto id, findHousehold(opened, options.who));
    if (!options.yes) {
        PEYVAND_LET(const Erased preview, previewErasing(opened, id));
        return report(context, opened, preview, false);
    }
    PEYVAND_LET(const Erased erased, eraseHousehold(opened, id));
    return report(context, opened, erased, true);
}

} // namespace

void addEraseCommands(CommandTable& table) {
    const auto options = std::make_shared<EraseOptions>();
    const auto add = [&](const char* noun, const char* about, const char* who, auto run) {
        auto* command = table.app.get_subcommand(noun)->add_subcommand("erase", about);
        command->add_option("who", options->who, who)->required();
        command->add_flag("--yes", options->yes, "Without it, only says what would go");
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
    };
    add("person", "Erase a person for ever", "Identity or person:UUID", erase);
    add("household", "Erase a household for ever; its people stay", "UUID or household:UUID",
        eraseHome);
}

} // namespace peyvand::cli
