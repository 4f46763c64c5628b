// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/person_file.h"

#include "core/crypto/hash.h"
#include "core/register/people.h"
#include "core/text/fold.h"

#include <algorithm>
#include <charconv>

namespace peyvand {
namespace {

constexpr std::string_view counter_setting = "temporary_number_last";

bool needsReason(std::string_view state) {
    return state == "suspended" || state == "discharged" || state == "archived" ||
           state == "transferred" || state == "referred_elsewhere";
}

// Three letters or digits of the node key tell the few desks of an office apart.
std::string deskMark(Register& opened) {
    constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const auto mark =
        LabelledHash("temporary number").fixed(opened.journal().nodeKey().publicKey()).digest<16>();
    return {letters[mark[0] % letters.size()], letters[mark[1] % letters.size()],
            letters[mark[2] % letters.size()]};
}

RecordType typeOf(Database& database, const RecordId& subject) {
    auto row = database.prepare("SELECT 1 FROM household WHERE id = ?");
    row.bind(subject);
    return row.step() ? RecordType::household : RecordType::beneficiary;
}

bool stepsOn(Database& database, std::string_view sql, const RecordId& id) {
    auto row = database.prepare(sql);
    row.bind(id);
    return row.step();
}

} // namespace

Result<void> PersonFiles::setState(const BeneficiaryId& person, const FileState& state) {
    namespace f = field::beneficiary;
    if (!isChoice("file_state", state.code))
        return fail(ErrorCode::choice_unknown, "field", "file_state");
    PEYVAND_LET(const std::string reason, text::cleanInput(state.reason, 1000));
    if (reason.empty() && needsReason(state.code) && state.referred_to.empty())
        return fail(ErrorCode::reason_missing);
    if (state.referred_to.empty() && state.code == "referred_elsewhere")
        return fail(ErrorCode::field_missing, "field", "referred_to");
    if (state.day > register_.today())
        return fail(ErrorCode::date_in_future);
    const auto textOrNone = [](const std::string& text) {
        return text.empty() ? Value{} : Value{text};
    };
    std::vector<FieldValue> fields{
        {f::file_state, state.code},
        {f::file_state_reason, textOrNone(reason)},
        {f::file_state_day, valueOf(state.day)},
        {f::file_state_decision, state.decision ? valueOf(*state.decision) : Value{}},
        {f::referred_to, textOrNone(state.referred_to)}};
    Records records(register_);
    PEYVAND_LET(const RecordRow now,
                records.whole(RecordType::beneficiary, idAs<RecordId>(person)));
    // A day of death that is known stays; of somebody who lives after all it goes.
    const bool is_deceased = state.code == "deceased";
    if (is_deceased && !now.has(f::death_day))
        fields.push_back({f::death_day, valueOf(state.day)});
    else if (!is_deceased && now.text(f::file_state) == "deceased")
        fields.push_back({f::death_day, Value{}});
    return records.edit(RecordType::beneficiary, idAs<RecordId>(person), fields);
}

Result<void> PersonFiles::setMarks(const RecordId& subject, const Marks& marks) {
    const RecordType type = typeOf(register_.database(), subject);
    const bool is_household = type == RecordType::household;
    bool was_confidential = false, was_discreet = false;
    if (is_household) {
        auto row = register_.database().prepare(
            "SELECT h.confidential, IFNULL(r.discreet, 0) FROM household AS h"
            " LEFT JOIN record_household AS r ON r.id = h.id WHERE h.id = ?");
        row.bind(subject);
        if (row.step()) {
            was_confidential = row.integer(0) != 0;
            was_discreet = row.integer(1) != 0;
        }
    } else {
        PEYVAND_LET(const Person now, People(register_).person(idAs<BeneficiaryId>(subject)));
        was_confidential = now.confidential;
        was_discreet = now.discreet;
    }
    PEYVAND_TRY(register_.database().takeFailure());
    std::vector<FieldValue> fields;
    if (marks.confidential && *marks.confidential != was_confidential)
        fields.push_back(
            {is_household ? field::household::confidential : field::beneficiary::confidential,
             std::int64_t{*marks.confidential}});
    if (marks.discreet && *marks.discreet != was_discreet)
        fields.push_back({is_household ? field::household::discreet : field::beneficiary::discreet,
                          std::int64_t{*marks.discreet}});
    if (fields.empty())
        return {};
    // The projection makes the claims due: also at desks that receive the mark.
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office, {ChangeKind::set_fields, type, subject, subject,
                                        std::move(fields), std::nullopt, false});
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, subject));
    return transaction.commit();
}

Result<std::string> PersonFiles::markWithoutPapers(const BeneficiaryId& person) {
    namespace f = field::beneficiary;
    Records records(register_);
    const auto id = idAs<RecordId>(person);
    PEYVAND_LET(const RecordRow now, records.record(RecordType::beneficiary, id));
    std::string number = now.text(f::temporary_number);
    JournalTransaction transaction(register_.journal());
    if (number.empty()) {
        PEYVAND_LET(const Bytes kept, register_.setting(counter_setting));
        const std::string text(textOf(kept));
        std::int64_t last = 0;
        std::from_chars(text.data(), text.data() + text.size(), last);
        const std::string next = std::to_string(last + 1);
        number = "T-" + deskMark(register_) + "-" + next;
        PEYVAND_TRY(register_.setSetting(counter_setting, bytesOf(next)));
    }
    PEYVAND_TRY(
        records.editIn(transaction, RecordType::beneficiary, id,
                       {{f::without_papers, std::int64_t{1}}, {f::temporary_number, number}}));
    PEYVAND_TRY(transaction.commit());
    return number;
}

Result<bool> PersonFiles::isUnseenInNetwork(const BeneficiaryId& person) {
    const bool has_identity =
        stepsOn(register_.database(),
                "SELECT 1 FROM identity WHERE beneficiary = ? AND confirmed = 1 AND removed = 0",
                idAs<RecordId>(person));
    return register_.database().checked(!has_identity);
}

Result<bool> PersonFiles::isKeptOffLists(const BeneficiaryId& person) {
    const bool kept_off =
        stepsOn(register_.database(),
                "SELECT 1 FROM beneficiary WHERE id = ?1 AND discreet <> 0 UNION ALL"
                " SELECT 1 FROM member JOIN record_household AS h ON h.id = member.household"
                " WHERE member.beneficiary = ?1 AND member.left_day IS NULL AND h.discreet <> 0",
                idAs<RecordId>(person));
    return register_.database().checked(kept_off);
}

Result<RecordId> PersonFiles::note(const RecordId& subject, std::string_view code,
                                   std::optional<CivilDate> until) {
    namespace f = field::file_note;
    const CivilDate last = register_.today().plusDays(file_note_days);
    if (until && *until > last)
        return fail(ErrorCode::note_limit, "count", std::to_string(file_note_days));
    return Records(register_).add(
        {RecordType::file_note,
         subject,
         {{f::code, std::string(code)}, {f::until_day, valueOf(until.value_or(last))}},
         std::nullopt});
}

// Whatever day another desk wrote, no note is shown beyond its ninety days.
Result<std::vector<FileNote>> PersonFiles::notes(const RecordId& subject, CivilDate day) {
    constexpr std::int64_t day_ms = 86'400'000;
    std::vector<FileNote> notes;
    auto rows = register_.database().prepare(
        "SELECT id, code, MIN(until_day, made_ms / ?1 + ?2), author FROM record_file_note"
        " WHERE subject = ?3 AND code IS NOT NULL AND IFNULL(removed, 0) = 0"
        " AND MIN(until_day, made_ms / ?1 + ?2) >= ?4 ORDER BY made_ms, id");
    rows.bind(day_ms).bind(std::int64_t{file_note_days}).bind(subject);
    rows.bind(std::int64_t{day.days()});
    while (rows.step())
        notes.push_back({rows.id<RecordId>(0), rows.string(1),
                         CivilDate::fromDays(static_cast<std::int32_t>(rows.integer(2))),
                         rows.idOrNone<RecordId>(3)});
    return register_.database().checked(std::move(notes));
}

// An account of a person and of the household the person lives in is one and the same family's.
Result<std::vector<RecordId>> PersonFiles::sharingAccount(const RecordId& subject) {
    std::vector<RecordId> others;
    auto rows = register_.database().prepare(
        "WITH family (id) AS (SELECT ?1 UNION SELECT household FROM member WHERE beneficiary = ?1"
        " AND left_day IS NULL UNION SELECT other.beneficiary FROM member AS other"
        " WHERE other.left_day IS NULL AND (other.household = ?1 OR other.household IN"
        " (SELECT household FROM member WHERE beneficiary = ?1 AND left_day IS NULL)))"
        " SELECT DISTINCT theirs.subject FROM record_bank_account AS own"
        " JOIN record_bank_account AS theirs ON theirs.iban = own.iban"
        " WHERE own.subject = ?1 AND IFNULL(own.closed, 0) = 0 AND IFNULL(theirs.closed, 0) = 0"
        " AND theirs.subject NOT IN (SELECT id FROM family) ORDER BY theirs.subject LIMIT 20");
    rows.bind(subject);
    while (rows.step())
        others.push_back(rows.id<RecordId>(0));
    return register_.database().checked(std::move(others));
}

Result<std::optional<RecordId>> PersonFiles::onlyThrough(const RecordId& subject) {
    std::optional<RecordId> introducer;
    auto row = register_.database().prepare(
        "SELECT id FROM record_introducer WHERE only_through = 1 AND (subject = ?1"
        " OR subject IN (SELECT household FROM member WHERE beneficiary = ?1"
        " AND left_day IS NULL)) ORDER BY made_ms DESC, id LIMIT 1");
    row.bind(subject);
    if (row.step())
        introducer = row.id<RecordId>(0);
    return register_.database().checked(introducer);
}

} // namespace peyvand
