// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a bundle, as its manifest, as a chunk, and as a file of password slots. Ciphers
// would stop a fuzzer at the door, so what stands behind them is tried by itself.
#include "core/crypto/password_slot.h"
#include "sync/bundle/bundle_reader.h"

using namespace peyvand;

namespace {

class Nobody : public BundleHandler {
    Result<void> manifest(const BundleFront&, const BundleManifest&) override { return {}; }
    Result<void> record(BundleRecord, ByteView) override { return {}; }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SigningKey own = SigningKey::fromSeed(Secret<32>());
    const ByteView bytes(data, size);
    Nobody nobody;
    BundleReader reader(own, nobody);
    if (reader.feed(bytes))
        (void)reader.finish();
    (void)decodeManifest(bytes);
    (void)decodeSlotList(bytes);
    Bytes out;
    ChunkUnpacker unpacker;
    if (unpacker.unpack(out, bytes) && out.size() > max_unpacked_chunk_bytes + size)
        __builtin_trap();
    return 0;
}
