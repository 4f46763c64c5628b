// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/bundle/bundle_name.h"

#include "core/crypto/base32.h"

namespace peyvand {

std::string bundleFileName(const BundleId& id) { return "PV-" + toBase32(id.bytes) + ".pvb"; }

} // namespace peyvand
