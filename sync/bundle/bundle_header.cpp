// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_header.h"

#include "core/crypto/layout.h"

namespace peyvand {

static_assert(bundle_stanza_bytes == sizeof(BundleHint) + sizeof(FileKey) + box_overhead);

BundleHint bundleHint(const BoxKey& desk, const BundleId& id) {
    return LabelledHash("bundle hint").fixed(desk).fixed(id.bytes).digest<4>();
}

Digest recipientsHash(std::vector<BoxKey> recipients) {
    std::sort(recipients.begin(), recipients.end());
    recipients.erase(std::unique(recipients.begin(), recipients.end()), recipients.end());
    LabelledHash hash("recipients");
    for (const BoxKey& recipient : recipients)
        hash.fixed(recipient);
    return hash.digest<32>();
}

ByteArray<bundle_front_bytes> encodeFront(const BundleFront& front) {
    Writer out(bundle_front_bytes);
    out.fixed(bytesOf(bundle_magic))
        .u16(bundle_version)
        .fixed(front.id.bytes)
        .fixed(front.set.bytes)
        .u16(front.part)
        .u16(front.parts)
        .u32(front.stanzas);
    ByteArray<bundle_front_bytes> bytes;
    std::copy(out.bytes().begin(), out.bytes().end(), bytes.begin());
    return bytes;
}

Result<BundleFront> decodeFront(ByteView bytes) {
    Reader in(bytes);
    if (textOf(in.view(bundle_magic.size())) != bundle_magic)
        return fail(ErrorCode::bundle_not_a_bundle);
    if (in.u16() != bundle_version)
        return fail(ErrorCode::bundle_version);
    BundleFront front;
    front.id.bytes = in.fixed<16>();
    front.set.bytes = in.fixed<16>();
    front.part = in.u16();
    front.parts = in.u16();
    front.stanzas = in.u32();
    const bool has_part = front.part >= 1 && front.part <= front.parts;
    const bool has_stanzas = front.stanzas >= 1 && front.stanzas <= max_bundle_stanzas;
    if (!in.atEnd() || !has_part || !has_stanzas)
        return fail(ErrorCode::bundle_damaged);
    return front;
}

Result<void> appendStanza(Bytes& out, const BoxKey& desk, const BundleId& id, const FileKey& key,
                          RandomSource& random) {
    const Bytes box = sealBox(desk, key.view(), random);
    if (box.empty())
        return fail(ErrorCode::certificate_invalid);
    const BundleHint hint = bundleHint(desk, id);
    out.insert(out.end(), hint.begin(), hint.end());
    out.insert(out.end(), box.begin(), box.end());
    return {};
}

static std::optional<FileKey> openStanza(ByteView stanza, const SigningKey& own) {
    auto opened = own.openBox(stanza.subspan(sizeof(BundleHint)));
    if (!opened)
        return std::nullopt;
    FileKey key = FileKey::from(*opened);
    sodium_memzero(opened->data(), opened->size());
    return key;
}

Result<FileKey> findFileKey(ByteView stanzas, const BundleId& id, const SigningKey& own) {
    const BundleHint hint = bundleHint(own.boxKey(), id);
    bool has_hint = false;
    for (ByteView rest = stanzas; !rest.empty(); rest = rest.subspan(bundle_stanza_bytes)) {
        if (!std::equal(hint.begin(), hint.end(), rest.begin()))
            continue;
        has_hint = true;
        if (auto key = openStanza(rest.first(bundle_stanza_bytes), own))
            return std::move(*key);
    }
    // A changed id or hint would hide our stanza, and "for someone else" would be a wrong answer;
    // trying every box takes two seconds at worst.
    for (ByteView rest = stanzas; !has_hint && !rest.empty();
         rest = rest.subspan(bundle_stanza_bytes))
        has_hint = openStanza(rest.first(bundle_stanza_bytes), own).has_value();
    return fail(has_hint ? ErrorCode::bundle_damaged : ErrorCode::bundle_for_other);
}

} // namespace peyvand
