// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A zip archive as a stream (PKWARE APPNOTE 6.3.3, sections 4.3 and 4.4): entries are deflated as
// they are written and their sizes follow them in a data descriptor, so nothing is kept but one
// buffer and the list of entries. Times are the zero of the format: an archive tells nothing about
// when it was made. One thread at a time; the sink outlives it.
// Errors: the sink's; file_too_large from 4 GiB on (no zip64: no spreadsheet opens such a file).

#include "core/exchange/part_file.h"

#include <vector>

struct z_stream_s;

namespace peyvand::exchange {

class ZipWriter {
  public:
    explicit ZipWriter(PartFile& sink);
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;
    ~ZipWriter();

    /// Ends the entry before. The name is ASCII.
    Result<void> begin(std::string name);
    Result<void> write(std::string_view bytes);
    /// Bytes of the present entry before packing.
    std::uint64_t entryBytes() const { return entry_bytes_; }
    /// The directory; nothing is written after it.
    Result<void> finish();

  private:
    struct Entry {
        std::string name{};
        std::uint64_t offset = 0;
        std::uint32_t crc = 0;
        std::uint64_t packed = 0;
        std::uint64_t unpacked = 0;
    };
    Result<void> end();
    Result<void> deflateAll(std::string_view bytes, bool last);

    PartFile& sink_;
    std::unique_ptr<z_stream_s> stream_;
    std::string packed_{};
    std::vector<Entry> entries_{};
    std::uint64_t entry_bytes_ = 0;
    bool is_open_ = false;
};

} // namespace peyvand::exchange
