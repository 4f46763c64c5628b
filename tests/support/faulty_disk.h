// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A model of the disk of one folder, with the folders in it, below both SQLite (faulty_vfs.h) and
// the program's own files (faulty_files.h). It counts what is asked of the disk, lets the n-th of
// it fail, and knows what a loss of power would leave: contents that were flushed, names whose
// folder was flushed, and of the rest an accident, sector by sector. docs/faults.md says what each
// fault means. Nothing is really flushed. One thread. Only for tests.

#include "core/base/bytes.h"
#include "core/platform/files.h"

#include <map>
#include <optional>
#include <vector>

namespace peyvand::test {

enum class Fault : std::uint8_t {
    none,
    /// The step fails, and everything after it: a disk that went away.
    io_error,
    /// Half of the write, then no room for anything; flushing and removing still work.
    disk_full,
    /// No room for this one step only: somebody made room.
    disk_full_once,
    /// Half of the write reaches the disk, then everything fails.
    torn_write,
    /// One flush fails and what it should have kept never reaches the disk, though the system goes
    /// on showing it and says yes to every later flush (as Linux does).
    failed_sync,
    /// The process ends before the step; the system keeps what it was given.
    killed,
    /// The power goes before the step.
    power_loss,
};
inline constexpr Fault all_faults[] = {Fault::io_error,   Fault::disk_full,   Fault::disk_full_once,
                                       Fault::torn_write, Fault::failed_sync, Fault::killed,
                                       Fault::power_loss};
const char* faultName(Fault fault);

/// What the disk is asked for.
enum class DiskStep : std::uint8_t { create, write, grow, truncate, sync, rename, remove };

class FaultyDisk {
  public:
    /// What is in the folder now is on the disk already. An empty path only counts and fails.
    explicit FaultyDisk(Path folder);

    /// The step (1, 2, …, of those that the fault concerns) that fails; 0 only counts.
    void arm(Fault fault, int step);
    /// How many steps there were since then that the fault concerns.
    int steps() const { return steps_; }
    bool hasFailed() const { return has_failed_; }

    enum class Answer : std::uint8_t { yes, no, no_room, half, half_no_room };
    /// Whether a step may be taken; a sync that may not be taken loses what it was for.
    Answer ask(DiskStep step, const Path& path);

    // What was really done, in the folder as the system shows it.
    void created(const Path& path);
    void written(const Path& path, std::uint64_t offset, ByteView bytes);
    void truncated(const Path& path, std::uint64_t size);
    void synced(const Path& path);
    void folderSynced(const Path& folder);
    /// A file, or a folder with all that is in it.
    void renamed(const Path& from, const Path& to);
    void removed(const Path& path);

    /// Puts into the folder what the disk would hold when the power went now. Seed 0 keeps only
    /// what was flushed; others keep an accident of the rest.
    void losePower(std::uint32_t seed);

  private:
    struct Pending {
        std::uint64_t offset = 0;
        Bytes bytes{};
        std::optional<std::uint64_t> cut_to{};
    };
    struct Content {
        Bytes durable{};
        std::vector<Pending> pending{};
    };
    using ContentPointer = std::shared_ptr<Content>;
    using Names = std::map<std::string, ContentPointer>;
    struct NameChange {
        std::string taken{};
        std::string given{};
        ContentPointer content{};
        bool is_folder = false;
    };
    std::optional<std::string> nameOf(const Path& path) const;
    Content* contentOf(const Path& path);
    static void apply(Bytes& bytes, const Pending& pending);
    static void applyName(Names& names, const NameChange& change);
    static void moveFolder(Names& names, const std::string& from, const std::string& to);
    Bytes accident(const Content& content, std::uint32_t seed, std::uint32_t& state) const;
    Answer refusal(DiskStep step) const;

    Path folder_;
    Names names_{};
    Names durable_names_{};
    std::vector<NameChange> pending_names_{};
    Fault fault_ = Fault::none;
    int fails_at_ = 0;
    int steps_ = 0;
    bool has_failed_ = false;
};

} // namespace peyvand::test
