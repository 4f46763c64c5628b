// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Keys, seeds and passwords: owners that are wiped when destroyed or moved from, never copied by
// accident, compared in constant time, and never logged. Not shared between threads.

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <cassert>
#include <cstring>
#include <memory>
#include <sodium.h>

namespace peyvand {

/// Once at the start of every program, before anything of core/crypto; thread-safe, repeatable.
Result<void> initialiseCrypto();

/// N secret bytes; zero until filled.
template <std::size_t N> class Secret {
  public:
    Secret() = default;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept : bytes_(other.bytes_) { other.wipe(); }
    Secret& operator=(Secret&& other) noexcept {
        if (this != &other) {
            bytes_ = other.bytes_;
            other.wipe();
        }
        return *this;
    }
    ~Secret() { wipe(); }

    /// The view must have N bytes; the caller checks what comes from outside.
    static Secret from(ByteView view) {
        assert(view.size() == N);
        Secret secret;
        std::memcpy(secret.bytes_.data(), view.data(), N);
        return secret;
    }
    Secret copy() const { return from(bytes_); }

    std::span<const std::uint8_t, N> view() const { return bytes_; }
    std::uint8_t* data() { return bytes_.data(); }
    const std::uint8_t* data() const { return bytes_.data(); }
    static constexpr std::size_t size() { return N; }
    void wipe() { sodium_memzero(bytes_.data(), N); }

    friend bool operator==(const Secret& a, const Secret& b) {
        return sodium_memcmp(a.bytes_.data(), b.bytes_.data(), N) == 0;
    }

  private:
    ByteArray<N> bytes_{};
};

/// A password as it was typed, UTF-8.
class SecretText {
  public:
    SecretText() = default;
    explicit SecretText(std::string_view text);
    SecretText(SecretText&& other) noexcept;
    SecretText& operator=(SecretText&& other) noexcept;
    ~SecretText();

    SecretText copy() const { return SecretText(view()); }
    std::string_view view() const { return {text_.get(), size_}; }
    ByteView bytes() const { return bytesOf(view()); }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    friend bool operator==(const SecretText& a, const SecretText& b);

  private:
    void wipe();
    std::unique_ptr<char[]> text_{};
    std::size_t size_ = 0;
};

} // namespace peyvand
