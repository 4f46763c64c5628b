// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/enquiry_fixture.h"

namespace peyvand::bench {
namespace {

constexpr double bound = 2.0;
constexpr std::size_t asked = 2000;
constexpr std::size_t audit_rows = 300;

} // namespace

void sayTimes(const char* what, const Samples& samples) {
    say("  {}: p50 {:.0f} us, p99 {:.0f} us by the wall; {:.0f} and {:.0f} us of processor time",
        what, samples.at(0.5).wall_us, samples.at(0.99).wall_us, samples.at(0.5).processor_us,
        samples.at(0.99).processor_us);
}

bool benchEnquiry(const Options& options) {
    EnquiryFixture fixture(options);
    EnquiryRun run(fixture.ground());
    (void)run.alternate(asked); // the cache of pages as in the middle of a day
    Samples ratios_half, ratios_most;
    EnquirySides shown;
    for (int pair = 0; pair < options.pairs; ++pair) {
        const EnquirySides sides = run.alternate(asked);
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
