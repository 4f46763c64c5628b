// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/council.h"
#include "sync/member/seat_request.h"

#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

/// Another kind of file is told as such, not as too large.
constexpr std::uint64_t seat_file_limit_bytes = 64 * 1024;

struct CouncilOptions {
    std::string named, file, out;
    std::size_t count = 0;
    SeatOptions seat{};
};

Result<int> rotate(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    PEYVAND_LET(const auto outcome, work.rotate());
    return told(context, office, outcome);
}

Result<int> expel(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    const auto charity = CharityId::parse(options.named);
    if (!charity)
        return fail(ErrorCode::charity_unknown);
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    PEYVAND_LET(const auto outcome, work.expel(*charity));
    context.say(context.words().text("network.cannot_forget"));
    return told(context, office, outcome);
}

Result<int> signDecision(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    std::vector<Digest> named;
    for (const auto& one : work.waiting())
        if (beginsAs(one.digest, options.named))
            named.push_back(one.digest);
    for (const auto& one : work.admissions())
        if (beginsAs(one.digest, options.named))
            named.push_back(one.digest);
    if (named.size() != 1)
        return fail(ErrorCode::decision_unknown);
    PEYVAND_LET(const auto outcome, work.sign(named.front()));
    return told(context, office, outcome);
}

Result<int> listWaiting(CommandContext& context, const CouncilOptions&) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    const CouncilWork work(*office.network);
    showWaiting(context, office);
    if (!work.waiting().empty() || !work.admissions().empty())
        return exit_needs_person;
    context.say(context.words().text("network.nothing_waits"));
    return exit_done;
}

Result<int> listCouncil(CommandContext& context, const CouncilOptions&) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    const Words& words = context.words();
    const Council& council = office.network->membership().council;
    const auto own = CouncilWork(*office.network).ownSeat();
    for (const Seat& seat : council.seats) {
        const bool is_own = own && *own == seat.key;
        const std::string kind = seat.kind == SeatKind::printed ? "printed" : "coordinator";
        context.print({{"seat", toHex(seat.key)}, {"kind", kind}, {"own", is_own}});
        context.say(keyBeginning(seat.key) + "  " + words.text("network.seat." + kind) +
                    (is_own ? "  " + words.text("network.seat.own") : ""));
    }
    context.print({{"majority", council.majority()}, {"admit_count", council.admit_count}});
    context.say(
        words.text("network.council",
                   {{"majority", words.number(static_cast<std::int64_t>(council.majority()))},
                    {"admit", words.number(council.admit_count)}}));
    showDoubleSigners(context, office);
    showWaiting(context, office);
    return office.network->membership().double_signers.empty() ? exit_done : exit_needs_person;
}

Result<int> requestSeat(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const SeatRequested requested, CouncilWork(*office.network).requestSeat());
    PEYVAND_TRY(context.platform.files.replace(options.out, requested.file));
    context.print({{"file", options.out}, {"seat", toHex(requested.seat)}});
    context.say(
        context.words().text("network.seat_requested", {{"seat", keyBeginning(requested.seat)}}));
    return exit_done;
}

// Whose seat it is, before others sign for it.
void showAsking(const CommandContext& context, const OpenOffice& office,
                const SeatRequest& request) {
    const Membership& membership = office.network->membership();
    const auto charity = membership.charityOfNode(request.node);
    const Member* member = charity ? membership.member(*charity) : nullptr;
    if (member == nullptr)
        return;
    for (const MemberDesk& desk : member->desks)
        if (desk.node == request.node) {
            context.print(
                {{"seat", toHex(request.seat)}, {"charity", member->name}, {"desk", desk.name}});
            context.say(
                context.words().text("network.seat_for", {{"charity", member->name},
                                                          {"desk", desk.name},
                                                          {"seat", keyBeginning(request.seat)}}));
        }
}

Result<int> addSeat(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const Bytes file,
                context.platform.files.readAll(options.file, seat_file_limit_bytes));
    PEYVAND_LET(const SeatRequest request, SeatRequest::decode(file));
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    PEYVAND_LET(const auto outcome, work.addSeat(file));
    showAsking(context, office, request);
    return told(context, office, outcome);
}

Result<int> removeSeat(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    std::vector<VerifyKey> named;
    for (const Seat& seat : office.network->membership().council.seats)
        if (beginsAs(seat.key, options.named))
            named.push_back(seat.key);
    if (named.size() != 1)
        return fail(ErrorCode::seat_unknown);
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    PEYVAND_LET(const auto outcome, work.removeSeat(named.front()));
    return told(context, office, outcome);
}

Result<int> admitBy(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    PEYVAND_LET(const auto outcome, work.admitBy(options.count));
    return told(context, office, outcome);
}

Result<int> printSeat(CommandContext& context, const CouncilOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(CouncilWork work, councilWork(context, office, options.seat));
    PEYVAND_LET(const PrintedSeatMade made, work.renewPrintedSeat());
    const std::string code(made.code.view());
    context.print({{"printed_seat", code}});
    context.say(context.words().text("console.printed_seat", {{"code", code}}));
    return told(context, office, made.outcome);
}

} // namespace

void addCouncilCommands(CLI::App& network, CommandTable& table) {
    const auto options = std::make_shared<CouncilOptions>();
    const auto add = [&](CLI::App& parent, const char* name, const char* about, auto run) {
        auto* command = parent.add_subcommand(name, about);
        table.add(*command,
                  [options, run](CommandContext& context) { return run(context, *options); });
        return command;
    };
    const auto addDeed = [&](CLI::App& parent, const char* name, const char* about, auto run) {
        auto* command = add(parent, name, about, run);
        addSeatOptions(*command, options->seat);
        return command;
    };
    addDeed(network, "rotate", "A fresh key for what is written from now on", rotate);
    addDeed(network, "expel", "A charity leaves; what came before stays where it is", expel)
        ->add_option("charity", options->named, "UUID of the charity")
        ->required();
    addDeed(network, "sign", "Sign what waits for further seats of the council", signDecision)
        ->add_option("decision", options->named, "Its beginning, as `network waiting` shows it")
        ->required();
    add(network, "waiting", "What waits for further seats of the council", listWaiting);
    auto* council = network.add_subcommand("council", "Who decides for the network");
    council->require_subcommand(1);
    add(*council, "list", "The seats, and who signed twice", listCouncil);
    add(*council, "request", "Ask for a seat for this desk", requestSeat)
        ->add_option("--out", options->out, "Where the request goes")
        ->required();
    addDeed(*council, "add", "A seat for the desk that asks", addSeat)
        ->add_option("request", options->file, "Its request")
        ->required();
    addDeed(*council, "remove", "A seat goes", removeSeat)
        ->add_option("seat", options->named, "The beginning of its key, as the list shows it")
        ->required();
    addDeed(*council, "admit-count", "How many seats admit a charity", admitBy)
        ->add_option("count", options->count, "From 1 to all")
        ->required();
    addDeed(*council, "print", "A new printed seat; the one before counts no more", printSeat);
}

} // namespace peyvand::cli
