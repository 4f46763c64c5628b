// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A change as CBOR inside an entry (docs/journal.md, "Payload"): an outer layer that the audience
// reads (kind, record, subject, stamp, bases) around an inner layer under the subject's key (the
// text). Limits: those of core/feed/payload.h, 256 fields, max_bases a field.

#include "core/crypto/seal.h"
#include "core/feed/payload.h"
#include "core/journal/change.h"

#include <functional>

namespace peyvand {

/// Versions that one change can name as seen for one field.
inline constexpr std::size_t max_bases = 64;

using SubjectKey = Secret<32>;
/// Null when the key has not arrived or was destroyed.
using SubjectKeys = std::function<const SubjectKey*(const RecordId& subject)>;

/// Appends to writer; key is null exactly when the change has no subject.
void encodeChange(CborWriter& writer, const StampedChange& change, const SubjectKey* key,
                  RandomSource& random);
/// entry_malformed for another layout. A change whose text cannot be opened comes back sealed.
Result<StampedChange> decodeChange(ByteView plaintext, const SubjectKeys& keys);

/// A map of field numbers, ascending. Each field once.
void encodeFields(CborWriter& writer, const std::vector<FieldValue>& fields);
/// Nothing for another layout, or for more than 256 fields.
std::optional<std::vector<FieldValue>> decodeFields(CborView view);

} // namespace peyvand
