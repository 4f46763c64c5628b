// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulty_disk.h"

#include <algorithm>
#include <fstream>

namespace peyvand::test {
namespace {

constexpr std::uint64_t sector_bytes = 512;

Bytes readFile(const Path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void writeFile(const Path& path, const Bytes& bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

// Not of the disk's business: the index of the log lives in memory, the lock is empty.
bool isTracked(const std::string& name) {
    return Path(name).filename() != "lock" && !name.ends_with("-shm");
}

bool isFor(Fault fault, DiskStep step) {
    switch (fault) {
    case Fault::none:
    case Fault::io_error:
    case Fault::killed:
    case Fault::power_loss:
        return true;
    case Fault::disk_full:
    case Fault::disk_full_once:
        return step == DiskStep::create || step == DiskStep::write || step == DiskStep::grow;
    case Fault::torn_write:
        return step == DiskStep::write;
    case Fault::failed_sync:
        return step == DiskStep::sync;
    }
    return false;
}

// xorshift32: an accident that a seed repeats.
std::uint32_t next(std::uint32_t& state) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

std::string parentOf(const std::string& name) { return Path(name).parent_path().generic_string(); }

} // namespace

const char* faultName(Fault fault) {
    switch (fault) {
    case Fault::none:
        return "none";
    case Fault::io_error:
        return "io_error";
    case Fault::disk_full:
        return "disk_full";
    case Fault::disk_full_once:
        return "disk_full_once";
    case Fault::torn_write:
        return "torn_write";
    case Fault::failed_sync:
        return "failed_sync";
    case Fault::killed:
        return "killed";
    case Fault::power_loss:
        return "power_loss";
    }
    return "";
}

FaultyDisk::FaultyDisk(Path folder) : folder_(std::move(folder)) {
    if (folder_.empty() || !std::filesystem::exists(folder_))
        return;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder_)) {
        const auto name = nameOf(file.path());
        if (file.is_regular_file() && name)
            names_[*name] = std::make_shared<Content>(Content{readFile(file.path()), {}});
    }
    durable_names_ = names_;
}

void FaultyDisk::arm(Fault fault, int step) {
    fault_ = fault;
    fails_at_ = step;
    steps_ = 0;
    has_failed_ = false;
}

std::optional<std::string> FaultyDisk::nameOf(const Path& path) const {
    if (folder_.empty())
        return std::nullopt;
    const std::string name = path.lexically_relative(folder_).generic_string();
    if (name.empty() || name.starts_with("..") || !isTracked(name))
        return std::nullopt;
    return name;
}

FaultyDisk::Content* FaultyDisk::contentOf(const Path& path) {
    const auto name = nameOf(path);
    const auto found = name ? names_.find(*name) : names_.end();
    return found == names_.end() ? nullptr : found->second.get();
}

FaultyDisk::Answer FaultyDisk::refusal(DiskStep step) const {
    switch (fault_) {
    case Fault::disk_full:
    case Fault::disk_full_once:
        return step == DiskStep::write ? Answer::half_no_room : Answer::no_room;
    case Fault::torn_write:
        return Answer::half;
    default:
        return Answer::no;
    }
}

FaultyDisk::Answer FaultyDisk::ask(DiskStep step, const Path& path) {
    const bool concerns = isFor(fault_, step);
    if (has_failed_) {
        const bool is_over = fault_ == Fault::failed_sync || fault_ == Fault::disk_full_once;
        if (is_over || (fault_ == Fault::disk_full && !concerns))
            return Answer::yes;
        return fault_ == Fault::disk_full ? Answer::no_room : Answer::no;
    }
    if (!concerns || ++steps_ != fails_at_)
        return Answer::yes;
    has_failed_ = true;
    if (fault_ == Fault::failed_sync)
        if (Content* content = contentOf(path))
            content->pending.clear();
    return refusal(step);
}

void FaultyDisk::created(const Path& path) {
    const auto name = nameOf(path);
    if (!name)
        return;
    names_[*name] = std::make_shared<Content>();
    pending_names_.push_back({{}, *name, names_[*name], false});
}

void FaultyDisk::written(const Path& path, std::uint64_t offset, ByteView bytes) {
    if (Content* content = contentOf(path))
        content->pending.push_back({offset, {bytes.begin(), bytes.end()}, std::nullopt});
}

void FaultyDisk::truncated(const Path& path, std::uint64_t size) {
    if (Content* content = contentOf(path))
        content->pending.push_back({0, {}, size});
}

void FaultyDisk::synced(const Path& path) {
    Content* content = contentOf(path);
    if (content == nullptr)
        return;
    for (const Pending& pending : content->pending)
        apply(content->durable, pending);
    content->pending.clear();
}

void FaultyDisk::folderSynced(const Path& folder) {
    std::string parent = folder.lexically_relative(folder_).generic_string();
    if (parent == ".")
        parent.clear();
    const auto parentOfChange = [](const NameChange& change) {
        return parentOf(change.given.empty() ? change.taken : change.given);
    };
    // Names inside a folder that moved are older than its move; and what is made in it afterwards
    // is made where it lies now: a journal of names does not keep the later without the earlier.
    const auto holds = [&parent](const std::string& moved) {
        return parent == moved || parent.starts_with(moved + "/");
    };
    std::size_t end = 0;
    for (std::size_t i = 0; i < pending_names_.size(); ++i)
        if (pending_names_[i].is_folder &&
            (parentOfChange(pending_names_[i]) == parent || holds(pending_names_[i].given)))
            end = i + 1;
    std::size_t at = 0;
    std::erase_if(pending_names_, [&](const NameChange& change) {
        if (at++ >= end && parentOfChange(change) != parent)
            return false;
        applyName(durable_names_, change);
        return true;
    });
}

void FaultyDisk::moveFolder(Names& names, const std::string& from, const std::string& to) {
    Names moved;
    std::erase_if(names, [&](const auto& entry) {
        if (!entry.first.starts_with(from + "/"))
            return false;
        moved[to + entry.first.substr(from.size())] = entry.second;
        return true;
    });
    names.merge(moved);
}

void FaultyDisk::renamed(const Path& from, const Path& to) {
    const auto old_name = nameOf(from);
    const auto new_name = nameOf(to);
    if (!old_name || !new_name)
        return;
    NameChange change{*old_name, *new_name, nullptr, std::filesystem::is_directory(to)};
    if (!change.is_folder)
        change.content = names_[*old_name];
    applyName(names_, change);
    pending_names_.push_back(std::move(change));
}

void FaultyDisk::removed(const Path& path) {
    const auto name = nameOf(path);
    if (name && names_.erase(*name) > 0)
        pending_names_.push_back({*name, {}, nullptr, false});
}

void FaultyDisk::apply(Bytes& bytes, const Pending& pending) {
    if (pending.cut_to) {
        bytes.resize(*pending.cut_to);
        return;
    }
    const std::uint64_t end = pending.offset + pending.bytes.size();
    if (bytes.size() < end)
        bytes.resize(end);
    std::copy(pending.bytes.begin(), pending.bytes.end(),
              bytes.begin() + static_cast<std::ptrdiff_t>(pending.offset));
}

void FaultyDisk::applyName(Names& names, const NameChange& change) {
    if (change.is_folder) {
        moveFolder(names, change.taken, change.given);
        return;
    }
    if (!change.taken.empty())
        names.erase(change.taken);
    if (!change.given.empty())
        names[change.given] = change.content;
}

// Every sector of what was not flushed is there or is not.
Bytes FaultyDisk::accident(const Content& content, std::uint32_t seed, std::uint32_t& state) const {
    Bytes bytes = content.durable;
    if (seed == 0)
        return bytes;
    const std::uint32_t kept_of_four = 1 + next(state) % 3;
    for (const Pending& pending : content.pending) {
        if (pending.cut_to) {
            if (next(state) % 4 < kept_of_four)
                apply(bytes, pending);
            continue;
        }
        std::size_t done = 0;
        while (done < pending.bytes.size()) {
            const std::uint64_t at = pending.offset + done;
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(
                sector_bytes - at % sector_bytes, pending.bytes.size() - done));
            const auto from = pending.bytes.begin() + static_cast<std::ptrdiff_t>(done);
            if (next(state) % 4 < kept_of_four)
                apply(bytes, {at, {from, from + static_cast<std::ptrdiff_t>(size)}, std::nullopt});
            done += size;
        }
    }
    return bytes;
}

void FaultyDisk::losePower(std::uint32_t seed) {
    std::uint32_t state = seed;
    const std::size_t kept = seed == 0 ? 0 : next(state) % (pending_names_.size() + 1);
    auto names = durable_names_;
    for (std::size_t i = 0; i < kept; ++i)
        applyName(names, pending_names_[i]);
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        std::filesystem::remove_all(entry.path());
    for (const auto& [name, content] : names) {
        std::filesystem::create_directories((folder_ / name).parent_path());
        writeFile(folder_ / name, accident(*content, seed, state));
    }
}

} // namespace peyvand::test
