// SPDX-License-Identifier: GPL-3.0-or-later
// peyvand-node: a register without a face. It answers other registers, calls the ones it was told
// of every so often, keeps what it may keep and passes it on, also what it cannot read itself. One
// line of JSON for each session on stdout; exit status as the console's.

#include "app/cli/sync_json.h"
#include "core/platform/terminal.h"
#include "core/register/backup.h"
#include "core/register/restore.h"
#include "core/text/words.h"
#include "sync/peer/near.h"

#include <CLI/CLI.hpp>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <nlohmann/json.hpp>

using namespace peyvand;

namespace {

constexpr int exit_failed = 1;
constexpr int exit_arguments = 2;
constexpr std::int64_t near_wait_ms = 2000;
constexpr std::uint64_t password_file_limit_bytes = 4096;

struct NodeOptions {
    std::string register_folder, user, password_file, listen;
    std::vector<std::string> peers;
    int every_seconds = 300;
    bool near = false;
};

Result<SecretText> passwordOf(const NodeOptions& options, Files& files) {
    std::string typed = environment("PEYVAND_PASSWORD");
    if (!options.password_file.empty()) {
        PEYVAND_LET(const Bytes bytes,
                    files.readAll(options.password_file, password_file_limit_bytes));
        typed = textOf(bytes);
        typed.erase(std::min(typed.find_first_of("\r\n"), typed.size()));
    }
    SecretText secret(typed);
    sodium_memzero(typed.data(), typed.size());
    return secret.empty() ? fail(ErrorCode::password_missing)
                          : Result<SecretText>(std::move(secret));
}

/// Lines of two threads, one at a time.
class Report {
  public:
    void say(const nlohmann::json& line) {
        const std::lock_guard lock(mutex_);
        std::cout << line.dump() << std::endl;
    }

  private:
    std::mutex mutex_{};
};

/// Calls the peers one after the other, now and then every so often, until it is destroyed.
class Caller {
  public:
    /// With a voice it also looks around in the building before each round.
    Caller(PeerWork work, std::vector<PeerAddress> peers, const BeaconVoice* voice,
           std::chrono::seconds every, Report& report)
        : work_(std::move(work)), peers_(std::move(peers)), voice_(voice), every_(every),
          report_(report), thread_([this](const std::stop_token& stop) { run(stop); }) {}
    ~Caller() {
        work_.cancel.cancel();
        thread_.request_stop();
    }
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

  private:
    void run(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!stop.stop_requested()) {
            std::vector<PeerAddress> peers = peers_;
            if (voice_)
                if (const auto found = findNear(*voice_, near_wait_ms, {}, work_.cancel))
                    peers.insert(peers.end(), found->begin(), found->end());
            for (const PeerAddress& peer : peers)
                if (!stop.stop_requested())
                    call(peer);
            work_.register_work.submit([&opened = work_.network.opened()] {
                (void)backUpWhenDue(opened); // tried again after the next round
            });
            changed_.wait_for(lock, stop, every_, [] { return false; });
        }
    }
    void call(const PeerAddress& peer) {
        const auto result = syncWithPeer(work_, peer);
        if (result)
            report_.say(cli::jsonOf(*result));
        else
            report_.say({{"address", peer.text()}, {"error", errorName(result.error().code)}});
    }

    PeerWork work_;
    std::vector<PeerAddress> peers_;
    const BeaconVoice* voice_;
    std::chrono::seconds every_;
    Report& report_;
    std::mutex mutex_{};
    std::condition_variable_any changed_{};
    std::jthread thread_;
};

Result<void> run(const NodeOptions& options) {
    PEYVAND_LET(const PeerAddress listen, PeerAddress::parse(options.listen));
    std::vector<PeerAddress> peers;
    for (const std::string& typed : options.peers) {
        PEYVAND_LET(auto peer, PeerAddress::parse(typed));
        peers.push_back(std::move(peer));
    }
    const auto clock = makeSystemClock();
    const auto random = makeSystemRandom();
    const auto files = makeSystemFiles();
    PEYVAND_LET(const SecretText password, passwordOf(options, *files));
    PEYVAND_TRY(finishRestore(*files, options.register_folder));
    PEYVAND_LET(const auto opened, Register::open({*clock, *random, *files},
                                                  options.register_folder, options.user, password));
    PEYVAND_LET(const auto network, Network::open(*opened));
    ThreadExecutor workers;
    ThreadExecutor register_work(1);
    Report report;
    const PeerWork work{*network, register_work, workers, {}, {}, {}};
    PEYVAND_LET(const auto server, PeerServer::listen(work, listen));
    report.say({{"listening", server->address().text()}});
    // The caller's own cancelling: a round that ends does not end the server.
    PeerWork calling = work;
    calling.cancel = CancelToken();
    BeaconVoice voice;
    std::unique_ptr<NearAnswers> near;
    if (options.near) {
        PEYVAND_LET(voice, beaconVoice(*network));
        PEYVAND_LET(BeaconVoice answering, beaconVoice(*network));
        answering.own = voice.own;
        PEYVAND_LET(near, NearAnswers::begin(std::move(answering), server->address().port));
    }
    const Caller caller(calling, std::move(peers), options.near ? &voice : nullptr,
                        std::chrono::seconds(options.every_seconds), report);
    return server->run([&](const PeerResult& result) { report.say(cli::jsonOf(result)); });
}

} // namespace

int main(int argc, char** argv) {
    if (!initialiseCrypto())
        return exit_failed;
    CLI::App app("Peyvand node: a register that is always on and passes feeds along",
                 "peyvand-node");
    NodeOptions options;
    std::string language;
    app.set_version_flag("--version", PEYVAND_VERSION);
    app.add_option("--register", options.register_folder, "Folder of the register")
        ->envname("PEYVAND_REGISTER")
        ->required();
    app.add_option("--user", options.user, "User name")->envname("PEYVAND_USER");
    app.add_option("--password-file", options.password_file,
                   "File whose first line is the password; else PEYVAND_PASSWORD");
    app.add_option("--listen", options.listen, "HOST:PORT to answer at")->required();
    app.add_option("--peer", options.peers, "HOST:PORT to call; may be repeated");
    app.add_flag("--near", options.near,
                 "Answer desks of this building that look for others, and look for them");
    app.add_option("--every", options.every_seconds, "Seconds between rounds of calls")
        ->check(CLI::Range(5, 86'400));
    app.add_option("--lang", language, "Language of sentences: fa or en");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? 0 : exit_arguments;
    }
    const auto ended = run(options);
    if (ended)
        return 0;
    const std::string name = language.empty() ? environment("LANG") : language;
    const Words& words = Words::of(name.starts_with("fa") ? Language::persian : Language::english);
    std::cerr << "error: " << errorName(ended.error().code) << ": " << words.sentence(ended.error())
              << std::endl;
    return ended.error().code == ErrorCode::arguments_wrong ? exit_arguments : exit_failed;
}
