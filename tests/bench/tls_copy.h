// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// So many bytes through one TLS connection on this computer, and nothing else.

#include "core/crypto/sign.h"
#include "tests/bench/measure.h"

namespace peyvand::bench {

/// With the program's own settings of TLS; the handshake is in it.
Elapsed copyOverTls(const SigningKey& one, const SigningKey& other, std::size_t bytes);

} // namespace peyvand::bench
