// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/decision.h"

#include "sync/member/name.h"

namespace peyvand {
namespace {

constexpr std::uint8_t charter_bytes = 4;

template <class... Visitors> struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

void writeCouncil(Writer& writer, const Council& council) {
    writer.u8(council.admit_count).u8(static_cast<std::uint8_t>(council.seats.size()));
    for (const Seat& seat : council.seats)
        writer.u8(static_cast<std::uint8_t>(seat.kind)).fixed(seat.key);
}

std::optional<Council> readCouncil(Reader& reader) {
    Council council;
    council.admit_count = reader.u8();
    const std::size_t count = reader.u8();
    bool sound = count >= 1 && count <= council_seats_limit && council.admit_count >= 1 &&
                 council.admit_count <= count;
    bool has_coordinator = false;
    for (std::size_t i = 0; i < count && reader.ok() && sound; ++i) {
        const Seat seat{static_cast<SeatKind>(reader.u8()), reader.fixed<32>()};
        const bool known = seat.kind == SeatKind::coordinator || seat.kind == SeatKind::printed;
        const bool ascending = council.seats.empty() || council.seats.back().key < seat.key;
        has_coordinator |= seat.kind == SeatKind::coordinator;
        sound = known && ascending;
        council.seats.push_back(seat);
    }
    return sound && reader.ok() && has_coordinator ? std::optional(council) : std::nullopt;
}

void writeCouncilBody(Writer& writer, const CouncilBody& body) {
    writeCouncil(writer, body.council);
    writer.u32(static_cast<std::uint32_t>(body.admissions.size()));
    for (const Digest& admission : body.admissions)
        writer.fixed(admission);
}

Result<DecisionBody> readCouncilBody(Reader& reader) {
    CouncilBody body;
    const auto council = readCouncil(reader);
    const std::uint32_t count = council ? reader.u32() : 0;
    if (!council || count > listed_admissions_limit)
        return fail(ErrorCode::decision_invalid);
    body.council = *council;
    for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
        const Digest admission = reader.fixed<32>();
        if (!body.admissions.empty() && !(body.admissions.back() < admission))
            return fail(ErrorCode::decision_invalid);
        body.admissions.push_back(admission);
    }
    return body;
}

void writeShort(Writer& writer, const Bytes& bytes) {
    writer.u8(static_cast<std::uint8_t>(bytes.size())).fixed(bytes);
}

void writeFounding(Writer& writer, const FoundingBody& body) {
    writeName(writer, body.network_name);
    writeCouncil(writer, body.council);
    writer.u8(charter_bytes).u16(body.charter.fields).u16(body.charter.retention_months);
    writeShort(writer, body.veil.encode());
    writer.fixed(body.key_commitment).fixed(body.random);
}

Result<DecisionBody> readFounding(Reader& reader) {
    FoundingBody body;
    body.network_name = readName(reader);
    const auto council = readCouncil(reader);
    if (!council || !isRecordName(body.network_name))
        return fail(ErrorCode::decision_invalid);
    body.council = *council;
    // A later charter may say more; what this program knows stands first.
    Reader charter(reader.view(reader.u8()));
    body.charter.fields = charter.u16();
    body.charter.retention_months = charter.u16();
    PEYVAND_LET(body.veil, VeilGeneration::decode(reader.view(reader.u8())));
    body.key_commitment = reader.fixed<32>();
    body.random = reader.fixed<32>();
    if (!charter.ok())
        return fail(ErrorCode::decision_invalid);
    return body;
}

Result<DecisionBody> readVeil(Reader& reader) {
    VeilBody body;
    body.number = reader.u32();
    PEYVAND_LET(body.record, VeilGeneration::decode(reader.view(reader.u8())));
    return body;
}

void writeExpulsion(Writer& writer, const ExpulsionBody& body) {
    writer.fixed(body.charity.bytes).u32(static_cast<std::uint32_t>(body.cuts.size()));
    for (const Cut& cut : body.cuts)
        writer.fixed(cut.feed).u64(cut.sequence).fixed(cut.link);
}

Result<DecisionBody> readExpulsion(Reader& reader) {
    ExpulsionBody body;
    body.charity.bytes = reader.fixed<16>();
    const std::uint32_t count = reader.u32();
    if (count > cuts_limit)
        return fail(ErrorCode::decision_invalid);
    for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
        const Cut cut{reader.fixed<32>(), reader.u64(), reader.fixed<32>()};
        if (!body.cuts.empty() && !(body.cuts.back().feed < cut.feed))
            return fail(ErrorCode::decision_invalid);
        body.cuts.push_back(cut);
    }
    return body;
}

Result<DecisionBody> readBody(RecordKind kind, Reader& reader) {
    switch (kind) {
    case RecordKind::founding:
        return readFounding(reader);
    case RecordKind::epoch:
        return EpochBody{reader.u32(), reader.fixed<32>()};
    case RecordKind::veil_generation:
        return readVeil(reader);
    case RecordKind::council:
        return readCouncilBody(reader);
    case RecordKind::expulsion:
        return readExpulsion(reader);
    case RecordKind::rules: {
        const std::uint32_t size = reader.u32();
        if (size > rules_limit_bytes)
            return fail(ErrorCode::decision_invalid);
        return RulesBody{std::string(textOf(reader.view(size)))};
    }
    default:
        reader.rest();
        return UnknownBody{};
    }
}

RecordKind writeBody(Writer& writer, const DecisionBody& body) {
    return std::visit(Overloaded{[&](const FoundingBody& founding) {
                                     writeFounding(writer, founding);
                                     return RecordKind::founding;
                                 },
                                 [&](const EpochBody& epoch) {
                                     writer.u32(epoch.number).fixed(epoch.key_commitment);
                                     return RecordKind::epoch;
                                 },
                                 [&](const VeilBody& veil) {
                                     writer.u32(veil.number);
                                     writeShort(writer, veil.record.encode());
                                     return RecordKind::veil_generation;
                                 },
                                 [&](const CouncilBody& council) {
                                     writeCouncilBody(writer, council);
                                     return RecordKind::council;
                                 },
                                 [&](const ExpulsionBody& expulsion) {
                                     writeExpulsion(writer, expulsion);
                                     return RecordKind::expulsion;
                                 },
                                 [&](const RulesBody& rules) {
                                     writer.u32(static_cast<std::uint32_t>(rules.text.size()))
                                         .fixed(bytesOf(rules.text));
                                     return RecordKind::rules;
                                 },
                                 [](const UnknownBody&) { return RecordKind{15}; }},
                      body);
}

} // namespace

bool Council::has(const VerifyKey& key) const {
    return std::any_of(seats.begin(), seats.end(),
                       [&](const Seat& seat) { return seat.key == key; });
}

std::size_t Council::majority() const {
    const auto coordinators = std::count_if(seats.begin(), seats.end(), [](const Seat& seat) {
        return seat.kind == SeatKind::coordinator;
    });
    return static_cast<std::size_t>(coordinators) / 2 + 1;
}

SignedRecord recordOf(const Decision& decision, const NetworkId& network) {
    Writer writer;
    writer.u32(decision.number)
        .fixed(decision.before)
        .u64(static_cast<std::uint64_t>(decision.time_ms));
    SignedRecord record;
    record.kind = writeBody(writer, decision.body);
    record.network = record.kind == RecordKind::founding ? NetworkId{} : network;
    record.body = writer.take();
    return record;
}

Result<Decision> readDecision(const SignedRecord& record) {
    if (!isDecision(record.kind))
        return fail(ErrorCode::decision_invalid);
    Reader reader(record.body);
    Decision decision;
    decision.number = reader.u32();
    decision.before = reader.fixed<32>();
    decision.time_ms = static_cast<std::int64_t>(reader.u64());
    PEYVAND_LET(decision.body, readBody(record.kind, reader));
    const bool is_founding = record.kind == RecordKind::founding;
    const bool first =
        decision.number == 0 && decision.before == Digest{} && record.network == NetworkId{};
    if (!reader.atEnd() || is_founding != (decision.number == 0) || (is_founding && !first))
        return fail(ErrorCode::decision_invalid);
    return decision;
}

} // namespace peyvand
