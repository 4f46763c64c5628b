// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/sync/member/network_story.h"

using namespace peyvand;
using namespace peyvand::test;

namespace {

template <class Check> void forEachFlippedBit(const Bytes& bytes, Check check) {
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        Bytes flipped = bytes;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
        QVERIFY2(check(flipped), qPrintable(QString("bit %1").arg(bit)));
    }
}

} // namespace

class JoiningTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void aCharityJoinsWithoutANetwork() {
        Founder founder;
        const Party newcomer(2);
        IssuedInvitation issued = founder.invite();
        const auto invitation = Invitation::parse(issued.invitation.text());
        const auto attempt = requestAsCharity(*invitation, newcomer.own(), now_ms);
        const auto seen = readRequest(issued, attempt->request, now_ms);
        QCOMPARE(seen->comparison, attempt->comparison);
        QCOMPARE(seen->request.charity_name, newcomer.name);
        const auto admitted = founder.admit(issued, attempt->request);
        QVERIFY(admitted->charity == newcomer.id);

        const auto joined = acceptWelcome(*attempt, admitted->welcome, newcomer.node);
        QVERIFY(joined->charity == newcomer.id);
        QVERIFY(joined->state.now() == founder.now());
        QCOMPARE(joined->state.now().members.size(), std::size_t{2});
        QVERIFY(joined->state.now().isEntitled(newcomer.node.publicKey()));
        QVERIFY(findKey(joined->keys, KeyScope::network)->key == founder.network.keys[0].key);
        QVERIFY(findKey(joined->keys, KeyScope::veil)->key == founder.network.keys[1].key);
    }

    void aSecondDeskJoinsItsOwnCharity() {
        Founder founder;
        founder.network.keys.push_back({KeyScope::office, {}, 1, EpochKey{}});
        SeededRandom random(9);
        const SigningKey node = SigningKey::generate(random);
        IssuedInvitation issued = founder.invite(InviteKind::desk);
        const auto attempt = requestAsDesk(issued.invitation, "رایانهٔ دو", node, now_ms);
        const auto admitted = founder.admit(issued, attempt->request);
        const auto joined = acceptWelcome(*attempt, admitted->welcome, node);
        QVERIFY(joined->charity == founder.id);
        QCOMPARE(joined->state.now().desksOf(founder.id).size(), std::size_t{2});
        QVERIFY(findKey(joined->keys, KeyScope::office));
    }

    void officeKeysNeverGoToAnotherCharity() {
        Founder founder;
        founder.network.keys.push_back({KeyScope::office, {}, 1, EpochKey{}});
        QVERIFY(!findKey(founder.join(Party(2)).keys, KeyScope::office));
    }

    void everyFlippedBitOfAnInvitationIsFound() {
        Founder founder;
        const Invitation invitation = founder.invite().invitation;
        forEachFlippedBit(invitation.encode(), [](const Bytes& bytes) {
            return failsWith(Invitation::decode(bytes), ErrorCode::invitation_damaged);
        });
        const std::string text = invitation.text();
        forEachFlippedBit(Bytes(text.begin(), text.end()), [&](const Bytes& bytes) {
            const auto read = Invitation::parse(textOf(bytes));
            return !read || read->encode() == invitation.encode();
        });
        QVERIFY(!Invitation::parse(""));
        QVERIFY(!Invitation::parse("PV1-"));
        QVERIFY(!Invitation::parse(text.substr(0, text.size() - 1)));
        QVERIFY(!Invitation::parse(text + "0"));
    }

    void invitationsAreReadAsPeopleTypeThem() {
        Founder founder;
        const Invitation invitation = founder.invite().invitation;
        std::string typed = "\n " + invitation.text() + " \r\n";
        typed.insert(20, " ");
        for (char& c : typed)
            c = c == '1' ? 'l' : c == '0' ? 'o' : static_cast<char>(QChar(c).toLower().unicode());
        QCOMPARE(Invitation::parse(typed)->text(), invitation.text());
    }

    void everyFlippedBitOfARequestIsFound() {
        Founder founder;
        IssuedInvitation issued = founder.invite();
        const auto attempt = requestAsCharity(issued.invitation, Party(2).own(), now_ms);
        const Membership before = founder.now();
        forEachFlippedBit(attempt->request, [&](const Bytes& bytes) {
            return !founder.admit(issued, bytes) && !issued.used_for;
        });
        QVERIFY(founder.now() == before);
    }

    void everyFlippedBitOfAWelcomeIsFound() {
        Founder founder;
        const Party newcomer(2);
        IssuedInvitation issued = founder.invite();
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const auto admitted = founder.admit(issued, attempt->request);
        forEachFlippedBit(admitted->welcome, [&](const Bytes& bytes) {
            return !acceptWelcome(*attempt, bytes, newcomer.node);
        });
        Bytes longer = admitted->welcome;
        longer.push_back(0);
        QVERIFY(
            failsWith(acceptWelcome(*attempt, longer, newcomer.node), ErrorCode::welcome_damaged));
    }

    void keptInvitationsAndAttemptsComeBack() {
        Founder founder;
        const Party newcomer(2);
        IssuedInvitation issued = founder.invite();
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const auto kept = JoinAttempt::decode(attempt->encode());
        QCOMPARE(kept->comparison, attempt->comparison);
        IssuedInvitation stored = *IssuedInvitation::decode(issued.encode());
        const auto admitted = founder.admit(stored, kept->request);
        QVERIFY(acceptWelcome(*kept, admitted->welcome, newcomer.node).has_value());
        QVERIFY(IssuedInvitation::decode(stored.encode())->used_for == stored.used_for);
    }
};
PEYVAND_TEST(JoiningTest)

#include "joining_test.moc"
