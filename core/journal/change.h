// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the journal writes: changes of records, as values. All kinds of change are joins, so that
// the state of a record is a function of the set of entries that speak of it, whatever their order
// (docs/journal.md). Numbers of kinds and fields are never reused.

#include "core/base/bytes.h"
#include "core/base/id.h"
#include "core/feed/descriptor.h"
#include "core/feed/hlc.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peyvand {

enum class ChangeKind : std::uint8_t {
    set_fields = 1,
    add_fact = 2,
    void_fact = 3,
    link = 4,
    unlink = 5,
    erase = 6,
};

enum class RecordType : std::uint8_t {
    beneficiary = 1,
    identity = 2,
    household = 3,
    member = 4,
    aid = 5,
    rule = 6,
    import_list = 7,
    claim = 8,
    // Their fields: core/record/kinds.def.
    need = 10,
    contact = 11,
    document = 12,
    file_note = 13,
    consent = 14,
    coverage = 15,
    bank_account = 16,
    introducer = 17,
    schedule = 18,
    decision = 19,
    letter = 20,
    fund = 21,
    kit = 22,
    stock_item = 23,
    stock_receipt = 24,
    goods_order = 25,
    sponsor = 26,
    sponsorship = 27,
    loan = 28,
    instalment = 29,
    distribution = 30,
    distribution_line = 31,
    payment_batch = 32,
    payment_line = 33,
    user = 34,
    scan = 35,
    office_setting = 36,
    proposal = 37,
    fund_movement = 38,
    kit_line = 39,
    stock_issue = 40,
    // From 96 on: what one charity says to another (sync/direct).
    referral = 96,
    referral_answer = 97,
    case_question = 98,
    case_answer = 99,
    opening_count = 100,
    // From 128 on: what is said to the whole network.
    network_rule = 128,
};

/// Whose feeds speak of records of a kind.
constexpr FeedScope scopeOf(RecordType type) {
    if (type == RecordType::claim || type >= RecordType::network_rule)
        return FeedScope::network;
    return type >= RecordType::referral ? FeedScope::direct : FeedScope::office;
}

using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
using FieldNumber = std::uint16_t;

struct FieldValue {
    FieldNumber field = 0;
    Value value{};
    friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

/// Names one entry for ever: the first 16 bytes of its digest.
using VersionId = ByteArray<16>;

/// The versions that a set-field saw when it was written.
struct Bases {
    FieldNumber field = 0;
    std::vector<VersionId> seen{};
    friend bool operator==(const Bases&, const Bases&) = default;
};

/// The row of an imported list that a change came from.
struct Origin {
    RecordId list{};
    ByteArray<16> fingerprint{};
    std::int64_t place = 0;
    std::int64_t row = 0;
    friend bool operator==(const Origin&, const Origin&) = default;
};

struct Change {
    ChangeKind kind = ChangeKind::set_fields;
    RecordType record_type = RecordType::beneficiary;
    RecordId record{};
    /// The person or household whose key covers the text; none for rules, lists and claims.
    std::optional<RecordId> subject{};
    std::vector<FieldValue> fields{};
    std::optional<Origin> origin{};
    /// A record that this change makes: nothing is looked up for it.
    bool is_new = false;
};

/// A change as an entry carries it, with who said it and when.
struct StampedChange {
    VersionId version{};
    HlcStamp stamp{};
    /// The node key of the feed.
    ByteArray<32> node{};
    /// The user's record, in office entries; nothing else says who was at the desk.
    std::optional<RecordId> author{};
    Change change{};
    std::vector<Bases> bases{};
    /// The text could not be read: the subject's key has not arrived, or was destroyed.
    bool sealed = false;
};

} // namespace peyvand
