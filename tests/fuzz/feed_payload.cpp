// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a payload: what is accepted has exactly one encoding, and its views stay inside.
#include "core/feed/payload.h"

using namespace peyvand;

static void write(CborWriter& out, CborView value);

static void writeItems(CborWriter& out, CborView value) {
    const bool is_map = value.kind() == CborKind::map;
    is_map ? out.map(value.size()) : out.array(value.size());
    for (CborView item = value.first(); item; item = item.next()) {
        if (is_map)
            out.integer(item.key());
        write(out, item);
    }
}

static void write(CborWriter& out, CborView value) {
    if (const auto number = value.integer())
        out.integer(*number);
    else if (const auto bytes = value.bytes())
        out.bytes(*bytes);
    else if (const auto text = value.text())
        out.text(*text);
    else if (value.isNull())
        out.null();
    else
        writeItems(out, value);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    CborDocument document;
    const auto root = document.decode(bytes);
    if (!root)
        return 0;
    CborWriter out;
    write(out, *root);
    if (!std::equal(out.result().begin(), out.result().end(), bytes.begin(), bytes.end()))
        __builtin_trap();
    return 0;
}
