// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a record of membership, a grant, an invitation, a request and a welcome. What is
// accepted has exactly one encoding where the format says so.
#include "sync/member/certificate.h"
#include "sync/member/decision.h"
#include "sync/member/invitation.h"
#include "sync/member/key_ring.h"
#include "sync/member/membership.h"

#include <algorithm>

using namespace peyvand;

namespace {

void lookAtRecord(ByteView bytes) {
    const auto record = SignedRecord::decode(bytes);
    if (!record)
        return;
    if (!std::ranges::equal(record->encode(), bytes))
        __builtin_trap();
    if (isDecision(record->kind))
        (void)readDecision(*record);
    else
        (void)readCertificate(*record);
    MembershipState state(record->network);
    (void)state.add(bytes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SigningKey own = SigningKey::fromSeed(Secret<32>());
    const ByteView bytes(data, size);
    lookAtRecord(bytes);
    // Without the signature, which a fuzzer does not find.
    for (const RecordKind kind :
         {RecordKind::founding, RecordKind::epoch, RecordKind::veil_generation, RecordKind::council,
          RecordKind::expulsion, RecordKind::rules, RecordKind::admission, RecordKind::desk,
          RecordKind::desk_revocation}) {
        SignedRecord record{kind, {}, Bytes(bytes.begin(), bytes.end()), {}};
        if (isDecision(kind))
            (void)readDecision(record);
        else
            (void)readCertificate(record);
    }
    if (const auto grant = Grant::decode(bytes))
        (void)grant->open(own);
    if (const auto invitation = Invitation::decode(bytes))
        if (!std::ranges::equal(invitation->encode(), bytes))
            __builtin_trap();
    (void)Invitation::parse(textOf(bytes));
    (void)JoinRequest::decode(bytes);
    if (const auto welcome = Welcome::decode(bytes))
        (void)welcome->open(own);
    return 0;
}
