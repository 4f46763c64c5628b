// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/password_slot.h"

#include <cstdlib>
#include <utf8proc.h>

namespace peyvand {

static constexpr std::size_t max_password_bytes = 1024;
static constexpr std::size_t groups = 8;
static constexpr std::size_t group_digits = 5;

// What a keyboard layout decides and nobody sees on a masked field.
static utf8proc_int32_t unifyLayout(utf8proc_int32_t letter) {
    if (letter >= 0x06F0 && letter <= 0x06F9) // Persian digits
        return '0' + (letter - 0x06F0);
    if (letter >= 0x0660 && letter <= 0x0669) // Arabic digits
        return '0' + (letter - 0x0660);
    if (letter == 0x064A) // Arabic yeh
        return 0x06CC;
    if (letter == 0x0643) // Arabic kaf
        return 0x06A9;
    return letter;
}

static SecretText unifyLayout(std::string_view text) {
    // No mapped letter takes more bytes than the one it replaces.
    SecretText room{std::string(text.size(), '\0')};
    auto* out = reinterpret_cast<utf8proc_uint8_t*>(const_cast<char*>(room.view().data()));
    const auto* in = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    utf8proc_ssize_t written = 0;
    for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
        utf8proc_int32_t letter = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(in, left, &letter);
        written += utf8proc_encode_char(unifyLayout(letter), out + written);
        in += used;
        left -= used;
    }
    return SecretText(room.view().substr(0, static_cast<std::size_t>(written)));
}

Result<SecretText> normalisePassword(const SecretText& password) {
    if (password.size() > max_password_bytes)
        return fail(ErrorCode::text_too_long);
    if (password.empty())
        return SecretText();
    utf8proc_uint8_t* mapped = nullptr;
    const auto options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    const utf8proc_ssize_t size =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(password.view().data()),
                     static_cast<utf8proc_ssize_t>(password.size()), &mapped, options);
    if (size < 0)
        return fail(ErrorCode::text_not_utf8);
    SecretText unified =
        unifyLayout({reinterpret_cast<char*>(mapped), static_cast<std::size_t>(size)});
    sodium_memzero(mapped, static_cast<std::size_t>(size));
    std::free(mapped); // utf8proc_map allocates with malloc
    return unified;
}

// ISO/IEC 7064 MOD 11,10 over the group's number and its five digits: shows every wrong digit,
// nearly every pair of neighbours swapped, and groups written in another order.
static char checkDigit(std::size_t group, std::string_view digits) {
    unsigned product = 10;
    const auto take = [&product](unsigned digit) {
        unsigned sum = (product + digit) % 10;
        if (sum == 0)
            sum = 10;
        product = sum * 2 % 11;
    };
    take(static_cast<unsigned>(group + 1));
    for (const char digit : digits)
        take(static_cast<unsigned>(digit - '0'));
    return static_cast<char>('0' + (11 - product) % 10);
}

SecretText makeRecoveryCode(RandomSource& random) {
    std::string code;
    code.reserve(groups * (group_digits + 2));
    for (std::size_t group = 0; group < groups; ++group) {
        if (group > 0)
            code.push_back('-');
        const std::size_t start = code.size();
        while (code.size() < start + group_digits) {
            const std::uint8_t byte = random.take<1>()[0];
            if (byte < 250) // 250…255 would make some digits likelier
                code.push_back(static_cast<char>('0' + byte % 10));
        }
        code.push_back(checkDigit(group, std::string_view(code).substr(start, group_digits)));
    }
    SecretText secret(code);
    sodium_memzero(code.data(), code.size());
    return secret;
}

static tl::unexpected<Error> wrongCode(std::size_t group) {
    return fail(ErrorCode::recovery_code_wrong, "group", std::to_string(group));
}

static bool isSeparator(utf8proc_int32_t letter) {
    const utf8proc_category_t category = utf8proc_category(letter);
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_PD ||
           category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC;
}

Result<SecretText> readRecoveryCode(const SecretText& typed) {
    auto text = normalisePassword(typed);
    if (!text)
        return wrongCode(0);
    std::array<char, groups*(group_digits + 1)> digits{};
    std::size_t count = 0;
    const auto* in = reinterpret_cast<const utf8proc_uint8_t*>(text->view().data());
    for (auto left = static_cast<utf8proc_ssize_t>(text->size()); left > 0;) {
        utf8proc_int32_t letter = 0;
        const utf8proc_ssize_t used = utf8proc_iterate(in, left, &letter);
        in += used;
        left -= used;
        if (isSeparator(letter))
            continue;
        if (letter < '0' || letter > '9' || count == digits.size())
            return wrongCode(0);
        digits[count++] = static_cast<char>(letter);
    }
    if (count != digits.size())
        return wrongCode(0);

    std::array<char, groups * group_digits> code{};
    for (std::size_t group = 0; group < groups; ++group) {
        const std::string_view five(digits.data() + group * (group_digits + 1), group_digits);
        if (checkDigit(group, five) != digits[group * (group_digits + 1) + group_digits])
            return wrongCode(group + 1);
        std::copy(five.begin(), five.end(), code.begin() + group * group_digits);
    }
    SecretText secret({code.data(), code.size()});
    sodium_memzero(code.data(), code.size());
    sodium_memzero(digits.data(), digits.size());
    return secret;
}

} // namespace peyvand
