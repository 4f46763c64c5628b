// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Generated ASCII names of bundle files: PV-<base32 of the bundle id>.pvb.

#include "core/base/id.h"

#include <string>

namespace peyvand {

using BundleId = Id<struct BundleTag>;
using BundleSetId = Id<struct BundleSetTag>;

/// "PV-" ‖ 26 characters of Crockford base32 ‖ ".pvb".
std::string bundleFileName(const BundleId& id);

} // namespace peyvand
