// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/person_text.h"

#include "app/cli/people_verbs.h"
#include "app/cli/record_text.h"
#include "core/register/households.h"
#include "core/register/person_file.h"
#include "core/text/fold.h"

namespace peyvand::cli {
namespace {

class Lines {
  public:
    explicit Lines(std::string title) : text_(std::move(title)) {}
    void add(const std::string& line) { text_ += "\n  " + line; }
    /// Nothing when nothing is known.
    void add(const std::string& label, const std::string& value) {
        if (!value.empty())
            add(label + ": " + value);
    }
    std::string text() const { return text_; }

  private:
    std::string text_;
};

std::string typedText(const std::string& typed) {
    return typed.empty() ? std::string() : text::isolateAuto(typed);
}

void addNumbers(Lines& lines, const Words& words, const Person& person) {
    for (const auto& identity : person.identities) {
        std::string number =
            text::isolateLtr(identity.confirmed ? identity.confirmed->number : identity.typed);
        if (identity.confirmed && !identity.confirmed->issuing_state.empty())
            number += " " + text::isolateLtr(identity.confirmed->issuing_state);
        if (!identity.confirmed)
            number += " (" +
                      words.text(identity.proposed ? "identity.proposed" : "identity.unconfirmed") +
                      ")";
        lines.add(words.text("identity." + std::string(identityKindName(identity.kind))), number);
    }
}

const FieldSpec& personField(FieldNumber number) {
    return *kindOf(RecordType::beneficiary)->field(number);
}

void addBirth(Lines& lines, const Words& words, const PersonFields& fields) {
    namespace f = field::beneficiary;
    lines.add(fieldLabel(words, personField(f::father_name)), typedText(fields.father_name));
    lines.add(fieldLabel(words, personField(f::birth)),
              fields.birth ? words.birth(*fields.birth) : std::string());
    if (fields.sex != Sex::unknown)
        lines.add(fieldLabel(words, personField(f::sex)),
                  words.text(fields.sex == Sex::female ? "sex.female" : "sex.male"));
}

bool isOfState(const FieldSpec& field) {
    return field.key.starts_with("file_state") || field.key == "referred_to";
}

void addFurther(Lines& lines, const Words& words, Register& opened, const RecordRow& kept,
                bool of_state) {
    for (const auto& field : kindOf(kept.type)->fields)
        if (const auto value = kept.values.find(field.number);
            value != kept.values.end() && isOfState(field) == of_state)
            lines.add(fieldLabel(words, field), shownText(words, opened, field, value->second));
}

void addPlace(Lines& lines, const Words& words, const PersonFields& fields) {
    namespace f = field::beneficiary;
    std::string phones;
    for (const auto& phone : fields.phones)
        phones += (phones.empty() ? "" : words.text("list.join")) + text::isolateLtr(phone);
    lines.add(fieldLabel(words, personField(f::phones)), phones);
    for (const auto& [number, text] :
         {std::pair{f::province, &fields.province}, std::pair{f::city, &fields.city},
          std::pair{f::address, &fields.address}, std::pair{f::postal_code, &fields.postal_code},
          std::pair{f::file_number, &fields.file_number}})
        lines.add(fieldLabel(words, personField(number)), typedText(*text));
}

Result<void> addNotes(Lines& lines, const Words& words, Register& opened, const RecordId& id) {
    PEYVAND_LET(const auto notes, PersonFiles(opened).notes(id, opened.today()));
    for (const auto& note : notes)
        lines.add(words.text("kind.file_note"),
                  words.text("choice.file_note." + note.code) + " → " + words.date(note.until));
    PEYVAND_LET(const auto introducer, PersonFiles(opened).onlyThrough(id));
    if (introducer)
        lines.add(words.text("field.only_through"),
                  recordName(words, opened, RecordType::introducer, *introducer));
    PEYVAND_LET(const auto sharing, PersonFiles(opened).sharingAccount(id));
    for (const auto& other : sharing)
        lines.add(words.text("file.same_account"), subjectName(words, opened, other));
    return {};
}

void addMark(Lines& lines, const Words& words, const char* key, bool is_set) {
    if (is_set)
        lines.add(words.text(key), words.text("console.yes"));
}

} // namespace

Result<std::string> personText(const Words& words, Register& opened, const Person& person) {
    const auto id = idAs<RecordId>(person.id);
    PEYVAND_LET(const RecordRow kept, Records(opened).record(RecordType::beneficiary, id));
    Lines lines(words.text("file.title", {{"name", subjectName(words, opened, id)},
                                          {"row", std::to_string(person.row)}}));
    addNumbers(lines, words, person);
    addBirth(lines, words, person.fields);
    addFurther(lines, words, opened, kept, true);
    addMark(lines, words, "field.confidential", person.confidential);
    addMark(lines, words, "field.discreet", person.discreet);
    addPlace(lines, words, person.fields);
    if (person.household) {
        const auto home = idAs<RecordId>(*person.household);
        lines.add(words.text("kind.household"),
                  subjectName(words, opened, home) + "  household:" + home.text());
    }
    addFurther(lines, words, opened, kept, false);
    PEYVAND_TRY(addNotes(lines, words, opened, id));
    lines.add("person:" + id.text());
    return lines.text();
}

Result<std::string> householdText(const Words& words, Register& opened,
                                  const Household& household) {
    const auto id = idAs<RecordId>(household.id);
    PEYVAND_LET(const RecordRow kept, Records(opened).record(RecordType::household, id));
    const bool is_nameless = household.name.empty() && household.members.empty();
    Lines lines(is_nameless ? words.text("household.nameless") : subjectName(words, opened, id));
    for (const auto& member : household.members) {
        std::string line = text::isolateAuto(member.name);
        for (const auto& part : {relationText(words, member.relation, member.head),
                                 member.birth ? words.birth(*member.birth) : std::string()})
            line += part.empty() ? "" : "  " + part;
        lines.add(line + "  person:" + member.id.text());
    }
    addMark(lines, words, "field.confidential", household.confidential);
    addFurther(lines, words, opened, kept, false);
    PEYVAND_TRY(addNotes(lines, words, opened, id));
    lines.add("household:" + id.text());
    return lines.text();
}

} // namespace peyvand::cli
