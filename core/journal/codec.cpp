// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/codec.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::int64_t layout_version = 1;
constexpr std::size_t max_fields = 256;
constexpr std::size_t nonce_bytes = 24;

void writeValue(CborWriter& writer, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        writer.integer(*number);
    else if (const auto* text = std::get_if<std::string>(&value))
        writer.text(*text);
    else if (const auto* bytes = std::get_if<Bytes>(&value))
        writer.bytes(*bytes);
    else
        writer.null();
}

std::optional<Value> readValue(CborView view) {
    switch (view.kind()) {
    case CborKind::null:
        return Value{};
    case CborKind::integer:
        return Value{*view.integer()};
    case CborKind::text:
        return Value{std::string(*view.text())};
    case CborKind::bytes:
        return Value{Bytes(view.bytes()->begin(), view.bytes()->end())};
    default:
        return std::nullopt;
    }
}

template <std::size_t N> std::optional<ByteArray<N>> readFixed(CborView view) {
    const auto bytes = view.bytes();
    if (!bytes || bytes->size() != N)
        return std::nullopt;
    ByteArray<N> fixed;
    std::copy(bytes->begin(), bytes->end(), fixed.begin());
    return fixed;
}

void writeInner(CborWriter& writer, const Change& change) {
    writer.array(2);
    encodeFields(writer, change.fields);
    if (!change.origin) {
        writer.null();
        return;
    }
    writer.array(4)
        .bytes(change.origin->list.bytes)
        .bytes(change.origin->fingerprint)
        .integer(change.origin->place)
        .integer(change.origin->row);
}

bool readInner(ByteView bytes, Change& change) {
    thread_local CborDocument document;
    const auto inner = document.decode(bytes);
    if (!inner || inner->kind() != CborKind::array || inner->size() != 2)
        return false;
    auto fields = decodeFields(inner->first());
    if (!fields)
        return false;
    change.fields = std::move(*fields);
    const CborView origin = inner->first().next();
    if (origin.isNull())
        return true;
    if (origin.kind() != CborKind::array || origin.size() != 4)
        return false;
    CborView part = origin.first();
    const auto list = readFixed<16>(part);
    part = part.next();
    const auto fingerprint = readFixed<16>(part);
    part = part.next();
    const auto place = part.integer();
    const auto row = part.next().integer();
    if (!list || !fingerprint || !place || !row)
        return false;
    change.origin = Origin{RecordId{*list}, *fingerprint, *place, *row};
    return true;
}

bool readBases(CborView view, std::vector<Bases>& out) {
    if (view.kind() != CborKind::map || view.size() > max_fields)
        return false;
    for (CborView field = view.first(); field; field = field.next()) {
        Bases bases;
        if (field.key() < 0 || field.key() > 0xffff || field.kind() != CborKind::array ||
            field.size() > max_bases)
            return false;
        bases.field = static_cast<FieldNumber>(field.key());
        for (CborView seen = field.first(); seen; seen = seen.next()) {
            const auto version = readFixed<16>(seen);
            if (!version)
                return false;
            bases.seen.push_back(*version);
        }
        out.push_back(std::move(bases));
    }
    return true;
}

Bytes associatedOf(const Change& change) {
    Bytes associated(change.record.bytes.begin(), change.record.bytes.end());
    associated.insert(associated.end(), change.subject->bytes.begin(), change.subject->bytes.end());
    return associated;
}

void writeAuthor(CborWriter& writer, const StampedChange& stamped) {
    if (stamped.author)
        writer.bytes(stamped.author->bytes);
}

} // namespace

void encodeChange(CborWriter& writer, const StampedChange& stamped, const SubjectKey* key,
                  RandomSource& random) {
    const Change& change = stamped.change;
    CborWriter inner;
    writeInner(inner, change);
    writer.array(stamped.author ? 9 : 8)
        .integer(layout_version)
        .integer(static_cast<std::int64_t>(change.kind))
        .integer(static_cast<std::int64_t>(change.record_type))
        .bytes(change.record.bytes);
    if (change.subject)
        writer.bytes(change.subject->bytes);
    else
        writer.null();
    writer.integer(static_cast<std::int64_t>(stamped.stamp.value));
    writer.map(stamped.bases.size());
    for (const auto& bases : stamped.bases) {
        writer.integer(bases.field).array(bases.seen.size());
        for (const auto& version : bases.seen)
            writer.bytes(version);
    }
    if (!change.subject || key == nullptr) {
        writer.bytes(inner.result());
        writeAuthor(writer, stamped);
        return;
    }
    const auto nonce = random.take<nonce_bytes>();
    Bytes sealed(nonce.begin(), nonce.end());
    sealed.resize(nonce_bytes + inner.result().size() + seal_overhead);
    sealInto(std::span(sealed).subspan(nonce_bytes), *key, nonce, associatedOf(change),
             inner.result());
    writer.bytes(sealed);
    writeAuthor(writer, stamped);
}

Result<StampedChange> decodeChange(ByteView plaintext, const SubjectKeys& keys) {
    thread_local CborDocument document;
    PEYVAND_LET(const CborView outer, document.decode(plaintext));
    if (outer.kind() != CborKind::array || outer.size() < 8 || outer.size() > 9)
        return fail(ErrorCode::entry_malformed);
    CborView part = outer.first();
    StampedChange stamped;
    Change& change = stamped.change;
    const auto version = part.integer();
    const auto kind = (part = part.next()).integer();
    const auto record_type = (part = part.next()).integer();
    const auto record = readFixed<16>(part = part.next());
    const CborView subject_view = part = part.next();
    const auto stamp = (part = part.next()).integer();
    const CborView bases_view = part = part.next();
    const auto text = (part = part.next()).bytes();
    if (outer.size() == 9) {
        const auto author = readFixed<16>(part.next());
        if (!author)
            return fail(ErrorCode::entry_malformed);
        stamped.author = RecordId{*author};
    }
    if (version != layout_version || !kind || *kind < 1 || *kind > 6 || !record_type ||
        *record_type < 1 || *record_type > 255 || !record || !stamp || !text ||
        !readBases(bases_view, stamped.bases))
        return fail(ErrorCode::entry_malformed);
    change.kind = static_cast<ChangeKind>(*kind);
    change.record_type = static_cast<RecordType>(*record_type);
    change.record = RecordId{*record};
    stamped.stamp.value = static_cast<std::uint64_t>(*stamp);
    if (subject_view.isNull()) {
        if (!readInner(*text, change))
            return fail(ErrorCode::entry_malformed);
        return stamped;
    }
    const auto subject = readFixed<16>(subject_view);
    if (!subject || text->size() < nonce_bytes + seal_overhead)
        return fail(ErrorCode::entry_malformed);
    change.subject = RecordId{*subject};
    const SubjectKey* key = keys(*change.subject);
    Nonce nonce;
    std::copy_n(text->begin(), nonce_bytes, nonce.begin());
    Bytes inner(text->size() - nonce_bytes - seal_overhead);
    stamped.sealed = key == nullptr || !openInto(inner, *key, nonce, associatedOf(change),
                                                 text->subspan(nonce_bytes));
    if (!stamped.sealed && !readInner(inner, change))
        return fail(ErrorCode::entry_malformed);
    return stamped;
}

// Keys of a map ascend.
void encodeFields(CborWriter& writer, const std::vector<FieldValue>& values) {
    std::vector<const FieldValue*> fields;
    fields.reserve(values.size());
    for (const auto& field : values)
        fields.push_back(&field);
    std::sort(fields.begin(), fields.end(),
              [](const auto* a, const auto* b) { return a->field < b->field; });
    writer.map(fields.size());
    for (const auto* field : fields) {
        writer.integer(field->field);
        writeValue(writer, field->value);
    }
}

std::optional<std::vector<FieldValue>> decodeFields(CborView map) {
    if (map.kind() != CborKind::map || map.size() > max_fields)
        return std::nullopt;
    std::vector<FieldValue> fields;
    fields.reserve(map.size());
    for (CborView view = map.first(); view; view = view.next()) {
        auto value = readValue(view);
        if (view.key() < 0 || view.key() > 0xffff || !value)
            return std::nullopt;
        fields.push_back({static_cast<FieldNumber>(view.key()), std::move(*value)});
    }
    return fields;
}

} // namespace peyvand
