// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/hash.h"

#include "core/crypto/layout.h"

#include <cstdlib>
#include <openssl/evp.h>
#include <utility>

namespace peyvand {

// Fetched once: EVP_sha256() would be looked up in the provider at every init.
static const EVP_MD* sha256Algorithm() {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

// Hashing fails only without memory or without a provider; nothing could go on after that.
static void require(bool done) {
    if (!done)
        std::abort();
}

Digest sha256(ByteView bytes) {
    thread_local Sha256 hash;
    return hash.of(bytes);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    require(context_ != nullptr && sha256Algorithm() != nullptr);
    require(EVP_DigestInit_ex2(context_, sha256Algorithm(), nullptr) == 1);
}
Sha256::Sha256(Sha256&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}
Sha256& Sha256::operator=(Sha256&& other) noexcept {
    std::swap(context_, other.context_);
    return *this;
}
Sha256::~Sha256() { EVP_MD_CTX_free(context_); }

Sha256& Sha256::reset() {
    // A null algorithm keeps the one of the context and skips the look-up.
    require(EVP_DigestInit_ex2(context_, nullptr, nullptr) == 1);
    return *this;
}

Sha256& Sha256::update(ByteView bytes) {
    require(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
    return *this;
}

Digest Sha256::finish() {
    Digest digest;
    require(EVP_DigestFinal_ex(context_, digest.data(), nullptr) == 1);
    return digest;
}

Digest Sha256::of(ByteView bytes) { return reset().update(bytes).finish(); }

LabelledInput::LabelledInput(std::string_view label) {
    static constexpr std::string_view prefix = "peyvand/1 ";
    assert(prefix.size() + label.size() < 256);
    u8(static_cast<std::uint8_t>(prefix.size() + label.size()));
    fixed(bytesOf(prefix)).fixed(bytesOf(label));
}

LabelledInput::~LabelledInput() { sodium_memzero(buffer_.get(), capacity_); }

void LabelledInput::makeRoom(std::size_t more) {
    if (size_ + more <= capacity_)
        return;
    const std::size_t capacity = std::max<std::size_t>(256, 2 * (size_ + more));
    auto buffer = std::make_unique<std::uint8_t[]>(capacity);
    std::copy_n(buffer_.get(), size_, buffer.get());
    sodium_memzero(buffer_.get(), capacity_);
    buffer_ = std::move(buffer);
    capacity_ = capacity;
}

LabelledInput& LabelledInput::fixed(ByteView bytes) {
    makeRoom(bytes.size());
    std::copy(bytes.begin(), bytes.end(), buffer_.get() + size_);
    size_ += bytes.size();
    return *this;
}

LabelledInput& LabelledInput::u8(std::uint8_t number) { return fixed({&number, 1}); }

LabelledInput& LabelledInput::u16(std::uint16_t number) {
    ByteArray<2> out;
    putBigEndian(out.data(), number);
    return fixed(out);
}

LabelledInput& LabelledInput::u32(std::uint32_t number) {
    ByteArray<4> out;
    putBigEndian(out.data(), number);
    return fixed(out);
}

LabelledInput& LabelledInput::u64(std::uint64_t number) {
    ByteArray<8> out;
    putBigEndian(out.data(), number);
    return fixed(out);
}

LabelledInput& LabelledInput::variable(ByteView bytes) {
    return u32(static_cast<std::uint32_t>(bytes.size())).fixed(bytes);
}

void LabelledInput::digestInto(std::span<std::uint8_t> out, ByteView key) const {
    require(crypto_generichash(out.data(), out.size(), buffer_.get(), size_, key.data(),
                               key.size()) == 0);
}

} // namespace peyvand
