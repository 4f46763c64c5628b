// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fixture.h"

#define SQLITE_HAS_CODEC 1
#include <filesystem>
#include <sqlcipher/sqlite3.h>

namespace peyvand::bench {
namespace {

constexpr const char* given_names[] = {"زهرا", "علی",  "مریم", "حسین", "فاطمه", "رضا",
                                       "نرگس", "مهدی", "سارا", "یوسف", "لیلا",  "کریم"};
constexpr const char* family_names[] = {"احمدی",
                                        "رضایی",
                                        "محمدی",
                                        "حسینی",
                                        "کریمی",
                                        "مرادی",
                                        "جعفری",
                                        "یوسفی",
                                        "میرزایی",
                                        "شریفی",
                                        "نوری",
                                        "گل‌محمدی",
                                        "پاک‌نیا",
                                        "دشت‌آبادی",
                                        "سبزواری"};
constexpr const char* cities[] = {"تهران", "قدس", "کرمان", "اهواز", "خمینی‌شهر", "ساری"};
constexpr const char* streets[] = {"امام", "آزادی", "انقلاب", "جمهوری", "شهید مدرس"};

void require(bool done) {
    if (!done) {
        say("a bare statement failed");
        std::exit(2);
    }
}

} // namespace

Folder::Folder(const Options& options) {
    const Path base =
        options.folder.empty() ? std::filesystem::temp_directory_path() : Path(options.folder);
    const auto name = makeSystemRandom()->take<8>();
    path_ = base / ("peyvand-bench-" + toHex(name));
    std::filesystem::create_directories(path_);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

BenchRegister::BenchRegister(const Options& options, const std::string& charity)
    : folder_(options) {
    auto created = must(Register::create({*clock_, *random_, *files_}, folder_.path() / "register",
                                         {charity, "manager", password(), StretchCost{1, 8}}));
    opened_ = std::move(created.opened);
}

std::size_t roll(Dice& dice, std::size_t sides) { return static_cast<std::size_t>(dice() % sides); }

std::string nationalIdOf(std::size_t person) {
    // An odd factor only shuffles; the first digits stay away from refused patterns.
    std::string digits = fmt::format("{:09}", 100'000'000 + person * 7'919 % 899'999'993);
    std::size_t sum = 0;
    for (std::size_t i = 0; i < 9; ++i)
        sum += static_cast<std::size_t>(digits[i] - '0') * (10 - i);
    const std::size_t rest = sum % 11;
    digits += static_cast<char>('0' + (rest < 2 ? rest : 11 - rest));
    return digits;
}

std::string inventedPeople(std::size_t count) {
    Dice dice(1405);
    const auto one = [&dice](const auto& of) { return of[roll(dice, std::size(of))]; };
    std::string list = "ردیف,کد ملی / اتباع,نام,نام خانوادگی,نام پدر,تاریخ تولد,جنسیت,"
                       "تلفن همراه,شهر,نشانی\n";
    for (std::size_t person = 0; person < count; ++person)
        list += fmt::format("{},{},{},{} {},{},{}/{:02}/{:02},{},0912{:07},{},"
                            "خیابان {} کوچه {} پلاک {}\n",
                            person + 1, nationalIdOf(person), one(given_names), one(family_names),
                            one(family_names), one(given_names), 1320 + roll(dice, 80),
                            1 + roll(dice, 12), 1 + roll(dice, 29), person % 2 == 0 ? "زن" : "مرد",
                            roll(dice, 10'000'000), one(cities), one(streets), 1 + roll(dice, 60),
                            1 + roll(dice, 200));
    return list;
}

Bare::Bare(Database& database, std::string_view sql) {
    require(sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                               SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) == SQLITE_OK);
}
Bare::~Bare() { sqlite3_finalize(statement_); }

Bare& Bare::bind(int parameter, std::int64_t value) {
    require(sqlite3_bind_int64(statement_, parameter, value) == SQLITE_OK);
    return *this;
}
Bare& Bare::bind(int parameter, std::string_view text) {
    require(sqlite3_bind_text(statement_, parameter, text.data() == nullptr ? "" : text.data(),
                              static_cast<int>(text.size()), SQLITE_STATIC) == SQLITE_OK);
    return *this;
}
Bare& Bare::bind(int parameter, ByteView blob) {
    const void* data = blob.empty() ? static_cast<const void*>("") : blob.data();
    require(sqlite3_bind_blob(statement_, parameter, data, static_cast<int>(blob.size()),
                              SQLITE_STATIC) == SQLITE_OK);
    return *this;
}
Bare& Bare::bindNull(int parameter) {
    require(sqlite3_bind_null(statement_, parameter) == SQLITE_OK);
    return *this;
}

bool Bare::step() {
    const int code = sqlite3_step(statement_);
    require(code == SQLITE_ROW || code == SQLITE_DONE);
    return code == SQLITE_ROW;
}

std::int64_t Bare::integer(int column) const { return sqlite3_column_int64(statement_, column); }

void Bare::reset() { sqlite3_reset(statement_); }

std::size_t Bare::fetch() {
    std::size_t size = 0;
    const int columns = sqlite3_column_count(statement_);
    while (step())
        for (int column = 0; column < columns; ++column) {
            (void)sqlite3_column_blob(statement_, column);
            size += static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        }
    reset();
    return size;
}

void Bare::run() {
    require(!step());
    reset();
}

} // namespace peyvand::bench
