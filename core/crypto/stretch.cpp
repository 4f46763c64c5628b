// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/stretch.h"

namespace peyvand {

Result<Secret<32>> stretch(ByteView password, const ByteArray<16>& salt, StretchCost cost) {
    Secret<32> key;
    const std::size_t memory_bytes = std::size_t{cost.memory_mib} << 20;
    const char* text = reinterpret_cast<const char*>(password.data());
    if (crypto_pwhash(key.data(), key.size(), text, password.size(), salt.data(), cost.passes,
                      memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::internal);
    return key;
}

} // namespace peyvand
