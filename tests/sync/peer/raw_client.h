// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Somebody with a socket and OpenSSL, and none of our program. Only for tests.

#include "sync/peer/address.h"
#include "sync/peer/tls.h"

#include <chrono>
#include <memory>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <string>

namespace peyvand::test {

class RawClient {
  public:
    explicit RawClient(const PeerAddress& to) : bio_(BIO_new_connect(to.text().c_str())) {
        connected_ = BIO_do_connect(bio_) == 1;
    }
    ~RawClient() {
        SSL_free(ssl_);
        SSL_CTX_free(context_);
        if (ssl_ == nullptr)
            BIO_free_all(bio_);
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool isConnected() const { return connected_; }
    bool write(ByteView bytes) {
        return ssl_ ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0
                    : BIO_write(bio_, bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    /// Until the other side closes; everything it sent.
    Bytes readToEnd() {
        Bytes all;
        std::uint8_t piece[4096];
        for (;;) {
            const int count =
                ssl_ ? SSL_read(ssl_, piece, sizeof piece) : BIO_read(bio_, piece, sizeof piece);
            if (count <= 0)
                return all;
            all.insert(all.end(), piece, piece + count);
        }
    }
    /// Waits for one byte at least.
    bool hears() {
        std::uint8_t piece[4096];
        return (ssl_ ? SSL_read(ssl_, piece, sizeof piece) : BIO_read(bio_, piece, sizeof piece)) >
               0;
    }
    /// With the settings of the program, then changed; true when the handshake came to its end.
    template <class Change> bool shake(const SigningKey& node, Change change) {
        context_ = SSL_CTX_new(TLS_client_method());
        if (!configureTls(context_, node))
            return false;
        SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, [](int, X509_STORE_CTX*) { return 1; });
        change(context_);
        ssl_ = SSL_new(context_);
        SSL_set_bio(ssl_, bio_, bio_);
        return SSL_connect(ssl_) == 1;
    }
    SSL* connection() const { return ssl_; }

  private:
    BIO* bio_;
    bool connected_ = false;
    SSL_CTX* context_ = nullptr;
    SSL* ssl_ = nullptr;
};

} // namespace peyvand::test
