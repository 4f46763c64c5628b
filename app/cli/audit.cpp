// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"
#include "app/cli/record_text.h"

namespace peyvand::cli {
namespace {

struct AuditOptions {
    std::string user, deed, person, from, to;
    int limit = 100;
};

Result<AuditRequest> requestFrom(Register& opened, const AuditOptions& options) {
    AuditRequest request{.user = options.user, .limit = options.limit};
    if (!options.deed.empty()) {
        request.deed = auditDeedFromName(options.deed);
        if (!request.deed)
            return fail(ErrorCode::arguments_wrong);
    }
    if (!options.person.empty()) {
        request.typed = options.person;
        if (const auto person = findPerson(opened, options.person))
            request.record = idAs<RecordId>(*person);
    }
    if (!options.from.empty()) {
        PEYVAND_LET(const CivilDate day, dayFrom(opened, options.from));
        request.from_ms = startOfDayMs(day);
    }
    if (!options.to.empty()) {
        PEYVAND_LET(const CivilDate day, dayFrom(opened, options.to));
        request.to_ms = startOfDayMs(CivilDate::fromDays(day.days() + 1));
    }
    return request;
}

// A reason is a code of several lists: "illness" of an enquiry, a list's own name of an export.
std::string rowText(const Words& words, const AuditRow& row) {
    const std::string reason = "reason." + row.reason;
    std::string line = words.number(row.number) + "  " + timeText(words, row.time_ms);
    for (const auto& part :
         {row.user, row.desk, words.text("audit." + std::string(auditDeedName(row.deed))),
          row.record ? row.record->text() : std::string(),
          row.count ? words.number(*row.count) : std::string(),
          words.has(reason) ? words.text(reason) : row.reason})
        line += part.empty() ? "" : "  " + part;
    return line;
}

std::vector<std::string> deedNames() {
    std::vector<std::string> names;
    for (int number = 0; number <= UINT8_MAX; ++number)
        if (const auto name = auditDeedName(static_cast<AuditDeed>(number)); !name.empty())
            names.emplace_back(name);
    return names;
}

Result<int> listAudit(CommandContext& context, const AuditOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto request, requestFrom(*office.opened, options));
    PEYVAND_LET(const auto rows, office.opened->readAudit(request));
    for (const auto& row : rows) {
        const std::string record = row.record ? row.record->text() : std::string();
        const std::string deed(auditDeedName(row.deed));
        nlohmann::json told{{"number", row.number}, {"time", isoTime(row.time_ms)},
                            {"user", row.user},     {"desk", row.desk},
                            {"deed", deed},         {"record", record}};
        if (!row.reason.empty())
            told["reason"] = row.reason;
        if (row.count)
            told["count"] = *row.count;
        context.print(told);
        context.say(rowText(context.words(), row));
    }
    if (rows.empty())
        context.say(context.words().text("console.none_listed"));
    return exit_done;
}

Result<int> verifyAudit(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto rows, office.opened->verifyAudit());
    context.print({{"rows", rows}});
    context.say(context.words().text("console.sound"));
    return exit_done;
}

} // namespace

void addAuditCommands(CommandTable& table) {
    auto* audit = table.app.add_subcommand("audit", "Who did what, at which desk");
    audit->require_subcommand(1);
    const auto options = std::make_shared<AuditOptions>();
    auto* listing = audit->add_subcommand("list", "The newest rows");
    listing->add_option("--by", options->user, "Only what this user did");
    listing->add_option("--deed", options->deed, "Only this kind of deed")
        ->check(CLI::IsMember(deedNames()));
    listing->add_option("--person", options->person, "An identity or person:UUID");
    listing->add_option("--from", options->from, "First day");
    listing->add_option("--to", options->to, "Last day");
    listing->add_option("--limit", options->limit, "At most");
    table.add(*listing,
              [options](CommandContext& context) { return listAudit(context, *options); });
    table.add(*audit->add_subcommand("verify", "Walk the whole chain"), verifyAudit);
}

} // namespace peyvand::cli
