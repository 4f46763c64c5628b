// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/secret.h"

namespace peyvand {

Result<void> initialiseCrypto() {
    if (sodium_init() < 0)
        return fail(ErrorCode::internal);
    return {};
}

SecretText::SecretText(std::string_view text)
    : text_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    std::copy(text.begin(), text.end(), text_.get());
}

SecretText::SecretText(SecretText&& other) noexcept
    : text_(std::move(other.text_)), size_(std::exchange(other.size_, 0)) {}

SecretText& SecretText::operator=(SecretText&& other) noexcept {
    if (this != &other) {
        wipe();
        text_ = std::move(other.text_);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

SecretText::~SecretText() { wipe(); }

void SecretText::wipe() {
    if (text_)
        sodium_memzero(text_.get(), size_);
    size_ = 0;
}

bool operator==(const SecretText& a, const SecretText& b) {
    return a.size() == b.size() &&
           (a.empty() || sodium_memcmp(a.view().data(), b.view().data(), a.size()) == 0);
}

} // namespace peyvand
