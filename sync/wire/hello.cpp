// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/wire/hello.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

ChannelRole otherRole(ChannelRole role) {
    return role == ChannelRole::caller ? ChannelRole::listener : ChannelRole::caller;
}

Signature signatureOf(const SigningKey& key, ChannelRole role, const Channel& channel) {
    SignedInput input("channel");
    input.u8(static_cast<std::uint8_t>(role))
        .fixed(channel.network)
        .fixed(key.publicKey())
        .fixed(channel.peer)
        .fixed(channel.exporter);
    return key.sign(input);
}

} // namespace

const ClassDigest* Hello::find(std::uint8_t kind) const {
    const auto found = std::find_if(classes.begin(), classes.end(),
                                    [&](const ClassDigest& one) { return one.kind == kind; });
    return found == classes.end() ? nullptr : &*found;
}

void signHello(Hello& hello, const Channel& channel, const SigningKey& own) {
    hello.node = own.publicKey();
    hello.signature = signatureOf(own, channel.role, channel);
}

Bytes encodeHello(const Hello& hello) {
    Writer writer;
    writer.u8(hello_version).fixed(hello.node).fixed(hello.decisions);
    writer.u8(static_cast<std::uint8_t>(hello.classes.size()));
    for (const ClassDigest& one : hello.classes)
        writer.u8(one.kind).u32(one.count).fixed(one.digest);
    writer.fixed(hello.signature);
    return writer.take();
}

Result<Hello> decodeHello(ByteView body) {
    Reader reader(body);
    if (reader.u8() != hello_version)
        return fail(ErrorCode::peer_version);
    Hello hello;
    hello.node = reader.fixed<32>();
    hello.decisions = reader.fixed<32>();
    const std::uint8_t count = reader.u8();
    if (count > hello_classes_limit)
        return fail(ErrorCode::frame_too_many);
    for (std::uint8_t i = 0; i < count; ++i) {
        ClassDigest one;
        one.kind = reader.u8();
        one.count = reader.u32();
        one.digest = reader.fixed<16>();
        if (!hello.classes.empty() && hello.classes.back().kind >= one.kind)
            return fail(ErrorCode::frame_malformed);
        hello.classes.push_back(one);
    }
    hello.signature = reader.fixed<64>();
    if (!reader.atEnd())
        return fail(ErrorCode::frame_malformed);
    return hello;
}

Result<void> checkHello(const Hello& hello, const Channel& channel, const VerifyKey& own) {
    if (hello.node == own)
        return fail(ErrorCode::hello_reflected);
    if (hello.node != channel.peer)
        return fail(ErrorCode::hello_other_node);
    SignedInput input("channel");
    input.u8(static_cast<std::uint8_t>(otherRole(channel.role)))
        .fixed(channel.network)
        .fixed(channel.peer)
        .fixed(own)
        .fixed(channel.exporter);
    if (!verify(hello.node, input, hello.signature))
        return fail(ErrorCode::hello_other_channel);
    return {};
}

} // namespace peyvand
