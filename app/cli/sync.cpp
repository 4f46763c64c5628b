// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/sync_json.h"
#include "app/cli/sync_text.h"
#include "sync/peer/near.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::int64_t near_wait_ms = 2000;

struct SyncOptions {
    std::string peer, listen;
    bool near = false;
    bool accept_losses = false;
};

void sayCounts(const CommandContext& context, const PeerResult& result) {
    context.say(context.words().text("console.synced",
                                     {{"charity", result.charity},
                                      {"count", std::to_string(result.counts.received.entries)},
                                      {"sent", std::to_string(result.counts.sent.entries)}}));
    sayHeldBack(context, result.counts.received.held_back);
    sayForked(context, result.counts.received.forked);
}

PeerWork workOf(CommandContext& context, const OpenOffice& office, Executor& register_work) {
    return {*office.network,
            register_work,
            context.executor,
            {},
            {},
            context.progress(context.words().text("console.sealing"))};
}

Result<int> syncOnce(CommandContext& context, const OpenOffice& office, const PeerAddress& address,
                     const SyncOptions& options) {
    ThreadExecutor register_work(1);
    PeerWork work = workOf(context, office, register_work);
    work.options.losses = options.accept_losses ? Losses::accepted : Losses::held_back;
    PEYVAND_LET(const PeerResult result, syncWithPeer(work, address));
    auto about = jsonOf(result);
    const auto looked = result.error ? Result<std::int64_t>(0) : tellOverlaps(context, office);
    about["overlaps"] = looked.value_or(0);
    context.print(about);
    if (result.error)
        return fail(*result.error);
    sayCounts(context, result);
    PEYVAND_LET(const std::int64_t overlaps, std::move(looked));
    const IntakeCounts& received = result.counts.received;
    return received.forked || received.held_back > 0 || overlaps > 0 ? exit_needs_person
                                                                     : exit_done;
}

// One after the other; that one of several failed is told, and is the end of none of the others.
Result<int> syncNear(CommandContext& context, const OpenOffice& office,
                     const SyncOptions& options) {
    if (!office.network->isMember())
        return fail(ErrorCode::network_missing);
    PEYVAND_LET(const BeaconVoice voice, beaconVoice(*office.network));
    PEYVAND_LET(const auto found, findNear(voice, near_wait_ms));
    if (found.empty())
        return fail(ErrorCode::nobody_near);
    int exit = exit_done;
    std::optional<Error> last;
    for (const PeerAddress& address : found) {
        const auto synced = syncOnce(context, office, address, options);
        if (synced)
            exit = std::max(exit, *synced);
        else
            last = synced.error();
        if (!synced && found.size() > 1)
            context.say(context.words().text(
                "console.peer_failed", {{"address", address.text()},
                                        {"reason", context.words().sentence(synced.error())}}));
    }
    return last ? Result<int>(fail(*last)) : Result<int>(exit);
}

Result<int> syncWith(CommandContext& context, const SyncOptions& options) {
    if (options.near == !options.peer.empty())
        return fail(ErrorCode::arguments_wrong);
    PeerAddress address;
    if (!options.near) {
        PEYVAND_LET(address, PeerAddress::parse(options.peer));
    }
    PEYVAND_LET(const OpenOffice office, context.open());
    return options.near ? syncNear(context, office, options)
                        : syncOnce(context, office, address, options);
}

Result<int> serve(CommandContext& context, const SyncOptions& options) {
    PEYVAND_LET(const PeerAddress address, PeerAddress::parse(options.listen));
    PEYVAND_LET(const OpenOffice office, context.open());
    ThreadExecutor register_work(1);
    PeerWork work = workOf(context, office, register_work);
    work.options.losses = options.accept_losses ? Losses::accepted : Losses::held_back;
    PEYVAND_LET(const auto server, PeerServer::listen(work, address));
    std::unique_ptr<NearAnswers> near;
    if (options.near) {
        PEYVAND_LET(BeaconVoice voice, beaconVoice(*office.network));
        PEYVAND_LET(near, NearAnswers::begin(std::move(voice), server->address().port));
    }
    const std::string listening = server->address().text();
    context.print({{"listening", listening}});
    context.say(context.words().text("console.listening", {{"address", listening}}));
    std::cout << std::flush;
    bool needs_person = false;
    PEYVAND_TRY(server->run([&](const PeerResult& result) {
        needs_person =
            needs_person || result.counts.received.forked || result.counts.received.held_back > 0;
        context.print(jsonOf(result));
        if (result.error)
            context.say(context.words().text(
                "console.peer_failed", {{"address", result.address},
                                        {"reason", context.words().sentence(*result.error)}}));
        else
            sayCounts(context, result);
        std::cout << std::flush;
    }));
    return needs_person ? exit_needs_person : exit_done;
}

} // namespace

void addSyncCommands(CommandTable& table) {
    const auto options = std::make_shared<SyncOptions>();
    auto* sync =
        table.app.add_subcommand("sync", "Exchange with another computer over the network");
    sync->add_option("--peer", options->peer, "HOST:PORT where the other one serves");
    sync->add_flag("--near", options->near, "Every desk of the network in this building");
    sync->add_flag("--accept-losses", options->accept_losses,
                   "Take it although it withdraws or empties very much");
    table.add(*sync, [options](CommandContext& context) { return syncWith(context, *options); });
    auto* serving = table.app.add_subcommand("serve", "Answer other computers until interrupted");
    serving->add_option("--listen", options->listen, "HOST:PORT; port 0 is chosen by the system")
        ->required();
    serving->add_flag("--near", options->near,
                      "Answer desks of this building that look for others");
    serving->add_flag("--accept-losses", options->accept_losses,
                      "Take it although it withdraws or empties very much");
    table.add(*serving, [options](CommandContext& context) { return serve(context, *options); });
}

} // namespace peyvand::cli
