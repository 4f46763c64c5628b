// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/tls_copy.h"

#include "sync/peer/tls.h"

#include <cstdlib>
#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <thread>

namespace peyvand::bench {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

void require(bool done) {
    if (!done) {
        say("the bare copy failed");
        std::exit(2);
    }
}

struct Side {
    Side(const SigningKey& key, bool serves)
        : context(SSL_CTX_new(serves ? TLS_server_method() : TLS_client_method())) {
        require(configureTls(context, key).has_value());
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, [](int, X509_STORE_CTX*) { return 1; });
    }
    ~Side() {
        SSL_free(ssl);
        SSL_CTX_free(context);
    }
    Side(const Side&) = delete;
    Side& operator=(const Side&) = delete;

    void take(BIO* bio) {
        ssl = SSL_new(context);
        SSL_set_bio(ssl, bio, bio);
    }
    SSL_CTX* context;
    SSL* ssl = nullptr;
};

} // namespace

Elapsed copyOverTls(const SigningKey& one, const SigningKey& other, std::size_t bytes) {
    Side server(one, true), client(other, false);
    BIO* const listening = BIO_new_accept("127.0.0.1:0");
    require(BIO_do_accept(listening) == 1);
    const std::string port = BIO_get_accept_port(listening);
    const Stopwatch watch;
    std::thread sender([&] {
        require(BIO_do_accept(listening) == 1);
        server.take(BIO_pop(listening));
        require(SSL_accept(server.ssl) == 1);
        const Bytes piece(piece_bytes, 0x5a);
        for (std::size_t left = bytes; left > 0;) {
            const int count =
                SSL_write(server.ssl, piece.data(), static_cast<int>(std::min(left, piece.size())));
            require(count > 0);
            left -= static_cast<std::size_t>(count);
        }
    });
    client.take(BIO_new_connect(("127.0.0.1:" + port).c_str()));
    require(SSL_connect(client.ssl) == 1);
    Bytes piece(piece_bytes);
    for (std::size_t left = bytes; left > 0;) {
        const int count = SSL_read(client.ssl, piece.data(), static_cast<int>(piece.size()));
        require(count > 0);
        left -= std::min(left, static_cast<std::size_t>(count));
    }
    sender.join();
    const Elapsed elapsed = watch.elapsed();
    BIO_free(listening);
    return elapsed;
}

} // namespace peyvand::bench
