// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_manifest.h"

#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::uint8_t manifest_version = 1;

static void writeList(Writer& out, const std::vector<Bytes>& list) {
    out.u32(static_cast<std::uint32_t>(list.size()));
    for (const Bytes& item : list)
        out.variable(item);
}

static std::optional<std::vector<Bytes>> readList(Reader& in) {
    const std::uint32_t count = in.u32();
    if (count > max_manifest_items)
        return std::nullopt;
    std::vector<Bytes> list;
    for (std::uint32_t i = 0; i < count && in.ok(); ++i) {
        const ByteView item = in.variable(max_bundle_record_bytes);
        list.emplace_back(item.begin(), item.end());
    }
    return list;
}

Bytes encodeManifest(const BundleManifest& manifest, const SigningKey& sender) {
    assert(manifest.sender == sender.publicKey());
    Writer out;
    out.u8(manifest_version)
        .fixed(manifest.sender)
        .fixed(manifest.network)
        .fixed(manifest.recipients_hash)
        .fixed(manifest.header_hash)
        .u64(manifest.time_ms);
    writeList(out, manifest.certificates);
    writeList(out, manifest.decisions);
    writeList(out, manifest.grants);
    SignedInput input("bundle manifest");
    out.fixed(sender.sign(input.fixed(out.bytes())));
    return out.take();
}

Result<BundleManifest> decodeManifest(ByteView bytes) {
    Reader in(bytes);
    const std::uint8_t version = in.u8();
    BundleManifest manifest;
    manifest.sender = in.fixed<32>();
    manifest.network = in.fixed<32>();
    manifest.recipients_hash = in.fixed<32>();
    manifest.header_hash = in.fixed<32>();
    manifest.time_ms = in.u64();
    for (auto* list : {&manifest.certificates, &manifest.decisions, &manifest.grants}) {
        auto items = readList(in);
        if (!items)
            return fail(ErrorCode::bundle_damaged);
        *list = std::move(*items);
    }
    const std::size_t signed_bytes = in.position();
    const auto signature = in.fixed<64>();
    SignedInput input("bundle manifest");
    if (!in.atEnd() || version != manifest_version ||
        !verify(manifest.sender, input.fixed(bytes.first(signed_bytes)), signature))
        return fail(ErrorCode::bundle_damaged);
    return manifest;
}

static SignedInput& trailerInput(SignedInput& input, const BundleId& id, const Digest& header_hash,
                                 const Digest& plaintext_hash) {
    return input.fixed(id.bytes).fixed(header_hash).fixed(plaintext_hash);
}

Signature signTrailer(const BundleId& id, const Digest& header_hash, const Digest& plaintext_hash,
                      const SigningKey& sender) {
    SignedInput input("bundle");
    return sender.sign(trailerInput(input, id, header_hash, plaintext_hash));
}

bool verifyTrailer(const BundleId& id, const Digest& header_hash, const Digest& plaintext_hash,
                   const VerifyKey& sender, const Signature& signature) {
    SignedInput input("bundle");
    return verify(sender, trailerInput(input, id, header_hash, plaintext_hash), signature);
}

} // namespace peyvand
