// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The settings of TLS and what a session needs of it ("Channel" of docs/protocol.md), on OpenSSL's
// own types. Version 1.3 only; the certificate is made anew from the node key, says nothing but the
// key, and never expires, since trust comes from the membership alone. No tickets, no 0-RTT.
// One thread at a time for each context and connection.

#include "core/base/result.h"
#include "core/crypto/epoch_key.h"
#include "core/crypto/sign.h"

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;
typedef struct x509_st X509;

namespace peyvand {

/// Versions, certificate, ALPN, no resumption; which peers are let in is for the connection to say.
/// internal when OpenSSL has no Ed25519 or no memory.
Result<void> configureTls(SSL_CTX* context, const SigningKey& node);

/// The Ed25519 key of a certificate; nothing for another kind of key.
std::optional<VerifyKey> keyOf(const X509* certificate);

struct TlsFacts {
    /// The key that the peer proved to hold.
    VerifyKey peer{};
    /// "EXPORTER-peyvand-1" with the context N.
    ByteArray<32> exporter{};
};
/// After the handshake. peer_not_secure when it is not TLS 1.3, speaks of another protocol or has
/// no such key.
Result<TlsFacts> factsOf(SSL* connection, const NetworkId& network);

} // namespace peyvand
