// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/record.h"

#include "core/crypto/layout.h"

namespace peyvand {
namespace {

constexpr std::uint8_t record_version = 1;

/// Apart, so that a decision's signature never serves as a certificate's.
std::string_view labelOf(RecordKind kind) { return isDecision(kind) ? "decision" : "certificate"; }

ErrorCode errorOf(RecordKind kind) {
    return isDecision(kind) ? ErrorCode::decision_invalid : ErrorCode::certificate_invalid;
}

bool signaturesHold(const SignedRecord& record, ByteView signed_part) {
    SignedInput input(labelOf(record.kind));
    input.variable(signed_part);
    const VerifyKey* last = nullptr;
    for (const RecordSignature& one : record.signatures) {
        if ((last && !(*last < one.key)) || !verify(one.key, input, one.signature))
            return false;
        last = &one.key;
    }
    return true;
}

} // namespace

Bytes SignedRecord::signedPart() const {
    return Writer(38 + body.size())
        .u8(record_version)
        .u8(static_cast<std::uint8_t>(kind))
        .fixed(network)
        .variable(body)
        .take();
}

Digest SignedRecord::digest() const { return sha256(signedPart()); }

void SignedRecord::sign(const SigningKey& key) {
    SignedInput covered(labelOf(kind));
    covered.variable(signedPart());
    add({key.publicKey(), key.sign(covered)});
}

void SignedRecord::add(const RecordSignature& signature) {
    const auto place = std::lower_bound(signatures.begin(), signatures.end(), signature,
                                        [](const auto& a, const auto& b) { return a.key < b.key; });
    if (place != signatures.end() && place->key == signature.key)
        *place = signature;
    else
        signatures.insert(place, signature);
}

bool SignedRecord::isSignedBy(const VerifyKey& key) const {
    return std::any_of(signatures.begin(), signatures.end(),
                       [&](const RecordSignature& one) { return one.key == key; });
}

Bytes SignedRecord::encode() const {
    Writer writer(39 + body.size() + 96 * signatures.size());
    writer.fixed(signedPart()).u8(static_cast<std::uint8_t>(signatures.size()));
    for (const RecordSignature& one : signatures)
        writer.fixed(one.key).fixed(one.signature);
    return writer.take();
}

Result<SignedRecord> SignedRecord::decode(ByteView bytes) {
    Reader reader(bytes);
    const std::uint8_t version = reader.u8();
    SignedRecord record;
    record.kind = static_cast<RecordKind>(reader.u8());
    record.network = reader.fixed<32>();
    const ByteView body = reader.variable(record_limit_bytes);
    record.body.assign(body.begin(), body.end());
    const ByteView signed_part = bytes.first(std::min(reader.position(), bytes.size()));
    const std::size_t count = reader.u8();
    for (std::size_t i = 0; i < count && reader.ok(); ++i)
        record.signatures.push_back({reader.fixed<32>(), reader.fixed<64>()});
    const bool well_formed = reader.atEnd() && version == record_version &&
                             static_cast<std::uint8_t>(record.kind) != 0 && count > 0 &&
                             count <= record_signatures_limit;
    if (!well_formed || !signaturesHold(record, signed_part))
        return fail(errorOf(record.kind));
    return record;
}

} // namespace peyvand
