// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/epoch_key.h"

namespace peyvand {

KeyId keyId(const EpochKey& key) { return LabelledHash("key id").fixed(key.view()).digest<8>(); }

static std::string_view labelOf(Subkey purpose) {
    switch (purpose) {
    case Subkey::content:
        return "content";
    case Subkey::claim_index:
        return "claim index";
    case Subkey::claim_payload:
        return "claim payload";
    case Subkey::beacon:
        return "beacon";
    }
    return "";
}

SealKey subkey(const EpochKey& key, Subkey purpose) {
    return LabelledHash(labelOf(purpose)).secret<32>(key.view());
}

ByteArray<32> keyCommitment(const NetworkId& network, const EpochKey& key) {
    return LabelledHash("key").fixed(network).fixed(key.view()).digest<32>();
}

} // namespace peyvand
