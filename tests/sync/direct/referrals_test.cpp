// SPDX-License-Identifier: GPL-3.0-or-later
// A case goes from one charity to another, and nobody else reads of it.
#include "core/register/erase.h"
#include "tests/support/registry.h"
#include "tests/sync/direct/direct_story.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

class ReferralsTest : public QObject {
    Q_OBJECT
  private slots:
    void withoutASignedPaperNothingIsSent() {
        DirectStory story;
        const auto id = story.desks.a.add("زهرا", zahra);
        Referrals referrals(*story.desks.a.network);
        const auto unasked = referrals.send(story.draft(id));
        QCOMPARE(unasked.error().code, ErrorCode::referral_without_consent);
        story.consent(id, "given");
        auto to_other = story.draft(id);
        to_other.to = DirectStory::idOf(story.c);
        QCOMPARE(referrals.send(to_other).error().code, ErrorCode::referral_without_consent);
        story.consent(id, "refused");
        QCOMPARE(referrals.send(story.draft(id)).error().code, ErrorCode::referral_without_consent);
        QVERIFY(DirectStory::referrals(story.desks.a).empty());
    }

    void theFileReachesTheDesksOfTheTwoAndNobodyElse() {
        DirectStory story;
        must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        story.meet();
        for (Charity* one : {&story.desks.a, &story.desks.b, &story.b}) {
            const auto all = DirectStory::referrals(*one);
            QCOMPARE(all.size(), std::size_t{1});
            const Referral& seen = all.front();
            QCOMPARE(seen.incoming, one == &story.b);
            QCOMPARE(seen.person.fields.family_name, std::string("محمدی"));
            QCOMPARE(seen.person.fields.address, std::string("کوچهٔ انار"));
            QCOMPARE(seen.person.identities.size(), std::size_t{1});
            QCOMPARE(seen.due_ms - seen.made_ms, std::int64_t{24 * 3'600'000});
            QVERIFY(seen.state == ReferralState::open);
        }
        QCOMPARE(must(Referrals(*story.b.network).countWaiting()), std::int64_t{1});
        QVERIFY(DirectStory::referrals(story.c).empty());
        QCOMPARE(story.c.fixture.number("SELECT COUNT(*) FROM feed WHERE scope = 3"),
                 std::int64_t{0});
        QCOMPARE(story.c.fixture.number("SELECT COUNT(*) FROM audience_key WHERE scope = 3"),
                 std::int64_t{0});
    }

    void aStickBringsItAsWell() {
        DirectStory story;
        must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        const Path stick = story.desks.file("for b.pvb");
        must(exportBundle(*story.desks.a.network, stick, DirectStory::idOf(story.b),
                          story.desks.a.executor));
        must(importBundle(*story.b.network, stick));
        QCOMPARE(DirectStory::referrals(story.b).size(), std::size_t{1});
        // One for all members holds nothing of it.
        const Path open = story.desks.a.exportTo(story.desks.file("all.pvb"));
        must(importBundle(*story.c.network, open));
        QVERIFY(DirectStory::referrals(story.c).empty());
        QCOMPARE(story.c.fixture.number("SELECT COUNT(*) FROM feed WHERE scope = 3"),
                 std::int64_t{0});
    }

    void theAnswersComeBack() {
        DirectStory story;
        const auto id = must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        story.meet();
        Referrals there(*story.b.network);
        QCOMPARE(there.refuse(id, "", "").error().code, ErrorCode::reason_missing);
        QCOMPARE(there.finish(id, "").error().code, ErrorCode::referral_closed);
        must(there.refuse(id, "no_capacity", ""));
        must(there.accept(id, story.b.add("زهرا", zahra)));
        story.meet();
        QVERIFY(DirectStory::referrals(story.desks.b).front().state == ReferralState::accepted);
        must(there.finish(id, "دارو تهیه شد"));
        story.meet();
        const auto seen = DirectStory::referrals(story.desks.a).front();
        QVERIFY(seen.state == ReferralState::done);
        QCOMPARE(seen.answers.size(), std::size_t{3});
        QCOMPARE(seen.answers.front().note, std::string("دارو تهیه شد"));
        QCOMPARE(there.refuse(id, "other", "").error().code, ErrorCode::referral_closed);
        // Only who was asked answers.
        QCOMPARE(Referrals(*story.desks.a.network).accept(id, {}).error().code,
                 ErrorCode::referral_unknown);
    }

    void whatIsTakenBackIsNowhereAnyMore() {
        DirectStory story;
        const auto id = must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        story.meet();
        QVERIFY(DirectStory::holds(story.b, zahra));
        must(Referrals(*story.desks.b.network).withdraw(id));
        story.meet();
        for (Charity* one : story.everybody()) {
            QVERIFY(DirectStory::referrals(*one).empty());
            QVERIFY(!DirectStory::holds(*one, zahra));
        }
        // Nothing but the withdrawal can be read.
        for (Charity* one : {&story.desks.a, &story.desks.b, &story.b})
            QCOMPARE(DirectStory::readable(*one), std::int64_t{1});
        QCOMPARE(Referrals(*story.b.network).accept(id, {}).error().code,
                 ErrorCode::referral_closed);
    }

    void erasingAtTheSenderErasesItAtTheOther() {
        DirectStory story;
        const auto person = story.person();
        must(Referrals(*story.desks.a.network).send(story.draft(person)));
        story.meet();
        must(erasePerson(story.desks.b.fixture.opened(), person));
        story.meet();
        for (Charity* one : story.everybody()) {
            QVERIFY(!DirectStory::holds(*one, zahra));
            QVERIFY(!DirectStory::holds(*one, "محمدی"));
            QVERIFY(must(checkRegister(one->fixture.opened())).empty());
        }
    }

    void erasingAtTheAddresseeErasesWhatCame() {
        DirectStory story;
        const auto id = must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        story.meet();
        const auto there = story.b.add("زهرا", zahra);
        must(Referrals(*story.b.network).accept(id, there));
        must(erasePerson(story.b.fixture.opened(), there));
        QVERIFY(!DirectStory::holds(story.b, zahra));
        story.meet();
        for (Charity* one : {&story.desks.a, &story.desks.b, &story.b})
            QVERIFY(!DirectStory::holds(*one, zahra));
        QVERIFY(story.desks.areEqual());
    }

    void ofPeopleInHidingNoPlaceGoesAlong() {
        DirectStory story;
        const auto person = story.person();
        must(Records(story.desks.a.fixture.opened())
                 .edit(RecordType::beneficiary, idAs<RecordId>(person),
                       {{field::beneficiary::confidential, std::int64_t{1}}}));
        must(Referrals(*story.desks.a.network).send(story.draft(person)));
        const auto sent = DirectStory::referrals(story.desks.a).front();
        QCOMPARE(sent.person.fields.family_name, std::string("محمدی"));
        QVERIFY(sent.person.fields.city.empty() && sent.person.fields.address.empty());
        QVERIFY(!DirectStory::holds(story.desks.a, "یزد"));
    }

    // Each made a key numbered 1 before it had heard of the other's.
    void bothMayBeginAtOnce() {
        DirectStory story;
        must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        const auto other = story.b.add("مریم", maryam);
        namespace f = field::consent;
        must(Records(story.b.fixture.opened())
                 .add({RecordType::consent,
                       idAs<RecordId>(other),
                       {{f::purposes, std::string("referral")},
                        {f::state, std::string("given")},
                        {f::signed_day, std::int64_t{in_aban.days()}}}}));
        must(Referrals(*story.b.network)
                 .send({other, DirectStory::idOf(story.desks.a), ReferralUrgency::within_two_weeks,
                        "cash", ""}));
        story.meet();
        for (Charity* one : {&story.desks.a, &story.desks.b, &story.b})
            QCOMPARE(DirectStory::referrals(*one).size(), std::size_t{2});
        QVERIFY(story.desks.areEqual());
        // From now on one key writes at every desk.
        const auto writing = [](Charity& charity, const CharityId& partner) {
            return keyId(must(charity.fixture.opened().journal().keysOf(Audience::direct(partner)))
                             .back()
                             .key);
        };
        const auto key = writing(story.b, DirectStory::idOf(story.desks.a));
        QCOMPARE(writing(story.desks.a, DirectStory::idOf(story.b)), key);
        QCOMPARE(writing(story.desks.b, DirectStory::idOf(story.b)), key);
    }

    void aStolenDeskReadsNothingThatIsSaidLater() {
        DirectStory story;
        const auto person = story.person();
        must(Referrals(*story.desks.a.network).send(story.draft(person)));
        story.meet();
        const auto partner = DirectStory::idOf(story.b);
        must(CouncilWork(*story.desks.a.network)
                 .revokeDesk(nodeOf(*story.desks.b.network), RegisterFixture::password()));
        const auto held = [&](Charity& charity) {
            return must(charity.fixture.opened().journal().keysOf(Audience::direct(partner)))
                .size();
        };
        QCOMPARE(held(story.desks.a), std::size_t{2});
        syncBy(*story.desks.a.network, *story.b.network);
        must(Referrals(*story.desks.a.network).send(story.draft(person)));
        syncBy(*story.desks.a.network, *story.b.network);
        QCOMPARE(DirectStory::referrals(story.b).size(), std::size_t{2});
        // The addressee writes with it as well, and serves the thief nothing.
        QCOMPARE(must(story.b.fixture.opened().journal().keysOf(
                          Audience::direct(DirectStory::idOf(story.desks.a))))
                     .back()
                     .number,
                 std::uint32_t{2});
        const auto replica =
            must(NetworkReplica::make(*story.b.network, nodeOf(*story.desks.b.network)));
        QVERIFY(replica->open().empty());
        QCOMPARE(held(story.desks.b), std::size_t{1});
    }

    // A desk that comes later reads everything from the beginning.
    void aNewDeskHasTheKeysOfItsCharity() {
        DirectStory story;
        must(Referrals(*story.desks.a.network).send(story.draft(story.person())));
        story.meet();
        Charity late("رایانهٔ سوم");
        admitDesk(story.desks.a, late, "۳");
        syncBy(*story.desks.a.network, *late.network);
        QCOMPARE(DirectStory::referrals(late).size(), std::size_t{1});
        Charity there("رایانهٔ دوم ب");
        admitDesk(story.b, there, "۲");
        syncBy(*story.b.network, *there.network);
        QCOMPARE(DirectStory::referrals(there).size(), std::size_t{1});
        QVERIFY(DirectStory::referrals(there).front().incoming);
    }

    void aRestoredCopyGoesOnInANewFeed() {
        DirectStory story;
        const auto person = story.person();
        must(Referrals(*story.desks.a.network).send(story.draft(person)));
        story.meet();
        const FeedId before = story.desks.a.fixture.opened().journal().ownFeed(
            Audience::direct(DirectStory::idOf(story.b)));
        must(story.desks.a.fixture.opened().journal().continueInNewFeeds());
        must(Referrals(*story.desks.a.network).send(story.draft(person)));
        QVERIFY(story.desks.a.fixture.opened().journal().ownFeed(
                    Audience::direct(DirectStory::idOf(story.b))) != before);
        story.meet();
        QCOMPARE(DirectStory::referrals(story.b).size(), std::size_t{2});
    }
};

PEYVAND_TEST(ReferralsTest)
#include "referrals_test.moc"
