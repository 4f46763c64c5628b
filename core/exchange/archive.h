// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A zip archive in memory, read with an absolute cap on everything it unpacks to.
// Used by one thread; the bytes must outlive it.

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <memory>

struct zip;

namespace peyvand::exchange {

class Archive {
  public:
    /// list_malformed when it is no archive; list_too_large beyond 4,096 parts.
    static Result<Archive> open(ByteView bytes, std::uint64_t unpacked_limit_bytes);

    bool has(const std::string& name) const;
    /// The unpacked part; list_malformed when it is missing, damaged or encrypted,
    /// list_too_large beyond the part's limit or what is left of the archive's.
    Result<std::string> read(const std::string& name, std::uint64_t limit_bytes);

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    std::unique_ptr<zip, Close> zip_;
    std::uint64_t left_bytes_ = 0;
};

} // namespace peyvand::exchange
