// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/council.h"
#include "sync/network/claims_worker.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::uint64_t message_limit_bytes = welcome_limit_bytes;

struct NetworkOptions {
    std::string name, out, as, file;
    std::string desk{first_desk_name};
};

// Whatever is due is sealed before the command ends, so that the next bundle is complete.
Result<void> sealDue(CommandContext& context, const OpenOffice& office) {
    PEYVAND_LET(const auto sealed,
                sealDueClaims(*office.network, context.executor,
                              context.progress(context.words().text("console.sealing"))));
    context.print({{"sealed", sealed.sealed}, {"withdrawn", sealed.withdrawn}});
    return {};
}

Result<int> foundNetwork(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto password, context.password());
    PEYVAND_LET(const SecretText printed, office.network->foundNetwork(options.name, password));
    const std::string code(printed.view());
    context.print(
        {{"network", toHex(office.network->id())}, {"name", options.name}, {"printed_seat", code}});
    context.say(context.words().text("console.founded", {{"name", options.name}}));
    context.say(context.words().text("console.printed_seat", {{"code", code}}));
    PEYVAND_TRY(sealDue(context, office));
    return exit_done;
}

Result<int> inviteCharity(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const std::string text, options.as == "desk" ? office.network->inviteDesk()
                                                             : office.network->inviteCharity());
    PEYVAND_TRY(context.platform.files.replace(options.out, bytesOf(text + "\n")));
    context.print({{"file", options.out}});
    return exit_done;
}

// An invitation leads to a request; the welcome that answers it makes this charity a member.
Result<int> joinNetwork(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const Bytes bytes,
                context.platform.files.readAll(options.file, message_limit_bytes));
    PEYVAND_LET(const OpenOffice office, context.open());
    const bool is_invitation = textOf(bytes).substr(0, 16).find("PV1") != std::string_view::npos ||
                               textOf(bytes).substr(0, 16).find("pv1") != std::string_view::npos;
    if (!is_invitation) {
        PEYVAND_TRY(office.network->acceptWelcome(bytes));
        context.print({{"network", toHex(office.network->id())},
                       {"name", office.network->membership().network_name}});
        context.say(context.words().text("console.joined",
                                         {{"name", office.network->membership().network_name}}));
        PEYVAND_TRY(sealDue(context, office));
        return exit_done;
    }
    if (options.out.empty())
        return fail(ErrorCode::arguments_wrong);
    PEYVAND_LET(const auto password, context.password());
    PEYVAND_LET(const JoinAttempt attempt,
                office.network->requestToJoin(textOf(bytes), password, options.desk));
    PEYVAND_TRY(context.platform.files.replace(options.out, attempt.request));
    context.print({{"file", options.out}, {"comparison", attempt.comparison}});
    context.say(context.words().text("console.compare",
                                     {{"digits", comparisonGroups(attempt.comparison)}}));
    return exit_done;
}

// Another kind of file is told as such, not as a damaged request.
Result<Bytes> requestIn(CommandContext& context, const Path& file) {
    auto read = context.platform.files.readAll(file, request_limit_bytes);
    const bool is_other =
        read ? !looksLikeRequest(*read) : read.error().code == ErrorCode::file_too_large;
    return is_other ? fail(ErrorCode::request_other_file, "file", file.filename().string())
                    : std::move(read);
}

// Nothing to compare at a seat that did not invite: the inviter did, before it signed.
int toldAdmission(CommandContext& context, const NetworkOptions& options, const Admitted& admitted,
                  const std::string& comparison) {
    const bool waits = admitted.welcome.empty();
    nlohmann::json told{
        {"charity", admitted.charity.text()}, {"name", admitted.charity_name}, {"waits", waits}};
    if (!comparison.empty())
        told["comparison"] = comparison;
    told[waits ? "decision" : "file"] = waits ? toHex(admitted.admission) : options.out;
    context.print(told);
    const Words& words = context.words();
    context.say(words.text(waits ? "network.admission_waits" : "console.admitted",
                           {{"charity", admitted.charity_name}}));
    if (!comparison.empty())
        context.say(words.text("console.compare", {{"digits", comparisonGroups(comparison)}}));
    if (waits)
        context.say(words.text("network.waiting", {{"decision", toHex(admitted.admission)}}));
    return waits ? exit_needs_person : exit_done;
}

Result<int> admitCharity(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const Bytes request, requestIn(context, options.file));
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto seen = office.network->readRequest(request);
    // Another seat's request is read further down.
    if (!seen && seen.error().code != ErrorCode::invitation_unknown)
        return fail(seen.error());
    Result<Admitted> admitting = fail(ErrorCode::arguments_wrong);
    if (seen && seen->request.kind == InviteKind::desk) {
        PEYVAND_LET(const SecretText password, context.password());
        admitting = office.network->admitDesk(request, password);
    } else {
        admitting = office.network->admitCharity(request);
    }
    PEYVAND_LET(const Admitted admitted, std::move(admitting));
    if (!admitted.welcome.empty())
        PEYVAND_TRY(context.platform.files.replace(options.out, admitted.welcome));
    return toldAdmission(context, options, admitted, seen ? seen->comparison : std::string());
}

Result<int> listMembers(CommandContext& context) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    const CharityId own = office.opened->journal().charity();
    for (const auto& member : office.network->membership().members) {
        auto desks = nlohmann::json::array();
        for (const auto& desk : member.desks)
            desks.push_back(
                {{"desk", toHex(desk.node)}, {"name", desk.name}, {"revoked", desk.revoked}});
        context.print({{"charity", member.id.text()},
                       {"name", member.name},
                       {"own", member.id == own},
                       {"desks", member.desks.size()},
                       {"desk_list", desks},
                       {"expelled", member.expelled}});
        context.say(member.id.text() + "  " + member.name +
                    (member.expelled ? "  " + context.words().text("network.expelled") : ""));
        for (const auto& desk : member.desks)
            if (member.id == own)
                context.say("  " + keyBeginning(desk.node) + "  " + desk.name +
                            (desk.revoked ? "  " + context.words().text("network.revoked") : ""));
    }
    showDoubleSigners(context, office);
    showWaiting(context, office);
    return exit_done;
}

// By the beginning of its key, as the list of members shows it.
Result<int> revokeDesk(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const SecretText password, context.password());
    const Member* own =
        office.network->isMember()
            ? office.network->membership().member(office.opened->journal().charity())
            : nullptr;
    std::optional<VerifyKey> found;
    if (own != nullptr)
        for (const auto& desk : own->desks)
            if (beginsAs(desk.node, options.name))
                found = desk.node;
    if (!found)
        return fail(ErrorCode::desk_unknown);
    PEYVAND_LET(const auto outcome, CouncilWork(*office.network).revokeDesk(*found, password));
    const bool counts = outcome == CouncilOutcome::done;
    context.print({{"revoked", toHex(*found)}, {"network_key_renewed", counts}});
    context.say(context.words().text(counts ? "network.desk_revoked" : "network.desk_revoked_ask"));
    return counts ? exit_done : exit_needs_person;
}

} // namespace

void addNetworkCommands(CommandTable& table) {
    auto* network = table.app.add_subcommand("network", "The network of charities");
    network->require_subcommand(1);
    const auto options = std::make_shared<NetworkOptions>();
    options->as = "charity";
    const auto add = [&](const char* name, const char* about, auto run) {
        auto* command = network->add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    add("found", "Found a network", foundNetwork)
        ->add_option("--name", options->name, "Name of the network")
        ->required();
    auto* inviting = add("invite", "Write an invitation", inviteCharity);
    inviting->add_option("--out", options->out, "File")->required();
    inviting->add_option("--as", options->as, "charity or desk")
        ->check(CLI::IsMember({"charity", "desk"}));
    auto* joining = add("join", "Answer an invitation, or open the welcome", joinNetwork);
    joining->add_option("file", options->file, "Invitation or welcome")->required();
    joining->add_option("--out", options->out, "Where the request goes");
    joining->add_option("--desk", options->desk, "Name of this desk");
    auto* admitting =
        add("admit", "Admit a charity, or a desk of this one, that asks", admitCharity);
    admitting->add_option("request", options->file, "Request")->required();
    admitting->add_option("--out", options->out, "Where the welcome goes")->required();
    addCouncilCommands(*network, table);
    add("revoke-desk", "A desk of this charity was stolen or goes", revokeDesk)
        ->add_option("desk", options->name, "The beginning of its key, as members shows it")
        ->required();
    auto* members = network->add_subcommand("members", "Who is in the network");
    table.add(*members, listMembers);
}

} // namespace peyvand::cli
