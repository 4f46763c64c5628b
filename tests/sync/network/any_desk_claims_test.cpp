// SPDX-License-Identifier: GPL-3.0-or-later
// Claims of one charity with two desks: whichever claimed, either revises and withdraws, and what
// one of them could not claim any more the other one claims.
#include "core/register/claim_due.h"
#include "core/register/erase.h"
#include "core/register/fields.h"
#include "tests/support/registry.h"
#include "tests/support/two_desks.h"

#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

namespace {
const std::string zahra = "0499370899", maryam = "0084575948";
const CivilDate in_aban = hijri(1405, 8, 20);
} // namespace

class AnyDeskClaimsTest : public QObject {
    Q_OBJECT

    struct World {
        World() { admitCharity(desks.a, other); }
        /// Both desks seal what they have heard of, and everybody meets.
        void settle() {
            for (int round = 0; round < 2; ++round) {
                desks.sync();
                counts_a = desks.a.seal();
                counts_b = desks.b.seal();
                desks.sync();
                syncBy(*desks.a.network, *other.network);
            }
        }
        std::size_t seen(const std::string& identity = zahra) {
            return other.ask(identity).claims.size();
        }
        /// The first desk gives something to somebody whom nobody knew.
        AidId help() {
            person = desks.a.add("زهرا", zahra);
            return desks.a.give(person, "cash", in_aban);
        }
        TwoDesks desks{};
        BeneficiaryId person{};
        Charity other{"خیریهٔ ب"};
        SealedClaims counts_a{}, counts_b{};
    };

  private slots:
    void whatOneDeskGaveTheOtherVoids() {
        World world;
        const auto aid = world.help();
        world.desks.a.seal();
        world.settle();
        QCOMPARE(world.seen(), std::size_t{1});
        must(AidBook(world.desks.b.fixture.opened()).voidAid(aid, "آزمون"));
        world.settle();
        QCOMPARE(world.seen(), std::size_t{0});
    }

    // The claim is made after the other desk voided, and before this one has heard of it.
    void aClaimThatComesAfterTheVoidIsWithdrawn() {
        World world;
        const auto aid = world.help();
        world.desks.sync();
        must(AidBook(world.desks.b.fixture.opened()).voidAid(aid, "آزمون"));
        world.desks.b.seal();
        world.desks.a.seal();
        world.settle();
        QCOMPARE(world.seen(), std::size_t{0});
    }

    void theOtherDeskDoesNotClaimOnceMore() {
        World world;
        world.help();
        world.desks.a.seal();
        world.desks.sync();
        const SealedClaims again = world.desks.b.seal();
        QCOMPARE(again.aid, std::int64_t{1});
        QCOMPARE(again.sealed + again.withdrawn, std::int64_t{0});
        QCOMPARE(world.desks.b.fixture.number("SELECT COUNT(*) FROM veil_seed"), std::int64_t{0});
    }

    // The desk that gave is gone before it claimed.
    void whatNobodyClaimedTheOtherDeskClaims() {
        World world;
        world.help();
        world.desks.sync();
        QCOMPARE(world.desks.b.seal().sealed, std::int64_t{1});
        syncBy(*world.desks.b.network, *world.other.network);
        QCOMPARE(world.seen(), std::size_t{1});
    }

    // A newer word of another desk beats the own older one, and is beaten by a newer own one.
    void theLastCorrectionOfANumberStands() {
        World world;
        world.help();
        world.desks.a.seal();
        world.settle();
        const auto correct = [&](Charity& desk, const std::string& from, const std::string& to) {
            Register& opened = desk.fixture.opened();
            RecordId old{};
            {
                auto row = opened.database().prepare("SELECT id FROM identity WHERE number = ?");
                row.bind(std::string_view(from));
                if (row.step())
                    old = row.id<RecordId>(0);
            }
            // As accepting a number in place of a wrong one does it.
            JournalTransaction transaction(opened.journal());
            transaction.add(FeedScope::office, {ChangeKind::set_fields,
                                                RecordType::identity,
                                                old,
                                                idAs<RecordId>(world.person),
                                                {{field::identity::removed, std::int64_t{1}}},
                                                std::nullopt,
                                                false});
            must(transaction.commit());
            must(People(opened).addIdentity(world.person, {std::nullopt, to, {}}));
            desk.seal();
            world.settle();
        };
        correct(world.desks.b, zahra, maryam);
        QCOMPARE(world.seen(zahra), std::size_t{0});
        QCOMPARE(world.seen(maryam), std::size_t{1});
        correct(world.desks.a, maryam, zahra);
        QCOMPARE(world.seen(zahra), std::size_t{1});
        QCOMPARE(world.seen(maryam), std::size_t{0});
    }

    // The claim came by way of another charity, the number that it stands on has not.
    void whatThisDeskHasNotHeardOfIsNoReasonToWithdraw() {
        World world;
        Charity& a = world.desks.a;
        Charity& b = world.desks.b;
        const auto person = a.add("زهرا", "");
        const auto aid = a.give(person, "cash", in_aban);
        world.desks.sync();
        b.seal();
        must(People(a.fixture.opened()).addIdentity(person, {std::nullopt, zahra, {}}));
        QCOMPARE(a.seal().sealed, std::int64_t{1});
        syncBy(*a.network, *world.other.network);
        syncBy(*world.other.network, *b.network);
        markClaimDue(b.fixture.database(), aid, ClaimDue::arrived);
        QCOMPARE(b.seal().withdrawn, std::int64_t{0});
        world.settle();
        QCOMPARE(world.seen(), std::size_t{1});
    }

    // Noted as the other desk's when it came: that is no word of this desk which it could take
    // back.
    void whatTheOtherDeskSaidIsNotWithdrawnAsOwn() {
        World world;
        const auto aid = world.help();
        world.desks.a.seal();
        world.settle();
        Database& b = world.desks.b.fixture.database();
        b.execute("UPDATE identity SET confirmed = 0");
        markClaimDue(b, aid, ClaimDue::arrived);
        QCOMPARE(world.desks.b.seal().withdrawn, std::int64_t{0});
        QCOMPARE(world.seen(), std::size_t{1});
    }

    // One whose clock is a century ahead takes nothing back that the others said.
    void aDeskWhoseClockIsWrongWithdrawsNothing() {
        World world;
        world.help();
        world.desks.a.seal();
        world.desks.b.fixture.clock.setDay(*CivilDate::fromYmd(2098, 6, 1));
        world.settle();
        markClaimsDue(world.desks.b.fixture.database(), world.person);
        world.settle();
        QCOMPARE(world.seen(), std::size_t{1});
    }

    void whoIsErasedAtOneDeskIsClaimedByNone() {
        World world;
        world.help();
        world.desks.a.seal();
        world.settle();
        must(erasePerson(world.desks.b.fixture.opened(), world.person));
        QCOMPARE(world.desks.b.seal().withdrawn, std::int64_t{1});
        syncBy(*world.desks.b.network, *world.other.network);
        QCOMPARE(world.seen(), std::size_t{0});
    }

    // The other desk claims without having heard; the erasing one has never seen that claim.
    void aClaimThatComesAfterTheErasingIsWithdrawnAlready() {
        World world;
        world.help();
        world.desks.sync();
        must(erasePerson(world.desks.b.fixture.opened(), world.person));
        world.desks.b.seal();
        world.desks.a.seal();
        syncBy(*world.desks.a.network, *world.other.network);
        QCOMPARE(world.seen(), std::size_t{1});
        syncBy(*world.desks.b.network, *world.other.network);
        QCOMPARE(world.seen(), std::size_t{0});
        QCOMPARE(world.desks.b.fixture.number("SELECT COUNT(*) FROM lost_claim"), std::int64_t{0});
    }
};
PEYVAND_TEST(AnyDeskClaimsTest)
#include "any_desk_claims_test.moc"
