// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/sync_json.h"
#include "app/cli/sync_text.h"

#include <iostream>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

struct SyncOptions {
    std::string peer, listen;
    bool accept_losses = false;
};

void sayCounts(const CommandContext& context, const PeerResult& result) {
    context.say(context.words().text("console.synced",
                                     {{"charity", result.charity},
                                      {"count", std::to_string(result.counts.received.entries)},
                                      {"sent", std::to_string(result.counts.sent.entries)}}));
    sayHeldBack(context, result.counts.received.held_back);
}

PeerWork workOf(CommandContext& context, const OpenOffice& office, Executor& register_work) {
    return {*office.network,
            register_work,
            context.executor,
            {},
            {},
            context.progress(context.words().text("console.sealing"))};
}

Result<int> syncOnce(CommandContext& context, const SyncOptions& options) {
    PEYVAND_LET(const PeerAddress address, PeerAddress::parse(options.peer));
    PEYVAND_LET(const OpenOffice office, context.open());
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

Result<int> serve(CommandContext& context, const SyncOptions& options) {
    PEYVAND_LET(const PeerAddress address, PeerAddress::parse(options.listen));
    PEYVAND_LET(const OpenOffice office, context.open());
    ThreadExecutor register_work(1);
    PeerWork work = workOf(context, office, register_work);
    work.options.losses = options.accept_losses ? Losses::accepted : Losses::held_back;
    PEYVAND_LET(const auto server, PeerServer::listen(work, address));
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
    sync->add_option("--peer", options->peer, "HOST:PORT where the other one serves")->required();
    sync->add_flag("--accept-losses", options->accept_losses,
                   "Take it although it withdraws or empties very much");
    table.add(*sync, [options](CommandContext& context) { return syncOnce(context, *options); });
    auto* serving = table.app.add_subcommand("serve", "Answer other computers until interrupted");
    serving->add_option("--listen", options->listen, "HOST:PORT; port 0 is chosen by the system")
        ->required();
    serving->add_flag("--accept-losses", options->accept_losses,
                      "Take it although it withdraws or empties very much");
    table.add(*serving, [options](CommandContext& context) { return serve(context, *options); });
}

} // namespace peyvand::cli
