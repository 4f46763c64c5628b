// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/fold.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace peyvand {
namespace {

bool isEarlier(const StampedChange& a, const StampedChange& b) {
    return std::tie(a.stamp, a.node, a.version) < std::tie(b.stamp, b.node, b.version);
}

bool isReadable(const StampedChange& change, ChangeKind kind) {
    return change.change.kind == kind && !change.sealed;
}

// Changes are sorted, earliest first, and distinct.
void foldFields(const std::vector<StampedChange>& changes, FoldedRecord& record) {
    struct Field {
        std::vector<const StampedChange*> versions;
        std::vector<const Value*> values;
        std::set<VersionId> seen;
    };
    std::map<FieldNumber, Field> fields;
    for (const auto& change : changes) {
        if (!isReadable(change, ChangeKind::set_fields))
            continue;
        record.exists = true;
        for (const auto& [field, value] : change.change.fields) {
            fields[field].versions.push_back(&change);
            fields[field].values.push_back(&value);
        }
        for (const auto& bases : change.bases)
            fields[bases.field].seen.insert(bases.seen.begin(), bases.seen.end());
    }
    for (auto& [number, field] : fields) {
        FoldedField folded{number, {}, {}, false};
        const Value* shown = nullptr;
        for (std::size_t i = 0; i < field.versions.size(); ++i) {
            if (field.seen.contains(field.versions[i]->version))
                continue;
            folded.heads.push_back(field.versions[i]->version);
            folded.conflict = folded.conflict || (shown != nullptr && *shown != *field.values[i]);
            shown = field.values[i];
        }
        // Every version named as seen by another can only be a forged circle: show the latest.
        if (shown == nullptr && !field.values.empty())
            shown = field.values.back();
        if (shown == nullptr)
            continue;
        folded.value = *shown;
        record.fields.push_back(std::move(folded));
    }
}

void foldFact(const std::vector<StampedChange>& changes, FoldedRecord& record) {
    const auto fact = std::find_if(changes.begin(), changes.end(), [](const auto& change) {
        return isReadable(change, ChangeKind::add_fact);
    });
    if (fact != changes.end()) {
        record.exists = true;
        record.fields.clear();
        for (const auto& [field, value] : fact->change.fields)
            record.fields.push_back({field, value, {fact->version}, false});
        std::sort(record.fields.begin(), record.fields.end(),
                  [](const auto& a, const auto& b) { return a.field < b.field; });
    }
    for (const auto& change : changes) {
        if (change.change.kind != ChangeKind::void_fact)
            continue;
        if (!record.voided && !change.sealed)
            record.void_fields = change.change.fields;
        record.voided = true;
    }
}

// Changes are sorted, earliest first.
void noteMaker(const std::vector<StampedChange>& changes, FoldedRecord& record) {
    const auto first = std::find_if(changes.begin(), changes.end(),
                                    [](const auto& change) { return !change.sealed; });
    if (first == changes.end())
        return;
    record.made_ms = first->stamp.unixMs();
    record.node = first->node;
    record.author = first->author;
}

} // namespace

const Value* FoldedRecord::value(FieldNumber field) const {
    for (const auto& folded : fields)
        if (folded.field == field)
            return &folded.value;
    return nullptr;
}

std::string FoldedRecord::text(FieldNumber field) const {
    const Value* found = value(field);
    const auto* text = found == nullptr ? nullptr : std::get_if<std::string>(found);
    return text == nullptr ? std::string() : *text;
}

std::optional<std::int64_t> FoldedRecord::integer(FieldNumber field) const {
    const Value* found = value(field);
    const auto* number = found == nullptr ? nullptr : std::get_if<std::int64_t>(found);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::int64_t FoldedRecord::integerOr(FieldNumber field, std::int64_t otherwise) const {
    return integer(field).value_or(otherwise);
}

Bytes FoldedRecord::bytes(FieldNumber field) const {
    const Value* found = value(field);
    const auto* bytes = found == nullptr ? nullptr : std::get_if<Bytes>(found);
    return bytes == nullptr ? Bytes() : *bytes;
}

FoldedRecord fold(std::vector<StampedChange> changes) {
    std::sort(changes.begin(), changes.end(), isEarlier);
    changes.erase(std::unique(changes.begin(), changes.end(),
                              [](const auto& a, const auto& b) { return a.version == b.version; }),
                  changes.end());
    FoldedRecord record;
    std::set<std::pair<RecordId, std::pair<ByteArray<16>, std::int64_t>>> origins;
    noteMaker(changes, record);
    for (const auto& change : changes) {
        record.kind = change.change.record_type;
        record.subject = record.subject ? record.subject : change.change.subject;
        record.erased = record.erased || change.change.kind == ChangeKind::erase;
        const auto& origin = change.change.origin;
        if (origin && origins.insert({origin->list, {origin->fingerprint, origin->place}}).second)
            record.origins.push_back(*origin);
    }
    if (record.erased) {
        record.origins.clear();
        return record;
    }
    foldFields(changes, record);
    foldFact(changes, record);
    return record;
}

FoldedRecord foldOne(StampedChange change) {
    const bool plain = !change.sealed && (change.change.kind == ChangeKind::set_fields ||
                                          change.change.kind == ChangeKind::add_fact);
    if (!plain) {
        std::vector<StampedChange> changes;
        changes.push_back(std::move(change));
        return fold(std::move(changes));
    }
    FoldedRecord record;
    record.kind = change.change.record_type;
    record.subject = change.change.subject;
    record.made_ms = change.stamp.unixMs();
    record.node = change.node;
    record.author = change.author;
    record.exists = true;
    record.fields.reserve(change.change.fields.size());
    for (auto& [field, value] : change.change.fields)
        record.fields.push_back({field, std::move(value), {change.version}, false});
    if (change.change.origin)
        record.origins.push_back(*change.change.origin);
    return record;
}

} // namespace peyvand
