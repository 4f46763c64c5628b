// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// «خانوار می‌گوید نگرفته است»: a charity asks another
// whether what it claimed was really given, and the other answers. Until then the claim counts as
// in question (core/rules); once the answer is that it was not given, it counts as nothing, and the
// other's aid is voided with the answer. In direct scope, and only the claim's id is named: what it
// says is opened anew at either side. The register's thread; the network outlives it. Errors:
// network_missing, not_permitted, claim_unknown, question_unknown, question_answered,
// reason_missing, text_too_long (field), those of AidBook and the journal.

#include "sync/claim/claim.h"
#include "sync/network/direct_join.h"
#include "sync/network/network.h"

namespace peyvand {

enum class QuestionState : std::uint8_t { none = 0, open, given, not_given };
std::string_view nameOf(QuestionState state);

/// What became of the own question about another charity's claim; of several the latest.
QuestionState questionAbout(Database& database, const ClaimId& claim, const CharityId& author);

struct CaseQuestion {
    RecordId id{};
    CharityId partner{};
    std::string partner_name{};
    bool incoming = false;
    ClaimId claim{};
    /// The own aid that is asked about, where this desk knows it.
    std::optional<AidId> aid{};
    /// The own file of whom it was asked for.
    std::optional<BeneficiaryId> person{};
    QuestionState state = QuestionState::open;
    std::string note{};
    std::string answer_note{};
    std::int64_t made_ms = 0;
};

class CaseQuestions {
  public:
    explicit CaseQuestions(Network& network) : network_(network) {}

    /// About a live claim of another charity.
    Result<RecordId> ask(const ClaimId& claim, const std::optional<BeneficiaryId>& person,
                         const std::string& note);
    /// given or not_given; the latter wants a note, which is also why the own aid is voided; its
    /// claims are then withdrawn.
    Result<void> answer(const RecordId& id, QuestionState state, const std::string& note);
    Result<void> withdraw(const RecordId& id);

    Result<CaseQuestion> question(const RecordId& id);
    /// The newest first; limit at most 500.
    Result<std::vector<CaseQuestion>> page(bool only_open, std::int64_t offset, int limit);

  private:
    CaseQuestion readQuestion(const DirectFact& fact);
    Network& network_;
};

} // namespace peyvand
