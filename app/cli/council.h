// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the commands about the council share: which seat acts, what waits, how a deed ended.

#include "app/cli/command.h"
#include "sync/network/council_work.h"

namespace peyvand::cli {

/// Characters of a key that people read to each other; at least so many are typed to name it.
inline constexpr std::size_t key_hex_bytes = 4;
/// "9d44661e"
std::string keyBeginning(ByteView key);
/// Whether a key or digest begins as typed; any digits, and marks of direction are passed over.
bool beginsAs(ByteView bytes, std::string_view typed);

/// --printed-seat and --code-file.
struct SeatOptions {
    bool printed = false;
    std::string code_file{};
};
void addSeatOptions(CLI::App& command, SeatOptions& options);
/// By this desk's seat, or by the printed one: its code comes from the file or from a prompt,
/// never from the command. seat_code_wrong, password_missing.
Result<CouncilWork> councilWork(const CommandContext& context, const OpenOffice& office,
                                const SeatOptions& options);
/// What other seats have to sign still, each with what it is and with the digest to name.
void showWaiting(const CommandContext& context, const OpenOffice& office);
/// Seats that signed two decisions of one number.
void showDoubleSigners(const CommandContext& context, const OpenOffice& office);
/// Says what became of a decision, and what waits; the exit status.
int told(const CommandContext& context, const OpenOffice& office, CouncilOutcome outcome);

/// Below `network`: rotate, expel, sign, waiting, and `council`.
void addCouncilCommands(CLI::App& network, CommandTable& table);

} // namespace peyvand::cli
