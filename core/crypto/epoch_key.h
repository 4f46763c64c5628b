// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbered random keys of an audience (office, network, pair, group) and what is made from one.
// Formulas: "Keys" of docs/formats.md.

#include "core/crypto/hash.h"
#include "core/crypto/seal.h"

namespace peyvand {

using EpochKey = Secret<32>;
using KeyId = ByteArray<8>;
using NetworkId = ByteArray<32>;

enum class Subkey : std::uint8_t { content, claim_index, claim_payload, beacon };

/// H8("key id" ‖ key): names a key without giving it away.
KeyId keyId(const EpochKey& key);
/// H32(key; "content" | "claim index" | "claim payload" | "beacon").
SealKey subkey(const EpochKey& key, Subkey purpose);
/// H32("key" ‖ N ‖ key): what the decision that makes a key holds of it.
ByteArray<32> keyCommitment(const NetworkId& network, const EpochKey& key);

} // namespace peyvand
