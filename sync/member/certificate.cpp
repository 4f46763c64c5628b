// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/certificate.h"

#include "sync/member/name.h"

namespace peyvand {
namespace {

SignedRecord unsignedRecord(RecordKind kind, const NetworkId& network, Writer& writer) {
    return {kind, network, writer.take(), {}};
}

std::uint64_t timeOf(std::int64_t time_ms) { return static_cast<std::uint64_t>(time_ms); }
std::int64_t readTime(Reader& reader) { return static_cast<std::int64_t>(reader.u64()); }

AdmissionBody readAdmission(Reader& reader) {
    AdmissionBody body;
    body.charity.bytes = reader.fixed<16>();
    body.revision = reader.u32();
    body.root = reader.fixed<32>();
    body.council = reader.fixed<32>();
    body.time_ms = readTime(reader);
    body.name = readName(reader);
    return body;
}

DeskBody readDesk(Reader& reader) {
    DeskBody body;
    body.charity.bytes = reader.fixed<16>();
    body.node = reader.fixed<32>();
    body.sponsor = reader.fixed<32>();
    body.consent = reader.fixed<64>();
    body.time_ms = readTime(reader);
    body.name = readName(reader);
    return body;
}

DeskRevocationBody readRevocation(Reader& reader) {
    DeskRevocationBody body;
    body.charity.bytes = reader.fixed<16>();
    body.node = reader.fixed<32>();
    body.time_ms = readTime(reader);
    return body;
}

} // namespace

Signature consentOf(const NetworkId& network, const SigningKey& node, const VerifyKey& sponsor) {
    SignedInput covered("desk consent");
    covered.fixed(network).fixed(node.publicKey()).fixed(sponsor);
    return node.sign(covered);
}

bool consentHolds(const NetworkId& network, const DeskBody& desk) {
    SignedInput covered("desk consent");
    covered.fixed(network).fixed(desk.node).fixed(desk.sponsor);
    return verify(desk.node, covered, desk.consent);
}

SignedRecord recordOf(const AdmissionBody& body, const NetworkId& network) {
    Writer writer;
    writer.fixed(body.charity.bytes)
        .u32(body.revision)
        .fixed(body.root)
        .fixed(body.council)
        .u64(timeOf(body.time_ms));
    writeName(writer, body.name);
    return unsignedRecord(RecordKind::admission, network, writer);
}

SignedRecord recordOf(const DeskBody& body, const NetworkId& network) {
    Writer writer;
    writer.fixed(body.charity.bytes)
        .fixed(body.node)
        .fixed(body.sponsor)
        .fixed(body.consent)
        .u64(timeOf(body.time_ms));
    writeName(writer, body.name);
    return unsignedRecord(RecordKind::desk, network, writer);
}

SignedRecord recordOf(const DeskRevocationBody& body, const NetworkId& network) {
    Writer writer;
    writer.fixed(body.charity.bytes).fixed(body.node).u64(timeOf(body.time_ms));
    return unsignedRecord(RecordKind::desk_revocation, network, writer);
}

Result<CertificateBody> readCertificate(const SignedRecord& record) {
    Reader reader(record.body);
    CertificateBody body;
    bool sound = true;
    switch (record.kind) {
    case RecordKind::admission: {
        const AdmissionBody admission = readAdmission(reader);
        sound = isRecordName(admission.name) && admission.revision > 0;
        body = admission;
        break;
    }
    case RecordKind::desk: {
        const DeskBody desk = readDesk(reader);
        sound = isRecordName(desk.name) && reader.ok() && consentHolds(record.network, desk);
        body = desk;
        break;
    }
    case RecordKind::desk_revocation:
        body = readRevocation(reader);
        break;
    default:
        reader.rest();
        body = UnknownCertificate{};
    }
    if (!sound || !reader.atEnd() || isDecision(record.kind))
        return fail(ErrorCode::certificate_invalid);
    return body;
}

} // namespace peyvand
