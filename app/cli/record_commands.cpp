// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/record_commands.h"

#include "app/cli/people_verbs.h"
#include "app/cli/record_text.h"
#include "core/register/privacy.h"
#include "core/text/fold.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr RecordType nouns[] = {
    RecordType::need,          RecordType::contact,     RecordType::document,
    RecordType::file_note,     RecordType::consent,     RecordType::coverage,
    RecordType::bank_account,  RecordType::introducer,  RecordType::schedule,
    RecordType::decision,      RecordType::letter,      RecordType::fund,
    RecordType::kit,           RecordType::stock_item,  RecordType::stock_receipt,
    RecordType::goods_order,   RecordType::sponsor,     RecordType::sponsorship,
    RecordType::loan,          RecordType::instalment,  RecordType::distribution,
    RecordType::payment_batch, RecordType::proposal,    RecordType::fund_movement,
    RecordType::kit_line,      RecordType::stock_issue, RecordType::distribution_line,
    RecordType::payment_line,
};

struct RecordOptions {
    std::string id, of, reason;
    std::vector<std::string> where;
    std::int64_t limit = 100;
    /// What was typed for each field, in the order of the specification; empty takes nothing.
    std::map<FieldNumber, std::string> fields;
    std::vector<std::string> without;
};
using Options = std::shared_ptr<RecordOptions>;

Result<RecordId> idFrom(const std::string& typed) {
    const auto id = RecordId::parse(typed);
    return id ? Result<RecordId>(*id) : fail(ErrorCode::record_unknown);
}

Result<std::vector<FieldValue>> fieldsFrom(const KindSpec& kind, const RecordOptions& options,
                                           CivilDate today) {
    std::vector<FieldValue> values;
    for (const auto& [number, typed] : options.fields) {
        if (typed.empty())
            continue;
        PEYVAND_LET(Value value, readValue(*kind.field(number), typed, today));
        values.push_back({number, std::move(value)});
    }
    for (const auto& name : options.without) {
        const auto field = std::find_if(kind.fields.begin(), kind.fields.end(),
                                        [&](const auto& f) { return optionName(f.key) == name; });
        if (field == kind.fields.end())
            return fail(ErrorCode::field_unknown, "field", name);
        values.push_back({field->number, Value{}});
    }
    return values;
}

// A day that must be there is today's, and a state that must be there the first one.
void addUsual(const KindSpec& kind, CivilDate today, std::vector<FieldValue>& values) {
    for (const auto& field : kind.fields) {
        const bool is_there = std::any_of(values.begin(), values.end(),
                                          [&](const auto& v) { return v.field == field.number; });
        if (is_there || !field.must)
            continue;
        if (field.form == FieldForm::day)
            values.push_back({field.number, valueOf(today)});
        if (&field != stateField(kind))
            continue;
        for (const auto& code : choicesOf(field.list))
            if (mayStep(kind.type, "none", code, StepBy::anyone)) {
                values.push_back({field.number, std::string(code)});
                break;
            }
    }
}

Result<int> addOne(CommandContext& context, const KindSpec& kind, const RecordOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    NewRecord record{kind.type, {}, {}, {}};
    if (!options.of.empty()) {
        PEYVAND_LET(record.subject, findSubject(opened, options.of));
    }
    PEYVAND_LET(record.fields, fieldsFrom(kind, options, opened.today()));
    addUsual(kind, opened.today(), record.fields);
    PEYVAND_LET(const RecordId id, Records(opened).add(record));
    context.print({{"id", id.text()}});
    context.say(id.text());
    return exit_done;
}

Result<int> editOne(CommandContext& context, const KindSpec& kind, const RecordOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, idFrom(options.id));
    PEYVAND_LET(const auto fields, fieldsFrom(kind, options, office.opened->today()));
    PEYVAND_TRY(Records(*office.opened).edit(kind.type, id, fields));
    PEYVAND_LET(const auto row, Records(*office.opened).record(kind.type, id));
    showRecord(context, *office.opened, row);
    return exit_done;
}

Result<int> showOne(CommandContext& context, const KindSpec& kind, const RecordOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, idFrom(options.id));
    PEYVAND_TRY(office.opened->audit().write(AuditDeed::file_read, id));
    PEYVAND_LET(const auto row, Records(*office.opened).record(kind.type, id));
    showRecord(context, *office.opened, row);
    return exit_done;
}

Result<int> voidOne(CommandContext& context, const KindSpec& kind, const RecordOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, idFrom(options.id));
    PEYVAND_TRY(Records(*office.opened).voidFact(kind.type, id, options.reason));
    return exit_done;
}

Result<std::vector<FieldCondition>> conditionsFrom(const KindSpec& kind,
                                                   const RecordOptions& options, CivilDate today) {
    std::vector<FieldCondition> conditions;
    for (const auto& where : options.where) {
        const auto equals = std::min(where.find('='), where.size());
        const std::string name = where.substr(0, equals);
        const auto field = std::find_if(kind.fields.begin(), kind.fields.end(),
                                        [&](const auto& f) { return optionName(f.key) == name; });
        if (field == kind.fields.end() || equals == where.size())
            return fail(ErrorCode::field_unknown, "field", name);
        PEYVAND_LET(Value value, readValue(*field, where.substr(equals + 1), today));
        conditions.push_back({field->number, Comparison::equals, std::move(value)});
    }
    return conditions;
}

Result<int> listThem(CommandContext& context, const KindSpec& kind, const RecordOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    Register& opened = *office.opened;
    RecordRequest request{kind.type};
    if (!options.of.empty()) {
        PEYVAND_LET(request.subject, findSubject(opened, options.of));
    }
    PEYVAND_LET(request.conditions, conditionsFrom(kind, options, opened.today()));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, request.subject));
    std::int64_t left = options.limit;
    while (left > 0) {
        request.count = static_cast<int>(std::min<std::int64_t>(left, 500));
        PEYVAND_LET(const auto page, Records(opened).page(request));
        for (const auto& row : page.rows) {
            showRecord(context, opened, row);
        }
        if (page.rows.empty() && request.offset == 0)
            context.say(context.words().text("console.none_listed"));
        left -= static_cast<std::int64_t>(page.rows.size());
        request.offset += static_cast<std::int64_t>(page.rows.size());
        if (static_cast<int>(page.rows.size()) < request.count)
            break;
    }
    return exit_done;
}

Result<int> historyOf(CommandContext& context, const KindSpec& kind, const RecordOptions& options) {
    PEYVAND_LET(const OpenOffice office, context.open());
    PEYVAND_LET(const RecordId id, idFrom(options.id));
    return printHistory(context, *office.opened, kind.type, id, {});
}

bool anyoneMayBegin(const KindSpec& kind) {
    const FieldSpec* state = stateField(kind);
    if (state == nullptr)
        return true;
    const auto codes = choicesOf(state->list);
    return std::any_of(codes.begin(), codes.end(), [&](const auto& code) {
        return mayStep(kind.type, "none", code, StepBy::anyone);
    });
}

void addOptions(CLI::App& command, const KindSpec& kind, TypedFields& typed) {
    const Words& words = Words::of(Language::english);
    for (const auto& field : kind.fields) {
        if (field.held || field.form == FieldForm::bytes || field.form == FieldForm::content)
            continue;
        std::string about = fieldLabel(words, field);
        for (const auto& code : choicesOf(field.list))
            about.append(about.find(": ") == std::string::npos ? ": " : ", ").append(code);
        command.add_option("--" + optionName(field.key), typed[field.number], about);
    }
}

using Verb = Result<int> (*)(CommandContext&, const KindSpec&, const RecordOptions&);

void addNoun(CommandTable& table, const KindSpec& kind) {
    const Words& words = Words::of(Language::english);
    auto* noun =
        table.app.add_subcommand(optionName(kind.key), words.text("kind." + std::string(kind.key)));
    noun->require_subcommand(1);
    const auto options = std::make_shared<RecordOptions>();
    const auto add = [&](const char* name, const char* about, Verb verb) {
        auto* command = noun->add_subcommand(name, about);
        table.add(*command, [options, verb, &kind](CommandContext& context) {
            return verb(context, kind, *options);
        });
        return command;
    };
    const auto needsId = [&](CLI::App* command) {
        command->add_option("id", options->id, "UUID")->required();
        return command;
    };
    if (anyoneMayBegin(kind)) {
        auto* adding = add("add", "Write a new one", addOne);
        if (kind.about != RecordAbout::office)
            adding->add_option("--of", options->of, "Identity, person:UUID or household:UUID")
                ->required();
        addOptions(*adding, kind, options->fields);
    }
    if (kind.nature == RecordNature::fact) {
        needsId(add("void", "Void one, with a reason", voidOne))
            ->add_option("--reason", options->reason, "Why")
            ->required();
    } else {
        auto* editing = needsId(add("edit", "Change fields", editOne));
        addOptions(*editing, kind, options->fields);
        editing->add_option("--without", options->without, "A field to empty; may be repeated");
    }
    needsId(add("show", "One of them", showOne));
    needsId(add("history", "Every change of every field", historyOf));
    auto* listing = add("list", "Those that match, the oldest first", listThem);
    if (kind.about != RecordAbout::office)
        listing->add_option("--of", options->of, "Identity, person:UUID or household:UUID");
    listing->add_option("--where", options->where, "field=value; may be repeated");
    listing->add_option("--limit", options->limit, "At most");
}

} // namespace

void addRecordCommands(CommandTable& table) {
    for (const RecordType type : nouns)
        addNoun(table, *kindOf(type));
}

void addFieldOptions(CLI::App& command, RecordType type, TypedFields& typed) {
    addOptions(command, *kindOf(type), typed);
}

Result<std::vector<FieldValue>> readFields(RecordType type, const TypedFields& typed,
                                           CivilDate today) {
    RecordOptions options;
    options.fields = typed;
    PEYVAND_LET(auto fields, fieldsFrom(*kindOf(type), options, today));
    addUsual(*kindOf(type), today, fields);
    return fields;
}

Result<RecordId> findRecord(Register& opened, RecordType type, std::string_view typed) {
    if (const auto id = RecordId::parse(typed)) {
        PEYVAND_TRY(Records(opened).record(type, *id));
        return *id;
    }
    const KindSpec& kind = *kindOf(type);
    const FieldSpec* name = kind.field("name") != nullptr     ? kind.field("name")
                            : kind.field("number") != nullptr ? kind.field("number")
                                                              : kind.field("code");
    std::vector<RecordId> found;
    RecordRequest request{type};
    request.count = 500;
    for (bool more = name != nullptr; more; request.offset += request.count) {
        PEYVAND_LET(const auto page, Records(opened).page(request));
        for (const auto& row : page.rows)
            if (text::joinedKey(row.text(name->number)) == text::joinedKey(typed))
                found.push_back(row.id);
        more = static_cast<int>(page.rows.size()) == request.count;
    }
    if (found.size() != 1)
        return fail(ErrorCode::record_unknown, "kind", std::string(kind.key));
    return found.front();
}

CLI::App& recordNoun(CommandTable& table, RecordType type) {
    return *table.app.get_subcommand(optionName(kindOf(type)->key));
}

} // namespace peyvand::cli
