// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two charities of one network, for tests that read like a story:
//   TwoCharities both; both.a.give(zahra, "food_basket"); both.sync(); both.b.ask(zahra) …
// The veil is the cheap one.

#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "sync/enquiry/enquiry.h"
#include "sync/network/claims_worker.h"
#include "sync/network/council_work.h"
#include "sync/network/exchange.h"
#include "tests/support/cheap_veil.h"
#include "tests/support/register_fixture.h"

#include <QTest>

namespace peyvand::test {

/// The value of a result that must be there.
template <class T> T must(Result<T> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
    return std::move(*result);
}
inline void must(Result<void> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
}

struct Charity {
    explicit Charity(std::string name) : fixture(std::move(name)) { openNetwork(); }

    void openNetwork() { network = must(Network::open(fixture.opened())); }
    void useCheapVeil() {
        const VeilSecret secret = VeilSecret::from(ByteArray<32>{7});
        network->replaceVeil(std::make_unique<CheapVeil>(network->id(), 1, secret));
    }
    BeneficiaryId add(const std::string& name, const std::string& national_id,
                      std::optional<BirthDate> birth = std::nullopt) {
        NewPerson person;
        person.fields.given_name = name;
        person.fields.birth = birth;
        if (!national_id.empty())
            person.identities.push_back({std::nullopt, national_id, {}});
        return must(People(fixture.opened()).add(person)).id;
    }
    AidId give(const BeneficiaryId& person, const std::string& category, CivilDate day,
               const std::string& item = {}) {
        AidDraft draft;
        draft.person = person;
        draft.category = category;
        draft.item = item;
        draft.amount = Rial{5'000'000};
        draft.date = day;
        return must(AidBook(fixture.opened()).give(draft));
    }
    Answer ask(const std::string& typed, const std::string& category = {}) {
        return must(
            Enquiry(*network, executor).ask({typed, std::nullopt, category, Language::persian}));
    }
    SealedClaims seal() { return must(sealDueClaims(*network, executor)); }
    Path exportTo(const Path& file) {
        return must(exportBundle(*network, file, std::nullopt, executor)).path;
    }

    RegisterFixture fixture;
    std::unique_ptr<Network> network;
    InlineExecutor executor;
};

class TwoCharities {
  public:
    explicit TwoCharities(bool real_veil = false) {
        must(a.network->foundNetwork("مجمع آزمون", RegisterFixture::password()));
        const auto invitation = must(a.network->inviteCharity());
        const auto attempt =
            must(b.network->requestToJoin(invitation, RegisterFixture::password()));
        const auto admitted = must(a.network->admitCharity(attempt.request));
        must(b.network->acceptWelcome(admitted.welcome));
        if (!real_veil) {
            a.useCheapVeil();
            b.useCheapVeil();
        }
    }
    /// One bundle each way.
    void sync() {
        must(importBundle(*b.network, a.exportTo(file("a.pvb"))));
        must(importBundle(*a.network, b.exportTo(file("b.pvb"))));
    }
    Path file(const char* name) const { return Path(folder_.path().toStdString()) / name; }

    Charity a{"خیریهٔ الف"};
    Charity b{"خیریهٔ ب"};

  private:
    QTemporaryDir folder_{};
};

/// By the only seat there is.
inline void expel(Charity& council, Charity& who) {
    const auto charity = who.fixture.opened().journal().charity();
    if (must(CouncilWork(*council.network).expel(charity)) != CouncilOutcome::done)
        qFatal("the only seat did not decide");
}

inline CivilDate hijri(int year, int month, int day) {
    return HijriDate::make(year, month, day)->civil();
}

} // namespace peyvand::test
