// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/erase.h"

#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/store/tombstones.h"

namespace peyvand {
namespace {

using Subjects = std::set<RecordId>;

std::vector<RecordId> recordsBy(Database& database, std::string_view sql, const RecordId& id) {
    std::vector<RecordId> found;
    auto rows = database.prepare(sql);
    rows.bind(id);
    while (rows.step())
        found.push_back(rows.id<RecordId>(0));
    return found;
}

// What is left of a fact when the one it was about is gone: nothing that was typed as text, and no
// record that leads back.
std::vector<FieldNumber> remainingFields(RecordType type) {
    namespace a = field::aid;
    namespace s = field::stock_issue;
    switch (type) {
    case RecordType::aid:
        return {a::unit, a::category,   a::amount_rial,    a::day,       a::state, a::fund,
                a::kit,  a::stock_item, a::quantity_milli, a::value_rial};
    case RecordType::stock_issue:
        return {s::stock_item, s::quantity_milli, s::day, s::cause, s::value_rial};
    default:
        return {};
    }
}

// The same at every desk, and no way back to the record.
RecordId remainingId(const RecordId& record) {
    return RecordId{LabelledHash("remaining").fixed(record.bytes).digest<16>()};
}

/// What was said of somebody between two charities.
struct SaidBetween {
    RecordId record{};
    RecordType type{};
    CharityId partner{};
    friend auto operator<=>(const SaidBetween&, const SaidBetween&) = default;
};

// What this charity said of the person, what it answered for them, and what others said with one of
// their numbers in it.
std::set<SaidBetween> saidOf(Database& database, const RecordId& person) {
    std::set<SaidBetween> said;
    auto rows = database.prepare(
        "SELECT id, type, partner FROM direct_fact WHERE person = ?1 AND charity <> partner"
        " AND withdrawn = 0 UNION"
        " SELECT fact.id, fact.type, fact.partner FROM direct_fact AS answer"
        "  JOIN direct_fact AS fact ON fact.id = answer.about AND fact.partner = answer.partner"
        "  AND fact.charity = fact.partner AND fact.withdrawn = 0"
        "  WHERE answer.person = ?1 AND answer.charity <> answer.partner UNION"
        " SELECT fact.id, fact.type, fact.partner FROM identity JOIN direct_fact AS fact"
        "  ON instr(fact.body, CAST(identity.number AS BLOB)) > 0"
        "  WHERE identity.beneficiary = ?1 AND length(identity.number) > 5"
        "  AND fact.charity = fact.partner AND fact.withdrawn = 0");
    rows.bind(person);
    while (rows.step())
        said.insert({rows.id<RecordId>(0), static_cast<RecordType>(rows.integer(1)),
                     rows.id<CharityId>(2)});
    return said;
}

class Erasing {
  public:
    Erasing(Register& opened, Subjects subjects)
        : opened_(opened), database_(opened.database()), subjects_(std::move(subjects)) {}

    Result<Erased> preview() {
        PEYVAND_TRY(look());
        return erased_;
    }

    Result<Erased> run() {
        PEYVAND_TRY(look());
        // Before the commit: an erasing that was begun is finished by the next opening, and no
        // older copy opens with the person still in it.
        Files& files = opened_.platform().files;
        const Path file = tombstonesPath(opened_.vault().folder());
        const bool had_file = files.exists(file);
        PEYVAND_LET(const Tombstones before, readTombstones(files, file));
        PEYVAND_TRY(addTombstones(files, file, subjects_));
        if (auto done = write(); !done) {
            (void)(had_file ? files.replace(file, encodeTombstones(before.ids))
                            : files.remove(file));
            return fail(std::move(done).error());
        }
        erased_.log_emptied = opened_.vault().emptyLog();
        return erased_;
    }

  private:
    Result<void> look() {
        PEYVAND_LET(traces_, opened_.journal().tracesOf(subjects_));
        erased_.records = static_cast<std::int64_t>(traces_.records.size());
        for (const auto& [record, type] : traces_.records) {
            if (subjects_.contains(record)) {
                erased_.people += type == RecordType::beneficiary ? 1 : 0;
                erased_.households += type == RecordType::household ? 1 : 0;
            }
            PEYVAND_TRY(keep(record, type));
        }
        for (const RecordId& subject : subjects_)
            said_.merge(saidOf(database_, subject));
        erased_.remaining = static_cast<std::int64_t>(remaining_.size());
        return countClaims();
    }

    Result<void> keep(const RecordId& record, RecordType type) {
        const auto numbers = remainingFields(type);
        if (numbers.empty())
            return {};
        PEYVAND_LET(const FoldedRecord folded, opened_.journal().folded(record, type));
        if (!folded.exists || folded.voided)
            return {};
        Change change{ChangeKind::add_fact, type, remainingId(record), {}, {}, {}, true};
        for (const FieldNumber number : numbers)
            if (const Value* value = folded.value(number))
                change.fields.push_back({number, *value});
        if (type == RecordType::aid)
            keepHousehold(folded, change);
        remaining_.push_back(std::move(change));
        return {};
    }

    // Help for a household that lives on stays help for that household.
    void keepHousehold(const FoldedRecord& aid, Change& change) const {
        const auto household = RecordId::of(aid.bytes(field::aid::household));
        const bool is_for_household =
            aid.integerOr(field::aid::unit, 1) == static_cast<std::int64_t>(HelpUnit::household);
        if (!household || !is_for_household || subjects_.contains(*household) ||
            !isKnown("SELECT 1 FROM household WHERE id = ?", *household))
            return;
        change.subject = household;
        change.fields.push_back(
            {field::aid::household, Bytes(household->bytes.begin(), household->bytes.end())});
    }

    bool isKnown(std::string_view sql, const RecordId& id) const {
        auto row = database_.prepare(sql);
        row.bind(id);
        return row.step();
    }

    Result<void> countClaims() {
        for (const auto& [record, type] : traces_.records) {
            if (type != RecordType::aid)
                continue;
            auto row = database_.prepare("SELECT COUNT(*) FROM own_claim WHERE aid = ?"
                                         " AND length(body) > 0");
            row.bind(record);
            if (row.step())
                erased_.claims += row.integer(0);
        }
        return database_.takeFailure();
    }

    Result<void> write() {
        for (const SaidBetween& said : said_)
            PEYVAND_TRY(opened_.journal().beginDirect(said.partner));
        JournalTransaction transaction(opened_.journal(), WrittenFor::program);
        makeClaimsDue();
        forgetSeeds();
        writeRemaining(transaction);
        announce(transaction);
        for (const SaidBetween& said : said_)
            transaction.add(Audience::direct(said.partner),
                            {ChangeKind::erase, said.type, said.record, {}, {}, {}, false});
        transaction.destroy(subjects_, traces_);
        // Deleted words stay in the index until it is merged.
        if (!traces_.records.empty())
            database_.execute("INSERT INTO person_search (person_search) VALUES ('optimize')");
        transaction.renewKey(FeedScope::office);
        for (const RecordId& subject : subjects_)
            PEYVAND_TRY(opened_.audit().write(AuditDeed::erase, subject));
        return transaction.commit();
    }

    // While the rows are still there that lead from a person to the household's aid.
    void makeClaimsDue() {
        for (const RecordId& subject : subjects_)
            markLostClaims(database_, subject);
        for (const auto& [record, type] : traces_.records)
            if (type == RecordType::aid)
                markClaimDue(database_, idAs<AidId>(record));
    }

    void forgetSeeds() {
        for (const RecordId& subject : subjects_)
            database_
                .prepare("DELETE FROM veil_seed WHERE number IN"
                         " (SELECT number FROM identity WHERE beneficiary = ?)")
                .bind(subject)
                .run();
    }

    void writeRemaining(JournalTransaction& transaction) {
        for (const Change& change : remaining_) {
            // Told by another desk, or before this copy was restored.
            if (isKnown("SELECT 1 FROM entry WHERE record = ?", change.record))
                continue;
            transaction.add(FeedScope::office, change);
            if (change.subject)
                markClaimDue(database_, idAs<AidId>(change.record));
        }
    }

    void announce(JournalTransaction& transaction) {
        for (const auto& [record, type] : traces_.records) {
            if (!subjects_.contains(record) || traces_.told.contains(record))
                continue;
            transaction.add(FeedScope::office,
                            {ChangeKind::erase, type, record, {}, {}, {}, false});
            if (type == RecordType::household)
                endMemberships(transaction, record);
        }
    }

    void endMemberships(JournalTransaction& transaction, const RecordId& household) {
        for (const RecordId& member : recordsBy(
                 database_, "SELECT id FROM member WHERE household = ? ORDER BY id", household))
            if (!traces_.records.contains({member, RecordType::member}))
                transaction.add(FeedScope::office,
                                {ChangeKind::erase, RecordType::member, member, {}, {}, {}, false});
    }

    Register& opened_;
    Database& database_;
    Subjects subjects_;
    Journal::Traces traces_{};
    std::vector<Change> remaining_{};
    std::set<SaidBetween> said_{};
    Erased erased_{};
};

// The person, and households in which nobody else ever lived: their names are the person's.
Subjects personAndEmptyHouseholds(Database& database, const BeneficiaryId& person) {
    const auto id = idAs<RecordId>(person);
    Subjects subjects{id};
    for (const RecordId& household : recordsBy(
             database,
             "SELECT DISTINCT household FROM member AS own WHERE beneficiary = ?1 AND NOT EXISTS"
             " (SELECT 1 FROM member JOIN beneficiary ON beneficiary.id = member.beneficiary"
             "  WHERE member.household = own.household AND member.beneficiary <> ?1)"
             " ORDER BY household",
             id))
        subjects.insert(household);
    return subjects;
}

Result<Subjects> subjectsOf(Register& opened, const BeneficiaryId& person) {
    Database& database = opened.database();
    bool is_known = false;
    {
        auto row = database.prepare("SELECT 1 FROM beneficiary WHERE id = ?");
        row.bind(person);
        is_known = row.step();
    }
    PEYVAND_TRY(database.takeFailure());
    if (!is_known)
        return fail(ErrorCode::beneficiary_unknown);
    return database.checked(personAndEmptyHouseholds(database, person));
}

Result<Subjects> subjectsOf(Register& opened, const HouseholdId& household) {
    const auto found = recordsBy(opened.database(), "SELECT id FROM household WHERE id = ?",
                                 idAs<RecordId>(household));
    PEYVAND_TRY(opened.database().takeFailure());
    if (found.empty())
        return fail(ErrorCode::household_unknown);
    return Subjects{found.front()};
}

} // namespace

Result<Erased> erasePerson(Register& opened, const BeneficiaryId& person) {
    PEYVAND_TRY(opened.need(Deed::erase));
    PEYVAND_LET(auto subjects, subjectsOf(opened, person));
    return Erasing(opened, std::move(subjects)).run();
}

Result<Erased> previewErasing(Register& opened, const BeneficiaryId& person) {
    PEYVAND_TRY(opened.need(Deed::erase));
    PEYVAND_LET(auto subjects, subjectsOf(opened, person));
    return Erasing(opened, std::move(subjects)).preview();
}

Result<Erased> eraseHousehold(Register& opened, const HouseholdId& household) {
    PEYVAND_TRY(opened.need(Deed::erase));
    PEYVAND_LET(auto subjects, subjectsOf(opened, household));
    return Erasing(opened, std::move(subjects)).run();
}

Result<Erased> previewErasing(Register& opened, const HouseholdId& household) {
    PEYVAND_TRY(opened.need(Deed::erase));
    PEYVAND_LET(auto subjects, subjectsOf(opened, household));
    return Erasing(opened, std::move(subjects)).preview();
}

Result<std::int64_t> finishErasing(Register& opened) {
    Database& database = opened.database();
    Files& files = opened.platform().files;
    const Path file = tombstonesPath(opened.vault().folder());
    Subjects erased;
    Subjects due;
    {
        auto rows = database.prepare("SELECT subject FROM subject_key WHERE key IS NULL"
                                     " ORDER BY subject");
        while (rows.step())
            erased.insert(rows.id<RecordId>(0));
        auto waiting = database.prepare("SELECT subject FROM erase_due ORDER BY subject");
        while (waiting.step())
            due.insert(waiting.id<RecordId>(0));
        // Said to another charity at a desk that had not heard of it, and come here afterwards.
        auto said = database.prepare("SELECT DISTINCT person FROM direct_fact JOIN subject_key"
                                     " ON subject_key.subject = person WHERE key IS NULL"
                                     " AND withdrawn = 0 AND charity <> partner ORDER BY person");
        while (said.step())
            due.insert(said.id<RecordId>(0));
    }
    PEYVAND_TRY(database.takeFailure());
    PEYVAND_TRY(addTombstones(files, file, erased));
    PEYVAND_LET(const Tombstones tombstones, readTombstones(files, file));
    for (const RecordId& id : tombstones.ids)
        if (!erased.contains(id))
            due.insert(id);
    if (due.empty())
        return 0;
    PEYVAND_TRY(Erasing(opened, due).run());
    return static_cast<std::int64_t>(due.size());
}

} // namespace peyvand
