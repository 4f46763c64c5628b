// SPDX-License-Identifier: GPL-3.0-or-later
// The council in words.
#include "app/cli/council.h"
#include "core/platform/terminal.h"
#include "core/text/fold.h"
#include "sync/member/printed_seat.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {

constexpr std::uint64_t code_file_limit_bytes = 4096;

/// The beginnings of the keys that stand in one council and not in the other.
std::string onlyIn(const Council& one, const Council& other) {
    std::string keys;
    for (const Seat& seat : one.seats)
        if (!other.has(seat.key))
            keys += (keys.empty() ? "" : ", ") + keyBeginning(seat.key);
    return keys;
}

std::string aboutCouncil(const Words& words, const Council& next, const Council& now) {
    WordArguments arguments{{"count", std::to_string(next.admit_count)}};
    if (const std::string added = onlyIn(next, now); !added.empty())
        arguments["added"] = added;
    if (const std::string removed = onlyIn(now, next); !removed.empty())
        arguments["removed"] = removed;
    return words.text("network.decision.council", arguments);
}

std::string about(const CommandContext& context, const Network& network, const DecisionBody& body) {
    const Words& words = context.words();
    if (std::holds_alternative<EpochBody>(body))
        return words.text("network.decision.epoch");
    if (std::holds_alternative<VeilBody>(body))
        return words.text("network.decision.veil");
    if (std::holds_alternative<RulesBody>(body))
        return words.text("network.decision.rules");
    if (const auto* expulsion = std::get_if<ExpulsionBody>(&body))
        return words.text("network.decision.expulsion",
                          {{"charity", network.charityName(expulsion->charity)}});
    if (const auto* council = std::get_if<CouncilBody>(&body))
        return aboutCouncil(words, council->council, network.membership().council);
    return words.text("network.decision.unknown");
}

void showOne(const CommandContext& context, const Digest& digest, const std::string& what,
             std::size_t signatures, std::size_t needed, bool signed_here) {
    const Words& words = context.words();
    context.print({{"decision", toHex(digest)},
                   {"about", what},
                   {"signatures", signatures},
                   {"needed", needed},
                   {"signed_here", signed_here}});
    context.say(words.text("network.waiting", {{"decision", toHex(digest)}}));
    context.say("  " + what + "  " +
                words.text(signed_here ? "network.signed_here" : "network.signed",
                           {{"signatures", words.number(static_cast<std::int64_t>(signatures))},
                            {"needed", words.number(static_cast<std::int64_t>(needed))}}));
}

} // namespace

std::string keyBeginning(ByteView key) { return toHex(key.first(key_hex_bytes)); }

bool beginsAs(ByteView bytes, std::string_view typed) {
    std::string hex;
    for (char c : text::foldDigits(typed)) {
        c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
            hex += c;
    }
    return hex.size() >= 2 * key_hex_bytes && toHex(bytes).starts_with(hex);
}

void addSeatOptions(CLI::App& command, SeatOptions& options) {
    command.add_flag("--printed-seat", options.printed,
                     "By the printed seat, whose code is asked for");
    command.add_option("--code-file", options.code_file,
                       "File whose first line is the code of the printed seat");
}

Result<CouncilWork> councilWork(const CommandContext& context, const OpenOffice& office,
                                const SeatOptions& options) {
    if (!options.printed)
        return options.code_file.empty() ? Result<CouncilWork>(CouncilWork(*office.network))
                                         : fail(ErrorCode::arguments_wrong);
    std::string typed;
    if (options.code_file.empty()) {
        typed = askHidden(context.words().text("console.seat_code")).value_or(std::string());
    } else {
        PEYVAND_LET(Bytes bytes,
                    context.platform.files.readAll(options.code_file, code_file_limit_bytes));
        typed = textOf(bytes);
        sodium_memzero(bytes.data(), bytes.size());
        typed.resize(std::min(typed.find_first_of("\r\n"), typed.size()));
    }
    const SecretText code(typed);
    sodium_memzero(typed.data(), typed.size());
    if (code.empty())
        return fail(ErrorCode::seat_code_wrong);
    PEYVAND_LET(SigningKey printed, printedSeat(code));
    return CouncilWork(*office.network, std::move(printed));
}

void showWaiting(const CommandContext& context, const OpenOffice& office) {
    const CouncilWork work(*office.network);
    const auto own = work.ownSeat();
    for (const WaitingDecision& one : work.waiting())
        showOne(context, one.digest, about(context, *office.network, one.decision.body),
                one.signatures, one.needed, one.signed_here);
    for (const WaitingAdmission& one : work.admissions())
        showOne(context, one.digest,
                context.words().text("network.decision.admission", {{"charity", one.body.name}}),
                one.signatures, one.needed, own && one.record.isSignedBy(*own));
}

void showDoubleSigners(const CommandContext& context, const OpenOffice& office) {
    for (const DoubleSigner& one : office.network->membership().double_signers) {
        context.print({{"double_signer", toHex(one.seat)}, {"number", one.number}});
        context.say(context.words().text(
            "network.double_signer",
            {{"seat", keyBeginning(one.seat)}, {"number", context.words().number(one.number)}}));
    }
}

int told(const CommandContext& context, const OpenOffice& office, CouncilOutcome outcome) {
    context.print({{"decided", outcome != CouncilOutcome::waits},
                   {"key_waits", outcome == CouncilOutcome::key_waits}});
    if (outcome == CouncilOutcome::waits)
        context.say(context.words().text("console.council_waits"));
    if (outcome == CouncilOutcome::key_waits)
        context.say(context.words().text("network.key_waits"));
    showWaiting(context, office);
    return outcome == CouncilOutcome::done ? exit_done : exit_needs_person;
}

} // namespace peyvand::cli
