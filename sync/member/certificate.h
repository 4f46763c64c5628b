// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Certificates: who is a member and which desks are its own (docs/formats-membership.md,
// "Certificates"). They commute; a removal wins in any order.

#include "core/base/id.h"
#include "sync/member/record.h"

#include <variant>

namespace peyvand {

/// Signed by k seats of the council that the named decision set.
struct AdmissionBody {
    CharityId charity{};
    /// A higher one replaces the root key or the name.
    std::uint32_t revision = 1;
    VerifyKey root{};
    std::string name{};
    /// Digest of the decision (founding or council) whose seats sign.
    Digest council{};
    std::int64_t time_ms = 0;
    friend bool operator==(const AdmissionBody&, const AdmissionBody&) = default;
};

/// Signed by the charity's root key; consented by the node, so that nobody certifies another's.
struct DeskBody {
    CharityId charity{};
    VerifyKey node{};
    /// The root key for the desk that holds it, else the node that invited this one.
    VerifyKey sponsor{};
    Signature consent{};
    std::string name{};
    std::int64_t time_ms = 0;
    friend bool operator==(const DeskBody&, const DeskBody&) = default;
};

/// Signed by the same root key as the desk's certificate; wins for ever.
struct DeskRevocationBody {
    CharityId charity{};
    VerifyKey node{};
    std::int64_t time_ms = 0;
    friend bool operator==(const DeskRevocationBody&, const DeskRevocationBody&) = default;
};
/// A kind of a later program (agreements): kept and passed on.
struct UnknownCertificate {
    friend bool operator==(const UnknownCertificate&, const UnknownCertificate&) = default;
};
using CertificateBody =
    std::variant<AdmissionBody, DeskBody, DeskRevocationBody, UnknownCertificate>;

/// Ed25519("desk consent" ‖ N ‖ node key ‖ sponsor) by the node.
Signature consentOf(const NetworkId& network, const SigningKey& node, const VerifyKey& sponsor);
bool consentHolds(const NetworkId& network, const DeskBody& desk);

/// Unsigned records; the caller adds the seats' or the root key's signature.
SignedRecord recordOf(const AdmissionBody& body, const NetworkId& network);
SignedRecord recordOf(const DeskBody& body, const NetworkId& network);
SignedRecord recordOf(const DeskRevocationBody& body, const NetworkId& network);
/// certificate_invalid; a desk's consent was checked in what is returned. Whether the signers may
/// sign is for Membership to say.
Result<CertificateBody> readCertificate(const SignedRecord& record);

} // namespace peyvand
