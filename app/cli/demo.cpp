// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/demo.h"
#include "app/cli/command.h"
#include "core/register/aid_book.h"
#include "core/register/households.h"
#include "core/register/people.h"
#include "core/rules/category.h"
#include "sync/network/claims_worker.h"
#include "sync/network/exchange.h"

#include <nlohmann/json.hpp>
#include <random>

namespace peyvand::cli {
namespace {

using nlohmann::json;

// The demo is the same on every machine; its people are invented.
constexpr unsigned demo_seed = 1405;
constexpr int people_a_charity = 60;
constexpr int people_of_both = 20;
constexpr std::string_view demo_password = "peyvand-demo";

struct DemoPerson {
    PersonFields fields{};
    std::string national_id{};
};

class DemoPeople {
  public:
    explicit DemoPeople(const json& words) : words_(words) {}

    DemoPerson next(CivilDate today) {
        DemoPerson person;
        const bool female = number(2) == 0;
        person.fields.given_name = word(female ? "female_names" : "male_names");
        person.fields.family_name = word("family_names");
        person.fields.father_name = word("male_names");
        person.fields.sex = female ? Sex::female : Sex::male;
        person.fields.birth = BirthDate::ofDay(today.plusDays(-3000 - number(22000)));
        person.fields.city = word("cities");
        person.fields.address = word("streets");
        person.fields.phones = {"0912" + digits(7)};
        person.national_id = nationalId();
        return person;
    }
    int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  private:
    std::string word(const char* list) {
        const auto& words = words_.at(list);
        return words.at(static_cast<std::size_t>(number(static_cast<int>(words.size()))))
            .get<std::string>();
    }
    std::string digits(int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += static_cast<char>('0' + number(10));
        return text;
    }
    // The check digit makes it look right; nobody was given it here.
    std::string nationalId() {
        for (;;) {
            const std::string first = "049" + digits(6);
            for (char check = '0'; check <= '9'; ++check)
                if (const auto read = readIdentity(first + check); read.identity)
                    return read.identity->number;
        }
    }

    const json& words_;
    std::mt19937 random_{demo_seed};
};

struct DemoOffice {
    Path folder;
    OpenOffice office;
};

Result<DemoOffice> makeOffice(CommandContext& context, const Path& folder,
                              const std::string& charity) {
    Path password_path = folder;
    password_path += ".password";
    PEYVAND_TRY(
        context.platform.files.replace(password_path, bytesOf(std::string(demo_password) + "\n")));
    NewCharity made{charity, "demo", SecretText(demo_password), least_cost};
    PEYVAND_LET(auto created, Register::create(context.platform, folder, std::move(made)));
    PEYVAND_TRY(created.opened->setSetting("demo", bytesOf("1")));
    DemoOffice office{folder, {}};
    office.office.opened = std::move(created.opened);
    PEYVAND_LET(office.office.network, Network::open(*office.office.opened));
    return office;
}

Result<void> fillOffice(OpenOffice& office, DemoPeople& people,
                        const std::vector<DemoPerson>& persons) {
    static constexpr const char* categories[] = {"food_basket", "cash",      "clothing",
                                                 "treatment",   "education", "home_appliances"};
    const CivilDate today = office.opened->today();
    std::vector<BeneficiaryId> family;
    for (const auto& person : persons) {
        PEYVAND_LET(const auto added,
                    People(*office.opened).add({person.fields, {{{}, person.national_id, {}}}}));
        family.push_back(added.id);
        if (family.size() == 3) {
            PEYVAND_TRY(Households(*office.opened).make(person.fields.family_name, family));
            family.clear();
        }
        for (int i = people.number(4); i > 0; --i) {
            AidDraft draft;
            draft.person = added.id;
            draft.category = categories[people.number(6)];
            draft.amount = Rial{1'000'000LL * (1 + people.number(50))};
            draft.date = today.plusDays(-people.number(500));
            PEYVAND_TRY(AidBook(*office.opened).give(draft));
        }
    }
    return {};
}

Result<void> connect(CommandContext& context, DemoOffice& a, DemoOffice& b,
                     const std::string& network) {
    const SecretText password(demo_password);
    PEYVAND_TRY(a.office.network->foundNetwork(network, password));
    PEYVAND_LET(const std::string invitation, a.office.network->inviteCharity());
    PEYVAND_LET(const auto attempt, b.office.network->requestToJoin(invitation, password));
    PEYVAND_LET(const auto admitted, a.office.network->admitCharity(attempt.request));
    PEYVAND_TRY(b.office.network->acceptWelcome(admitted.welcome));
    for (const auto& [from, to] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        Path file = from->folder;
        file += ".pvb";
        PEYVAND_TRY(exportBundle(*from->office.network, file, std::nullopt, context.executor,
                                 context.progress(context.words().text("console.sealing"))));
        PEYVAND_TRY(importBundle(*to->office.network, file));
    }
    return {};
}

Result<int> demo(CommandContext& context, const std::string& folder) {
    const json words = json::parse(resource::demo::people_json());
    PEYVAND_TRY(context.platform.files.makeFolder(folder));
    PEYVAND_LET(auto a, makeOffice(context, Path(folder) / "a",
                                   words.at("charities").at(0).get<std::string>()));
    PEYVAND_LET(auto b, makeOffice(context, Path(folder) / "b",
                                   words.at("charities").at(1).get<std::string>()));
    DemoPeople people(words);
    std::vector<DemoPerson> both;
    std::vector<DemoPerson> first;
    std::vector<DemoPerson> second;
    const CivilDate today = a.office.opened->today();
    for (int i = 0; i < people_a_charity; ++i) {
        first.push_back(people.next(today));
        second.push_back(i < people_of_both ? first.back() : people.next(today));
    }
    PEYVAND_TRY(fillOffice(a.office, people, first));
    PEYVAND_TRY(fillOffice(b.office, people, second));
    // One enquiry that always has something to show: both gave this person a food basket.
    for (auto* office : {&a, &b}) {
        const auto id = findPerson(*office->office.opened, first.front().national_id);
        AidDraft draft;
        draft.person = *id;
        draft.category = "food_basket";
        draft.amount = Rial{25'000'000};
        draft.date = office == &a ? today.plusDays(-45) : today;
        PEYVAND_TRY(AidBook(*office->office.opened).give(draft));
    }
    PEYVAND_TRY(connect(context, a, b, words.at("network").get<std::string>()));
    const std::string base = a.folder.string();
    context.print({{"register", base},
                   {"user", "demo"},
                   {"password_file", base + ".password"},
                   {"enquire", first.front().national_id}});
    context.say("register: " + base);
    context.say("user: demo");
    context.say("password-file: " + base + ".password");
    context.say("enquire: " + first.front().national_id);
    return exit_done;
}

} // namespace

void addDemoCommand(CommandTable& table) {
    const auto folder = std::make_shared<std::string>();
    auto* command = table.app.add_subcommand(
        "demo", "Two charities with invented people, synced, ready to open");
    command->add_option("folder", *folder, "Folder")->required();
    table.add(*command, [folder](CommandContext& context) { return demo(context, *folder); });
}

} // namespace peyvand::cli
