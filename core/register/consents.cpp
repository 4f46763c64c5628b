// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/consents.h"

#include "core/register/claim_due.h"
#include "core/register/office_settings.h"
#include "core/text/fold.h"

#include <algorithm>
#include <charconv>

namespace peyvand {
namespace {

constexpr std::string_view basis_setting = "sharing_basis";
constexpr std::string_view swept_setting = "consents_swept_day";

struct Paper {
    std::string purposes{}, state{}, charities{};
    std::int64_t day = 0;
    std::optional<std::int64_t> valid_until{};
    bool disputed = false;
};

bool hasLine(std::string_view lines, std::string_view wanted) {
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        if (lines.substr(0, end) == wanted)
            return true;
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return false;
}

bool isRefusal(const Paper& paper) { return paper.state != "given" || paper.disputed; }

bool concerns(const Paper& paper, std::string_view purpose) {
    return hasLine(paper.purposes, purpose) ||
           (isRefusal(paper) && (paper.disputed || hasLine(paper.purposes, "keep_file")));
}

bool namesAll(std::string_view charities, const std::vector<std::string>& readers) {
    if (charities.empty())
        return true;
    std::string named;
    while (!charities.empty()) {
        const auto end = std::min(charities.find('\n'), charities.size());
        named += text::searchKey(charities.substr(0, end)) + "\n";
        charities.remove_prefix(std::min(end + 1, charities.size()));
    }
    return std::all_of(readers.begin(), readers.end(), [&](const std::string& reader) {
        return hasLine(named, text::searchKey(reader));
    });
}

// A paper whose text has not arrived has no state, and says nothing.
std::vector<Paper> papersOf(Database& database, const RecordId& subject) {
    std::vector<Paper> papers;
    auto rows = database.prepare(
        "SELECT purposes, state, charities, IFNULL(signed_day, 0), valid_until, withdrawn_day,"
        " EXISTS (SELECT 1 FROM conflict WHERE conflict.record = record_consent.id"
        " AND record_type = ?1 AND field IN (?2, ?3))"
        " FROM record_consent WHERE subject = ?4 AND state IS NOT NULL ORDER BY id");
    rows.bind(static_cast<std::int64_t>(RecordType::consent))
        .bind(std::int64_t{field::consent::state})
        .bind(std::int64_t{field::consent::purposes})
        .bind(subject);
    while (rows.step()) {
        Paper paper{rows.string(0), rows.string(1), rows.string(2), rows.integer(3), {}, false};
        if (!rows.isNull(4))
            paper.valid_until = rows.integer(4);
        if (!rows.isNull(5))
            paper.day = std::max(paper.day, rows.integer(5));
        paper.disputed = rows.integer(6) != 0;
        papers.push_back(std::move(paper));
    }
    return papers;
}

} // namespace

std::string_view nameOf(SharingBasis basis) {
    return basis == SharingBasis::unless_refused ? "unless_refused" : "only_with_consent";
}

std::string_view nameOf(ConsentVerdict verdict) {
    switch (verdict) {
    case ConsentVerdict::given:
        return "given";
    case ConsentVerdict::expired:
        return "expired";
    case ConsentVerdict::refused:
        return "refused";
    case ConsentVerdict::none:
        break;
    }
    return "none";
}

Result<SharingBasis> Consents::basis() {
    PEYVAND_LET(const std::string value, officeSetting(register_, basis_setting));
    PEYVAND_LET(const bool disputed, officeSettingInConflict(register_, basis_setting));
    return disputed || value == nameOf(SharingBasis::only_with_consent)
               ? SharingBasis::only_with_consent
               : SharingBasis::unless_refused;
}

// The projection of the setting makes the claims due, here and at every other desk.
Result<void> Consents::setBasis(SharingBasis basis) {
    return setOfficeSetting(register_, basis_setting, nameOf(basis));
}

Result<ConsentVerdict> Consents::verdict(const RecordId& subject, std::string_view purpose,
                                         CivilDate day, const std::vector<std::string>& readers) {
    ConsentVerdict verdict = ConsentVerdict::none;
    std::int64_t decided_day = INT64_MIN;
    for (const Paper& paper : papersOf(register_.database(), subject)) {
        const bool refusal = isRefusal(paper);
        // A signature counts from its day; a refusal at once.
        if (!concerns(paper, purpose) || (!refusal && paper.day > day.days()))
            continue;
        // Nobody knows the later of two papers in dispute.
        const std::int64_t of_day = paper.disputed ? INT64_MAX : paper.day;
        if (of_day < decided_day ||
            (of_day == decided_day && !refusal && verdict == ConsentVerdict::refused))
            continue;
        if (!refusal && !namesAll(paper.charities, readers))
            continue;
        const bool over = paper.valid_until && *paper.valid_until < day.days();
        const auto said = refusal ? ConsentVerdict::refused
                          : over  ? ConsentVerdict::expired
                                  : ConsentVerdict::given;
        if (of_day == decided_day && said == ConsentVerdict::expired &&
            verdict == ConsentVerdict::given)
            continue;
        decided_day = of_day;
        verdict = said;
    }
    return register_.database().checked(verdict);
}

Result<ConsentVerdict> Consents::verdictFor(const BeneficiaryId& person,
                                            const std::optional<HouseholdId>& household,
                                            std::string_view purpose, CivilDate day,
                                            const std::vector<std::string>& readers) {
    std::vector<RecordId> subjects{idAs<RecordId>(person)};
    {
        auto rows = register_.database().prepare(
            "SELECT household FROM member WHERE beneficiary = ? AND left_day IS NULL ORDER BY id");
        rows.bind(person);
        while (rows.step())
            subjects.push_back(rows.id<RecordId>(0));
    }
    if (household)
        subjects.push_back(idAs<RecordId>(*household));
    const auto strength = [](ConsentVerdict verdict) {
        switch (verdict) {
        case ConsentVerdict::refused:
            return 3;
        case ConsentVerdict::given:
            return 2;
        case ConsentVerdict::expired:
            return 1;
        case ConsentVerdict::none:
            break;
        }
        return 0;
    };
    ConsentVerdict strongest = ConsentVerdict::none;
    for (const RecordId& subject : subjects) {
        PEYVAND_LET(const auto said, verdict(subject, purpose, day, readers));
        if (strength(said) > strength(strongest))
            strongest = said;
    }
    return strongest;
}

Result<bool> Consents::mayClaim(const BeneficiaryId& person,
                                const std::optional<HouseholdId>& household,
                                const std::vector<std::string>& readers) {
    PEYVAND_LET(const SharingBasis chosen, basis());
    PEYVAND_LET(const auto said,
                verdictFor(person, household, "network_claims", register_.today(), readers));
    return said == ConsentVerdict::given ||
           (said != ConsentVerdict::refused && chosen == SharingBasis::unless_refused);
}

Result<void> Consents::withdraw(const RecordId& consent, CivilDate day) {
    namespace f = field::consent;
    if (day > register_.today())
        return fail(ErrorCode::date_in_future);
    return Records(register_).edit(
        RecordType::consent, consent,
        {{f::state, std::string("withdrawn")}, {f::withdrawn_day, valueOf(day)}});
}

Result<void> Consents::markTimedOut() {
    const std::int64_t today = register_.today().days();
    PEYVAND_LET(const Bytes kept, register_.setting(swept_setting));
    const std::string text(textOf(kept));
    std::int64_t last = -1;
    std::from_chars(text.data(), text.data() + text.size(), last);
    if (last == today)
        return {};
    Database& database = register_.database();
    Transaction transaction(database);
    std::vector<RecordId> subjects;
    {
        // A paper counts through its last day. A clock that was set back sweeps again.
        auto rows = database.prepare(
            "SELECT subject FROM record_consent WHERE valid_until >= ?1 AND valid_until < ?2"
            " AND subject IS NOT NULL UNION SELECT subject FROM record_consent"
            " WHERE signed_day > ?1 AND signed_day <= ?2 AND subject IS NOT NULL"
            " ORDER BY subject");
        rows.bind(last < today ? last : std::int64_t{-1}).bind(today);
        while (rows.step())
            subjects.push_back(rows.id<RecordId>(0));
    }
    for (const RecordId& subject : subjects)
        markSubjectClaimsDue(database, subject);
    PEYVAND_TRY(register_.setSetting(swept_setting, bytesOf(std::to_string(today))));
    return transaction.commit();
}

} // namespace peyvand
