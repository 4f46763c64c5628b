// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/papers.h"

#include "core/crypto/hash.h"
#include "core/text/fold.h"

#include <algorithm>

namespace peyvand {
namespace {

struct FileFacts {
    bool everyone = true, adult = true, head = false, widowed = false, divorced = false;
    bool guardian = false, rented = false, disabled = false, school = false, introduced = false;
    std::optional<RecordId> household{};
};

// A birth year alone may be either side of a birthday: school is asked where it may be.
void readAge(FileFacts& facts, const Statement& row, CivilDate day) {
    std::optional<BirthDate> birth;
    if (!row.isNull(0))
        birth = BirthDate::ofDay(CivilDate::fromDays(static_cast<std::int32_t>(row.integer(0))));
    else if (!row.isNull(1))
        birth = BirthDate::ofYear(static_cast<int>(row.integer(1)));
    if (!birth)
        return;
    facts.adult = birth->isAdultOn(day);
    const int years = HijriDate::fromCivil(day).year - birth->hijri_year;
    facts.school = !facts.adult && years >= 6;
}

bool readPerson(Database& database, const RecordId& person, CivilDate day, FileFacts& facts) {
    auto row = database.prepare(
        "SELECT b.birth_day, b.birth_year, r.marital_state, r.disability_kind,"
        " EXISTS (SELECT 1 FROM record_introducer WHERE subject = b.id AND void_reason IS NULL)"
        " FROM beneficiary AS b LEFT JOIN record_beneficiary AS r ON r.id = b.id WHERE b.id = ?");
    row.bind(person);
    if (!row.step())
        return false;
    readAge(facts, row, day);
    facts.widowed = row.text(2) == "widowed";
    facts.divorced = row.text(2) == "divorced";
    facts.disabled = !row.isNull(3);
    facts.introduced = row.integer(4) != 0;
    return true;
}

void readHousehold(Database& database, const RecordId& person, FileFacts& facts) {
    auto row = database.prepare(
        "SELECT m.household, m.head, h.headship_cause, h.guardian_kind, h.housing FROM member AS m"
        " LEFT JOIN record_household AS h ON h.id = m.household"
        " WHERE m.beneficiary = ? AND m.left_day IS NULL ORDER BY m.joined_day DESC, m.id LIMIT 1");
    row.bind(person);
    if (!row.step())
        return;
    facts.household = row.id<RecordId>(0);
    facts.head = row.integer(1) != 0;
    if (!facts.head)
        return;
    facts.widowed = facts.widowed || row.text(2) == "death";
    facts.divorced = facts.divorced || row.text(2) == "divorce";
    facts.guardian = row.text(3) == "guardian";
    facts.rented = row.text(4) == "rented";
}

std::vector<std::string_view> askedPapers(const FileFacts& facts) {
    std::vector<std::string_view> asked;
#define PEYVAND_ASKED(when, kind)                                                                  \
    if (facts.when)                                                                                \
        asked.emplace_back(#kind);
#include "core/record/checklist.def"
#undef PEYVAND_ASKED
    return asked;
}

struct Held {
    std::string kind{}, state{};
    std::optional<std::int64_t> until{};
};

std::vector<Held> heldPapers(Database& database, const RecordId& person, const FileFacts& facts) {
    std::vector<Held> held;
    const auto read = [&](const RecordId& subject) {
        auto rows = database.prepare("SELECT kind, state, valid_until FROM record_document"
                                     " WHERE subject = ? AND kind IS NOT NULL ORDER BY id");
        rows.bind(subject);
        while (rows.step())
            held.push_back({rows.string(0), rows.string(1),
                            rows.isNull(2) ? std::nullopt : std::optional(rows.integer(2))});
    };
    read(person);
    if (facts.household && facts.head)
        read(*facts.household);
    return held;
}

std::optional<MissingPaper> gapOf(std::string_view kind, const std::vector<Held>& held,
                                  CivilDate day) {
    MissingPaper gap{std::string(kind), PaperGap::missing, std::nullopt};
    for (const Held& paper : held) {
        if (paper.kind != kind || paper.state == "missing")
            continue;
        const bool is_over = paper.state == "expired" || (paper.until && *paper.until < day.days());
        if (!is_over)
            return std::nullopt;
        gap.gap = PaperGap::expired;
        if (paper.until)
            gap.until = CivilDate::fromDays(static_cast<std::int32_t>(*paper.until));
    }
    return gap;
}

bool startsWith(ByteView bytes, std::string_view text) {
    return bytes.size() >= text.size() &&
           std::equal(text.begin(), text.end(), bytes.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

Bytes digestOf(ByteView bytes) {
    const auto digest = LabelledHash("scan").variable(bytes).digest<32>();
    return {digest.begin(), digest.end()};
}

} // namespace

Result<std::vector<MissingPaper>> missingPapers(Register& opened, const BeneficiaryId& person,
                                                CivilDate day) {
    Database& database = opened.database();
    FileFacts facts;
    if (!readPerson(database, idAs<RecordId>(person), day, facts)) {
        PEYVAND_TRY(database.takeFailure());
        return fail(ErrorCode::beneficiary_unknown);
    }
    readHousehold(database, idAs<RecordId>(person), facts);
    const auto held = heldPapers(database, idAs<RecordId>(person), facts);
    std::vector<MissingPaper> missing;
    for (const auto kind : askedPapers(facts))
        if (auto gap = gapOf(kind, held, day))
            missing.push_back(std::move(*gap));
    return database.checked(std::move(missing));
}

Result<std::int64_t> countIncompleteFiles(Register& opened, CivilDate day) {
    constexpr std::int64_t most_files = 300;
    std::vector<BeneficiaryId> files;
    // One state at a time, so that the index gives the order.
    for (const std::string_view state : {"awaiting", "covered"}) {
        auto rows = opened.database().prepare("SELECT id FROM record_beneficiary"
                                              " WHERE file_state = ? ORDER BY id DESC LIMIT ?");
        rows.bind(state).bind(most_files / 2);
        while (rows.step())
            files.push_back(rows.id<BeneficiaryId>(0));
    }
    std::int64_t count = 0;
    for (const auto& file : files) {
        PEYVAND_LET(const auto missing, missingPapers(opened, file, day));
        count += missing.empty() ? 0 : 1;
    }
    return opened.database().checked(count);
}

ScanFormat scanFormat(ByteView bytes) {
    // JPEG: SOI and a marker (ITU-T T.81 B.1.1), PNG: its signature and IHDR (RFC 2083 3.1),
    // PDF: its header (ISO 32000-1 7.5.2).
    if (startsWith(bytes, "\xff\xd8\xff"))
        return ScanFormat::jpeg;
    if (startsWith(bytes, "\x89PNG\r\n\x1a\n") && bytes.size() > 16 &&
        startsWith(bytes.subspan(12), "IHDR"))
        return ScanFormat::png;
    if (startsWith(bytes, "%PDF-"))
        return ScanFormat::pdf;
    return ScanFormat::none;
}

Result<RecordId> Scans::add(const RecordId& document, std::string_view typed, ByteView bytes) {
    namespace f = field::scan;
    if (scanFormat(bytes) == ScanFormat::none)
        return fail(ErrorCode::scan_format);
    if (bytes.size() > most_scan_bytes)
        return fail(ErrorCode::scan_too_large, "count", std::to_string(most_scan_bytes / 1024));
    PEYVAND_LET(const std::string name, text::cleanInput(typed, 200));
    Records records(register_);
    PEYVAND_LET(const RecordRow paper, records.record(RecordType::document, document));
    PEYVAND_LET(const auto there, ofDocument(document));
    if (there.size() >= static_cast<std::size_t>(most_scans_of_a_document))
        return fail(ErrorCode::scan_too_many, "count", std::to_string(most_scans_of_a_document));
    const std::int64_t page = there.empty() ? 1 : there.back().page + 1;
    return records.add({RecordType::scan,
                        paper.subject,
                        {{f::document, valueOf(document)},
                         {f::name, name.empty() ? std::string("scan") : name},
                         {f::size_bytes, static_cast<std::int64_t>(bytes.size())},
                         {f::digest, digestOf(bytes)},
                         {f::content, Bytes(bytes.begin(), bytes.end())},
                         {f::page, page}},
                        std::nullopt});
}

Result<std::vector<ScanRow>> Scans::ofDocument(const RecordId& document) {
    std::vector<ScanRow> scans;
    auto rows = register_.database().prepare(
        "SELECT id, document, name, IFNULL(size_bytes, 0), IFNULL(page, 0), made_ms"
        " FROM record_scan WHERE document = ? AND void_reason IS NULL ORDER BY page, id");
    rows.bind(document);
    while (rows.step())
        scans.push_back({rows.id<RecordId>(0), rows.id<RecordId>(1), rows.string(2),
                         rows.integer(3), rows.integer(4), rows.integer(5)});
    return register_.database().checked(std::move(scans));
}

Result<Bytes> Scans::content(const RecordId& scan) {
    namespace f = field::scan;
    PEYVAND_TRY(register_.audit().write(AuditDeed::export_, scan, {}, {"scan", 1}));
    PEYVAND_LET(const RecordRow row, Records(register_).record(RecordType::scan, scan));
    PEYVAND_LET(auto changes, register_.journal().history(scan, RecordType::scan));
    const auto digest = row.values.find(f::digest);
    for (auto& stamped : changes)
        for (auto& [number, value] : stamped.change.fields) {
            auto* bytes = std::get_if<Bytes>(&value);
            if (number != f::content || bytes == nullptr)
                continue;
            if (digest == row.values.end() || digest->second != Value{digestOf(*bytes)} ||
                scanFormat(*bytes) == ScanFormat::none)
                return fail(ErrorCode::scan_damaged);
            return std::move(*bytes);
        }
    return fail(ErrorCode::scan_damaged);
}

} // namespace peyvand
