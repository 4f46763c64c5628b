// SPDX-License-Identifier: GPL-3.0-or-later
// Verbs of the nouns decision, schedule, letter, loan and sponsorship that do more than change
// fields.
#include "app/cli/answer_json.h"
#include "app/cli/giving.h"
#include "app/cli/people_verbs.h"
#include "app/cli/record_commands.h"
#include "core/register/aid_path.h"
#include "core/register/letters.h"
#include "core/register/loans.h"
#include "core/register/sponsorships.h"
#include "core/text/read.h"

namespace peyvand::cli {
namespace {

struct WorkOptions {
    std::string id, of, reason, date, until, month, amount, invoice, receipt, number, proposal;
    std::string tracking;
    std::vector<std::string> approve, amounts, not_now;
    TypedFields fields;
};
using Options = std::shared_ptr<WorkOptions>;
using Work = Result<int> (*)(CommandContext&, Register&, const WorkOptions&);

Result<RecordId> idOf(Register& opened, RecordType type, const WorkOptions& options) {
    return findRecord(opened, type, options.id);
}

Result<HijriMonth> monthFrom(const std::string& typed, CivilDate today) {
    const FieldSpec& field = *kindOf(RecordType::aid)->field(field::aid::period_month);
    PEYVAND_LET(const Value value, readValue(field, typed, today));
    const auto* ordinal = std::get_if<std::int64_t>(&value);
    return ordinal == nullptr ? HijriMonth::of(today)
                              : HijriMonth::fromOrdinal(static_cast<int>(*ordinal));
}

int told(CommandContext& context, const std::string& id) {
    context.print({{"id", id}});
    context.say(id);
    return exit_done;
}

int done(CommandContext& context) {
    context.print({{"done", true}});
    return exit_done;
}

// "PROPOSAL=TEXT" in two.
std::pair<std::string, std::string> parts(const std::string& typed) {
    const auto mark = std::min(typed.find('='), typed.size());
    return {typed.substr(0, mark), typed.substr(std::min(mark + 1, typed.size()))};
}

Result<int> decide(CommandContext& context, Register& opened, const WorkOptions& options) {
    std::vector<Verdict> verdicts;
    const auto add = [&](const std::string& proposal, Verdict verdict) -> Result<void> {
        PEYVAND_LET(verdict.proposal, findRecord(opened, RecordType::proposal, proposal));
        verdicts.push_back(std::move(verdict));
        return {};
    };
    for (const auto& proposal : options.approve)
        PEYVAND_TRY(add(proposal, {}));
    for (const auto& typed : options.amounts) {
        PEYVAND_LET(const Rial amount, text::readAmount(parts(typed).second));
        PEYVAND_TRY(add(parts(typed).first, {{}, true, amount, {}}));
    }
    for (const auto& typed : options.not_now)
        PEYVAND_TRY(add(parts(typed).first, {{}, false, {}, parts(typed).second}));
    PEYVAND_LET(const auto fields,
                readFields(RecordType::decision, options.fields, opened.today()));
    PEYVAND_LET(const RecordId id, AidPath(opened).decide(fields, verdicts));
    return told(context, id.text());
}

Result<int> beginSchedule(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId subject, findSubject(opened, options.of));
    TypedFields typed = options.fields;
    PEYVAND_LET(auto fields, readFields(RecordType::schedule, typed, opened.today()));
    PEYVAND_LET(const RecordId id,
                Schedules(opened).add(subject, std::move(fields), true, options.reason));
    return told(context, id.text());
}

Result<int> stepSchedule(CommandContext& context, Register& opened, const WorkOptions& options,
                         std::string_view verb) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::schedule, options));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    Schedules schedules(opened);
    if (verb == "start")
        PEYVAND_TRY(schedules.start(id, options.reason));
    else if (verb == "pause")
        PEYVAND_TRY(schedules.pause(id, day, options.reason));
    else if (verb == "resume")
        PEYVAND_TRY(schedules.resume(id, day));
    else if (verb == "end")
        PEYVAND_TRY(schedules.end(id, day, options.reason));
    return done(context);
}

Result<int> amountOfSchedule(CommandContext& context, Register& opened,
                             const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::schedule, options));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    PEYVAND_LET(const Rial amount, text::readAmount(options.amount));
    PEYVAND_TRY(Schedules(opened).changeAmount(id, day, amount));
    return done(context);
}

Result<int> dueSchedules(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const CivilDate until, dayFrom(opened, options.until));
    PEYVAND_LET(const CivilDate from, options.date.empty()
                                          ? Result<CivilDate>(plusHijriMonths(until, -12))
                                          : dayFrom(opened, options.date));
    PEYVAND_LET(const auto rows, Schedules(opened).due(from, until));
    for (const auto& row : rows) {
        context.print({{"schedule", row.schedule.text()},
                       {"of", row.subject.text()},
                       {"month", row.period.iso()},
                       {"due", row.due.iso()},
                       {"amount", row.amount.amount}});
        context.say(context.words().date(row.due) + "  " + context.words().rials(row.amount) +
                    "  " + subjectName(context.words(), opened, row.subject) + "  " +
                    row.schedule.text());
    }
    return exit_done;
}

Result<PaymentDraft> paymentFrom(Register& opened, const WorkOptions& options) {
    PaymentDraft payment;
    PEYVAND_LET(payment.day, dayFrom(opened, options.date));
    payment.tracking_number = options.tracking;
    if (!options.amount.empty()) {
        PEYVAND_LET(payment.amount, text::readAmount(options.amount));
    }
    return payment;
}

Result<int> giveSchedule(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const PaymentDraft payment, paymentFrom(opened, options));
    PEYVAND_LET(const HijriMonth month, monthFrom(options.month, opened.today()));
    std::vector<AidId> given;
    if (options.id.empty()) {
        PEYVAND_LET(given, Schedules(opened).giveMonth(month, payment));
    } else {
        PEYVAND_LET(const RecordId id, idOf(opened, RecordType::schedule, options));
        PEYVAND_LET(const AidId aid, Schedules(opened).give(id, month, payment));
        given.push_back(aid);
    }
    for (const auto& aid : given)
        told(context, aid.text());
    return exit_done;
}

Result<int> issueLetter(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId subject, findSubject(opened, options.of));
    PEYVAND_LET(auto fields, readFields(RecordType::letter, options.fields, opened.today()));
    PEYVAND_LET(const RecordId id,
                Letters(opened).issue(subject, std::move(fields), options.reason));
    PEYVAND_LET(const RecordRow row, Records(opened).record(RecordType::letter, id));
    showRecord(context, opened, row);
    return exit_done;
}

Result<int> useLetter(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::letter, options));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    PEYVAND_LET(const Rial amount, text::readAmount(options.amount));
    PEYVAND_LET(const AidId aid,
                Letters(opened).use(id, {options.invoice, amount, day, options.reason}));
    return told(context, aid.text());
}

Result<int> voidLetter(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::letter, options));
    PEYVAND_TRY(Letters(opened).voidLetter(id, options.reason));
    return done(context);
}

Result<int> openLoan(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::loan, options));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    std::optional<RecordId> proposal;
    if (!options.proposal.empty()) {
        PEYVAND_LET(proposal, findRecord(opened, RecordType::proposal, options.proposal));
    }
    PEYVAND_LET(const AidId aid, Loans(opened).open(id, day, proposal, options.reason));
    return told(context, aid.text());
}

// Of those that wait, the one that is due first and the number of all.
std::pair<const RecordRow*, std::int64_t> nextDue(const std::vector<RecordRow>& rows) {
    const RecordRow* next = nullptr;
    std::int64_t waiting = 0;
    for (const auto& row : rows) {
        if (row.text(field::instalment::state) != "due")
            continue;
        ++waiting;
        if (next == nullptr ||
            row.day(field::instalment::due_day) < next->day(field::instalment::due_day))
            next = &row;
    }
    return {next, waiting};
}

Result<int> payLoan(CommandContext& context, Register& opened, const WorkOptions& options) {
    namespace fi = field::instalment;
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::loan, options));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    const FieldSpec& field = *kindOf(RecordType::instalment)->field(fi::number);
    PEYVAND_LET(const Value typed, readValue(field, options.number, opened.today()));
    Loans loans(opened);
    PEYVAND_LET(const auto before, loans.instalments(id));
    const auto* number = std::get_if<std::int64_t>(&typed);
    const RecordRow* next = nextDue(before).first;
    if (number == nullptr && next == nullptr)
        return fail(ErrorCode::loan_closed);
    const std::int64_t paid = number == nullptr ? next->number(fi::number) : *number;
    PEYVAND_TRY(loans.pay(id, paid, day, options.receipt));
    PEYVAND_LET(const auto after, loans.instalments(id));
    const auto [left, waiting] = nextDue(after);
    context.print({{"done", true}, {"number", paid}, {"left", waiting}});
    const Words& words = context.words();
    for (const auto& row : after)
        if (row.number(fi::number) == paid)
            context.say(words.text("loan.paid",
                                   {{"number", std::to_string(paid)},
                                    {"amount", words.rials(Rial{row.number(fi::amount_rial)})},
                                    {"date", words.date(row.day(fi::due_day).value_or(day))}}));
    if (left != nullptr)
        context.say(
            words.text("loan.left", {{"count", std::to_string(waiting)},
                                     {"date", words.date(left->day(fi::due_day).value_or(day))}}));
    else
        context.say(words.text("choice.loan_state.settled"));
    return exit_done;
}

Result<int> stepLoan(CommandContext& context, Register& opened, const WorkOptions& options,
                     std::string_view verb) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::loan, options));
    const FieldSpec& field = *kindOf(RecordType::instalment)->field(field::instalment::number);
    PEYVAND_LET(const Value typed, readValue(field, options.number, opened.today()));
    const auto* number = std::get_if<std::int64_t>(&typed);
    Loans loans(opened);
    if (verb == "forgive")
        PEYVAND_TRY(loans.forgive(id, number == nullptr ? 0 : *number, options.reason));
    else if (verb == "take-back")
        PEYVAND_TRY(loans.takeBack(id, number == nullptr ? 0 : *number, options.reason));
    else
        PEYVAND_TRY(loans.notNow(id, options.reason));
    return done(context);
}

Result<int> lateLoans(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.until));
    PEYVAND_LET(const auto rows, Loans(opened).late(day));
    for (const auto& row : rows) {
        context.print({{"loan", row.loan.text()},
                       {"of", row.subject.text()},
                       {"number", row.row.number},
                       {"due", row.row.due.iso()},
                       {"amount", row.row.amount.amount},
                       {"days_late", row.days_late}});
        context.say(context.words().date(row.row.due) + "  " +
                    context.words().rials(row.row.amount) + "  " +
                    subjectName(context.words(), opened, row.subject) + "  " + row.loan.text());
    }
    return exit_done;
}

Result<int> planLoan(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::loan, options));
    PEYVAND_LET(const auto rows, Loans(opened).instalments(id));
    for (const auto& row : rows) {
        showRecord(context, opened, row);
    }
    return exit_done;
}

Result<int> startSponsorship(CommandContext& context, Register& opened,
                             const WorkOptions& options) {
    PEYVAND_LET(const RecordId child, findSubject(opened, options.of));
    TypedFields typed = options.fields;
    PEYVAND_LET(const RecordId sponsor,
                findRecord(opened, RecordType::sponsor, typed[field::sponsorship::sponsor]));
    typed[field::sponsorship::sponsor] = sponsor.text();
    PEYVAND_LET(auto fields, readFields(RecordType::sponsorship, typed, opened.today()));
    PEYVAND_LET(const RecordId id,
                Sponsorships(opened).start(child, std::move(fields), options.reason));
    return told(context, id.text());
}

Result<int> stepSponsorship(CommandContext& context, Register& opened, const WorkOptions& options,
                            std::string_view verb) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::sponsorship, options));
    PEYVAND_LET(const CivilDate day, dayFrom(opened, options.date));
    Sponsorships sponsorships(opened);
    if (verb == "pause")
        PEYVAND_TRY(sponsorships.pause(id, day, options.reason));
    else if (verb == "resume")
        PEYVAND_TRY(sponsorships.resume(id, day));
    else
        PEYVAND_TRY(sponsorships.end(id, day, options.reason));
    return done(context);
}

Result<int> giveSponsorship(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::sponsorship, options));
    PEYVAND_LET(const PaymentDraft payment, paymentFrom(opened, options));
    PEYVAND_LET(const HijriMonth month, monthFrom(options.month, opened.today()));
    PEYVAND_LET(const AidId aid, Sponsorships(opened).give(id, month, payment));
    return told(context, aid.text());
}

Result<int> whatSponsorSees(CommandContext& context, Register& opened, const WorkOptions& options) {
    PEYVAND_LET(const RecordId id, idOf(opened, RecordType::sponsorship, options));
    PEYVAND_TRY(opened.audit().write(AuditDeed::file_read, id));
    PEYVAND_LET(const SponsorView seen, Sponsorships(opened).whatSponsorSees(id));
    context.print({{"given_name", seen.given_name}, {"progress", seen.progress}});
    context.say(seen.given_name + (seen.progress.empty() ? "" : ": " + seen.progress));
    return exit_done;
}

class Verbs {
  public:
    Verbs(CommandTable& table, RecordType type)
        : table_(table), noun_(recordNoun(table, type)), type_(type) {}

    template <class Function> CLI::App& add(const char* name, const char* about, Function work) {
        options = std::make_shared<WorkOptions>();
        command = noun_.add_subcommand(name, about);
        table_.add(*command, [given = options, work](CommandContext& context) -> Result<int> {
            PEYVAND_LET(const OpenOffice office, context.open());
            return tellingRules(context, office,
                                [&] { return work(context, *office.opened, *given); });
        });
        return *command;
    }
    Verbs& id(bool required = true) {
        command->add_option("id", options->id, "UUID")->required(required);
        return *this;
    }
    Verbs& text(const char* name, std::string WorkOptions::* member, const char* about) {
        command->add_option(name, (*options).*member, about);
        return *this;
    }
    Verbs& reason() { return text("--reason", &WorkOptions::reason, "Why"); }
    Verbs& date() { return text("--date", &WorkOptions::date, "Day; today without it"); }
    Verbs& whom() {
        command->add_option("--of", options->of, "Identity, person:UUID or household:UUID")
            ->required();
        addFieldOptions(*command, type_, options->fields);
        return *this;
    }
    CLI::App* command = nullptr;
    Options options{};

  private:
    CommandTable& table_;
    CLI::App& noun_;
    RecordType type_;
};

/// A work that goes by its verb.
template <class Function> auto named(Function work, std::string_view verb) {
    return [work, verb](CommandContext& context, Register& opened, const WorkOptions& options) {
        return work(context, opened, options, verb);
    };
}

void addDecisionVerbs(CommandTable& table) {
    Verbs verbs(table, RecordType::decision);
    verbs.add("make", "One decision on several proposals", decide);
    addFieldOptions(*verbs.command, RecordType::decision, verbs.options->fields);
    verbs.command->add_option("--approve", verbs.options->approve, "A proposal; may be repeated");
    verbs.command->add_option("--approve-with", verbs.options->amounts, "PROPOSAL=RIALS");
    verbs.command->add_option("--not-now", verbs.options->not_now,
                              "PROPOSAL=what the family is told");
}

void addScheduleVerbs(CommandTable& table) {
    Verbs verbs(table, RecordType::schedule);
    verbs.add("begin", "Write one that runs from its first day", beginSchedule);
    verbs.whom().reason();
    verbs.add("start", "A proposed one runs from now on", named(stepSchedule, "start"));
    verbs.id().reason();
    verbs.add("pause", "Nothing is due from the day on", named(stepSchedule, "pause"));
    verbs.id().date().reason();
    verbs.add("resume", "Due again from the day on", named(stepSchedule, "resume"));
    verbs.id().date();
    verbs.add("end", "For good", named(stepSchedule, "end"));
    verbs.id().date().reason();
    verbs.add("amount", "Another amount from the day on", amountOfSchedule);
    verbs.id().date().text("--amount", &WorkOptions::amount, "Rials");
    verbs.add("due", "What is due and not given", dueSchedules);
    verbs.text("--from", &WorkOptions::date, "First day; a year ago without it")
        .text("--until", &WorkOptions::until, "Last day; today without it");
    verbs.add("give", "Give one, or all that is due of a month", giveSchedule);
    verbs.id(false)
        .date()
        .text("--month", &WorkOptions::month, "1405/08; the present one without it")
        .text("--amount", &WorkOptions::amount, "Another amount")
        .text("--tracking-number", &WorkOptions::tracking, "Tracking number");
}

void addLetterVerbs(CommandTable& table) {
    Verbs verbs(table, RecordType::letter);
    verbs.add("issue", "Write one; holds the aid until the invoice comes", issueLetter);
    verbs.whom().reason();
    verbs.add("use", "Its invoice came: the hold becomes aid", useLetter);
    verbs.id().date().reason();
    verbs.text("--invoice", &WorkOptions::invoice, "Number of the invoice")
        .text("--amount", &WorkOptions::amount, "Rials");
    verbs.add("void", "Take it back, with a reason", voidLetter);
    verbs.id().reason();
}

void addLoanVerbs(CommandTable& table) {
    Verbs verbs(table, RecordType::loan);
    verbs.add("open", "The money goes out; the instalments are made", openLoan);
    verbs.id().date().reason().text("--proposal", &WorkOptions::proposal,
                                    "The approved proposal it carries out");
    verbs.add("not-now", "Not now, with a kind sentence", named(stepLoan, "not-now"));
    verbs.id().reason();
    verbs.add("pay", "An instalment came", payLoan);
    verbs.id().date().text("--number", &WorkOptions::number,
                           "Which one, from 1; the next that is due without it");
    verbs.text("--receipt-number", &WorkOptions::receipt, "Receipt");
    for (const char* verb : {"forgive", "take-back"}) {
        verbs.add(verb, "An instalment, with a reason", named(stepLoan, verb));
        verbs.id().reason();
        verbs.command->add_option("--number", verbs.options->number, "Which one, from 1")
            ->required();
    }
    verbs.add("late", "Instalments whose day has passed", lateLoans);
    verbs.text("--until", &WorkOptions::until, "The day; today without it");
    verbs.add("plan", "The instalments of one", planLoan);
    verbs.id();
}

void addSponsorshipVerbs(CommandTable& table) {
    Verbs verbs(table, RecordType::sponsorship);
    verbs.add("start", "A sponsor (by code) for a child", startSponsorship);
    verbs.whom().reason();
    verbs.add("pause", "From the day on", named(stepSponsorship, "pause"));
    verbs.id().date().reason();
    verbs.add("resume", "From the day on", named(stepSponsorship, "resume"));
    verbs.id().date();
    verbs.add("end", "For good", named(stepSponsorship, "end"));
    verbs.id().date().reason();
    verbs.add("give", "Give what is planned for a month", giveSponsorship);
    verbs.id()
        .date()
        .text("--month", &WorkOptions::month, "1405/08; the present one without it")
        .text("--amount", &WorkOptions::amount, "Another amount")
        .text("--tracking-number", &WorkOptions::tracking, "Tracking number");
    verbs.add("sees", "All that the sponsor may see", whatSponsorSees);
    verbs.id();
}

} // namespace

void addAidWorkCommands(CommandTable& table) {
    addDecisionVerbs(table);
    addScheduleVerbs(table);
    addLetterVerbs(table);
    addLoanVerbs(table);
    addSponsorshipVerbs(table);
}

} // namespace peyvand::cli
