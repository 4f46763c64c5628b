// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/invitation.h"
#include "sync/member/membership.h"

namespace peyvand {
namespace {

constexpr std::string_view welcome_magic = "PVW";
constexpr std::uint8_t welcome_version = 1;
constexpr std::size_t signature_bytes = 64;
constexpr std::size_t keys_limit = 1024;
constexpr std::size_t shared_key_bytes = 69;

Bytes contentBytes(const WelcomeContent& content) {
    std::size_t size = 6 + shared_key_bytes * content.keys.size();
    for (const Bytes& record : content.records)
        size += 4 + record.size();
    // Reserved whole, so that no moved copy of the keys stays behind.
    Writer writer(size);
    writer.u32(static_cast<std::uint32_t>(content.records.size()));
    for (const Bytes& record : content.records)
        writer.variable(record);
    writer.u16(static_cast<std::uint16_t>(content.keys.size()));
    for (const SharedKey& key : content.keys)
        writer.u8(static_cast<std::uint8_t>(key.scope))
            .fixed(key.audience)
            .u32(key.number)
            .fixed(key.key.view());
    return writer.take();
}

Result<WelcomeContent> readContent(ByteView plain) {
    Reader reader(plain);
    WelcomeContent content;
    const std::uint32_t records = reader.u32();
    for (std::uint32_t i = 0; i < records && reader.ok(); ++i) {
        const ByteView record = reader.variable(record_limit_bytes * 2);
        content.records.emplace_back(record.begin(), record.end());
    }
    const std::uint16_t keys = reader.u16();
    for (std::uint16_t i = 0; i < keys && reader.ok(); ++i) {
        SharedKey key;
        key.scope = static_cast<KeyScope>(reader.u8());
        key.audience = reader.fixed<32>();
        key.number = reader.u32();
        if (const ByteView secret = reader.view(EpochKey::size()); reader.ok())
            key.key = EpochKey::from(secret);
        content.keys.push_back(std::move(key));
    }
    if (!reader.atEnd() || records > MembershipState::records_limit || keys > keys_limit)
        return fail(ErrorCode::welcome_damaged);
    return content;
}

} // namespace

Result<Welcome> Welcome::decode(ByteView bytes) {
    if (bytes.size() > welcome_limit_bytes || bytes.size() < signature_bytes)
        return fail(ErrorCode::welcome_damaged);
    Reader reader(bytes);
    const bool begins = textOf(reader.view(welcome_magic.size())) == welcome_magic &&
                        reader.u8() == welcome_version;
    Welcome welcome;
    welcome.network = reader.fixed<32>();
    welcome.sender = reader.fixed<32>();
    welcome.addressee = reader.fixed<32>();
    welcome.request = reader.fixed<32>();
    const ByteView box = reader.variable(welcome_limit_bytes);
    welcome.box.assign(box.begin(), box.end());
    const auto signature = reader.fixed<signature_bytes>();
    SignedInput covered("welcome");
    covered.variable(bytes.first(bytes.size() - signature_bytes));
    if (!begins || !reader.atEnd() || !verify(welcome.sender, covered, signature))
        return fail(ErrorCode::welcome_damaged);
    return welcome;
}

Result<WelcomeContent> Welcome::open(const SigningKey& own) const {
    if (addressee != own.publicKey())
        return fail(ErrorCode::welcome_for_other);
    auto plain = own.openBox(box);
    if (!plain)
        return fail(ErrorCode::welcome_damaged);
    auto content = readContent(*plain);
    sodium_memzero(plain->data(), plain->size());
    return content;
}

Result<Bytes> makeWelcome(const NetworkId& network, const SigningKey& sender,
                          const VerifyKey& addressee, const Digest& request,
                          const WelcomeContent& content, RandomSource& random) {
    const auto recipient = boxKeyOf(addressee);
    if (!recipient)
        return fail(ErrorCode::request_damaged);
    Bytes plain = contentBytes(content);
    Writer writer;
    writer.fixed(bytesOf(welcome_magic))
        .u8(welcome_version)
        .fixed(network)
        .fixed(sender.publicKey())
        .fixed(addressee)
        .fixed(request)
        .variable(sealBox(*recipient, plain, random));
    sodium_memzero(plain.data(), plain.size());
    SignedInput covered("welcome");
    covered.variable(writer.bytes());
    return writer.fixed(sender.sign(covered)).take();
}

} // namespace peyvand
