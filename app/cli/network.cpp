// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "sync/network/claims_worker.h"
#include "sync/network/council_work.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::uint64_t message_limit_bytes = welcome_limit_bytes;
constexpr std::size_t desk_hex_bytes = 4;

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
    PEYVAND_TRY(office.network->foundNetwork(options.name, password));
    context.print({{"network", toHex(office.network->id())}, {"name", options.name}});
    context.say(context.words().text("console.founded", {{"name", options.name}}));
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

Result<int> admitCharity(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const Bytes request, requestIn(context, options.file));
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RequestSeen seen, office.network->readRequest(request));
    const bool is_desk = seen.request.kind == InviteKind::desk;
    Result<Admitted> admitting = fail(ErrorCode::arguments_wrong);
    if (is_desk) {
        PEYVAND_LET(const SecretText password, context.password());
        admitting = office.network->admitDesk(request, password);
    } else {
        admitting = office.network->admitCharity(request);
    }
    PEYVAND_LET(const Admitted admitted, std::move(admitting));
    PEYVAND_TRY(context.platform.files.replace(options.out, admitted.welcome));
    context.print({{"file", options.out},
                   {"charity", admitted.charity.text()},
                   {"name", admitted.charity_name},
                   {"comparison", seen.comparison}});
    context.say(context.words().text("console.admitted", {{"charity", admitted.charity_name}}));
    context.say(
        context.words().text("console.compare", {{"digits", comparisonGroups(seen.comparison)}}));
    return exit_done;
}

// What another seat has to sign still, with the digest to name.
void showWaiting(CommandContext& context, const CouncilWork& work) {
    for (const auto& one : work.waiting()) {
        context.print({{"decision", toHex(one.digest)},
                       {"signatures", one.signatures},
                       {"needed", one.needed},
                       {"signed_here", one.signed_here}});
        context.say(context.words().text("network.waiting", {{"decision", toHex(one.digest)}}));
    }
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
                context.say("  " + toHex(ByteView(desk.node).first(desk_hex_bytes)) + "  " +
                            desk.name +
                            (desk.revoked ? "  " + context.words().text("network.revoked") : ""));
    }
    showWaiting(context, CouncilWork(*office.network));
    return exit_done;
}

int told(CommandContext& context, const OpenOffice& office, CouncilOutcome outcome) {
    context.print({{"decided", outcome != CouncilOutcome::waits},
                   {"key_waits", outcome == CouncilOutcome::key_waits}});
    if (outcome == CouncilOutcome::waits)
        context.say(context.words().text("console.council_waits"));
    if (outcome == CouncilOutcome::key_waits)
        context.say(context.words().text("network.key_waits"));
    showWaiting(context, CouncilWork(*office.network));
    return outcome == CouncilOutcome::done ? exit_done : exit_needs_person;
}

Result<int> rotate(CommandContext& context, const NetworkOptions&) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const auto outcome, CouncilWork(*office.network).rotate());
    return told(context, office, outcome);
}

Result<int> expel(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto charity = CharityId::parse(options.name);
    if (!charity)
        return fail(ErrorCode::charity_unknown);
    PEYVAND_LET(const auto outcome, CouncilWork(*office.network).expel(*charity));
    context.say(context.words().text("network.cannot_forget"));
    return told(context, office, outcome);
}

Result<int> signDecision(CommandContext& context, const NetworkOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    CouncilWork work(*office.network);
    for (const auto& one : work.waiting())
        if (toHex(one.digest) == options.name) {
            PEYVAND_LET(const auto outcome, work.sign(one.digest));
            return told(context, office, outcome);
        }
    return fail(ErrorCode::decision_unknown);
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
    if (own != nullptr && options.name.size() >= 2 * desk_hex_bytes)
        for (const auto& desk : own->desks)
            if (toHex(desk.node).starts_with(options.name))
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
    add("rotate", "A fresh key for what is written from now on", rotate);
    add("expel", "A charity leaves; what came before stays where it is", expel)
        ->add_option("charity", options->name, "UUID of the charity")
        ->required();
    add("sign", "Sign what another seat of the council decided", signDecision)
        ->add_option("decision", options->name, "As the list of members shows it")
        ->required();
    add("revoke-desk", "A desk of this charity was stolen or goes", revokeDesk)
        ->add_option("desk", options->name, "The beginning of its key, as members shows it")
        ->required();
    auto* members = network->add_subcommand("members", "Who is in the network");
    table.add(*members, listMembers);
}

} // namespace peyvand::cli
