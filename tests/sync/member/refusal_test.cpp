// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry.h"
#include "tests/sync/member/network_story.h"

using namespace peyvand;
using namespace peyvand::test;

class RefusalTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto().has_value()); }

    void expiredInvitationsAreRefusedAtBothEnds() {
        Founder founder;
        const Party newcomer(2);
        IssuedInvitation issued = founder.invite();
        const std::int64_t late_ms = now_ms + 15 * day_ms;
        QVERIFY(failsWith(requestAsCharity(issued.invitation, newcomer.own(), late_ms),
                          ErrorCode::invitation_expired));
        const auto attempt =
            requestAsCharity(issued.invitation, newcomer.own(), now_ms + 14 * day_ms);
        QVERIFY(failsWith(founder.admit(issued, attempt->request, late_ms),
                          ErrorCode::invitation_expired));
    }

    void anInvitationServesOneRequestOnly() {
        Founder founder;
        const Party first(2);
        const Party second(3);
        IssuedInvitation issued = founder.invite();
        const auto attempt = requestAsCharity(issued.invitation, first.own(), now_ms);
        QVERIFY(founder.admit(issued, attempt->request).has_value());
        const auto other = requestAsCharity(issued.invitation, second.own(), now_ms);
        QVERIFY(failsWith(founder.admit(issued, other->request), ErrorCode::invitation_unknown));
        // A lost welcome may be made again for the same newcomer, and changes nothing.
        const Membership before = founder.now();
        const auto again = founder.admit(issued, attempt->request);
        QVERIFY(acceptWelcome(*attempt, again->welcome, first.node).has_value());
        QVERIFY(founder.now() == before);
    }

    void requestsOfOtherInvitationsAndSecretsAreRefused() {
        Founder founder;
        const Party newcomer(2);
        IssuedInvitation issued = founder.invite();
        IssuedInvitation other = founder.invite();
        const auto attempt = requestAsCharity(other.invitation, newcomer.own(), now_ms);
        QVERIFY(failsWith(founder.admit(issued, attempt->request), ErrorCode::invitation_unknown));
        Invitation guessed = issued.invitation.copy();
        guessed.secret = Secret<16>{};
        const auto forged = requestAsCharity(guessed, newcomer.own(), now_ms);
        QVERIFY(
            failsWith(founder.admit(issued, forged->request), ErrorCode::request_not_authentic));
    }

    void welcomesForOthersAreRefused() {
        Founder founder;
        const Party newcomer(2);
        const Party stranger(3);
        IssuedInvitation issued = founder.invite();
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const auto admitted = founder.admit(issued, attempt->request);
        QVERIFY(failsWith(acceptWelcome(*attempt, admitted->welcome, stranger.node),
                          ErrorCode::welcome_for_other));
        const auto theirs = requestAsCharity(founder.invite().invitation, stranger.own(), now_ms);
        QVERIFY(failsWith(acceptWelcome(*theirs, admitted->welcome, stranger.node),
                          ErrorCode::welcome_for_other));
    }

    void aWelcomeFromAnybodyButTheInviterIsRefused() {
        Founder founder;
        Party newcomer(2);
        const auto attempt = requestAsCharity(founder.invite().invitation, newcomer.own(), now_ms);
        Founder impostor(7);
        const auto forged = makeWelcome(founder.now().network, impostor.node,
                                        newcomer.node.publicKey(), sha256(attempt->request),
                                        {impostor.network.state.records(), {}}, newcomer.random);
        QVERIFY(failsWith(acceptWelcome(*attempt, *forged, newcomer.node),
                          ErrorCode::welcome_for_other));
    }

    void onlyTheCouncilAdmitsCharities() {
        Founder founder;
        const Party member(2);
        Joined joined = founder.join(member);
        SeededRandom random(5);
        IssuedInvitation issued =
            *invite(joined.state.now(), member.node, InviteKind::charity, {}, 24, now_ms, random);
        const Party newcomer(3);
        const auto attempt = requestAsCharity(issued.invitation, newcomer.own(), now_ms);
        const SigningKey no_seat = SigningKey::generate(random);
        const Admitting with{member.node, &no_seat, nullptr, joined.keys};
        QVERIFY(failsWith(admit(joined.state, issued, attempt->request, with, now_ms, random),
                          ErrorCode::not_on_council));
        QVERIFY(failsWith(propose(joined.state.now(), EpochBody{2, {}}, no_seat, now_ms),
                          ErrorCode::not_on_council));
    }

    void aCharityIdOrNodeOfAMemberCannotBeTaken() {
        Founder founder;
        Party thief(2);
        thief.id = founder.id;
        IssuedInvitation issued = founder.invite();
        const auto attempt = requestAsCharity(issued.invitation, thief.own(), now_ms);
        QVERIFY(failsWith(founder.admit(issued, attempt->request), ErrorCode::certificate_invalid));
        Party borrower(3);
        borrower.node = founder.node.copy();
        const auto borrowed = requestAsCharity(issued.invitation, borrower.own(), now_ms);
        QVERIFY(
            failsWith(founder.admit(issued, borrowed->request), ErrorCode::certificate_invalid));
    }

    void namesAreChecked() {
        Founder founder;
        const Invitation invitation = founder.invite().invitation;
        const auto asked = [&](std::string name) {
            return requestAsCharity(invitation, Party(2, std::move(name)).own(), now_ms);
        };
        QVERIFY(failsWith(asked(""), ErrorCode::name_missing));
        QVERIFY(failsWith(asked(std::string(201, 'a')), ErrorCode::text_too_long));
        QVERIFY(failsWith(asked("a\u202Eb"), ErrorCode::text_has_controls));
        QVERIFY(failsWith(asked("a\xFF"), ErrorCode::text_has_controls));
        QVERIFY(asked("خیریهٔ می\u200Cشود").has_value());
    }
};
PEYVAND_TEST(RefusalTest)

#include "refusal_test.moc"
