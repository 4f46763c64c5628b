// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/consents.h"
#include "tests/support/registry.h"
#include "tests/support/two_charities.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {

const std::string zahra = "0499370899";
const std::string ali = "3926454466";
const CivilDate in_aban = hijri(1405, 8, 20);

std::size_t claimsSeen(Charity& charity, const std::string& typed) {
    return charity.ask(typed).claims.size();
}

// Entries that are long enough to hold a claim's frame.
std::int64_t framesKept(Charity& charity) {
    return charity.fixture.number("SELECT COUNT(*) FROM entry JOIN feed ON feed.number = entry.feed"
                                  " WHERE feed.scope = 2 AND length(entry.bytes) >= 262");
}

struct Paper {
    std::string state = "given";
    CivilDate day = hijri(1405, 8, 1);
    std::string purposes = "network_claims";
    std::string charities{};
    std::optional<CivilDate> until{};
};

template <class Subject>
RecordId sign(Charity& charity, const Subject& subject, const Paper& paper) {
    namespace f = field::consent;
    std::vector<FieldValue> fields{{f::purposes, paper.purposes},
                                   {f::state, paper.state},
                                   {f::signed_day, valueOf(paper.day)}};
    if (!paper.charities.empty())
        fields.push_back({f::charities, paper.charities});
    if (paper.until)
        fields.push_back({f::valid_until, valueOf(*paper.until)});
    return must(Records(charity.fixture.opened())
                    .add({RecordType::consent, idAs<RecordId>(subject), fields}));
}

void passDays(TwoCharities& both, int days) {
    both.a.fixture.clock.passDays(days);
    both.b.fixture.clock.passDays(days);
}

} // namespace

class ConsentTest : public QObject {
    Q_OBJECT
  private slots:
    void aRefusalBeforeTheAidLetsNoClaimOut() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        sign(both.a, person, {"refused"});
        both.a.give(person, "cash", in_aban);
        const auto sealed = both.a.seal();
        QCOMPARE(sealed.sealed, std::int64_t{0});
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
        QCOMPARE(both.b.fixture.number("SELECT COUNT(*) FROM claim"), std::int64_t{0});
    }

    void aRefusalAfterwardsWithdrawsWhatWasTold() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        both.a.give(person, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        sign(both.a, person, {"refused"});
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
        QCOMPARE(both.b.fixture.number("SELECT COUNT(*) FROM claim WHERE withdrawn = 1"),
                 std::int64_t{1});
    }

    void whatWasSealedBeforeTheRefusalDoesNotLeave() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        both.a.give(person, "cash", in_aban);
        QCOMPARE(both.a.seal().sealed, std::int64_t{1});
        sign(both.a, person, {"refused"});
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
        QCOMPARE(framesKept(both.a), std::int64_t{0});
        QCOMPARE(framesKept(both.b), std::int64_t{0});
        QCOMPARE(both.b.fixture.number("SELECT COUNT(*) FROM claim WHERE withdrawn = 1"),
                 std::int64_t{1});
        QVERIFY(must(checkRegister(both.a.fixture.opened())).empty());
        QVERIFY(must(checkRegister(both.b.fixture.opened())).empty());
    }

    void whatWasToldBeforeTheRefusalIsNotPassedOn() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        both.a.give(person, "cash", in_aban);
        both.sync();
        QCOMPARE(framesKept(both.b), std::int64_t{1});
        sign(both.a, person, {"refused"});
        both.sync();
        QCOMPARE(framesKept(both.b), std::int64_t{0});
    }

    void aConfidentialMemberOfAHelpedHouseholdIsNotTold() {
        TwoCharities both;
        const auto head = both.a.add("زهرا", zahra), hidden = both.a.add("علی", ali);
        const auto home = must(Households(both.a.fixture.opened()).make("خانوار", {head, hidden}));
        must(Records(both.a.fixture.opened())
                 .edit(RecordType::beneficiary, idAs<RecordId>(hidden),
                       {{field::beneficiary::confidential, std::int64_t{1}}}));
        AidDraft draft;
        draft.person = head;
        draft.household = home;
        draft.unit = HelpUnit::household;
        draft.category = "food_basket";
        draft.date = in_aban;
        must(AidBook(both.a.fixture.opened()).give(draft));
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        QCOMPARE(claimsSeen(both.b, ali), std::size_t{0});
    }

    void consentGivenLaterTellsAgain() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        both.a.give(person, "cash", in_aban);
        both.sync();
        sign(both.a, person, {"refused"});
        both.sync();
        sign(both.a, person, {"given", hijri(1405, 8, 2)});
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        sign(both.a, person, {"refused", hijri(1405, 8, 3)});
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
    }

    void onOneDayTheRefusalWins() {
        for (const bool refusal_first : {true, false}) {
            TwoCharities both;
            const auto person = both.a.add("زهرا", zahra);
            sign(both.a, person, {refusal_first ? "refused" : "given"});
            sign(both.a, person, {refusal_first ? "given" : "refused"});
            both.a.give(person, "cash", in_aban);
            both.sync();
            QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
        }
    }

    void aWithdrawnConsentWithdrawsItsClaims() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        const RecordId paper = sign(both.a, person, {});
        both.a.give(person, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        Consents consents(both.a.fixture.opened());
        const CivilDate today = both.a.fixture.opened().today();
        QCOMPARE(consents.withdraw(paper, today.plusDays(1)).error().code,
                 ErrorCode::date_in_future);
        must(consents.withdraw(paper, today));
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
    }

    void theBasisDecidesForThoseWhoWereNotAsked() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        both.a.give(person, "cash", in_aban);
        const auto signer = both.a.add("علی", ali);
        sign(both.a, signer, {});
        both.a.give(signer, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra) + claimsSeen(both.b, ali), std::size_t{2});
        Consents consents(both.a.fixture.opened());
        must(consents.setBasis(SharingBasis::only_with_consent));
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
        QCOMPARE(claimsSeen(both.b, ali), std::size_t{1});
        must(consents.setBasis(SharingBasis::unless_refused));
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
    }

    void anExpiredConsentEndsWithItsLastDay() {
        TwoCharities both;
        must(Consents(both.a.fixture.opened()).setBasis(SharingBasis::only_with_consent));
        const auto person = both.a.add("زهرا", zahra);
        const CivilDate today = both.a.fixture.opened().today();
        sign(both.a, person, {"given", hijri(1405, 8, 1), "network_claims", {}, today.plusDays(1)});
        both.a.give(person, "cash", in_aban);
        both.sync();
        passDays(both, 1);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        passDays(both, 1);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
    }

    void aPaperSignedForLaterBeginsOnItsDay() {
        TwoCharities both;
        must(Consents(both.a.fixture.opened()).setBasis(SharingBasis::only_with_consent));
        const auto person = both.a.add("زهرا", zahra);
        sign(both.a, person, {"given", both.a.fixture.opened().today().plusDays(2)});
        both.a.give(person, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
        passDays(both, 2);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
    }

    void aMemberWhoRefusesIsNotNamedAndTheOthersAre() {
        TwoCharities both;
        const auto mother = both.a.add("زهرا", zahra, BirthDate::ofYear(1360));
        const auto adult = both.a.add("علی", ali, BirthDate::ofYear(1370));
        const auto home = must(Households(both.a.fixture.opened()).make("", {mother, adult}));
        both.a.give(mother, "food_basket", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, ali), std::size_t{1});
        sign(both.a, adult, {"refused"});
        both.sync();
        QCOMPARE(claimsSeen(both.b, ali), std::size_t{0});
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        sign(both.a, home, {"refused"});
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{0});
    }

    void helpOfOneWhoRefusesIsNotToldThroughTheFamily() {
        TwoCharities both;
        const auto mother = both.a.add("زهرا", zahra, BirthDate::ofYear(1360));
        const auto adult = both.a.add("علی", ali, BirthDate::ofYear(1370));
        must(Households(both.a.fixture.opened()).make("", {mother, adult}));
        sign(both.a, mother, {"refused", hijri(1405, 8, 1), "keep_file"});
        both.a.give(mother, "food_basket", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra) + claimsSeen(both.b, ali), std::size_t{0});
    }

    void aPaperThatNamesCharitiesSpeaksForThose() {
        TwoCharities both;
        must(Consents(both.a.fixture.opened()).setBasis(SharingBasis::only_with_consent));
        const auto person = both.a.add("زهرا", zahra), other = both.a.add("علی", ali);
        sign(both.a, person, {"given", in_aban, "network_claims", "خيرية ب"});
        sign(both.a, other, {"given", in_aban, "network_claims", "خیریهٔ پ"});
        both.a.give(person, "cash", in_aban);
        both.a.give(other, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
        QCOMPARE(claimsSeen(both.b, ali), std::size_t{0});
    }

    void anotherPurposeSaysNothingOfClaims() {
        TwoCharities both;
        const auto person = both.a.add("زهرا", zahra);
        sign(both.a, person, {"refused", in_aban, "picture\nsponsor_report"});
        both.a.give(person, "cash", in_aban);
        both.sync();
        QCOMPARE(claimsSeen(both.b, zahra), std::size_t{1});
    }
};
PEYVAND_TEST(ConsentTest)
#include "consent_test.moc"
