// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/claim/content.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::uint8_t grain_month = 1;
constexpr std::uint8_t grain_day = 2;
// Solar Hijri years 1206–1498, the range of HijriDate.
constexpr std::int64_t month_min = 1206 * 12;
constexpr std::int64_t month_max = 1498 * 12 + 11;

std::uint32_t dayNumber(std::optional<CivilDate> day) {
    return day ? static_cast<std::uint32_t>(day->days()) : 0;
}

/// As much of the text as fits, never half a UTF-8 character.
std::string_view cut(std::string_view text) {
    if (text.size() <= claim_item_limit_bytes)
        return text;
    std::size_t size = claim_item_limit_bytes;
    while (size > 0 && (static_cast<std::uint8_t>(text[size]) & 0xC0) == 0x80)
        --size;
    return text.substr(0, size);
}

/// ISO 7816-4: 0x80, then zeros. Nothing when there is no such end.
std::optional<ByteView> unpad(ByteView padded) {
    std::size_t size = padded.size();
    while (size > 0 && padded[size - 1] == 0)
        --size;
    if (size == 0 || padded[size - 1] != 0x80)
        return std::nullopt;
    return padded.first(size - 1);
}

bool readTime(Reader& reader, ClaimContent& content) {
    const std::uint8_t grain = reader.u8();
    const std::uint32_t value = reader.u32();
    if (grain == grain_day && value <= INT32_MAX) {
        content.day = CivilDate::fromDays(static_cast<std::int32_t>(value));
        content.month = HijriMonth::of(*content.day);
    } else if (grain == grain_month && value <= INT32_MAX) {
        content.month = HijriMonth::fromOrdinal(static_cast<int>(value));
    } else {
        return false;
    }
    return content.month.ordinal() >= month_min && content.month.ordinal() <= month_max;
}

} // namespace

ByteArray<claim_plaintext_bytes> encodeClaimContent(const ClaimContent& content) {
    const std::string_view item = cut(content.item);
    Writer writer(claim_plaintext_bytes);
    writer.u16(content.category)
        .u8(static_cast<std::uint8_t>(content.unit))
        .u8(static_cast<std::uint8_t>(content.state))
        .u8(content.band)
        .u8(content.day ? grain_day : grain_month)
        .u32(content.day ? dayNumber(content.day)
                         : static_cast<std::uint32_t>(content.month.ordinal()))
        .u32(dayNumber(content.hold_until))
        .fixed(content.contact.bytes)
        .u8(static_cast<std::uint8_t>(item.size()))
        .fixed(bytesOf(item))
        .u8(0x80);
    ByteArray<claim_plaintext_bytes> padded{};
    std::copy(writer.bytes().begin(), writer.bytes().end(), padded.begin());
    return padded;
}

Result<ClaimContent> decodeClaimContent(ByteView padded) {
    const auto plain = unpad(padded);
    if (padded.size() != claim_plaintext_bytes || !plain)
        return fail(ErrorCode::claim_malformed);
    Reader reader(*plain);
    ClaimContent content;
    content.category = reader.u16();
    const std::uint8_t unit = reader.u8();
    const std::uint8_t state = reader.u8();
    content.unit = static_cast<HelpUnit>(unit);
    content.state = static_cast<AidState>(state);
    content.band = reader.u8();
    const bool time_known = readTime(reader, content);
    if (const std::uint32_t day = reader.u32(); day != 0 && day <= INT32_MAX)
        content.hold_until = CivilDate::fromDays(static_cast<std::int32_t>(day));
    content.contact.bytes = reader.fixed<16>();
    content.item = textOf(reader.view(reader.u8()));
    if (!reader.ok() || !time_known || unit < 1 || unit > 2 || state < 1 || state > 4)
        return fail(ErrorCode::claim_malformed);
    return content;
}

} // namespace peyvand
