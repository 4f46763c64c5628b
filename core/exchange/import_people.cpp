// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/list_import.h"
#include "core/exchange/people_list.h"
#include "core/exchange/unsure_rows.h"
#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/register/people.h"
#include "core/register/records.h"
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
    enum class Kind : std::uint8_t { unchanged, create, complete, reject, unsure };
    Kind kind = Kind::unchanged;
    BeneficiaryId file{};
    /// All fields of a new file; of an old one only its blanks that the row fills.
    PersonFields fields{};
    std::vector<const ListIdentity*> identities{};
    /// The same of further fields.
    std::vector<FieldValue> further{};
    struct Different {
        Field field{};
        std::string kept{};
        std::string offered{};
    };
    std::vector<Different> differing{};
    bool adds_sponsorship = false;
    std::optional<UnsureRow> question{};
    /// An age or a number changes what other charities are told.
    bool concerns_claims = false;
    std::optional<Error> rejection{};
};

class PeopleImport {
  public:
    PeopleImport(ListImport& import, const PeopleList& list)
        : import_(import), list_(list), people_(import.opened()), known_(import.opened()) {}

    Result<void> take(std::size_t index);

  private:
    Result<PersonDecision> decide(const PersonListRow& row, const Origin& origin);
    Result<void> decideForFile(const PersonListRow& row, PersonDecision& decision);
    Result<void> decideBySimilarity(const PersonListRow& row, const std::string& key,
                                    PersonDecision& decision);
    Result<void> decideFurther(const PersonListRow& row, PersonDecision& decision);
    void decideSponsorship(const PersonListRow& row, const std::string& key,
                           PersonDecision& decision);
    std::optional<BeneficiaryId> fileElsewhere(const Origin& origin);
    std::optional<RecordId> sponsorOf(const std::string& code);
    void writeSponsorship(const PersonListRow& row, const Origin& origin,
                          const BeneficiaryId& person);
    void countCodes(const PersonListRow& row);
    void ask(const PersonListRow& row, const std::string& key, UnsureQuestion question,
             std::vector<BeneficiaryId> candidates, PersonDecision& decision);
    bool fileHas(const BeneficiaryId& file, const ReadIdentity& read);
    void apply(std::size_t index, const PersonListRow& row, const Origin& origin,
               PersonDecision decision);
    void writeIdentities(const PersonDecision& decision, const Origin& origin);
    ExistingPolicy policy() const { return import_.request().existing; }

    ListImport& import_;
    const PeopleList& list_;
    People people_;
    KnownPeople known_;
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
    const std::string key = ListImport::keyOf(origin);
    for (const auto& identity : row.identities) {
        if (!identity.read.identity)
            continue;
        PEYVAND_LET(const auto files, people_.holding(*identity.read.identity));
        if (files.empty())
            continue;
        decision.file = files.front();
        PEYVAND_TRY(decideForFile(row, decision));
        decideSponsorship(row, key, decision);
        return decision;
    }
    if (const auto same = fileElsewhere(origin)) {
        decision.file = *same;
        PEYVAND_TRY(decideForFile(row, decision));
        decideSponsorship(row, key, decision);
        return decision;
    }
    if (row.fields.given_name.empty() && row.fields.family_name.empty()) {
        decision.kind = PersonDecision::Kind::reject;
        decision.rejection =
            Error{ErrorCode::row_name_missing, {{"row", std::to_string(row.line)}}};
        return decision;
    }
    PEYVAND_TRY(decideBySimilarity(row, key, decision));
    return decision;
}

/// The file that the same row led to under another list's name.
std::optional<BeneficiaryId> PeopleImport::fileElsewhere(const Origin& origin) {
    for (const RecordId& record : import_.elsewhere(origin)) {
        auto row = import_.database().prepare("SELECT 1 FROM beneficiary WHERE id = ?");
        row.bind(record);
        if (row.step())
            return idAs<BeneficiaryId>(record);
    }
    return std::nullopt;
}

void PeopleImport::ask(const PersonListRow& row, const std::string& key, UnsureQuestion question,
                       std::vector<BeneficiaryId> candidates, PersonDecision& decision) {
    decision.kind = PersonDecision::Kind::unsure;
    UnsureRow unsure{row.row, row.line, key, question, std::move(candidates), row.fields, {}};
    if (!row.identities.empty())
        unsure.number = row.identities.front().typed;
    decision.question = std::move(unsure);
}

// No number leads to a file: name, father and year of birth may.
Result<void> PeopleImport::decideBySimilarity(const PersonListRow& row, const std::string& key,
                                              PersonDecision& decision) {
    auto candidates = known_.like(row);
    const RowDecision* said = import_.decisionFor(key);
    const bool is_somebody = said != nullptr && said->choice != RowChoice::new_person;
    if (is_somebody && (said->candidate || !candidates.empty())) {
        decision.file = said->candidate ? *said->candidate : candidates.front();
        PEYVAND_TRY(decideForFile(row, decision));
        decideSponsorship(row, key, decision);
        return {};
    }
    if (said == nullptr && !candidates.empty()) {
        ask(row, key, UnsureQuestion::same_person, std::move(candidates), decision);
        return {};
    }
    decision.kind = PersonDecision::Kind::create;
    decision.file = import_.opened().newId<BeneficiaryId>();
    decision.adds_sponsorship = row.sponsor.has_value();
    for (const auto& identity : row.identities)
        decision.identities.push_back(&identity);
    return {};
}

std::optional<RecordId> PeopleImport::sponsorOf(const std::string& code) {
    auto row = import_.database().prepare(
        "SELECT id FROM record_sponsor WHERE code = ? ORDER BY made_ms, id LIMIT 1");
    row.bind(std::string_view(code));
    return row.step() ? std::optional(row.id<RecordId>(0)) : std::nullopt;
}

// A child may rightly have several sponsors, and lists rightly and wrongly name a child twice.
void PeopleImport::decideSponsorship(const PersonListRow& row, const std::string& key,
                                     PersonDecision& decision) {
    if (!row.sponsor || decision.kind == PersonDecision::Kind::unsure)
        return;
    const auto sponsor = sponsorOf(row.sponsor->code);
    bool has_any = false;
    bool has_this = false;
    {
        auto rows = import_.database().prepare(
            "SELECT sponsor FROM record_sponsorship WHERE subject = ? ORDER BY id");
        rows.bind(decision.file);
        while (rows.step()) {
            has_any = true;
            has_this = has_this || (sponsor && rows.id<RecordId>(0) == *sponsor);
        }
    }
    if (has_this)
        return;
    const RowDecision* said = import_.decisionFor(key);
    if (has_any && said == nullptr)
        ask(row, key, UnsureQuestion::sponsorship, {decision.file}, decision);
    else
        decision.adds_sponsorship = !has_any || said->choice == RowChoice::sponsorship;
}

void PeopleImport::writeSponsorship(const PersonListRow& row, const Origin& origin,
                                    const BeneficiaryId& person) {
    const auto& [code, name, amount, from] = *row.sponsor;
    auto sponsor = sponsorOf(code);
    if (!sponsor) {
        namespace f = field::sponsor;
        sponsor = import_.opened().newId<RecordId>();
        Change change{ChangeKind::set_fields, RecordType::sponsor, *sponsor, std::nullopt,
                      {{f::code, code}},      std::nullopt,        true};
        if (!name.empty())
            change.fields.push_back({f::name, name});
        import_.add(std::move(change));
    }
    namespace f = field::sponsorship;
    const CivilDate begun = from.value_or(import_.opened().today());
    import_.add({ChangeKind::set_fields,
                 RecordType::sponsorship,
                 import_.opened().newId<RecordId>(),
                 idAs<RecordId>(person),
                 {{f::sponsor, valueOf(*sponsor)},
                  {f::amount_rial, amount.amount},
                  {f::period, std::string("monthly")},
                  {f::from_day, valueOf(begun)},
                  {f::state, std::string("active")}},
                 origin,
                 true});
    ++import_.report().sponsorships;
}

void PeopleImport::countCodes(const PersonListRow& row) {
    ImportReport& report = import_.report();
    report.codes_missing += row.identities.empty();
    for (const auto& identity : row.identities) {
        report.codes_restored += identity.restored;
        report.codes_unconfirmed += !identity.read.identity;
    }
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

void decideBirth(const PersonFields& kept, const PersonFields& offered, bool replaces,
                 PersonDecision& decision) {
    if (!offered.birth)
        return;
    // A year alone is a day that is still blank.
    const bool more_is_known = !kept.birth || (!kept.birth->day && offered.birth->day &&
                                               kept.birth->hijri_year == offered.birth->hijri_year);
    const bool is_day = kept.birth && kept.birth->day && offered.birth->day;
    const bool differs =
        !more_is_known && (is_day ? kept.birth->day != offered.birth->day
                                  : kept.birth->hijri_year != offered.birth->hijri_year);
    if (more_is_known || (differs && replaces)) {
        decision.fields.birth = offered.birth;
        decision.concerns_claims = true;
    } else if (differs) {
        decision.differing.push_back({Field::birth, kept.birth->iso(), offered.birth->iso()});
    }
}

std::string_view sexCode(Sex sex) { return sex == Sex::female ? "female" : "male"; }

void decideFields(const PersonFields& kept, const PersonFields& offered, bool replaces,
                  PersonDecision& decision) {
    for (const auto& [field, text, limit_bytes] : text_fields) {
        if ((offered.*text).empty() || saysTheSame(kept.*text, offered.*text))
            continue;
        if ((kept.*text).empty() || replaces)
            decision.fields.*text = offered.*text;
        else
            decision.differing.push_back({field, kept.*text, offered.*text});
    }
    decideBirth(kept, offered, replaces, decision);
    const bool other_sex = offered.sex != Sex::unknown && offered.sex != kept.sex;
    if (other_sex && (kept.sex == Sex::unknown || replaces))
        decision.fields.sex = offered.sex;
    else if (other_sex)
        decision.differing.push_back(
            {Field::sex, std::string(sexCode(kept.sex)), std::string(sexCode(offered.sex))});
    std::vector<std::string> phones = kept.phones;
    for (const auto& phone : offered.phones)
        if (std::find(phones.begin(), phones.end(), phone) == phones.end())
            phones.push_back(phone);
    if (phones.size() > kept.phones.size())
        decision.fields.phones = std::move(phones);
}

Result<void> PeopleImport::decideFurther(const PersonListRow& row, PersonDecision& decision) {
    if (row.further.empty())
        return {};
    static const KindSpec& kind = *kindOf(RecordType::beneficiary);
    PEYVAND_LET(
        const RecordRow kept,
        Records(import_.opened()).record(RecordType::beneficiary, idAs<RecordId>(decision.file)));
    for (const auto& value : row.further) {
        const FieldSpec& spec = *kind.field(value.field);
        const auto found = kept.values.find(value.field);
        if (found != kept.values.end() && found->second == value.value)
            continue;
        if (found == kept.values.end() || policy() == ExistingPolicy::update)
            decision.further.push_back(value);
        else if (const auto field = fieldFromName(spec.key))
            decision.differing.push_back(
                {*field, plainText(spec, found->second), plainText(spec, value.value)});
    }
    return {};
}

Result<void> PeopleImport::decideForFile(const PersonListRow& row, PersonDecision& decision) {
    decision.kind = PersonDecision::Kind::complete;
    if (policy() == ExistingPolicy::keep)
        return {};
    PEYVAND_LET(const Person person, people_.person(decision.file));
    decideFields(person.fields, row.fields, policy() == ExistingPolicy::update, decision);
    PEYVAND_TRY(decideFurther(row, decision));
    for (const auto& identity : row.identities) {
        if (fileHas(decision.file, identity.read))
            continue;
        if (identity.read.identity) {
            PEYVAND_LET(const auto files, people_.holding(*identity.read.identity));
            if (!files.empty()) {
                decision.differing.push_back({Field::identity, {}, identity.typed});
                continue;
            }
            decision.concerns_claims = true;
        }
        decision.identities.push_back(&identity);
    }
    return {};
}

void PeopleImport::writeIdentities(const PersonDecision& decision, const Origin& origin) {
    const auto& identities = decision.identities;
    for (std::size_t i = 0; i < identities.size(); ++i) {
        const ReadIdentity& read = identities[i]->read;
        // One number in two columns, once with and once without its zeros.
        const bool twice =
            std::any_of(identities.begin(), identities.begin() + static_cast<std::ptrdiff_t>(i),
                        [&](const auto* earlier) {
                            return read.identity && earlier->read.identity == read.identity;
                        });
        if (twice)
            continue;
        // The origin tells an undo that this import brought the number.
        Change change = identityChange(import_.opened().newId<IdentityId>(), decision.file, read,
                                       identities[i]->typed, false);
        change.origin = origin;
        import_.add(std::move(change));
    }
}

void PeopleImport::apply(std::size_t index, const PersonListRow& row, const Origin& origin,
                         PersonDecision decision) {
    ImportReport& report = import_.report();
    if (decision.kind == PersonDecision::Kind::reject) {
        import_.reject(index, {row.row, row.line, *decision.rejection});
        return;
    }
    if (decision.kind == PersonDecision::Kind::unsure) {
        ++report.unsure;
        report.unsure_rows.push_back(std::move(*decision.question));
        return;
    }
    const bool is_new = decision.kind == PersonDecision::Kind::create;
    const auto id = idAs<RecordId>(decision.file);
    auto values = personFieldValues(is_new ? row.fields : decision.fields);
    for (const auto& value : is_new ? row.further : decision.further)
        values.push_back(value);
    const bool fills = !values.empty() || !decision.identities.empty() || decision.adds_sponsorship;
    // Without a field too: from now on this row leads to the file.
    import_.add({ChangeKind::set_fields, RecordType::beneficiary, id, id, std::move(values), origin,
                 is_new});
    writeIdentities(decision, origin);
    if (decision.adds_sponsorship && row.sponsor)
        writeSponsorship(row, origin, decision.file);
    if (is_new)
        countCodes(row);
    if (decision.concerns_claims) {
        markClaimsDue(import_.database(), decision.file);
        report.claims_due += import_.database().changes();
    }
    ++(is_new ? report.created : fills ? report.filled : report.unchanged);
    for (auto& [field, kept, offered] : decision.differing)
        report.differences.push_back({row.row, row.line, std::string(fieldName(field)),
                                      decision.file, std::move(kept), std::move(offered)});
    for (const Error& doubt : row.doubts)
        report.doubts.push_back({row.row, row.line, doubt});
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
    PEYVAND_LET(RequestedTable requested, readRequested(opened, request, ListKind::people));
    const PeopleList list(std::move(requested.table), opened.today());
    ListImport import(opened, request, ListKind::people, list.table());
    import.report().mapping = std::move(requested.mapping);
    PeopleImport people(import, list);
    PEYVAND_TRY(
        import.eachRow(progress, cancel, [&](std::size_t index) { return people.take(index); }));
    return import.finish();
}

} // namespace peyvand::exchange
