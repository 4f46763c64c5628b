// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/conflicts.h"

#include "core/register/claim_due.h"
#include "core/register/privacy.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr int most_conflicts_a_page = 500;

bool isSeen(Register& opened, RecordType type, FieldNumber number) {
    if (!opened.needSee(type))
        return false;
    const KindSpec* kind = kindOf(type);
    const FieldSpec* field = kind == nullptr ? nullptr : kind->field(number);
    return field == nullptr || maySee(opened, field->privacy);
}

// What a head says of the field; nothing for an entry that is not there.
const Value* saidBy(const StampedChange& change, FieldNumber field) {
    for (const auto& [number, value] : change.change.fields)
        if (number == field)
            return &value;
    return nullptr;
}

} // namespace

Result<std::int64_t> Conflicts::count() {
    auto row = register_.database().prepare("SELECT COUNT(*) FROM conflict");
    const std::int64_t count = row.step() ? row.integer(0) : 0;
    return register_.database().checked(count);
}

Result<Conflict> Conflicts::conflict(RecordType type, const RecordId& record, FieldNumber field) {
    PEYVAND_LET(const auto changes, register_.journal().history(record, type));
    PEYVAND_LET(const FoldedRecord folded, register_.journal().folded(record, type));
    const auto found = std::find_if(folded.fields.begin(), folded.fields.end(),
                                    [field](const FoldedField& one) { return one.field == field; });
    if (found == folded.fields.end() || !found->conflict)
        return fail(ErrorCode::conflict_unknown);
    Conflict conflict{type, record, folded.subject, field, {}};
    // The latest first: it is the one that is shown.
    for (auto head = found->heads.rbegin(); head != found->heads.rend(); ++head) {
        const auto change = std::find_if(changes.begin(), changes.end(),
                                         [head](const auto& one) { return one.version == *head; });
        const Value* value = change == changes.end() ? nullptr : saidBy(*change, field);
        if (value == nullptr ||
            std::any_of(conflict.versions.begin(), conflict.versions.end(),
                        [value](const auto& one) { return one.value == *value; }))
            continue;
        conflict.versions.push_back({*value, static_cast<std::int64_t>(change->stamp.unixMs()),
                                     change->node, change->author});
    }
    return conflict;
}

Result<std::vector<Conflict>> Conflicts::page(std::int64_t offset, int count) {
    struct Row {
        RecordType type;
        RecordId record;
        FieldNumber field;
    };
    std::vector<Row> found;
    {
        auto rows = register_.database().prepare("SELECT record_type, record, field FROM conflict"
                                                 " ORDER BY record_type, record, field"
                                                 " LIMIT ? OFFSET ?");
        rows.bind(std::int64_t{std::clamp(count, 1, most_conflicts_a_page)}).bind(offset);
        while (rows.step())
            found.push_back({static_cast<RecordType>(rows.integer(0)), rows.id<RecordId>(1),
                             static_cast<FieldNumber>(rows.integer(2))});
    }
    PEYVAND_TRY(register_.database().takeFailure());
    std::vector<Conflict> conflicts;
    for (const auto& [type, record, field] : found) {
        if (!isSeen(register_, type, field))
            continue;
        PEYVAND_LET(auto one, conflict(type, record, field));
        conflicts.push_back(std::move(one));
    }
    return conflicts;
}

Result<void> Conflicts::resolve(const Conflict& conflict, std::size_t version) {
    if (version >= conflict.versions.size())
        return fail(ErrorCode::conflict_unknown);
    if (!isSeen(register_, conflict.type, conflict.field))
        return fail(ErrorCode::not_permitted);
    PEYVAND_TRY(register_.needChange(conflict.type));
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                        conflict.type,
                                        conflict.record,
                                        conflict.subject,
                                        {{conflict.field, conflict.versions[version].value}},
                                        std::nullopt,
                                        false});
    // An age or an identity says who has a claim.
    if (conflict.type == RecordType::aid)
        markClaimDue(register_.database(), idAs<AidId>(conflict.record));
    else if (conflict.subject)
        markSubjectClaimsDue(register_.database(), *conflict.subject);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, conflict.record));
    return transaction.commit();
}

} // namespace peyvand
