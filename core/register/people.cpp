// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/people.h"

#include "core/register/claim_due.h"
#include "core/register/fields.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

constexpr std::size_t most_phones = 20;
constexpr std::size_t most_identities = 50;

Bytes bytesOfId(const ByteArray<16>& bytes) { return {bytes.begin(), bytes.end()}; }

std::string joinLines(const std::vector<std::string>& lines) {
    std::string joined;
    for (const auto& line : lines) {
        if (!joined.empty())
            joined += '\n';
        joined += line;
    }
    return joined;
}

// One a line in the field, so none may hold a line end.
Result<std::vector<std::string>> cleanPhones(const std::vector<std::string>& typed) {
    std::vector<std::string> phones;
    for (const auto& phone : typed) {
        auto clean = text::cleanInput(text::stripIsolates(phone), 100);
        if (!clean || phones.size() >= most_phones) {
            Error error = clean ? Error{ErrorCode::text_too_long} : clean.error();
            error.arguments.emplace_back("field", "phones");
            return fail(std::move(error));
        }
        if (!clean->empty())
            phones.push_back(std::move(*clean));
    }
    return phones;
}

// As typed, but nothing that an entry has no room for.
Result<std::vector<TypedIdentity>> cleanIdentities(std::vector<TypedIdentity> identities) {
    for (auto& identity : identities)
        for (std::string* text : {&identity.typed, &identity.issuing_state}) {
            auto clean = text::cleanInput(text::stripIsolates(*text), 200);
            if (!clean || identities.size() > most_identities) {
                Error error = clean ? Error{ErrorCode::text_too_long} : clean.error();
                error.arguments.emplace_back("field", "identity");
                return fail(std::move(error));
            }
            *text = std::move(*clean);
        }
    return identities;
}

Result<PersonFields> cleanFields(PersonFields fields) {
    struct Named {
        const char* name;
        std::string* text;
        std::size_t limit;
    };
    for (const auto& [name, text, limit] :
         {Named{"given_name", &fields.given_name, 200},
          Named{"family_name", &fields.family_name, 200},
          Named{"father_name", &fields.father_name, 200}, Named{"province", &fields.province, 200},
          Named{"city", &fields.city, 200}, Named{"address", &fields.address, 1000},
          Named{"postal_code", &fields.postal_code, 40},
          Named{"file_number", &fields.file_number, 100}}) {
        auto clean = text::cleanInput(*text, limit);
        if (!clean) {
            Error error = clean.error();
            error.arguments.emplace_back("field", name);
            return fail(std::move(error));
        }
        *text = std::move(*clean);
    }
    PEYVAND_LET(fields.phones, cleanPhones(fields.phones));
    return fields;
}

} // namespace

ReadIdentity readTyped(const TypedIdentity& identity) {
    return identity.kind ? readIdentityAs(identity.typed, *identity.kind, identity.issuing_state)
                         : readIdentity(identity.typed);
}

std::vector<FieldValue> personFieldValues(const PersonFields& fields) {
    namespace f = field::beneficiary;
    std::vector<FieldValue> values;
    values.reserve(12);
    const auto add = [&values](FieldNumber number, const std::string& text) {
        if (!text.empty())
            values.push_back({number, text});
    };
    add(f::given_name, fields.given_name);
    add(f::family_name, fields.family_name);
    add(f::father_name, fields.father_name);
    if (fields.birth)
        add(f::birth, fields.birth->iso());
    if (fields.sex != Sex::unknown)
        values.push_back({f::sex, static_cast<std::int64_t>(fields.sex)});
    add(f::phones, joinLines(fields.phones));
    add(f::province, fields.province);
    add(f::city, fields.city);
    add(f::address, fields.address);
    add(f::postal_code, fields.postal_code);
    add(f::file_number, fields.file_number);
    return values;
}

Change identityChange(const IdentityId& id, const BeneficiaryId& person, const ReadIdentity& read,
                      std::string_view typed, bool proposed) {
    namespace f = field::identity;
    Change change{ChangeKind::set_fields,
                  RecordType::identity,
                  idAs<RecordId>(id),
                  idAs<RecordId>(person),
                  {},
                  std::nullopt,
                  true};
    const bool confirmed = read.identity.has_value() && !proposed;
    change.fields = {
        {f::beneficiary, bytesOfId(person.bytes)},
        {f::kind, static_cast<std::int64_t>(read.kind)},
        {f::number, read.identity ? read.identity->number : read.folded},
        {f::confirmed, std::int64_t{confirmed}},
    };
    if (read.identity && !read.identity->issuing_state.empty())
        change.fields.push_back({f::issuing_state, read.identity->issuing_state});
    if (!confirmed && !typed.empty())
        change.fields.push_back({f::typed, std::string(typed)});
    if (proposed)
        change.fields.push_back({f::proposed, std::int64_t{1}});
    return change;
}

Result<std::vector<BeneficiaryId>> People::holding(const Identity& identity) {
    std::vector<BeneficiaryId> files;
    auto rows = register_.database().prepare(
        "SELECT DISTINCT beneficiary FROM identity WHERE number = ? AND kind = ?"
        " AND IFNULL(issuing_state, '') = ? AND confirmed = 1 AND removed = 0"
        " ORDER BY beneficiary");
    rows.bind(std::string_view(identity.number))
        .bind(static_cast<std::int64_t>(identity.kind))
        .bind(std::string_view(identity.issuing_state));
    while (rows.step())
        files.push_back(rows.id<BeneficiaryId>(0));
    return register_.database().checked(std::move(files));
}

Result<std::vector<BeneficiaryId>> People::holdingTyped(std::string_view folded) {
    std::vector<BeneficiaryId> files;
    if (folded.empty())
        return files;
    auto rows = register_.database().prepare(
        "SELECT DISTINCT beneficiary FROM identity WHERE number = ? AND removed = 0"
        " AND proposed = 0 ORDER BY beneficiary");
    rows.bind(folded);
    while (rows.step())
        files.push_back(rows.id<BeneficiaryId>(0));
    return register_.database().checked(std::move(files));
}

static Result<void> checkBirth(const PersonFields& fields, CivilDate today) {
    if (!fields.birth)
        return {};
    const bool is_to_come = fields.birth->day
                                ? *fields.birth->day > today
                                : fields.birth->hijri_year > HijriDate::fromCivil(today).year;
    return is_to_come ? fail(ErrorCode::date_in_future, "field", "birth") : Result<void>();
}

Result<RegisteredPerson> People::add(const NewPerson& person) {
    PEYVAND_LET(const PersonFields fields, cleanFields(person.fields));
    PEYVAND_TRY(checkBirth(fields, register_.today()));
    if (fields.given_name.empty() && fields.family_name.empty())
        return fail(ErrorCode::name_missing, "field", "given_name");
    PEYVAND_LET(const auto identities, cleanIdentities(person.identities));
    for (const auto& typed : identities)
        if (const auto read = readTyped(typed); read.identity) {
            PEYVAND_LET(const auto files, holding(*read.identity));
            if (!files.empty())
                return RegisteredPerson{files.front(), true};
        }
    const auto id = register_.newId<BeneficiaryId>();
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office,
                    {ChangeKind::set_fields, RecordType::beneficiary, idAs<RecordId>(id),
                     idAs<RecordId>(id), personFieldValues(fields), std::nullopt, true});
    for (const auto& typed : identities) {
        const auto read = readTyped(typed);
        if (!read.folded.empty())
            transaction.add(FeedScope::office, identityChange(register_.newId<IdentityId>(), id,
                                                              read, typed.typed, false));
    }
    if (transaction.database().failure() == std::nullopt)
        PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    PEYVAND_TRY(transaction.commit());
    return RegisteredPerson{id, false};
}

Result<void> People::edit(const BeneficiaryId& id, const PersonFields& typed) {
    PEYVAND_LET(const PersonFields fields, cleanFields(typed));
    PEYVAND_TRY(checkBirth(fields, register_.today()));
    PEYVAND_LET(const Person before, person(id));
    if (fields.given_name.empty() && fields.family_name.empty())
        return fail(ErrorCode::name_missing, "field", "given_name");
    const auto old_values = personFieldValues(before.fields);
    const auto new_values = personFieldValues(fields);
    std::vector<FieldValue> changed;
    for (const auto& value : new_values)
        if (std::find(old_values.begin(), old_values.end(), value) == old_values.end())
            changed.push_back(value);
    for (const auto& value : old_values)
        if (std::none_of(new_values.begin(), new_values.end(),
                         [&](const auto& other) { return other.field == value.field; }))
            changed.push_back({value.field, std::string()});
    if (changed.empty())
        return {};
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office,
                    {ChangeKind::set_fields, RecordType::beneficiary, idAs<RecordId>(id),
                     idAs<RecordId>(id), std::move(changed), std::nullopt, false});
    // An age decides who of a household has claims.
    if (before.fields.birth != fields.birth)
        markClaimsDue(register_.database(), id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    return transaction.commit();
}

Result<IdentityId> People::addIdentity(const BeneficiaryId& id, const TypedIdentity& raw) {
    PEYVAND_LET(const auto cleaned, cleanIdentities({raw}));
    const TypedIdentity& typed = cleaned.front();
    const auto read = readTyped(typed);
    if (read.folded.empty())
        return fail(ErrorCode::identity_empty);
    if (read.identity) {
        PEYVAND_LET(const auto files, holding(*read.identity));
        if (!files.empty() && files.front() != id)
            return fail(ErrorCode::identity_taken);
    }
    PEYVAND_LET(const Person before, person(id));
    for (const auto& same : before.identities)
        if (read.identity && same.confirmed == read.identity)
            return same.id;
    const auto identity = register_.newId<IdentityId>();
    JournalTransaction transaction(register_.journal());
    transaction.add(FeedScope::office, identityChange(identity, id, read, typed.typed, false));
    markClaimsDue(register_.database(), id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    PEYVAND_TRY(transaction.commit());
    return identity;
}

// The number that waits, if it passes its checks and leads to nobody else.
Result<IdentityKind> People::acceptable(const BeneficiaryId& id, const IdentityId& waiting) {
    Identity identity;
    {
        auto row = register_.database().prepare("SELECT kind, number, issuing_state FROM identity"
                                                " WHERE id = ? AND beneficiary = ?"
                                                " AND proposed = 1 AND removed = 0");
        row.bind(waiting).bind(id);
        if (row.step())
            identity = {static_cast<IdentityKind>(row.integer(0)), row.string(1), row.string(2)};
    }
    PEYVAND_TRY(register_.database().takeFailure());
    if (identity.number.empty())
        return fail(ErrorCode::identity_empty);
    if (auto read = readIdentityAs(identity.number, identity.kind, identity.issuing_state);
        !read.identity)
        return fail(std::move(*read.problem));
    PEYVAND_LET(const auto files, holding(identity));
    if (!files.empty() && files.front() != id)
        return fail(ErrorCode::identity_taken);
    return identity.kind;
}

Result<void> People::acceptProposed(const BeneficiaryId& id, const IdentityId& accepted) {
    namespace f = field::identity;
    PEYVAND_LET(const Person before, person(id));
    PEYVAND_LET(const IdentityKind kind, acceptable(id, accepted));
    JournalTransaction transaction(register_.journal());
    for (const auto& identity : before.identities) {
        const bool is_accepted = identity.id == accepted;
        // The wrong number that it replaces is kept in the history, not on the file.
        const bool is_replaced = !identity.confirmed && !identity.proposed && identity.kind == kind;
        if (!is_accepted && !is_replaced)
            continue;
        Change change{ChangeKind::set_fields,
                      RecordType::identity,
                      idAs<RecordId>(identity.id),
                      idAs<RecordId>(id),
                      {},
                      std::nullopt,
                      false};
        if (is_accepted)
            change.fields = {{f::confirmed, std::int64_t{1}}, {f::proposed, std::int64_t{0}}};
        else
            change.fields = {{f::removed, std::int64_t{1}}};
        transaction.add(FeedScope::office, std::move(change));
    }
    markClaimsDue(register_.database(), id);
    PEYVAND_TRY(register_.audit().write(AuditDeed::change, idAs<RecordId>(id)));
    return transaction.commit();
}

} // namespace peyvand
