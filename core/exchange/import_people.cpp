// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/list_import.h"
#include "core/exchange/people_list.h"
#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/register/people.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand::exchange {
namespace {

struct TextField {
    Field field;
    std::string PersonFields::* text;
    /// As People takes them.
    std::size_t limit_bytes;
};
constexpr TextField text_fields[] = {
    {Field::given_name, &PersonFields::given_name, 200},
    {Field::family_name, &PersonFields::family_name, 200},
    {Field::father_name, &PersonFields::father_name, 200},
    {Field::province, &PersonFields::province, 200},
    {Field::city, &PersonFields::city, 200},
    {Field::address, &PersonFields::address, 1000},
    {Field::postal_code, &PersonFields::postal_code, 40},
    {Field::file_number, &PersonFields::file_number, 100},
};

/// What becomes of one row, before anything is written.
struct PersonDecision {
    enum class Kind : std::uint8_t { unchanged, create, complete, reject };
    Kind kind = Kind::unchanged;
    BeneficiaryId file{};
    /// All fields of a new file; of an old one only its blanks that the row fills.
    PersonFields fields{};
    std::vector<const ListIdentity*> identities{};
    std::vector<Field> differing{};
    /// An age or a number changes what other charities are told.
    bool concerns_claims = false;
    std::optional<Error> rejection{};
};

class PeopleImport {
  public:
    PeopleImport(ListImport& import, const PeopleList& list)
        : import_(import), list_(list), people_(import.opened()) {}

    Result<void> take(std::size_t index);

  private:
    Result<PersonDecision> decide(const PersonListRow& row, const Origin& origin);
    Result<void> decideForFile(const PersonListRow& row, PersonDecision& decision);
    bool fileHas(const BeneficiaryId& file, const ReadIdentity& read);
    void apply(std::size_t index, const PersonListRow& row, const Origin& origin,
               PersonDecision decision);
    void writeIdentities(const PersonDecision& decision);

    ListImport& import_;
    const PeopleList& list_;
    People people_;
};

void dropLongTexts(PersonListRow& row) {
    for (const auto& [field, text, limit_bytes] : text_fields) {
        std::string& typed = row.fields.*text;
        if (typed.size() <= limit_bytes)
            continue;
        typed.clear();
        row.problems.push_back(
            {ErrorCode::text_too_long,
             {{"field", std::string(fieldName(field))}, {"limit", std::to_string(limit_bytes)}}});
    }
}

Result<PersonDecision> PeopleImport::decide(const PersonListRow& row, const Origin& origin) {
    PersonDecision decision;
    if (row.rejection) {
        decision.kind = PersonDecision::Kind::reject;
        decision.rejection = row.rejection;
        return decision;
    }
    for (const auto& identity : row.identities) {
        if (!identity.read.identity)
            continue;
        PEYVAND_LET(const auto files, people_.holding(*identity.read.identity));
        if (files.empty())
            continue;
        decision.file = files.front();
        PEYVAND_TRY(decideForFile(row, decision));
        return decision;
    }
    if (const auto same = import_.elsewhere(origin); !same.empty()) {
        decision.file = idAs<BeneficiaryId>(same.front());
        PEYVAND_TRY(decideForFile(row, decision));
        return decision;
    }
    if (row.fields.given_name.empty() && row.fields.family_name.empty()) {
        decision.kind = PersonDecision::Kind::reject;
        decision.rejection =
            Error{ErrorCode::row_name_missing, {{"row", std::to_string(row.line)}}};
        return decision;
    }
    decision.kind = PersonDecision::Kind::create;
    decision.file = import_.opened().newId<BeneficiaryId>();
    for (const auto& identity : row.identities)
        decision.identities.push_back(&identity);
    return decision;
}

bool PeopleImport::fileHas(const BeneficiaryId& file, const ReadIdentity& read) {
    // Also a number that was removed: it does not come back with the next list.
    auto row = import_.database().prepare(
        "SELECT 1 FROM identity WHERE number = ? AND kind = ? AND beneficiary = ?");
    row.bind(std::string_view(read.identity ? read.identity->number : read.folded))
        .bind(static_cast<std::int64_t>(read.kind))
        .bind(file);
    return row.step();
}

/// The same in another spelling is no difference.
bool saysTheSame(const std::string& kept, const std::string& offered) {
    return kept == offered || text::joinedKey(kept) == text::joinedKey(offered);
}

void decideBirth(const PersonFields& kept, const PersonFields& offered, PersonDecision& decision) {
    if (!offered.birth)
        return;
    // A year alone is a day that is still blank.
    const bool more_is_known = !kept.birth || (!kept.birth->day && offered.birth->day &&
                                               kept.birth->hijri_year == offered.birth->hijri_year);
    if (more_is_known) {
        decision.fields.birth = offered.birth;
        decision.concerns_claims = true;
        return;
    }
    const bool is_day = kept.birth->day && offered.birth->day;
    if (is_day ? kept.birth->day != offered.birth->day
               : kept.birth->hijri_year != offered.birth->hijri_year)
        decision.differing.push_back(Field::birth);
}

void decideFields(const PersonFields& kept, const PersonFields& offered, PersonDecision& decision) {
    for (const auto& [field, text, limit_bytes] : text_fields) {
        if ((offered.*text).empty())
            continue;
        if ((kept.*text).empty())
            decision.fields.*text = offered.*text;
        else if (!saysTheSame(kept.*text, offered.*text))
            decision.differing.push_back(field);
    }
    decideBirth(kept, offered, decision);
    if (kept.sex == Sex::unknown)
        decision.fields.sex = offered.sex;
    else if (offered.sex != Sex::unknown && offered.sex != kept.sex)
        decision.differing.push_back(Field::sex);
    std::vector<std::string> phones = kept.phones;
    for (const auto& phone : offered.phones)
        if (std::find(phones.begin(), phones.end(), phone) == phones.end())
            phones.push_back(phone);
    if (phones.size() > kept.phones.size())
        decision.fields.phones = std::move(phones);
}

Result<void> PeopleImport::decideForFile(const PersonListRow& row, PersonDecision& decision) {
    decision.kind = PersonDecision::Kind::complete;
    PEYVAND_LET(const Person person, people_.person(decision.file));
    decideFields(person.fields, row.fields, decision);
    for (const auto& identity : row.identities) {
        if (fileHas(decision.file, identity.read))
            continue;
        if (identity.read.identity) {
            PEYVAND_LET(const auto files, people_.holding(*identity.read.identity));
            if (!files.empty()) {
                decision.differing.push_back(Field::identity);
                continue;
            }
            decision.concerns_claims = true;
        }
        decision.identities.push_back(&identity);
    }
    return {};
}

void PeopleImport::writeIdentities(const PersonDecision& decision) {
    const auto& identities = decision.identities;
    for (std::size_t i = 0; i < identities.size(); ++i) {
        const ReadIdentity& read = identities[i]->read;
        // One number in two columns, once with and once without its zeros.
        const bool twice =
            std::any_of(identities.begin(), identities.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const auto* earlier) {
                            return read.identity && earlier->read.identity == read.identity;
                        });
        if (!twice)
            import_.add(identityChange(import_.opened().newId<IdentityId>(), decision.file, read,
                                       identities[i]->typed, false));
    }
}

void PeopleImport::apply(std::size_t index, const PersonListRow& row, const Origin& origin,
                         PersonDecision decision) {
    ImportReport& report = import_.report();
    if (decision.kind == PersonDecision::Kind::reject) {
        import_.reject(index, {row.row, row.line, *decision.rejection});
        return;
    }
    const bool is_new = decision.kind == PersonDecision::Kind::create;
    const auto id = idAs<RecordId>(decision.file);
    auto values = personFieldValues(is_new ? row.fields : decision.fields);
    const bool fills = !values.empty() || !decision.identities.empty();
    // Without a field too: from now on this row leads to the file.
    import_.add({ChangeKind::set_fields, RecordType::beneficiary, id, id, std::move(values), origin,
                 is_new});
    writeIdentities(decision);
    if (decision.concerns_claims) {
        markClaimsDue(import_.database(), decision.file);
        report.claims_due += import_.database().changes();
    }
    ++(is_new ? report.created : fills ? report.filled : report.unchanged);
    for (const Field field : decision.differing)
        report.differences.push_back(
            {row.row, row.line, std::string(fieldName(field)), decision.file});
    for (const Error& problem : row.problems)
        report.problems.push_back({row.row, row.line, problem});
}

Result<void> PeopleImport::take(std::size_t index) {
    PersonListRow row = list_.row(index);
    const Origin origin = import_.originOf(row.normalised_text, row.row);
    if (import_.isKnown(origin)) {
        ++import_.report().unchanged;
        return {};
    }
    dropLongTexts(row);
    PEYVAND_LET(PersonDecision decision, decide(row, origin));
    apply(index, row, origin, std::move(decision));
    return {};
}

} // namespace

Result<ImportReport> importPeople(Register& opened, const ImportRequest& request,
                                  const ImportProgress& progress, const CancelToken& cancel) {
    PEYVAND_LET(Table table, readRequested(opened, request, ListKind::people));
    const PeopleList list(std::move(table), opened.today());
    ListImport import(opened, request, ListKind::people, list.table());
    PeopleImport people(import, list);
    PEYVAND_TRY(
        import.eachRow(progress, cancel, [&](std::size_t index) { return people.take(index); }));
    return import.finish();
}

} // namespace peyvand::exchange
