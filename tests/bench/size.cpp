// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/size.h"

#include "core/crypto/password_slot.h"
#include "sync/veil/tag.h"
#include "tests/bench/enquiry_run.h"

#define SQLITE_HAS_CODEC 1
#include <filesystem>
#include <fstream>
#include <sqlcipher/sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace peyvand::bench {
namespace {

constexpr std::size_t enquiries = 2000;
constexpr std::size_t strangers = 20'000;
constexpr std::size_t searches_each = 150;
constexpr std::size_t openings = 5;

SecretText generatedPassword() { return SecretText("peyvand-generated"); }

double peakMib() {
    rusage usage{};
    (void)getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::string loadNow() {
    std::ifstream file("/proc/loadavg");
    std::string minute;
    file >> minute;
    return minute;
}

// In a process of its own: the memory of making is not that of using.
void generateApart(const Path& folder, const SizeOf& size) {
    say("size: making {} people, {} aid, {} claims in {}", size.people, size.aid, size.claims,
        folder.string());
    const pid_t child = fork();
    if (child == 0) {
        generate::Plan plan;
        plan.people = size.people;
        plan.aid = size.aid;
        plan.claims = size.claims;
        plan.charities = size.charities;
        plan.until = makeSystemClock()->today();
        plan.password = generatedPassword();
        const auto files = makeSystemFiles();
        must(generate::generate(*files, folder, plan, [](auto, auto, auto) {}));
        _exit(0);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
        say("making the register failed");
        std::exit(2);
    }
}

class Desk {
  public:
    explicit Desk(const Path& folder) : folder_(folder) { open(); }
    void open() {
        network_.reset();
        opened_.reset();
        opened_ =
            must(Register::open({*clock_, *random_, *files_}, folder_, {}, generatedPassword()));
        network_ = must(Network::open(*opened_));
    }
    void close() {
        network_.reset();
        opened_.reset();
    }
    Register& opened() { return *opened_; }
    Network& network() { return *network_; }

  private:
    Path folder_;
    std::unique_ptr<Clock> clock_ = makeSystemClock();
    std::unique_ptr<RandomSource> random_ = makeSystemRandom();
    std::unique_ptr<Files> files_ = makeSystemFiles();
    std::unique_ptr<Register> opened_{};
    std::unique_ptr<Network> network_{};
};

// What any program does with the key in hand: open, key, read the schema.
double bareOpeningMs(const Path& folder, const Secret<32>& key) {
    const Stopwatch watch;
    sqlite3* handle = nullptr;
    const std::string raw = "x'" + toHex(key.view()) + "'";
    const bool done = sqlite3_open_v2((folder / "register.db").string().c_str(), &handle,
                                      SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
                      sqlite3_key(handle, raw.data(), static_cast<int>(raw.size())) == SQLITE_OK &&
                      sqlite3_exec(handle, "SELECT name FROM sqlite_schema ORDER BY name", nullptr,
                                   nullptr, nullptr) == SQLITE_OK;
    sqlite3_close_v2(handle);
    if (!done)
        std::exit(2);
    return watch.elapsed().wall_us / 1e3;
}

Secret<32> registerKey(const Path& folder) {
    const auto files = makeSystemFiles();
    const SlotList list = must(decodeSlotList(must(files->readAll(folder / "keys", 1 << 20))));
    for (const PasswordSlot& slot : list.entries)
        if (slot.kind == SlotKind::password)
            return must(openSlot(list.register_id, slot, generatedPassword()));
    std::exit(2);
}

bool measureOpening(Desk& desk, const Path& folder) {
    const Secret<32> key = registerKey(folder);
    Samples ours, stretching, bare;
    for (std::size_t i = 0; i < openings; ++i) {
        desk.close();
        Stopwatch watch;
        must(stretch(generatedPassword().bytes(), {}, least_cost));
        stretching.add(watch.elapsed());
        watch.restart();
        desk.open();
        ours.add(watch.elapsed());
        const double ms = bareOpeningMs(folder, key);
        bare.add({ms * 1e3, ms * 1e3});
    }
    const double all = ours.at(0.5).wall_us / 1e3, argon = stretching.at(0.5).wall_us / 1e3;
    say("  of an opening the stretching of the password takes {:.0f} ms", argon);
    (void)judgeTime("opening without stretching, p50", std::max(0.0, all - argon), opening_limit_ms,
                    bare.at(0.5).wall_us / 1e3);
    return judgeTime("opening, slowest of 5", ours.at(1).wall_us / 1e3, opening_limit_ms,
                     bare.at(1).wall_us / 1e3);
}

std::vector<Stranger> someStrangers(Register& opened, const NetworkId& network) {
    Database& database = opened.database();
    std::int64_t last = 0;
    if (auto row = database.prepare("SELECT MAX(row) FROM beneficiary"); row.step())
        last = row.integer(0);
    std::vector<Stranger> some;
    Dice dice(77);
    while (some.size() < strangers) {
        auto row = database.prepare(
            "SELECT i.number, b.id, s.seed FROM beneficiary b JOIN identity i ON i.beneficiary"
            " = b.id AND i.kind = 1 AND i.confirmed = 1 AND i.removed = 0 JOIN veil_seed s"
            " ON s.kind = 1 AND s.number = i.number AND s.state = '' AND s.generation = 1"
            " WHERE b.row = ? ORDER BY i.id");
        row.bind(static_cast<std::int64_t>(1 + roll(dice, static_cast<std::size_t>(last))));
        if (row.step())
            some.push_back({row.string(0), row.id<BeneficiaryId>(1),
                            tagOf(Seed::from(row.blob(2)), network, 1)});
        must(database.takeFailure());
    }
    return some;
}

bool measureEnquiries(Desk& desk) {
    std::vector<CharityId> others;
    for (const Member& member : desk.network().membership().members)
        if (member.id != desk.opened().journal().charity())
            others.push_back(member.id);
    const auto people = someStrangers(desk.opened(), desk.network().id());
    InlineExecutor executor;
    EnquiryRun run({desk.opened(), desk.network(), executor, others, people});
    const EnquirySides sides = run.alternate(enquiries);
    const Samples table = run.atTheDesk(enquiries / 10);
    const Samples audit = run.auditAlone(enquiries / 10);
    say("  {:.1f} claims an answer; the durable audit row alone p50 {:.2f} ms, p99 {:.2f} ms;"
        " an enquiry with it p99 {:.2f} ms",
        static_cast<double>(run.claimsSeen()) / static_cast<double>(enquiries + enquiries / 10),
        audit.at(0.5).wall_us / 1e3, audit.at(0.99).wall_us / 1e3, table.at(0.99).wall_us / 1e3);
    (void)judgeTime("enquiry, p50", sides.ask.at(0.5).wall_us / 1e3, enquiry_limit_ms,
                    sides.bare.at(0.5).wall_us / 1e3);
    return judgeTime("enquiry, p99", sides.ask.at(0.99).wall_us / 1e3, enquiry_limit_ms,
                     sides.bare.at(0.99).wall_us / 1e3);
}

std::int64_t countOf(Database& database, const char* sql) {
    auto row = database.prepare(sql);
    return row.step() ? row.integer(0) : -1;
}

} // namespace

bool judgeTime(const std::string& what, double ours_ms, double limit_ms, double bare_ms) {
    const bool within = ours_ms <= limit_ms;
    say("  {} {}: {:.2f} ms, limit {:.0f} ms; bare statements {:.2f} ms, {:.1f}x",
        within ? "PASS" : "FAIL", what, ours_ms, limit_ms, bare_ms, ours_ms / bare_ms);
    return within;
}

bool benchSize(const Options& options) {
    const SizeOf& size = options.size == "full" ? full_size : small_size;
    std::optional<Folder> passing;
    Path folder = options.register_folder;
    if (folder.empty() && options.size == "full") {
        const Path base =
            options.folder.empty() ? std::filesystem::temp_directory_path() : Path(options.folder);
        folder = base / "peyvand-size-full";
    } else if (folder.empty()) {
        passing.emplace(options);
        folder = passing->path() / "register";
    }
    // What an interrupted run left is completed; what is complete takes a moment.
    if (options.register_folder.empty())
        generateApart(folder, size);
    const std::string load = loadNow();
    Desk desk(folder);
    Database& database = desk.opened().database();
    say("size: {} people, {} aid, {} claims in {:.0f} MiB; load {} at the beginning",
        countOf(database, "SELECT SUM(people) FROM people_stair"),
        countOf(database, "SELECT COUNT(*) FROM aid"),
        countOf(database, "SELECT COUNT(*) FROM claim"),
        static_cast<double>(std::filesystem::file_size(folder / "register.db")) / (1 << 20), load);
    bool within = measureOpening(desk, folder);
    within = measureEnquiries(desk) && within;
    within = measureSearch(desk.opened(), searches_each) && within;
    within = measureList(desk.opened(), searches_each) && within;
    const double peak = peakMib();
    within = within && peak <= memory_limit_mib;
    say("  {} memory of this process at its highest: {:.0f} MiB, limit {:.0f} MiB",
        peak <= memory_limit_mib ? "PASS" : "FAIL", peak, memory_limit_mib);
    return within;
}

} // namespace peyvand::bench
