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

/// "زهرا محمدی", a household's name or whose household it is; the last digits of an id of which
/// nothing is known yet.
std::string subjectName(const Words& words, Register& opened,
                        const std::optional<RecordId>& subject);
/// The user who wrote something; without an account the beginning of the desk's key.
std::string userName(Register& opened, const std::optional<RecordId>& author,
                     const ByteArray<32>& node);
/// "household:UUID" or the UUID alone; household_unknown.
Result<HouseholdId> findHousehold(Register& opened, std::string_view typed);
/// "پسر" for "son", "سرپرست" of a head of whom nothing is said; a relation as it was typed else.
std::string relationText(const Words& words, const std::string& relation, bool is_head);
/// Options for every further field of a kind, and the values of those that were typed. options
/// must live as long as the command.
void addFurtherOptions(CLI::App& command, RecordType type,
                       std::map<FieldNumber, std::string>& options);
Result<std::vector<FieldValue>> furtherValues(RecordType type, CivilDate today,
                                              const std::map<FieldNumber, std::string>& options);
/// Every change of every field, with who, when and at which desk; only one field when named
/// (field_unknown).
Result<int> printHistory(CommandContext& context, Register& opened, RecordType type,
                         const RecordId& id, const std::string& only);

} // namespace peyvand::cli
