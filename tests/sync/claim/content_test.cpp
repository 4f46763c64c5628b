// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/claim/content.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace peyvand;

namespace {

ClaimContent plain() {
    ClaimContent content;
    content.category = 12;
    content.month = {1405, 12};
    return content;
}

bool comesBack(const ClaimContent& content) {
    const auto read = decodeClaimContent(encodeClaimContent(content));
    return read && *read == content;
}

} // namespace

class ClaimContentTest : public QObject {
    Q_OBJECT
  private slots:
    void everyFieldComesBack() {
        ClaimContent content = plain();
        QVERIFY(comesBack(content));
        content.item = "یخچال";
        content.unit = HelpUnit::household;
        content.state = AidState::held;
        content.band = 200;
        content.hold_until = *CivilDate::parseIso("2026-12-31");
        content.contact.bytes[15] = 9;
        QVERIFY(comesBack(content));
        content.day = *CivilDate::parseIso("2026-08-24");
        content.month = HijriMonth::of(*content.day);
        QVERIFY(comesBack(content));
    }

    void longItemsAreCutAtACharacterAndEqualStaysEqual() {
        ClaimContent content = plain();
        content.item = "x";
        for (int i = 0; i < 60; ++i)
            content.item += "ی";
        const auto read = decodeClaimContent(encodeClaimContent(content));
        QCOMPARE(read->item.size(), std::size_t{95});
        content.item = read->item;
        QVERIFY(comesBack(content));
    }

    void itemsThatEndLikePaddingComeBack() {
        ClaimContent content = plain();
        content.item = std::string("\x80\0\x80\0", 4);
        QVERIFY(comesBack(content));
        content.item = std::string(claim_item_limit_bytes, 'a');
        QVERIFY(comesBack(content));
    }

    void wrongPaddingAndValuesAreRefused() {
        const auto good = encodeClaimContent(plain());
        QVERIFY(!decodeClaimContent(ByteView(good).first(127)));
        QVERIFY(!decodeClaimContent(ByteArray<128>{}));
        const auto changed = [&](std::size_t at, std::uint8_t value) {
            auto bytes = good;
            bytes[at] = value;
            const auto read = decodeClaimContent(bytes);
            return !read && read.error().code == ErrorCode::claim_malformed;
        };
        QVERIFY(changed(127, 1));  // no ISO 7816 end
        QVERIFY(changed(2, 3));    // unit
        QVERIFY(changed(3, 0));    // state
        QVERIFY(changed(3, 5));    // state
        QVERIFY(changed(5, 3));    // grain
        QVERIFY(changed(6, 0x80)); // month
        QVERIFY(changed(30, 97));  // item longer than what is there
    }

    void bytesOfALaterVersionAreSkipped() {
        auto bytes = encodeClaimContent(plain());
        bytes[31] = 0x55;
        bytes[32] = 0x80;
        QVERIFY(*decodeClaimContent(bytes) == plain());
    }
};
PEYVAND_TEST(ClaimContentTest)

#include "content_test.moc"
