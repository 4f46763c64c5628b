// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A noun for every kind of record, made from its specification (core/record/kinds.h): add, edit,
// show, list, void, history. Options are named after the fields ("--amount" for amount_rial). What
// a form may not begin or change by itself has verbs of its own, added to the noun elsewhere.

#include "app/cli/command.h"
#include "core/register/records.h"

#include <map>

namespace peyvand::cli {

void addRecordCommands(CommandTable& table);
/// The noun of a kind ("bank-account"), to which further verbs are added; call addRecordCommands
/// before.
CLI::App& recordNoun(CommandTable& table, RecordType type);

/// What was typed for the fields of a kind, for verbs of its noun that take them.
using TypedFields = std::map<FieldNumber, std::string>;
void addFieldOptions(CLI::App& command, RecordType type, TypedFields& typed);
/// Days that must be there and were not typed are today's.
Result<std::vector<FieldValue>> readFields(RecordType type, const TypedFields& typed,
                                           CivilDate today);
/// A record by its UUID, or by its name where the kind has one and only one bears it.
Result<RecordId> findRecord(Register& opened, RecordType type, std::string_view typed);

/// The person or household that somebody named: findPerson's ways, or "household:UUID".
Result<RecordId> findSubject(Register& opened, std::string_view typed);
/// The name of an option or a noun: dashes, without the unit at the end.
std::string optionName(std::string_view key);
/// For machines: {"id","of","made","author","void_reason",…fields}.
nlohmann::json recordJson(const RecordRow& row);
/// To print one in either form.
void showRecord(const CommandContext& context, Register& opened, const RecordRow& row);

} // namespace peyvand::cli
