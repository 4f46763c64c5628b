// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The console's terminal and environment.

#include <optional>
#include <string>

namespace peyvand {

/// One line typed without echo; nothing when there is no terminal. Wipe it after use.
std::optional<std::string> askHidden(const std::string& prompt);
/// Whether somebody watches what goes to stderr.
bool isErrorTerminal();
/// An environment variable; empty when it is not set.
std::string environment(const char* name);

} // namespace peyvand
