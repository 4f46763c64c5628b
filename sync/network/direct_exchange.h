// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The keys that two charities share for what they say to each other ("Keys" of docs/formats.md):
// which there are, who may have them, from whom they are taken. Each is granted to every entitled
// desk of either. The register's thread. Errors: the store's; certificate_invalid for a key that
// cannot be granted.

#include "sync/network/network.h"

namespace peyvand {

/// The two charity ids, the smaller first.
ByteArray<32> pairAudience(const CharityId& one, const CharityId& other);

/// Those shared with one charity, or all of the own charity's, by partner and number.
Result<KeyRing> directKeys(Network& network, const std::optional<CharityId>& partner);
/// The keys that a desk may have: all for one of the own charity, those of the pair for another's.
Result<KeyRing> directKeysFor(Network& network, const VerifyKey& desk);
/// All of them for each of these desks but this one.
Result<std::vector<Bytes>> directGrants(Network& network, const std::vector<VerifyKey>& desks);

/// The charity across when a grant for this register is one of a pair that it belongs to, from an
/// entitled desk of either; nothing else is taken.
std::optional<CharityId> partnerOf(const Network& network, const Grant& grant);

} // namespace peyvand
