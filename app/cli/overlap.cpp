// SPDX-License-Identifier: GPL-3.0-or-later
// overlap list: help given twice that came to light after it was given.
#include "sync/enquiry/overlaps.h"

#include "app/cli/people_verbs.h"
#include "app/cli/sync_text.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr int page_rows = 100;

std::optional<RecordId> subjectOf(const Aid& aid) {
    if (aid.person)
        return idAs<RecordId>(*aid.person);
    return aid.household ? std::optional(idAs<RecordId>(*aid.household)) : std::nullopt;
}

void show(const CommandContext& context, Register& opened, const Overlap& overlap) {
    const Words& words = context.words();
    auto rules = nlohmann::json::array();
    for (const RuleLine& line : overlap.rules)
        rules.push_back({{"rule", line.outcome.rule.id},
                         {"result", ruleResultName(line.outcome.result)},
                         {"sentence", line.sentence}});
    const auto subject = subjectOf(overlap.aid);
    context.print({{"aid", overlap.aid.id.text()},
                   {"of", subject ? subject->text() : std::string()},
                   {"category", overlap.aid.category},
                   {"date", overlap.aid.date.iso()},
                   {"reason", overlap.aid.reason},
                   {"found_ms", overlap.found_ms},
                   {"rules", rules}});
    if (context.json)
        return;
    context.say(subjectName(words, opened, subject) + "  " +
                words.text("category." + overlap.aid.category) + "  " +
                words.date(overlap.aid.date) + "  " + overlap.aid.id.text());
    for (const RuleLine& line : overlap.rules)
        context.say("  " + line.sentence);
    if (!overlap.aid.reason.empty())
        context.say("  " + words.text("overlap.reason", {{"reason", overlap.aid.reason}}));
}

Result<int> list(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Overlaps overlaps(*office.network, context.executor);
    PEYVAND_TRY(overlaps.find(context.progress(context.words().text("overlap.looking"))));
    std::int64_t shown = 0;
    std::int64_t offset = 0;
    for (;;) {
        PEYVAND_LET(const std::int64_t before, overlaps.count());
        if (offset >= before)
            break;
        PEYVAND_LET(const auto page, overlaps.page(offset, page_rows, context.language));
        for (const Overlap& one : page) {
            if (const auto subject = subjectOf(one.aid))
                PEYVAND_TRY(office.opened->audit().write(AuditDeed::file_read, subject));
            show(context, *office.opened, one);
        }
        shown += static_cast<std::int64_t>(page.size());
        // Those that were none any more are gone from the list.
        PEYVAND_LET(const std::int64_t after, overlaps.count());
        offset += page_rows - (before - after);
    }
    if (shown == 0)
        context.say(context.words().text("overlap.none"));
    return shown == 0 ? exit_done : exit_needs_person;
}

} // namespace

void sayHeldBack(const CommandContext& context, std::uint64_t count) {
    if (count > 0)
        context.say(context.words().text("console.held_back", {{"count", std::to_string(count)}}));
}

void sayForked(const CommandContext& context, bool forked) {
    if (forked)
        context.say(context.words().text("console.forked"));
}

Result<std::int64_t> tellOverlaps(CommandContext& context, const OpenOffice& office) {
    PEYVAND_LET(const OverlapCounts counts,
                Overlaps(*office.network, context.executor)
                    .find(context.progress(context.words().text("overlap.looking"))));
    if (counts.found > 0)
        context.say(
            context.words().text("overlap.found", {{"count", std::to_string(counts.found)}}));
    return counts.found;
}

void addOverlapCommands(CommandTable& table) {
    auto* noun = table.app.add_subcommand("overlap", "Help given twice that came to light later");
    noun->require_subcommand(1);
    auto* listing = noun->add_subcommand("list", "All that somebody should look at");
    table.add(*listing, list);
}

} // namespace peyvand::cli
