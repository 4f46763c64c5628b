// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/feed/descriptor.h"

#include "core/crypto/layout.h"

namespace peyvand {

static constexpr std::uint8_t descriptor_version = 1;
static constexpr std::size_t signed_bytes = descriptor_bytes - sizeof(Signature);

Audience audienceOf(const FeedDescriptor& descriptor, const CharityId& own) {
    if (descriptor.scope != FeedScope::direct)
        return descriptor.scope;
    if (descriptor.charity != own)
        return Audience::direct(descriptor.charity);
    CharityId addressee;
    std::copy_n(descriptor.audience.begin(), addressee.bytes.size(), addressee.bytes.begin());
    return Audience::direct(addressee);
}

ByteArray<32> directAudience(const CharityId& addressee) {
    ByteArray<32> audience{};
    std::copy(addressee.bytes.begin(), addressee.bytes.end(), audience.begin());
    return audience;
}

ByteArray<descriptor_bytes> encodeDescriptor(const FeedDescriptor& descriptor) {
    Writer out(descriptor_bytes);
    out.u8(descriptor_version)
        .fixed(descriptor.network)
        .fixed(descriptor.node_key)
        .fixed(descriptor.charity.bytes)
        .u8(static_cast<std::uint8_t>(descriptor.scope))
        .fixed(descriptor.audience)
        .fixed(descriptor.incarnation)
        .fixed(descriptor.previous.feed)
        .u64(descriptor.previous.seq)
        .fixed(descriptor.previous.link)
        .fixed(descriptor.signature);
    ByteArray<descriptor_bytes> bytes;
    assert(out.size() == bytes.size());
    std::copy(out.bytes().begin(), out.bytes().end(), bytes.begin());
    return bytes;
}

void signDescriptor(FeedDescriptor& descriptor, const SigningKey& node) {
    descriptor.node_key = node.publicKey();
    const auto bytes = encodeDescriptor(descriptor);
    SignedInput input("descriptor");
    descriptor.signature = node.sign(input.fixed(ByteView(bytes).first(signed_bytes)));
}

Result<FeedDescriptor> decodeDescriptor(ByteView bytes) {
    if (bytes.size() != descriptor_bytes)
        return fail(ErrorCode::descriptor_invalid);
    Reader in(bytes);
    const std::uint8_t version = in.u8();
    FeedDescriptor descriptor;
    descriptor.network = in.fixed<32>();
    descriptor.node_key = in.fixed<32>();
    descriptor.charity.bytes = in.fixed<16>();
    const std::uint8_t scope = in.u8();
    descriptor.scope = static_cast<FeedScope>(scope);
    descriptor.audience = in.fixed<32>();
    descriptor.incarnation = in.fixed<16>();
    descriptor.previous.feed = in.fixed<32>();
    descriptor.previous.seq = in.u64();
    descriptor.previous.link = in.fixed<32>();
    descriptor.signature = in.fixed<64>();
    if (version != descriptor_version || scope < 1 || scope > 3)
        return fail(ErrorCode::descriptor_invalid);
    SignedInput input("descriptor");
    if (!verify(descriptor.node_key, input.fixed(bytes.first(signed_bytes)), descriptor.signature))
        return fail(ErrorCode::descriptor_invalid);
    return descriptor;
}

FeedId feedIdOf(ByteView descriptor) {
    Sha256 hash;
    return hash.update(bytesOf("peyvand/1 feed")).update(descriptor).finish();
}

} // namespace peyvand
