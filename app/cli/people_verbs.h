// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Verbs that stand beside those of the specification: files and households, papers and consents,
// needs, contacts and the work of the day. Call after addPersonCommands, addHouseholdCommands and
// addRecordCommands.

#include "app/cli/command.h"
#include "core/register/records.h"

namespace peyvand::cli {

void addFileVerbs(CommandTable& table);
void addHouseholdVerbs(CommandTable& table);
void addPaperVerbs(CommandTable& table);
void addWorkVerbs(CommandTable& table);

/// "زهرا محمدی", a household's name, or the first digits of the id.
std::string subjectName(Register& opened, const std::optional<RecordId>& subject);
/// Options for every further field of a kind, and the values of those that were typed. options
/// must live as long as the command.
void addFurtherOptions(CLI::App& command, RecordType type,
                       std::map<FieldNumber, std::string>& options);
Result<std::vector<FieldValue>> furtherValues(RecordType type, CivilDate today,
                                              const std::map<FieldNumber, std::string>& options);
/// Every change of every field, with who, when and at which desk; only one field when named.
Result<int> printHistory(CommandContext& context, Register& opened, RecordType type,
                         const RecordId& id, const std::string& only);

} // namespace peyvand::cli
