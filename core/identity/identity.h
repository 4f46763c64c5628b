// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A person's numbers: kinds, checks and the canonical form that tags are made from
// (docs/formats.md, "Identity"). Pure functions, any thread.

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace peyvand {

enum class IdentityKind : std::uint8_t {
    national_id = 1,
    foreign_code = 2,
    amayesh_card = 3,
    passport = 4,
    census_slip = 5,
};
/// "national_id", "foreign_code", …
std::string_view identityKindName(IdentityKind kind);
std::optional<IdentityKind> identityKindFromName(std::string_view name);

/// A number that passed its checks, in canonical form: ASCII digits, zeros restored (national),
/// leading zeros dropped (foreign), letters upper case, no separators. Passports are
/// issuing state (3 letters, ISO 3166 alpha-3) and number.
struct Identity {
    IdentityKind kind{};
    std::string number{};
    std::string issuing_state{};

    /// u8 kind ‖ u8 length ‖ ASCII (state and number for passports): the veil's input.
    Bytes canonical() const;
    friend auto operator<=>(const Identity&, const Identity&) = default;
};

/// What a typed number is: usable, or kept as typed with the reason why it is not confirmed.
struct ReadIdentity {
    /// The kind it looks like, also when it is wrong.
    IdentityKind kind{};
    /// Folded digits and letters without separators; for showing and searching wrong ones.
    std::string folded{};
    std::optional<Identity> identity{};
    /// Set when identity is empty: identity_empty, identity_length, identity_check_digit,
    /// identity_not_assignable, identity_characters, identity_state_missing (passports).
    std::optional<Error> problem{};
    /// Zeros that a spreadsheet had dropped were restored.
    bool zeros_restored = false;
};

/// Reads by the rules of facts: ten digits are a national ID, right or wrong; 8 or 9 digits are
/// national if the padded check digit holds, else a foreign code; 11 to 16 digits a foreign code;
/// letters make a passport (a state is needed before it is confirmed). Any digits, any separators.
ReadIdentity readIdentity(std::string_view typed);
/// The same when the kind is known (a column or a choice says so).
ReadIdentity readIdentityAs(std::string_view typed, IdentityKind kind, std::string_view state = {});

/// The check of a national ID; national_id has exactly ten ASCII digits.
bool nationalIdCheckHolds(std::string_view national_id);

} // namespace peyvand
