// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Records of every kind in core/record/kinds.def: added, changed, voided, listed, with their
// history. The use cases of single fields of work (needs, contacts, letters, stock, …) stand on
// this and add what their work asks for. Reads return pages of values; writes are one journal
// transaction each, unless one is passed in.
// Errors: record_unknown (kind), beneficiary_unknown, household_unknown, subject_missing,
// subject_unwanted, step_refused (kind), record_is_fact, record_is_void, reason_missing, those of
// core/record/values.h, not_permitted (role), and the store's.

#include "core/record/steps.h"
#include "core/record/values.h"
#include "core/register/register.h"

namespace peyvand {

struct NewRecord {
    RecordType type{};
    /// The person or household it is about; none for records of the office.
    std::optional<RecordId> subject{};
    std::vector<FieldValue> fields{};
    /// A new one is made when none is given (settings have theirs).
    std::optional<RecordId> id{};
};

enum class Comparison : std::uint8_t { equals, not_equals, at_most, at_least, is_set, is_not_set };

struct FieldCondition {
    FieldNumber field = 0;
    Comparison comparison = Comparison::equals;
    Value value{};
};

struct RecordRequest {
    RecordType type{};
    std::optional<RecordId> subject{};
    std::vector<FieldCondition> conditions{};
    /// By this field, then by age; by age alone when it is 0.
    FieldNumber order = 0;
    bool descending = false;
    /// Voided facts too.
    bool with_void = false;
    std::int64_t offset = 0;
    /// At most 500.
    int count = 100;
};

struct RecordPage {
    /// How many match in all; only counted for offset 0, -1 otherwise.
    std::int64_t total = 0;
    std::vector<RecordRow> rows{};
};

/// One change of one field.
struct FieldEvent {
    std::int64_t time_ms = 0;
    /// The desk (node key) and the user's record, where the entry names one.
    ByteArray<32> node{};
    std::optional<RecordId> author{};
    /// 0 when the whole record was voided or erased.
    FieldNumber field = 0;
    Value before{};
    Value after{};
};

class Records {
  public:
    explicit Records(Register& opened) : register_(opened) {}

    Result<RecordId> add(const NewRecord& record);
    /// Only fields that differ are written; a value of none takes it away.
    Result<void> edit(RecordType type, const RecordId& id, const std::vector<FieldValue>& fields);
    Result<void> voidFact(RecordType type, const RecordId& id, std::string_view reason);

    // What is read here is as the user may see it (core/register/privacy.h): hidden fields are not
    // there, a شبا is masked; asking by a hidden field is not_permitted.
    Result<RecordRow> record(RecordType type, const RecordId& id);
    Result<RecordPage> page(const RecordRequest& request);
    /// How many match.
    Result<std::int64_t> count(const RecordRequest& request);
    /// Every change of every field, the latest first.
    Result<std::vector<FieldEvent>> history(RecordType type, const RecordId& id);

    /// Everything, also what the user does not see: for use cases that show none of it.
    Result<RecordRow> whole(RecordType type, const RecordId& id);

    // Inside a transaction that writes more; nothing is committed. The audit row goes with it.
    // These are for use cases: they may take the steps that are theirs alone.
    Result<RecordId> addIn(JournalTransaction& transaction, const NewRecord& record,
                           StepBy by = StepBy::work);
    Result<void> editIn(JournalTransaction& transaction, RecordType type, const RecordId& id,
                        const std::vector<FieldValue>& fields, StepBy by = StepBy::work);
    Result<void> voidIn(JournalTransaction& transaction, RecordType type, const RecordId& id,
                        std::string_view reason);

  private:
    Result<void> checkHidden(const KindSpec& kind, const RecordRow& now,
                             const std::vector<FieldValue>& fields);
    Result<void> needAsk(const KindSpec& kind, const RecordRequest& request);
    Result<void> checkSubject(const KindSpec& kind, const std::optional<RecordId>& subject);
    Register& register_;
};

} // namespace peyvand
