// SPDX-License-Identifier: GPL-3.0-or-later
// Cases that are handed on, answers, questions: between two charities and nowhere else, and gone
// with the person.
#include "core/register/fields.h"
#include "core/register/records.h"
#include "sync/direct/case_questions.h"
#include "sync/direct/referrals.h"
#include "tests/sim/world.h"
#include "tests/support/two_charities.h"

namespace peyvand::sim {

using test::must;

namespace {

/// One fact between two charities, as either of them sees it.
using Said = std::tuple<RecordId, std::int64_t, CharityId>;

std::set<Said> saidWith(Node& node, const CharityId& partner) {
    std::set<Said> said;
    auto rows = node.opened->database().prepare(
        "SELECT id, type, charity FROM direct_fact WHERE partner = ? AND withdrawn = 0");
    rows.bind(partner);
    while (rows.step())
        said.emplace(rows.id<RecordId>(0), rows.integer(1), rows.id<CharityId>(2));
    return said;
}

} // namespace

// The note names the person, so that one finds it again where it should not be.
void World::referAny(Node& node) {
    const auto person = anyOf(node, "SELECT id FROM beneficiary ORDER BY id");
    const std::size_t to = below(shape_.charities);
    if (!person || to == node.charity || node.isOut())
        return;
    namespace f = field::consent;
    must(Records(*node.opened)
             .add({RecordType::consent,
                   person,
                   {{f::purposes, std::string("referral")},
                    {f::state, std::string("given")},
                    {f::signed_day, std::int64_t{node.opened->today().days()}}}}));
    const auto sent = Referrals(*node.network)
                          .send({idAs<BeneficiaryId>(*person), idOf(to),
                                 ReferralUrgency::within_day, "cash", person->text()});
    // It may have heard that the other one left.
    if (!sent && sent.error().code != ErrorCode::charity_unknown)
        problem("refer: " + std::string(errorName(sent.error().code)));
}

void World::answerAny(Node& node) {
    const auto page = must(Referrals(*node.network).page({true, true}, 0, 500));
    if (page.empty() || node.isOut())
        return;
    const Referral& one = page[below(page.size())];
    Referrals referrals(*node.network);
    switch (below(3)) {
    case 0:
        must(referrals.refuse(one.id, "no_capacity", ""));
        break;
    case 1:
        if (one.state == ReferralState::accepted) {
            must(referrals.finish(one.id, ""));
            break;
        }
        [[fallthrough]];
    default: {
        const auto file = anyOf(node, "SELECT id FROM beneficiary ORDER BY id");
        must(referrals.accept(one.id,
                              file ? std::optional(idAs<BeneficiaryId>(*file)) : std::nullopt));
    }
    }
}

void World::askAny(Node& node) {
    const auto open = must(CaseQuestions(*node.network).page(true, 0, 500));
    for (const CaseQuestion& one : open)
        if (one.incoming && below(2) == 0 && !node.isOut()) {
            must(CaseQuestions(*node.network)
                     .answer(one.id,
                             below(2) == 0 ? QuestionState::given : QuestionState::not_given,
                             "آزمون"));
            return;
        }
    const auto claim = anyOf(node, "SELECT id FROM claim WHERE withdrawn = 0 ORDER BY id");
    if (!claim || node.isOut())
        return;
    const auto asked = CaseQuestions(*node.network).ask(idAs<ClaimId>(*claim), {}, "");
    // An own claim, or one of somebody who left.
    if (!asked && asked.error().code != ErrorCode::claim_unknown)
        problem("ask: " + std::string(errorName(asked.error().code)));
}

void World::checkDirect() {
    for (const auto& node : nodes_) {
        if (node->expelled)
            continue;
        const std::string name = node->folder.filename().string();
        const CharityId own = node->network->ownCharity();
        for (std::size_t other = 0; other < shape_.charities; ++other)
            if (other != node->charity && !first(other).expelled &&
                saidWith(*node, idOf(other)).size() != saidWith(first(other), own).size())
                problem(name + " heard other things than charity " + std::to_string(other));
        // The addressee's id is bytes 82 to 97 of a descriptor.
        auto strange = node->opened->database().prepare(
            "SELECT COUNT(*) FROM feed WHERE scope = 3 AND charity <> ?1"
            " AND substr(descriptor, 83, 16) <> ?1");
        strange.bind(own);
        if (!strange.step() || strange.integer(0) != 0)
            problem(name + " holds what others say to each other");
        for (const RecordId& person : erased_) {
            auto text = node->opened->database().prepare(
                "SELECT 1 FROM direct_fact WHERE instr(body, CAST(? AS BLOB)) > 0");
            const std::string name_of_person = person.text();
            text.bind(std::string_view(name_of_person));
            bool is_erased = false;
            for (const auto& each : nodes_)
                is_erased = is_erased || each->opened->journal().isErased(person);
            if (is_erased && text.step())
                problem(name + " remembers somebody who is erased");
        }
    }
}

} // namespace peyvand::sim
