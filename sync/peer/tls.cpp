// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/peer/tls.h"

#include "core/crypto/layout.h"

#include <memory>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace peyvand {
namespace {

constexpr std::string_view protocol_name = "peyvand/1";
constexpr std::string_view exporter_label = "EXPORTER-peyvand-1";

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Free>;
using CertificatePointer = std::unique_ptr<X509, Free>;

// As ALPN has it on the wire: behind its length.
Bytes protocolList() {
    Writer list;
    list.u8(static_cast<std::uint8_t>(protocol_name.size())).fixed(bytesOf(protocol_name));
    return list.take();
}

int chooseProtocol(SSL*, const unsigned char** out, unsigned char* out_size,
                   const unsigned char* offered, unsigned offered_size, void*) {
    static const Bytes own = protocolList();
    unsigned char* chosen = nullptr;
    const int found = SSL_select_next_proto(
        &chosen, out_size, own.data(), static_cast<unsigned>(own.size()), offered, offered_size);
    *out = chosen;
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

KeyPointer keyFrom(const SigningKey& node) {
    const Secret<32> seed = node.seed();
    return KeyPointer(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
}

// A random serial and empty names: it says the node key and nothing else, and that only to the
// other end, since TLS 1.3 encrypts certificates.
CertificatePointer certificateFor(EVP_PKEY* key) {
    CertificatePointer made(X509_new());
    unsigned char serial[16];
    if (!made || RAND_bytes(serial, sizeof serial) != 1)
        return {};
    serial[0] &= 0x7f;
    BIGNUM* number = BN_bin2bn(serial, sizeof serial, nullptr);
    const bool has_serial =
        number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(made.get())) != nullptr;
    BN_free(number);
    const bool ok = has_serial && X509_set_version(made.get(), 2) == 1 &&
                    ASN1_TIME_set_string(X509_getm_notBefore(made.get()), "19700101000000Z") == 1 &&
                    ASN1_TIME_set_string(X509_getm_notAfter(made.get()), "99991231235959Z") == 1 &&
                    X509_set_pubkey(made.get(), key) == 1 &&
                    X509_sign(made.get(), key, nullptr) > 0;
    return ok ? std::move(made) : CertificatePointer();
}

} // namespace

Result<void> configureTls(SSL_CTX* context, const SigningKey& node) {
    const KeyPointer key = keyFrom(node);
    const CertificatePointer certificate = key ? certificateFor(key.get()) : CertificatePointer();
    const Bytes protocols = protocolList();
    SSL_CTX_set_options(context,
                        SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    const bool ok = certificate && SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1 &&
                    SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
                    SSL_CTX_set_num_tickets(context, 0) == 1 &&
                    SSL_CTX_set_max_early_data(context, 0) == 1 &&
                    SSL_CTX_set1_sigalgs_list(context, "ed25519") == 1 &&
                    SSL_CTX_set1_groups_list(context, "X25519") == 1 &&
                    SSL_CTX_use_certificate(context, certificate.get()) == 1 &&
                    SSL_CTX_use_PrivateKey(context, key.get()) == 1 &&
                    // The one call of OpenSSL that says 0 for success.
                    SSL_CTX_set_alpn_protos(context, protocols.data(),
                                            static_cast<unsigned>(protocols.size())) == 0;
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    return ok ? Result<void>() : fail(ErrorCode::internal);
}

std::optional<VerifyKey> keyOf(const X509* certificate) {
    EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate) : nullptr;
    VerifyKey raw{};
    std::size_t size = raw.size();
    if (!key || EVP_PKEY_get_base_id(key) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(key, raw.data(), &size) != 1 || size != raw.size())
        return std::nullopt;
    return raw;
}

Result<TlsFacts> factsOf(SSL* connection, const NetworkId& network) {
    const unsigned char* protocol = nullptr;
    unsigned protocol_size = 0;
    SSL_get0_alpn_selected(connection, &protocol, &protocol_size);
    const bool is_ours = protocol && textOf({protocol, protocol_size}) == protocol_name;
    const CertificatePointer certificate(SSL_get1_peer_certificate(connection));
    const auto peer = keyOf(certificate.get());
    TlsFacts facts;
    if (!is_ours || !peer || SSL_version(connection) != TLS1_3_VERSION ||
        SSL_export_keying_material(connection, facts.exporter.data(), facts.exporter.size(),
                                   exporter_label.data(), exporter_label.size(), network.data(),
                                   network.size(), 1) != 1)
        return fail(ErrorCode::peer_not_secure);
    facts.peer = *peer;
    return facts;
}

} // namespace peyvand
