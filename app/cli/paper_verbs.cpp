// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "core/exchange/part_file.h"
#include "core/register/consents.h"
#include "core/register/papers.h"
#include "core/register/person_file.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct PaperOptions {
    std::string of, id, file, out, name, day, basis, code, purpose = "network_claims";
    bool replace = false;
};

Result<RecordId> idFrom(const std::string& typed) {
    const auto id = RecordId::parse(typed);
    return id ? Result<RecordId>(*id) : fail(ErrorCode::record_unknown);
}

Result<int> missing(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto person, findPerson(opened, options.of));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.day));
    PEYVAND_LET(const auto gaps, missingPapers(opened, person, day));
    const Words& words = context.words();
    context.say(words.text(gaps.empty() ? "papers.complete" : "papers.incomplete"));
    for (const auto& gap : gaps) {
        const bool expired = gap.gap == PaperGap::expired;
        nlohmann::json one{{"kind", gap.kind}, {"gap", expired ? "expired" : "missing"}};
        if (gap.until)
            one["valid_until"] = gap.until->iso();
        context.print(one);
        context.say(
            "  " + words.text("choice.document_kind." + gap.kind) + ": " +
            words.text(std::string("choice.document_state.") + (expired ? "expired" : "missing")) +
            (gap.until ? "  " + words.date(*gap.until) : ""));
    }
    return gaps.empty() ? exit_done : exit_needs_person;
}

Result<int> addScan(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto document, idFrom(options.id));
    const Path path(options.file);
    auto bytes = context.platform.files.readAll(path, most_scan_bytes);
    if (!bytes && bytes.error().code == ErrorCode::file_too_large)
        return fail(ErrorCode::scan_too_large, "count", std::to_string(most_scan_bytes / 1024));
    if (!bytes)
        return fail(bytes.error());
    const std::string name = options.name.empty() ? path.filename().string() : options.name;
    PEYVAND_LET(const auto id, Scans(*office.opened).add(document, name, *bytes));
    context.print({{"id", id.text()}, {"size_bytes", bytes->size()}});
    context.say(id.text());
    return exit_done;
}

Result<int> listScans(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto document, idFrom(options.id));
    PEYVAND_TRY(office.opened->audit().write(AuditDeed::file_read, document));
    PEYVAND_LET(const auto scans, Scans(*office.opened).ofDocument(document));
    for (const auto& scan : scans) {
        context.print({{"id", scan.id.text()},
                       {"name", scan.name},
                       {"page", scan.page},
                       {"size_bytes", scan.size_bytes}});
        context.say(scan.id.text() + "  " + context.words().number(scan.page) + "  " + scan.name);
    }
    return exit_done;
}

Result<int> saveScan(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, idFrom(options.id));
    using exchange::Overwrite;
    PEYVAND_LET(const auto file,
                exchange::PartFile::create(context.platform.files, options.out,
                                           options.replace ? Overwrite::yes : Overwrite::no));
    PEYVAND_LET(const Bytes bytes, Scans(*office.opened).content(id));
    PEYVAND_TRY(file->write(textOf(bytes)));
    PEYVAND_TRY(file->seal());
    PEYVAND_TRY(file->publish());
    context.print({{"file", options.out}, {"size_bytes", bytes.size()}});
    return exit_done;
}

Result<int> voidScan(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, idFrom(options.id));
    PEYVAND_TRY(Records(*office.opened).voidFact(RecordType::scan, id, options.name));
    return exit_done;
}

Result<int> basis(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Consents consents(*office.opened);
    if (!options.basis.empty())
        PEYVAND_TRY(consents.setBasis(options.basis == "unless_refused"
                                          ? SharingBasis::unless_refused
                                          : SharingBasis::only_with_consent));
    PEYVAND_LET(const SharingBasis now, consents.basis());
    context.print({{"basis", std::string(nameOf(now))}});
    context.say(context.words().text("basis." + std::string(nameOf(now))));
    return exit_done;
}

Result<int> withdraw(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto id, idFrom(options.id));
    PEYVAND_LET(const CivilDate day, dayFrom(*office.opened, options.day));
    PEYVAND_TRY(Consents(*office.opened).withdraw(id, day));
    context.say(context.words().text("consent.withdrawn"));
    return exit_done;
}

Result<int> verdict(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto person, findPerson(opened, options.of));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.day));
    Consents consents(opened);
    PEYVAND_LET(const auto said, consents.verdictFor(person, std::nullopt, options.purpose, day));
    PEYVAND_LET(const bool may, consents.mayClaim(person, std::nullopt, {}));
    context.print({{"purpose", options.purpose},
                   {"verdict", std::string(nameOf(said))},
                   {"network_claims", may}});
    context.say(context.words().text("consent." + std::string(nameOf(said))));
    context.say(context.words().text(may ? "consent.claims" : "consent.no_claims"));
    return exit_done;
}

Result<int> addNote(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto subject, findSubject(*office.opened, options.of));
    std::optional<CivilDate> until;
    if (!options.day.empty()) {
        PEYVAND_LET(until, dayFrom(*office.opened, options.day));
    }
    PEYVAND_LET(const auto id, PersonFiles(*office.opened).note(subject, options.code, until));
    context.print({{"id", id.text()}});
    context.say(id.text());
    return exit_done;
}

Result<int> showNotes(CommandContext& context, const PaperOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    PEYVAND_LET(const auto subject, findSubject(opened, options.of));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, subject));
    PEYVAND_LET(const auto notes, PersonFiles(opened).notes(subject, opened.today()));
    for (const auto& note : notes) {
        context.print({{"id", note.id.text()}, {"code", note.code}, {"until", note.until.iso()}});
        context.say(context.words().text("choice.file_note." + note.code) + "  → " +
                    context.words().date(note.until));
    }
    return exit_done;
}

std::vector<std::string> codesOf(std::string_view list) {
    const auto codes = choicesOf(list);
    return {codes.begin(), codes.end()};
}

using Options = std::shared_ptr<PaperOptions>;

template <class Run>
CLI::App* verb(CommandTable& table, CLI::App& noun, const char* name, const char* about,
               const Options& options, Run run) {
    auto* command = noun.add_subcommand(name, about);
    table.add(*command, [options, run](CommandContext& context) { return run(context, *options); });
    return command;
}

void addScanNoun(CommandTable& table, const Options& options) {
    auto* scan = table.app.add_subcommand("scan", "Scans of documents: JPEG, PNG, PDF");
    scan->require_subcommand(1);
    auto* adding = verb(table, *scan, "add", "Keep a scan, encrypted", options, addScan);
    adding->add_option("document", options->id, "UUID of the document")->required();
    adding->add_option("file", options->file, "JPEG, PNG or PDF")->required();
    adding->add_option("--name", options->name, "Name; the file's when left out");
    verb(table, *scan, "list", "Scans of a document", options, listScans)
        ->add_option("document", options->id, "UUID of the document")
        ->required();
    auto* saving = verb(table, *scan, "save", "Write a scan to a file", options, saveScan);
    saving->add_option("scan", options->id, "UUID")->required();
    saving->add_option("--out", options->out, "The file")->required();
    saving->add_flag("--replace", options->replace, "Write over a file of this name");
    auto* voiding = verb(table, *scan, "void", "Void a scan, with a reason", options, voidScan);
    voiding->add_option("scan", options->id, "UUID")->required();
    voiding->add_option("--reason", options->name, "Why")->required();
}

} // namespace

void addPaperVerbs(CommandTable& table) {
    const auto options = std::make_shared<PaperOptions>();
    auto* asking = verb(table, recordNoun(table, RecordType::document), "missing",
                        "What a file is asked for and has not got", options, missing);
    asking->add_option("who", options->of, "Identity or person:UUID")->required();
    asking->add_option("--day", options->day, "On this day");
    addScanNoun(table, options);
    CLI::App& consent = recordNoun(table, RecordType::consent);
    verb(table, consent, "basis", "What the office shares on", options, basis)
        ->add_option("basis", options->basis, "Set it")
        ->check(CLI::IsMember({"unless_refused", "only_with_consent"}));
    auto* withdrawing =
        verb(table, consent, "withdraw", "Withdraw; claims follow at once", options, withdraw);
    withdrawing->add_option("consent", options->id, "UUID")->required();
    withdrawing->add_option("--day", options->day, "Since when");
    auto* deciding = verb(table, consent, "verdict", "What holds for a person", options, verdict);
    deciding->add_option("who", options->of, "Identity or person:UUID")->required();
    deciding->add_option("--purpose", options->purpose, "For what")
        ->check(CLI::IsMember(codesOf("consent_purpose")));
    deciding->add_option("--day", options->day, "On this day");
    CLI::App& note = recordNoun(table, RecordType::file_note);
    // Its last day is not today's but ninety days on.
    note.remove_subcommand(note.get_subcommand("add"));
    auto* noting = verb(table, note, "add", "A note from the closed list", options, addNote);
    noting->add_option("--of", options->of, "Identity, person:UUID or household:UUID")->required();
    noting->add_option("--code", options->code, "The note")
        ->required()
        ->check(CLI::IsMember(codesOf("file_note")));
    noting->add_option("--until-day", options->day, "At most 90 days on");
    verb(table, note, "now", "Notes that hold today", options, showNotes)
        ->add_option("of", options->of, "Identity, person:UUID or household:UUID")
        ->required();
}

} // namespace peyvand::cli
