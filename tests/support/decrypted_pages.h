// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What somebody who has a register's password can read out of its files page by page, free pages
// and the write-ahead log included: SQLCipher 4's layout (4,096 bytes a page: AES-256-CBC, then IV
// 16 and HMAC 64; the first page begins with the salt 16). Only for tests.

#include "core/crypto/password_slot.h"
#include "core/platform/files.h"

#include <openssl/evp.h>

namespace peyvand::test {

inline constexpr std::size_t page_bytes = 4096;
inline constexpr std::size_t page_reserve = 80;

inline Bytes decryptedPage(ByteView page, std::size_t begin, const Secret<32>& key) {
    const std::size_t end = page_bytes - page_reserve;
    Bytes plain(end - begin + 32);
    int size = 0;
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    EVP_DecryptInit_ex(context, EVP_aes_256_cbc(), nullptr, key.view().data(), page.data() + end);
    EVP_CIPHER_CTX_set_padding(context, 0);
    EVP_DecryptUpdate(context, plain.data(), &size, page.data() + begin,
                      static_cast<int>(end - begin));
    EVP_CIPHER_CTX_free(context);
    plain.resize(static_cast<std::size_t>(size));
    return plain;
}

inline Secret<32> registerKey(Files& files, const Path& folder, const SecretText& password) {
    const auto keys = files.readAll(folder / "keys", 1 << 20);
    const auto list = keys ? decodeSlotList(*keys) : Result<SlotList>(SlotList{});
    if (list)
        for (const auto& slot : list->entries)
            if (auto key = openSlot(list->register_id, slot, password))
                return std::move(*key);
    return {};
}

/// All pages of a database file, or of a log (with frames), in clear.
inline std::string decryptedFile(Files& files, const Path& file, const Secret<32>& key) {
    const auto bytes = files.readAll(file, std::uint64_t{1} << 30);
    std::string plain;
    if (!bytes)
        return plain;
    const bool is_log = file.string().ends_with("-wal");
    const std::size_t frame = is_log ? 24 : 0;
    for (std::size_t at = is_log ? 32 : 0; at + frame + page_bytes <= bytes->size();
         at += frame + page_bytes) {
        const ByteView page = ByteView(*bytes).subspan(at + frame, page_bytes);
        // The page number stands in the frame's header.
        const bool is_first = is_log ? bytes->at(at + 3) == 1 && bytes->at(at + 2) == 0 : at == 0;
        const Bytes clear = decryptedPage(page, is_first ? 16 : 0, key);
        plain.append(clear.begin(), clear.end());
    }
    return plain;
}

} // namespace peyvand::test
