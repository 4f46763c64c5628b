// SPDX-License-Identifier: GPL-3.0-or-later
#include "tools/generate/generate.h"

#include "tools/generate/office.h"

namespace peyvand::generate {

Result<void> generate(Files& files, const Path& folder, const Plan& plan, const Told& told) {
    PEYVAND_LET(const auto office, Office::begin(files, folder, plan));
    PEYVAND_TRY(writePeople(*office, plan, told));
    PEYVAND_TRY(writeAid(*office, plan, told));
    PEYVAND_TRY(keepSeeds(*office, told));
    PEYVAND_TRY(receiveClaims(*office, plan, told));
    return office->finish();
}

} // namespace peyvand::generate
