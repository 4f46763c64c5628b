// SPDX-License-Identifier: GPL-3.0-or-later
// Users, their passwords, the change of the register key, and what roles are refused.
#include "core/register/aid_book.h"
#include "core/register/erase.h"
#include "core/register/people.h"
#include "core/register/records.h"
#include "core/register/rule_book.h"
#include "core/register/users.h"
#include "tests/support/register_fixture.h"
#include "tests/support/registry.h"

#include <filesystem>
#include <QtTest>

using namespace peyvand;
using namespace peyvand::test;

template <class T> static T must(Result<T> result) {
    if (!result)
        qFatal("%s", errorName(result.error().code).data());
    return std::move(*result);
}

class UsersTest : public QObject {
    Q_OBJECT
    std::unique_ptr<RegisterFixture> desk_;
    static constexpr StretchCost cheap{1, 8};
    Register& desk() { return desk_->opened(); }
    static SecretText own() { return RegisterFixture::password(); }
    static SecretText other() { return SecretText("another password"); }

    Users::Code add(const char* name, Role role) {
        auto code = Users(desk()).add(own(), {name, role, other(), cheap});
        if (!code)
            qFatal("not added: %s", errorName(code.error().code).data());
        return std::move(*code);
    }
    Result<std::unique_ptr<Register>> openAs(const char* name, const SecretText& password) {
        return Register::open(desk_->platform(), desk_->folder(), name, password);
    }
    ErrorCode openingFails(const char* name, const SecretText& password) {
        const auto opened = openAs(name, password);
        return opened ? ErrorCode::internal : opened.error().code;
    }

  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void init() { desk_ = std::make_unique<RegisterFixture>(); }

    void everyRoleIsHeldToItsTable() {
        const auto person = People(desk()).add({{"زهرا", "محمدی"}, {}});
        add("بازرس", Role::auditor);
        add("متصدی", Role::clerk);
        desk_->close();
        {
            const auto auditor = openAs("بازرس", other());
            QVERIFY(auditor);
            QCOMPARE(People(**auditor).add({{"نو", "نو"}, {}}).error().code,
                     ErrorCode::not_permitted);
            QVERIFY(People(**auditor).person(person->id));
            QVERIFY(Users(**auditor).list());
            QVERIFY((*auditor)->permits(Deed::read_audit));
        }
        const auto clerk = openAs("متصدی", other());
        QVERIFY(clerk);
        QVERIFY(People(**clerk).add({{"نو", "نو"}, {}}));
        const auto rules = RuleBook(**clerk).rules();
        QCOMPARE(RuleBook(**clerk).set(rules->front()).error().code, ErrorCode::not_permitted);
        QCOMPARE(Users(**clerk).list().error().code, ErrorCode::not_permitted);
        QCOMPARE(Users(**clerk).remove(other(), "manager").error().code, ErrorCode::not_permitted);
        for (const Deed deed : {Deed::export_, Deed::erase, Deed::users, Deed::see_illness})
            QVERIFY(!(*clerk)->permits(deed));
        QVERIFY(!desk_->platform().files.exists(desk_->folder() / "root"));
    }
    void deedsAndReadingsAreRefusedWhereTheyAreDone() {
        const auto person = People(desk()).add({{"زهرا", "محمدی"}, {}});
        add("متصدی", Role::clerk);
        add("بازرس", Role::auditor);
        QVERIFY(desk().readAudit({}));
        desk_->close();
        {
            const auto clerk = openAs("متصدی", other());
            QCOMPARE((*clerk)->readAudit({}).error().code, ErrorCode::not_permitted);
            QCOMPARE((*clerk)->verifyAudit().error().code, ErrorCode::not_permitted);
            QCOMPARE(erasePerson(**clerk, person->id).error().code, ErrorCode::not_permitted);
            QCOMPARE(Records(**clerk).page({RecordType::sponsor}).error().code,
                     ErrorCode::not_permitted);
            QVERIFY(Records(**clerk).page({RecordType::need}));
        }
        const auto auditor = openAs("بازرس", other());
        QVERIFY((*auditor)->readAudit({}));
        QVERIFY(*(*auditor)->verifyAudit() > 0);
    }
    void whatTheProgramHasToDoIsNotAskedForARole() {
        const auto person = People(desk()).add({{"زهرا", "محمدی"}, {}});
        add("بازرس", Role::auditor);
        desk_->close();
        const Path file = desk_->folder() / "register.db";
        const Path older = desk_->folder() / "older";
        std::filesystem::copy_file(file, older);
        desk_->reopen();
        QVERIFY(erasePerson(desk(), person->id));
        desk_->close();
        std::filesystem::copy_file(older, file, std::filesystem::copy_options::overwrite_existing);
        // Who was erased is erased again whoever opens it.
        const auto auditor = openAs("بازرس", other());
        QVERIFY(auditor);
        QCOMPARE(People(**auditor).person(person->id).error().code, ErrorCode::beneficiary_unknown);
    }
    void aWrongOwnPasswordChangesNothing() {
        Users users(desk());
        QCOMPARE(users.add(other(), {"تازه", Role::clerk, other(), cheap}).error().code,
                 ErrorCode::password_wrong);
        QCOMPARE(users.list()->size(), std::size_t{1});
        add("همکار", Role::clerk);
        QCOMPARE(users.remove(other(), "همکار").error().code, ErrorCode::password_wrong);
        for (const User& user : must(users.list()))
            QVERIFY(!user.closed && user.is_here);
    }
    void whatFollowsFromGivingIsNotRefused() {
        const auto person = People(desk()).add({{"زهرا", "محمدی"}, {}});
        const auto subject = idAs<RecordId>(person->id);
        namespace n = field::need;
        const auto need = Records(desk()).add({RecordType::need,
                                               subject,
                                               {{n::category, std::string("cash")},
                                                {n::urgency, std::string("ordinary")},
                                                {n::found_day, valueOf(desk().today())},
                                                {n::state, std::string("open")}},
                                               {}});
        QVERIFY2(need, need ? "" : errorName(need.error().code).data());
        for (const Role role : {Role::clerk, Role::accountant, Role::storekeeper}) {
            const std::string name(roleName(role));
            add(name.c_str(), role);
            desk_->close();
            {
                const auto opened = openAs(name.c_str(), other());
                AidDraft draft;
                draft.person = person->id;
                draft.category = "cash";
                draft.amount = Rial{1'000'000};
                draft.date = (*opened)->today();
                draft.details.need = *need;
                const auto aid = AidBook(**opened).give(draft);
                QVERIFY2(aid, aid ? "" : errorName(aid.error().code).data());
                QVERIFY(AidBook(**opened).voidAid(*aid, "اشتباه"));
            }
            desk_->reopen();
        }
    }
    void hiddenFieldsAreHiddenWhereTheyAreRead() {
        namespace b = field::bank_account;
        namespace p = field::beneficiary;
        const auto person = People(desk()).add({{"زهرا", "محمدی"}, {}});
        const auto subject = idAs<RecordId>(person->id);
        const std::string iban = "IR580540105180021273113007";
        const auto account =
            Records(desk()).add({RecordType::bank_account,
                                 subject,
                                 {{b::iban, iban}, {b::holder, std::string("زهرا")}},
                                 {}});
        QVERIFY(account);
        QVERIFY(Records(desk()).edit(RecordType::beneficiary, subject,
                                     {{p::illness, std::string("دیابت")}}));
        add("متصدی", Role::clerk);
        add("حسابدار", Role::accountant);
        add("مددکار", Role::social_worker);
        desk_->close();
        {
            const auto clerk = openAs("متصدی", other());
            Records records(**clerk);
            const auto shown = records.record(RecordType::bank_account, *account);
            QVERIFY(shown && shown->text(b::iban) != iban && !shown->text(b::iban).empty());
            QVERIFY(!records.record(RecordType::beneficiary, subject)->has(p::illness));
            RecordRequest asked{RecordType::bank_account};
            asked.conditions = {{b::iban, Comparison::equals, iban}};
            QCOMPARE(records.page(asked).error().code, ErrorCode::not_permitted);
            const auto events = records.history(RecordType::bank_account, *account);
            for (const auto& event : *events)
                QVERIFY(event.after != Value{iban});
            // A form that comes back as it was shown changes nothing.
            QVERIFY(records.edit(
                RecordType::bank_account, *account,
                {{b::iban, shown->text(b::iban)}, {b::holder, std::string("ز. محمدی")}}));
            QVERIFY(records.edit(RecordType::beneficiary, subject, {{p::illness, Value{}}}));
            QCOMPARE(
                records.edit(RecordType::beneficiary, subject, {{p::illness, std::string("دیگری")}})
                    .error()
                    .code,
                ErrorCode::not_permitted);
        }
        {
            const auto accountant = openAs("حسابدار", other());
            QCOMPARE(
                Records(**accountant).record(RecordType::bank_account, *account)->text(b::iban),
                iban);
        }
        const auto worker = openAs("مددکار", other());
        QCOMPARE(Records(**worker).record(RecordType::beneficiary, subject)->text(p::illness),
                 std::string("دیابت"));
    }
    void aFileOfKeysThatOpensNothingIsOfNoUse() {
        desk_->close();
        const Path next = desk_->folder() / "keys.next";
        for (const bool is_junk : {true, false}) {
            if (is_junk)
                std::filesystem::copy_file(desk_->folder() / "heads", next);
            else
                std::filesystem::copy_file(desk_->folder() / "root", next);
            QVERIFY(openAs("manager", own()));
            QVERIFY(!std::filesystem::exists(next));
        }
        QVERIFY(openAs("manager", own()));
    }
    void aBoxThatSomebodyPutsIntoTheOpenFileGetsNoKey() {
        add("رفته", Role::clerk);
        const Path keys = desk_->folder() / "keys";
        std::filesystem::copy_file(keys, desk_->folder() / "kept");
        add("مانده", Role::clerk);
        std::filesystem::copy_file(desk_->folder() / "kept", keys,
                                   std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(Users(desk()).remove(own(), "رفته").error().code,
                 ErrorCode::register_keys_rolled_back);
    }
    void anothersRightPasswordDoesNotSetTheCountBack() {
        add("متصدی", Role::clerk);
        desk_->close();
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(openingFails("manager", SecretText("a guess of mine")),
                     ErrorCode::password_wrong);
            QVERIFY(openAs("متصدی", other()));
        }
        QCOMPARE(openingFails("manager", SecretText("a guess of mine")), ErrorCode::attempts_wait);
        QVERIFY(openAs("متصدی", other()));
    }
    void aNumberIsOneNumberInTheAudit() {
        QVERIFY(desk().audit().write(AuditDeed::enquiry, std::nullopt, "۱۲۳۴۵۶۷۸۹۱"));
        QCOMPARE(desk().audit().list({.typed = "1234567891"})->size(), std::size_t{1});
        QCOMPARE(desk().audit().list({.typed = "123-456-7891"})->size(), std::size_t{1});
        QCOMPARE(desk().audit().list({.typed = "0499370899"})->size(), std::size_t{0});
    }
    void aKeptHeadThatIsTakenAwayIsACut() {
        desk_->reopen();
        QVERIFY(desk().audit().verify());
        desk_->close();
        const Path file = desk_->folder() / "audit";
        Bytes kept = desk_->platform().files.readAll(file, 4096).value();
        kept[0] ^= 1;
        QVERIFY(desk_->platform().files.replace(file, kept));
        desk_->reopen();
        QCOMPARE(desk().audit().verify().error().code, ErrorCode::audit_cut);
        desk_->close();
        std::filesystem::remove(file);
        desk_->reopen();
        QCOMPARE(desk().audit().verify().error().code, ErrorCode::audit_cut);
    }
    void theOnlyUserOfAOnePersonOfficeMayDoAll() {
        QVERIFY(!desk().permits(Deed::see_illness));
        QVERIFY(desk().setOnePerson(true));
        for (int deed = 0; deed < deed_count; ++deed)
            QVERIFY(desk().permits(static_cast<Deed>(deed)));
        add("دیگری", Role::clerk);
        QVERIFY(!desk().permits(Deed::see_illness));
    }
    void theLastManagerStays() {
        add("متصدی", Role::clerk);
        Users users(desk());
        QCOMPARE(users.setRole(own(), "manager", Role::clerk).error().code,
                 ErrorCode::last_manager);
        QVERIFY(users.setRole(own(), "متصدی", Role::manager));
        QVERIFY(users.setRole(own(), "manager", Role::clerk));
        QVERIFY(!desk().permits(Deed::users));
    }
    void aRemovedUserOpensNothingWithOldKeys() {
        add("رفته", Role::clerk);
        add("مانده", Role::manager);
        const Path keys = desk_->folder() / "keys";
        const Path kept = desk_->folder() / "kept";
        std::filesystem::copy_file(keys, kept);
        QVERIFY(desk().audit().write(AuditDeed::enquiry, std::nullopt, "1234567891"));
        QVERIFY(desk().audit().write(AuditDeed::search, std::nullopt, "x", {"list", 7}));
        const auto code = Users(desk()).remove(own(), "رفته");
        QVERIFY(code && code->has_value());
        QVERIFY(checkRegister(desk())->empty());
        QCOMPARE(desk().audit().list({.typed = "1234567891"})->size(), std::size_t{1});
        QVERIFY(People(desk()).add({{"پس", "از آن"}, {}}));
        desk_->close();
        QCOMPARE(openingFails("رفته", other()), ErrorCode::user_unknown);
        QVERIFY(openAs("مانده", other()));
        const auto root = (*openAs("مانده", other()))->vault().root(other());
        QVERIFY(root && root->publicKey() == desk_->root().publicKey());
        std::filesystem::copy_file(kept, keys, std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(openingFails("رفته", other()), ErrorCode::register_damaged);
    }
    void oldPasswordsDoNotComeBackWithAnOldFile() {
        add("همکار", Role::clerk);
        const Path keys = desk_->folder() / "keys";
        std::filesystem::copy_file(keys, desk_->folder() / "kept");
        QVERIFY(Users(desk()).setPassword(own(), "manager", SecretText("a newer password"), cheap));
        desk_->close();
        QCOMPARE(openingFails("manager", own()), ErrorCode::password_wrong);
        QVERIFY(openAs("manager", SecretText("a newer password")));
        std::filesystem::copy_file(desk_->folder() / "kept", keys,
                                   std::filesystem::copy_options::overwrite_existing);
        QCOMPARE(openingFails("manager", own()), ErrorCode::register_keys_rolled_back);
    }
    void theCodeOpensOnceAndIsReplaced() {
        const auto code = add("همکار", Role::clerk);
        QVERIFY(code.has_value());
        desk_->close();
        auto recovered = recoverRegister(desk_->platform(), desk_->folder(), *code, {},
                                         SecretText("found again"), cheap);
        QVERIFY(recovered);
        QVERIFY(recovered->opened->permits(Deed::users));
        recovered->opened.reset();
        QVERIFY(openAs("manager", SecretText("found again")));
        QCOMPARE(recoverRegister(desk_->platform(), desk_->folder(), *code, {}, other(), cheap)
                     .error()
                     .code,
                 ErrorCode::recovery_code_wrong);
        QVERIFY(recoverRegister(desk_->platform(), desk_->folder(), recovered->recovery_code, {},
                                other(), cheap));
    }
    void wrongPasswordsSlowDown() {
        desk_->close();
        for (int i = 0; i < 5; ++i)
            QCOMPARE(openingFails("manager", other()), ErrorCode::password_wrong);
        QCOMPARE(openingFails("manager", own()), ErrorCode::attempts_wait);
        desk_->clock.passMs(-3'600'000);
        QCOMPARE(openingFails("manager", own()), ErrorCode::attempts_wait);
        desk_->clock.passMs(1'000);
        QVERIFY(openAs("manager", own()));
        QCOMPARE(openingFails("manager", other()), ErrorCode::password_wrong);
    }
    void rowsCutOffTheEndOfTheAuditShow() {
        QVERIFY(People(desk()).add({{"یک", "دو"}, {}}));
        desk_->reopen();
        QVERIFY(desk().audit().verify());
        desk().database().execute("DELETE FROM audit WHERE number >= 1");
        QCOMPARE(desk().audit().verify().error().code, ErrorCode::audit_cut);
        QVERIFY(desk().audit().write(AuditDeed::search, std::nullopt));
        QCOMPARE(desk().audit().verify().error().code, ErrorCode::audit_cut);
    }
};
PEYVAND_TEST(UsersTest)
#include "users_test.moc"
