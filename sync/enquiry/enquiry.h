// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One enquiry: own file, claims of all members, rules, freshness (sync.md, "Reading an enquiry").
// Every enquiry is written to the audit log before its answer is given back; if it cannot be
// written there is no answer. Blocking (the veil); workers only. One thread at a time.
// Errors: audit_failed, beneficiary_unknown (when a person is asked for), category_unknown, store.

#include "core/register/aid_book.h"
#include "core/text/words.h"
#include "sync/claim/claim.h"
#include "sync/enquiry/sentence.h"
#include "sync/network/seeds.h"

namespace peyvand {

struct EnquiryQuestion {
    /// One of the two.
    std::string typed{};
    std::optional<BeneficiaryId> person{};
    /// Narrows the rules; empty is all.
    std::string category{};
    Language language = Language::persian;
};

class Enquiry {
  public:
    /// network is a member or not; both outlive the enquiry.
    Enquiry(Network& network, Executor& executor) : network_(network), executor_(executor) {}

    Result<Answer> ask(const EnquiryQuestion& question);
    /// The same for several at once: seeds on all workers, the audit rows of all in one
    /// transaction. Answers in the order of the questions, none without every audit row on the
    /// disk.
    Result<std::vector<Answer>> askTogether(const std::vector<EnquiryQuestion>& questions,
                                            const CancelToken& cancel = {});
    /// While a transaction of the caller is open: the audit rows are part of it, and nothing of an
    /// answer may be shown before its commit.
    void setWithinTransaction(bool within) { in_transaction_ = within; }
    /// Fills the cache of seeds for many identities at once, on all workers.
    Result<void> prepare(const std::vector<Identity>& identities, const Progress& progress = {},
                         const CancelToken& cancel = {});
    /// What the rules say of an aid before it is saved; writes nothing but the audit row. For a
    /// household alone its own aid counts, and what the claims say of those who live in it.
    Result<AidPreview> preview(const AidDraft& draft, Language language);
    /// What they say of an aid that was given, as if it were given only now.
    Result<std::vector<RuleLine>> linesOf(const Aid& given, Language language);
    /// Whether the rules let it be given so: reason_needed, or not_permitted where a rule asks the
    /// case lead.
    Result<void> allow(const AidDraft& draft, const AidPreview& preview);
    /// Saves what was previewed, if they do.
    Result<AidId> give(const AidDraft& draft, const AidPreview& preview);

  private:
    /// What speaks for and against one person, from both sides.
    struct Known {
        std::vector<Aid> aid{};
        std::vector<ClaimSeen> claims{};
        int unreadable = 0;
        /// For the audit log and the counts of openings.
        std::vector<std::pair<ClaimId, CharityId>> opened{};
    };
    Result<void> note(const std::optional<RecordId>& person, std::string_view typed,
                      const Known& known, std::string_view reason);
    Result<std::vector<Identity>> identitiesBehind(const std::vector<EnquiryQuestion>& questions);
    Result<Known> known(const std::optional<Person>& person,
                        const std::optional<Identity>& identity);
    Result<Known> knownOfHousehold(const HouseholdId& household);
    /// beneficiary_unknown when there is neither.
    Result<Known> knownOf(const std::optional<BeneficiaryId>& person,
                          const std::optional<HouseholdId>& household);
    Result<std::vector<ClaimSeen>> claimsOf(const Identity& identity, Known& known);
    Result<std::vector<RuleLine>> ruleLines(const Known& known, const RuleQuestion& question,
                                            std::string_view category, Language language);
    std::vector<Freshness> freshness();
    const std::string& nothingKnown(const RuleOutcome& outcome, const LookedAt& looked_at,
                                    const Words& words);

    Network& network_;
    Executor& executor_;
    std::vector<Freshness> freshness_{};
    bool in_transaction_ = false;
    // Most rules have nothing to tell of most people, in the same words by category: a list of
    // people asks for them again and again.
    struct NothingKnown {
        LookedAt looked_at{};
        Language language = Language::persian;
        std::map<std::string, std::string> by_category{};
    } nothing_known_{};
};

} // namespace peyvand
