// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/platform/terminal.h"
#include "core/register/backup.h"
#include "core/register/people.h"
#include "core/register/restore.h"
#include "core/text/read.h"

#include <charconv>
#include <iostream>
#include <nlohmann/json.hpp>

namespace peyvand::cli {
namespace {
constexpr std::uint64_t password_file_limit_bytes = 4096;
}

Result<SecretText> CommandContext::password() const {
    std::string typed;
    if (!password_file.empty()) {
        PEYVAND_LET(const Bytes bytes,
                    platform.files.readAll(password_file, password_file_limit_bytes));
        typed = textOf(bytes);
        typed.erase(std::min(typed.find_first_of("\r\n"), typed.size()));
    } else {
        typed = environment("PEYVAND_PASSWORD");
        if (typed.empty())
            typed = askHidden(words().text("console.password")).value_or(std::string());
    }
    SecretText secret(typed);
    sodium_memzero(typed.data(), typed.size());
    if (secret.empty())
        return fail(ErrorCode::password_missing);
    return secret;
}

Result<Path> CommandContext::folder() const {
    if (register_folder.empty())
        return fail(ErrorCode::register_not_named);
    return Path(register_folder);
}

Result<OpenOffice> CommandContext::open() const {
    PEYVAND_LET(const Path path, folder());
    PEYVAND_TRY(finishRestore(platform.files, path));
    if (!Vault::exists(platform, path))
        return fail(ErrorCode::register_missing);
    PEYVAND_LET(const SecretText secret, password());
    OpenOffice office;
    office.language = language;
    PEYVAND_LET(office.opened, Register::open(platform, path, user, secret));
    PEYVAND_LET(office.network, Network::open(*office.opened));
    office.rules = std::make_unique<GivingRules>(*office.network, executor, language);
    if (office.opened->journal().wasRolledBack())
        std::cerr << words().text("console.replaced") << '\n';
    return office;
}

OpenOffice::~OpenOffice() {
    if (!opened)
        return;
    if (const auto made = backUpWhenDue(*opened); !made)
        std::cerr << Words::of(language).sentence(made.error()) << '\n';
}

Result<Bytes> CommandContext::standardInput(std::uint64_t limit_bytes) {
    Bytes bytes;
    char piece[64 * 1024];
    while (std::cin.read(piece, sizeof piece) || std::cin.gcount() > 0) {
        const auto count = static_cast<std::size_t>(std::cin.gcount());
        if (bytes.size() + count > limit_bytes)
            return fail(ErrorCode::file_too_large, "file", "-");
        bytes.insert(bytes.end(), piece, piece + count);
    }
    return bytes;
}

void CommandContext::print(const nlohmann::json& object) const {
    if (json)
        std::cout << object.dump() << '\n';
}

void CommandContext::say(std::string_view line) const {
    if (!json)
        std::cout << line << '\n';
}

std::function<void(std::int64_t, std::int64_t)>
CommandContext::progress(std::string_view what) const {
    if (json || !isErrorTerminal())
        return {};
    Clock& clock = platform.clock;
    return [last = std::int64_t{0}, what = std::string(what), &clock,
            &words = words()](std::int64_t done, std::int64_t total) mutable {
        const std::int64_t now = clock.steadyMs();
        if (done < total && now - last < 500)
            return;
        last = now;
        std::cerr << what << ' ' << words.number(done) << " / " << words.number(total) << '\n';
    };
}

Result<BeneficiaryId> findPerson(Register& opened, std::string_view typed) {
    constexpr std::string_view prefix = "person:";
    if (typed.starts_with(prefix)) {
        const auto id = BeneficiaryId::parse(typed.substr(prefix.size()));
        if (!id)
            return fail(ErrorCode::beneficiary_unknown);
        PEYVAND_TRY(People(opened).person(*id));
        return *id;
    }
    if (const auto id = BeneficiaryId::parse(typed)) {
        PEYVAND_TRY(People(opened).person(*id));
        return *id;
    }
    const ReadIdentity read = readIdentity(typed);
    std::vector<BeneficiaryId> files;
    if (read.identity) {
        PEYVAND_LET(files, People(opened).holding(*read.identity));
    } else {
        PEYVAND_LET(files, People(opened).holdingTyped(read.folded));
    }
    if (files.empty()) {
        PEYVAND_LET(files, People(opened).withFileNumber(typed));
    }
    if (files.empty())
        return fail(ErrorCode::beneficiary_unknown);
    return files.front();
}

Result<CivilDate> dayFrom(Register& opened, const std::string& typed) {
    return typed.empty() ? Result<CivilDate>(opened.today())
                         : text::readDate(typed, opened.today());
}

} // namespace peyvand::cli
