// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What only the desks of one charity hand each other, beside the office's feeds: the office's keys
// as grants to each desk, and the keys of people and households as frames under the newest office
// key ("Subject keys" of docs/formats.md). Another charity can read neither, whatever it is given.
// Errors: the store's and the journal's; certificate_invalid for a key that cannot be granted.

#include "sync/bundle/bundle_writer.h"
#include "sync/network/network.h"

namespace peyvand {

/// key id 8, subject 16, nonce 24, sealed key 48.
inline constexpr std::size_t subject_key_frame_bytes = 96;

/// Numbered from 1 in the order of the journal, the one that writes last.
Result<KeyRing> officeKeys(Network& network);
/// Every office key for every desk of the own charity but this one.
Result<std::vector<Bytes>> officeGrants(Network& network);
/// One key for one desk, if it may have it: of the office for a desk of the own charity, of the
/// network, of the pair; empty else, and when this desk does not hold it.
Result<Bytes> grantOf(Network& network, const KeyId& key, const VerifyKey& desk);
/// The network's keys and veil secrets that decisions commit to, by scope and number.
std::vector<const SharedKey*> networkKeys(const Network& network);
/// All of them for each of these desks but this one; the newest where they are too many.
Result<std::vector<Bytes>> networkGrants(Network& network, const std::vector<VerifyKey>& desks);
/// The keys among the grants that an entitled desk gave to this one: those of the office from an
/// own desk, those of the network from any member's, those of a pair from either of the two. Others
/// are passed over. How many were new.
Result<std::size_t> takeGrants(Network& network, const std::vector<Bytes>& grants);

/// One record for each subject that is not erased.
Result<void> writeSubjectKeys(Network& network, BundleWriter& writer);
/// The frame of one subject; empty when it is erased or its key is not held.
Result<Bytes> subjectKeyFrame(Network& network, const RecordId& subject);
/// A frame that does not open is passed over: its key may come later.
Result<void> takeSubjectKey(Network& network, ByteView frame);

} // namespace peyvand
