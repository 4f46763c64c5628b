// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/answer_json.h"
#include "app/cli/command.h"

namespace peyvand::cli {
namespace {

constexpr std::int64_t day_ms = 24 * 60 * 60 * 1000;

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
        request.from_ms = day.days() * day_ms;
    }
    if (!options.to.empty()) {
        PEYVAND_LET(const CivilDate day, dayFrom(opened, options.to));
        request.to_ms = (std::int64_t{day.days()} + 1) * day_ms;
    }
    return request;
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
        context.say(isoTime(row.time_ms) + "  " + row.user + "  " + row.desk + "  " +
                    context.words().text("audit." + deed) + "  " + record +
                    (row.count ? "  " + std::to_string(*row.count) : "") +
                    (row.reason.empty() ? "" : "  " + row.reason));
    }
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
    listing->add_option("--deed", options->deed, "Only this kind of deed");
    listing->add_option("--person", options->person, "An identity or person:UUID");
    listing->add_option("--from", options->from, "First day (UTC)");
    listing->add_option("--to", options->to, "Last day (UTC)");
    listing->add_option("--limit", options->limit, "At most");
    table.add(*listing,
              [options](CommandContext& context) { return listAudit(context, *options); });
    table.add(*audit->add_subcommand("verify", "Walk the whole chain"), verifyAudit);
}

} // namespace peyvand::cli
