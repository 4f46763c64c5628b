// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Enquiries beside bare statements that fetch the same rows, on one connection in one run.

#include "sync/enquiry/enquiry.h"
#include "tests/bench/fixture.h"

namespace peyvand::bench {

/// Somebody to ask about.
struct Stranger {
    std::string national_id{};
    BeneficiaryId file{};
    ByteArray<16> tag{};
};

/// Where is asked, about whom; the owner outlives the run.
struct EnquiryGround {
    Register& opened;
    Network& network;
    Executor& executor;
    const std::vector<CharityId>& others;
    const std::vector<Stranger>& people;
};

/// Statements that fetch every row that an enquiry reads, and nothing else: no claim is opened.
class BareEnquiry {
  public:
    BareEnquiry(Database& database, const std::vector<CharityId>& others)
        : holding_(database, "SELECT DISTINCT beneficiary FROM identity WHERE number = ? AND"
                             " kind = ? AND IFNULL(issuing_state, '') = ? AND confirmed = 1"
                             " AND removed = 0 ORDER BY beneficiary"),
          person_(database,
                  "SELECT row, given_name, family_name, father_name, birth_day, birth_year, sex,"
                  " phones, province, city, address, postal_code, file_number, confidential,"
                  " discreet FROM beneficiary WHERE id = ?"),
          identities_(database, "SELECT id, kind, number, issuing_state, typed, confirmed, proposed"
                                " FROM identity WHERE beneficiary = ? AND removed = 0"
                                " ORDER BY confirmed DESC, kind, id"),
          household_(database, "SELECT household FROM member WHERE beneficiary = ? AND left_day"
                               " IS NULL ORDER BY joined_day DESC, id LIMIT 1"),
          aid_(database, "SELECT id, beneficiary, household, unit, category, item, amount_rial,"
                         " day, state, hold_until, source, reason, note, void_reason FROM aid"
                         " WHERE beneficiary = ?1 UNION SELECT id, beneficiary, household, unit,"
                         " category, item, amount_rial, day, state, hold_until, source, reason,"
                         " note, void_reason FROM aid WHERE household IN (SELECT household FROM"
                         " member WHERE beneficiary = ?1 AND left_day IS NULL) AND unit = 2"
                         " ORDER BY day DESC, id DESC"),
          seed_(database, "SELECT seed FROM veil_seed WHERE kind = ? AND number = ? AND state = ?"
                          " AND generation = ?"),
          claims_(database, "SELECT claim.charity, feed.id, claim.frame FROM claim"
                            " JOIN feed ON feed.number = claim.feed WHERE claim.tag = ?"
                            " AND claim.withdrawn = 0 ORDER BY claim.charity, claim.id"),
          fresh_(database, "SELECT MAX(head_time_ms) FROM feed WHERE charity = ? AND scope = 2"
                           " AND position > 0"),
          rules_(database, "SELECT body FROM rule ORDER BY id"), others_(others) {}

    std::size_t fetch(const Stranger& person) {
        BeneficiaryId file;
        holding_.bind(1, std::string_view(person.national_id))
            .bind(2, std::int64_t{1})
            .bind(3, std::string_view());
        std::size_t size = holding_.fetch();
        for (Bare* one : {&person_, &identities_, &household_, &aid_})
            size += one->bind(1, ByteView(person.file.bytes)).fetch();
        size += seed_.bind(1, std::int64_t{1})
                    .bind(2, std::string_view(person.national_id))
                    .bind(3, std::string_view())
                    .bind(4, std::int64_t{1})
                    .fetch();
        size += claims_.bind(1, ByteView(person.tag)).fetch();
        for (const CharityId& charity : others_)
            size += fresh_.bind(1, ByteView(charity.bytes)).fetch();
        return size + rules_.fetch();
    }

  private:
    Bare holding_, person_, identities_, household_, aid_, seed_, claims_, fresh_, rules_;
    std::vector<CharityId> others_;
};

struct EnquirySides {
    Samples ask{};
    Samples bare{};
};

class EnquiryRun {
  public:
    explicit EnquiryRun(const EnquiryGround& ground)
        : ground_(ground), enquiry_(ground.network, ground.executor),
          bare_(ground.opened.database(), ground.others) {}

    /// Blocks of both sides in turn, each about other people. The audit rows belong to a
    /// transaction of the block, so that no enquiry waits for the disk.
    EnquirySides alternate(std::size_t count) {
        EnquirySides sides;
        constexpr std::size_t a_block = 100;
        for (std::size_t done = 0; done < count; done += a_block) {
            Transaction transaction(ground_.opened.database());
            enquiry_.setWithinTransaction(true);
            for (std::size_t i = 0; i < a_block; ++i)
                sides.ask.add(timed([&](const Stranger& person) { ask(person); }));
            for (std::size_t i = 0; i < a_block; ++i)
                sides.bare.add(
                    timed([&](const Stranger& person) { fetched_ += bare_.fetch(person); }));
            enquiry_.setWithinTransaction(false);
            must(transaction.commit());
        }
        return sides;
    }
    Samples atTheDesk(std::size_t count) {
        Samples samples;
        for (std::size_t i = 0; i < count; ++i)
            samples.add(timed([&](const Stranger& person) { ask(person); }));
        return samples;
    }
    Samples auditAlone(std::size_t count) {
        Samples samples;
        for (std::size_t i = 0; i < count; ++i)
            samples.add(timed([&](const Stranger& person) {
                must(ground_.opened.audit().write(AuditDeed::enquiry, idAs<RecordId>(person.file),
                                                  person.national_id));
            }));
        return samples;
    }
    std::size_t claimsSeen() const { return claims_; }

  private:
    template <class Work> Elapsed timed(Work work) {
        const Stranger& person = ground_.people[roll(dice_, ground_.people.size())];
        const Stopwatch watch;
        work(person);
        return watch.elapsed();
    }
    void ask(const Stranger& person) {
        const auto answer =
            must(enquiry_.ask({person.national_id, std::nullopt, {}, Language::persian}));
        claims_ += answer.claims.size();
    }

    EnquiryGround ground_;
    Enquiry enquiry_;
    BareEnquiry bare_;
    Dice dice_{20'26};
    std::size_t claims_ = 0;
    std::size_t fetched_ = 0;
};

/// One line: p50 and p99.
void sayTimes(const char* what, const Samples& samples);

} // namespace peyvand::bench
