// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Identifiers of records: 16-byte UUIDv7 (RFC 9562 section 5.7), one type for each kind of record
// so that a household's id is never taken for a person's.

#include "core/base/bytes.h"

#include <algorithm>
#include <compare>
#include <cstring>
#include <functional>

namespace peyvand {

/// Writes 8-4-4-4-12 lower-case hexadecimal.
std::string uuidText(const ByteArray<16>& bytes);
/// Takes 8-4-4-4-12 hexadecimal of either case; nothing otherwise.
std::optional<ByteArray<16>> parseUuid(std::string_view text);
/// A UUIDv7 of a time (milliseconds since 1970) and ten random bytes.
ByteArray<16> makeUuid7(std::uint64_t unix_ms, const ByteArray<10>& random);

template <class Tag> struct Id {
    ByteArray<16> bytes{};

    bool isNull() const { return bytes == ByteArray<16>{}; }
    std::string text() const { return uuidText(bytes); }
    static std::optional<Id> parse(std::string_view text) {
        const auto bytes = parseUuid(text);
        return bytes ? std::optional<Id>(Id{*bytes}) : std::nullopt;
    }
    /// The id of a 16-byte view; nothing for any other length.
    static std::optional<Id> of(ByteView view) {
        if (view.size() != 16)
            return std::nullopt;
        Id id;
        std::copy(view.begin(), view.end(), id.bytes.begin());
        return id;
    }
    friend auto operator<=>(const Id&, const Id&) = default;
};

using BeneficiaryId = Id<struct BeneficiaryTag>;
using HouseholdId = Id<struct HouseholdTag>;
using AidId = Id<struct AidTag>;
using IdentityId = Id<struct IdentityTag>;
using CharityId = Id<struct CharityTag>;
/// Any record, where the kind is told beside it.
using RecordId = Id<struct RecordTag>;

template <class To, class Tag> To idAs(const Id<Tag>& id) { return To{id.bytes}; }

} // namespace peyvand

template <class Tag> struct std::hash<peyvand::Id<Tag>> {
    std::size_t operator()(const peyvand::Id<Tag>& id) const noexcept {
        std::size_t value = 0;
        std::memcpy(&value, id.bytes.data() + 8, sizeof value);
        return value;
    }
};
