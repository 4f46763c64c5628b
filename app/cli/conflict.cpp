// SPDX-License-Identifier: GPL-3.0-or-later
// conflict list|resolve: fields that two desks wrote without knowing of each other.
#include "core/register/conflicts.h"

#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "app/cli/record_text.h"
#include "core/text/fold.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct ConflictOptions {
    std::string id;
    std::size_t take = 0;
};

// "beneficiary/UUID/city": for people to copy, and never a name.
std::string idOf(const Conflict& conflict) {
    const KindSpec* kind = kindOf(conflict.type);
    const FieldSpec* field = kind == nullptr ? nullptr : kind->field(conflict.field);
    return (kind == nullptr ? std::to_string(static_cast<int>(conflict.type))
                            : std::string(kind->key)) +
           '/' + conflict.record.text() + '/' +
           (field == nullptr ? std::to_string(conflict.field) : std::string(field->key));
}

Result<Conflict> find(Register& opened, const std::string& typed) {
    const auto first = std::min(typed.find('/'), typed.size());
    const auto second = std::min(typed.find('/', std::min(first + 1, typed.size())), typed.size());
    const KindSpec* kind = kindNamed(std::string_view(typed).substr(0, first));
    if (kind == nullptr || second == typed.size())
        return fail(ErrorCode::conflict_unknown);
    const auto record = RecordId::parse(typed.substr(first + 1, second - first - 1));
    const std::string key = typed.substr(second + 1);
    for (const auto& field : kind->fields)
        if (record && field.key == key)
            return Conflicts(opened).conflict(kind->type, *record, field.number);
    return fail(ErrorCode::conflict_unknown);
}

std::string valueShown(const Words& words, Register& opened, const Conflict& conflict,
                       const Value& value) {
    const KindSpec* kind = kindOf(conflict.type);
    const FieldSpec* field = kind == nullptr ? nullptr : kind->field(conflict.field);
    std::string text = field == nullptr ? "?" : shownText(words, opened, *field, value);
    return text.empty() ? words.text("console.emptied") : text;
}

void show(const CommandContext& context, Register& opened, const Conflict& conflict) {
    const Words& words = context.words();
    const KindSpec* kind = kindOf(conflict.type);
    const FieldSpec* field = kind == nullptr ? nullptr : kind->field(conflict.field);
    auto versions = nlohmann::json::array();
    for (const auto& version : conflict.versions)
        versions.push_back(
            {{"value", field == nullptr ? std::string() : plainText(*field, version.value)},
             {"time_ms", version.time_ms},
             {"desk", toHex(ByteView(version.node).first(4))}});
    context.print({{"id", idOf(conflict)},
                   {"of", conflict.subject ? conflict.subject->text() : std::string()},
                   {"versions", versions}});
    if (context.json)
        return;
    const std::string label = field == nullptr ? std::string() : fieldLabel(words, *field);
    context.say(subjectName(words, opened, conflict.subject) + "  " + label + "  " +
                idOf(conflict));
    for (std::size_t i = 0; i < conflict.versions.size(); ++i) {
        const auto& version = conflict.versions[i];
        context.say("  " + words.number(static_cast<std::int64_t>(i) + 1) + "  " +
                    valueShown(words, opened, conflict, version.value) + "  " +
                    timeText(words, version.time_ms) + "  " +
                    userName(opened, version.author, version.node));
    }
}

Result<int> list(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Conflicts conflicts(*office.opened);
    constexpr int page_rows = 500;
    std::int64_t shown = 0;
    for (std::int64_t offset = 0;; offset += page_rows) {
        PEYVAND_LET(const auto page, conflicts.page(offset, page_rows));
        for (const auto& one : page) {
            if (one.subject)
                PEYVAND_TRY(office.opened->audit().write(AuditDeed::file_read, one.subject));
            show(context, *office.opened, one);
        }
        shown += static_cast<std::int64_t>(page.size());
        PEYVAND_LET(const std::int64_t count, conflicts.count());
        if (offset + page_rows >= count)
            break;
    }
    if (shown == 0)
        context.say(context.words().text("conflict.none"));
    return shown == 0 ? exit_done : exit_needs_person;
}

Result<int> resolve(CommandContext& context, const ConflictOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const Conflict conflict, find(opened, options.id));
    if (options.take == 0 || options.take > conflict.versions.size())
        return fail(ErrorCode::conflict_unknown);
    PEYVAND_TRY(Conflicts(opened).resolve(conflict, options.take - 1));
    context.print({{"id", idOf(conflict)}, {"resolved", true}});
    context.say(context.words().text(
        "conflict.resolved", {{"value", valueShown(context.words(), opened, conflict,
                                                   conflict.versions[options.take - 1].value)}}));
    return exit_done;
}

} // namespace

void addConflictCommands(CommandTable& table) {
    auto* noun = table.app.add_subcommand(
        "conflict", "Fields that two desks wrote without knowing of each other");
    noun->require_subcommand(1);
    auto* listing = noun->add_subcommand("list", "All that wait for a choice");
    table.add(*listing, list);
    auto* resolving = noun->add_subcommand("resolve", "Keep one of the versions");
    const auto options = std::make_shared<ConflictOptions>();
    resolving->add_option("id", options->id, "As the list shows it: kind/UUID/field")->required();
    resolving->add_option("--take", options->take, "Which version, from 1")->required();
    table.add(*resolving,
              [options](CommandContext& context) { return resolve(context, *options); });
}

} // namespace peyvand::cli
