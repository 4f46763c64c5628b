// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/enquiry_fixture.h"

#include "sync/enquiry/enquiry.h"

namespace peyvand::bench {
namespace {

constexpr double bound = 2.0;
constexpr std::size_t asked = 2000;
constexpr std::size_t a_block = 100;
constexpr std::size_t audit_rows = 300;

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

void sayTimes(const char* what, const Samples& samples) {
    say("  {}: p50 {:.0f} us, p99 {:.0f} us by the wall; {:.0f} and {:.0f} us of processor time",
        what, samples.at(0.5).wall_us, samples.at(0.99).wall_us, samples.at(0.5).processor_us,
        samples.at(0.99).processor_us);
}

struct Sides {
    Samples ask{};
    Samples bare{};
};

class Run {
  public:
    explicit Run(EnquiryFixture& fixture)
        : fixture_(fixture), enquiry_(fixture.network(), fixture.executor()),
          bare_(fixture.database(), fixture.others()) {}

    /// Blocks of both sides in turn, each about other people. The audit rows belong to a
    /// transaction of the block, so that no enquiry waits for the disk.
    Sides alternate(std::size_t count) {
        Sides sides;
        for (std::size_t done = 0; done < count; done += a_block) {
            Transaction transaction(fixture_.database());
            for (std::size_t i = 0; i < a_block; ++i)
                sides.ask.add(timed([&](const Stranger& person) { ask(person); }));
            for (std::size_t i = 0; i < a_block; ++i)
                sides.bare.add(
                    timed([&](const Stranger& person) { fetched_ += bare_.fetch(person); }));
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
                must(fixture_.opened().audit().write(
                    AuditDeed::enquiry, idAs<RecordId>(person.file), person.national_id));
            }));
        return samples;
    }
    std::size_t claimsSeen() const { return claims_; }

  private:
    template <class Work> Elapsed timed(Work work) {
        const Stranger& person = fixture_.anyone(dice_);
        const Stopwatch watch;
        work(person);
        return watch.elapsed();
    }
    void ask(const Stranger& person) {
        const auto answer =
            must(enquiry_.ask({person.national_id, std::nullopt, {}, Language::persian}));
        claims_ += answer.claims.size();
    }

    EnquiryFixture& fixture_;
    Enquiry enquiry_;
    BareEnquiry bare_;
    Dice dice_{20'26};
    std::size_t claims_ = 0;
    std::size_t fetched_ = 0;
};

} // namespace

bool benchEnquiry(const Options& options) {
    EnquiryFixture fixture(options);
    Run run(fixture);
    (void)run.alternate(asked); // the cache of pages as in the middle of a day
    Samples ratios_half, ratios_most;
    Sides shown;
    for (int pair = 0; pair < options.pairs; ++pair) {
        const Sides sides = run.alternate(asked);
        ratios_half.add(ratioOf(sides.ask.at(0.5), sides.bare.at(0.5)));
        ratios_most.add(ratioOf(sides.ask.at(0.99), sides.bare.at(0.99)));
        shown = sides;
    }
    const Samples desk = run.atTheDesk(audit_rows);
    const Samples audit = run.auditAlone(audit_rows);
    Transaction transaction(fixture.database());
    const Samples audit_unwaited = run.auditAlone(audit_rows);
    must(transaction.commit());
    say("  {} enquiries each, {:.1f} claims an answer, last of {} pairs:", asked,
        static_cast<double>(run.claimsSeen()) /
            static_cast<double>(asked * static_cast<std::size_t>(options.pairs + 1) + audit_rows),
        options.pairs);
    sayTimes("ask, its audit row not waited for", shown.ask);
    sayTimes("bare statements for the same rows", shown.bare);
    sayTimes("audit row alone, durable", audit);
    sayTimes("audit row alone, not waited for", audit_unwaited);
    sayTimes("ask as at a desk, with its durable audit row", desk);
    say("  the veil, apart: {:.1f} ms for an identity that was not asked before", fixture.veilMs());
    (void)judge(options, "enquiry p50", ratios_half.at(0.5), bound);
    return judge(options, "enquiry p99", ratios_most.at(0.5), bound);
}

} // namespace peyvand::bench
