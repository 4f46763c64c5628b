// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/base32.h"
#include "core/crypto/epoch_key.h"
#include "core/crypto/layout.h"
#include "core/crypto/sign.h"
#include "core/crypto/stretch.h"
#include "tests/support/counting_random.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;
using namespace peyvand::test;

class PrimitivesTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void hashesAreThoseOfTheFormats() {
        const EpochKey key = EpochKey::from(counting<32>(0x40));
        const NetworkId network = counting<32>(0x20);
        QCOMPARE(hex(keyId(key)), hex(golden("key_id")));
        QCOMPARE(hex(subkey(key, Subkey::content).view()), hex(golden("subkey_content")));
        QCOMPARE(hex(subkey(key, Subkey::claim_index).view()), hex(golden("subkey_claim_index")));
        QCOMPARE(hex(subkey(key, Subkey::claim_payload).view()),
                 hex(golden("subkey_claim_payload")));
        QCOMPARE(hex(subkey(key, Subkey::beacon).view()), hex(golden("subkey_beacon")));
        QCOMPARE(hex(keyCommitment(network, key)), hex(golden("key_commitment")));
        QCOMPARE(hex(LabelledHash("tag").fixed(network).u32(7).digest<16>(key.view())),
                 hex(golden("labelled_fixed")));
        const auto digest =
            LabelledHash("veil input").fixed(network).u32(7).variable(bytesOf("abc")).digest<32>();
        QCOMPARE(hex(digest), hex(golden("labelled_variable")));
    }

    void labelledInputGrowsPastItsFirstRoom() {
        const Bytes part(1000, 7);
        LabelledHash parts("x");
        for (int i = 0; i < 10; ++i)
            parts.fixed(ByteView(part).first(100));
        QCOMPARE(hex(parts.digest<32>()), hex(LabelledHash("x").fixed(part).digest<32>()));
    }

    void sha256IsThatOfFips180() {
        const QByteArray abc("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QCOMPARE(hex(sha256(bytesOf("abc"))), abc);
        Sha256 hash;
        hash.of(bytesOf("something before"));
        QCOMPARE(hex(hash.of(bytesOf("abc"))), abc);
        QCOMPARE(hex(hash.reset().update(bytesOf("a")).update(bytesOf("bc")).finish()), abc);
    }

    void sealingIsXChaCha20Poly1305() {
        const SealKey key = SealKey::from(counting<32>(0x40));
        const Nonce nonce = counting<24>(0x80);
        const Bytes sealed = seal(key, nonce, bytesOf("ad"), bytesOf("plaintext"));
        QCOMPARE(hex(sealed), hex(golden("sealed")));
        QCOMPARE(open(key, nonce, bytesOf("ad"), sealed),
                 std::optional<Bytes>(Bytes{'p', 'l', 'a', 'i', 'n', 't', 'e', 'x', 't'}));
        QVERIFY(!open(key, nonce, bytesOf("aD"), sealed));
        QVERIFY(!open(key, nonce, bytesOf("ad"), ByteView(sealed).first(15)));
    }

    void everyChangedBitStopsOpening() {
        const SealKey key = SealKey::from(counting<32>(1));
        Bytes sealed = seal(key, counting<24>(2), {}, bytesOf("text"));
        for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
            sealed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            QVERIFY(!open(key, counting<24>(2), {}, sealed));
            sealed[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        }
        QVERIFY(open(key, counting<24>(2), {}, sealed));
    }

    void signaturesAreEd25519OverTheLabelledInput() {
        const SigningKey key = SigningKey::fromSeed(Secret<32>::from(counting<32>(0)));
        QCOMPARE(hex(key.publicKey()), hex(golden("public_key")));
        const NetworkId network = counting<32>(0x20);
        SignedInput head("head");
        head.fixed(network).u64(5);
        const Signature signature = key.sign(head);
        QCOMPARE(hex(signature), hex(golden("signature")));
        QVERIFY(verify(key.publicKey(), head, signature));
        SignedInput other("bundle");
        QVERIFY(!verify(key.publicKey(), other.fixed(network).u64(5), signature));
        QVERIFY(key.copy().sign(head) == signature);
    }

    void zeroKeyVerifiesNothing() {
        SignedInput input("head");
        QVERIFY(!verify(VerifyKey{}, input, Signature{}));
        QVERIFY(!boxKeyOf(VerifyKey{}));
    }

    void boxIsOpenedByItsDeskAndByLibsodium() {
        CountingRandom random;
        const SigningKey desk = SigningKey::generate(random);
        const SigningKey other = SigningKey::generate(random);
        QCOMPARE(boxKeyOf(desk.publicKey()), std::optional<BoxKey>(desk.boxKey()));
        Bytes box = sealBox(desk.boxKey(), bytesOf("key"), random);
        QCOMPARE(box.size(), box_overhead + 3);
        QCOMPARE(desk.openBox(box), std::optional<Bytes>(Bytes{'k', 'e', 'y'}));
        QVERIFY(!other.openBox(box));
        box.back() ^= 1;
        QVERIFY(!desk.openBox(box));
        QVERIFY(!desk.openBox(ByteView(box).first(47)));

        Bytes theirs(box_overhead + 3);
        crypto_box_seal(theirs.data(), reinterpret_cast<const unsigned char*>("key"), 3,
                        desk.boxKey().data());
        QVERIFY(desk.openBox(theirs).has_value());
    }

    void boxToAKeyOfSmallOrderIsEmpty() {
        CountingRandom random;
        QVERIFY(sealBox(BoxKey{}, bytesOf("key"), random).empty());
    }

    void stretchingIsArgon2id() {
        const auto key = stretch(bytesOf("password"), counting<16>(0xc0), {2, 8});
        QVERIFY(key.has_value());
        QCOMPARE(hex(key->view()), hex(golden("stretched")));
    }

    void secretsAreWipedWhenMovedFrom() {
        Secret<4> secret = Secret<4>::from(counting<4>(1));
        const Secret<4> moved = std::move(secret);
        QVERIFY(secret == Secret<4>()); // NOLINT(bugprone-use-after-move)
        QVERIFY(moved == Secret<4>::from(counting<4>(1)));
        SecretText text("گذرواژه");
        const SecretText taken = std::move(text);
        QVERIFY(text.empty()); // NOLINT(bugprone-use-after-move)
        QVERIFY(taken == SecretText("گذرواژه"));
    }
};
PEYVAND_TEST(PrimitivesTest)

class LayoutTest : public QObject {
    Q_OBJECT
  private slots:
    void writerAndReaderAreBigEndian() {
        Writer out;
        out.u8(1).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d0e0fULL).variable(bytesOf("ab"));
        QCOMPARE(hex(out.bytes()), QByteArray("0102030405060708090a0b0c0d0e0f000000026162"));
        Reader in(out.bytes());
        QCOMPARE(in.u8(), std::uint8_t{1});
        QCOMPARE(in.u16(), std::uint16_t{0x0203});
        QCOMPARE(in.u32(), 0x04050607U);
        QVERIFY(in.u64() == 0x08090a0b0c0d0e0fULL);
        QVERIFY(!in.atEnd());
        QCOMPARE(textOf(in.variable(2)), std::string_view("ab"));
        QVERIFY(in.atEnd());
    }

    void readerNeverPassesTheEnd() {
        const ByteArray<6> bytes = counting<6>(0);
        Reader in(bytes);
        in.u32();
        QCOMPARE(in.u32(), 0U);
        QVERIFY(!in.ok());
        QCOMPARE(in.u8(), std::uint8_t{0});
        QVERIFY(!in.atEnd());
        Reader lying(ByteView(bytes).subspan(0, 4));
        QVERIFY(lying.variable(SIZE_MAX).empty());
        QVERIFY(!lying.ok());
    }

    void variableBytesOverTheLimitAreRefused() {
        Writer out;
        out.variable(bytesOf("abc"));
        Reader in(out.bytes());
        QVERIFY(in.variable(2).empty());
        QVERIFY(!in.ok());
    }

    void base32IsCrockfords() {
        QCOMPARE(toBase32({}), std::string());
        QCOMPARE(toBase32(bytesOf("foobar")), std::string("CSQPYRK1E8"));
        QCOMPARE(toBase32(counting<16>(0)), std::string("000G40R40M30E209185GR38E1W"));
        QCOMPARE(fromBase32("csqp-yrkl e8"), fromBase32("CSQPYRK1E8"));
        QCOMPARE(fromBase32("oO"), std::optional<Bytes>(Bytes{0}));
    }

    void base32RoundTripsEveryLength() {
        for (std::size_t size = 0; size < 40; ++size) {
            Bytes bytes(size);
            for (std::size_t i = 0; i < size; ++i)
                bytes[i] = static_cast<std::uint8_t>(i * 37 + size);
            QCOMPARE(fromBase32(toBase32(bytes)), std::optional<Bytes>(bytes));
        }
    }

    void base32RefusesWhatNoBytesGive() {
        QVERIFY(!fromBase32("U0"));
        QVERIFY(!fromBase32("0"));
        QVERIFY(!fromBase32("01"));
        QVERIFY(!fromBase32("000"));
        QVERIFY(!fromBase32("۰۰"));
    }
};
PEYVAND_TEST(LayoutTest)

#include "primitives_test.moc"
