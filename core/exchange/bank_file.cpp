// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/bank_file.h"

#include "core/exchange/csv.h"
#include "core/exchange/xlsx.h"
#include "core/identity/iban.h"
#include "core/text/fold.h"
#include "core/text/read.h"
#include "resources/exchange.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace peyvand::exchange {
namespace {

constexpr std::string_view known_columns[] = {"iban",   "amount_rial", "holder", "reference",
                                              "number", "note",        "empty"};
constexpr std::size_t max_columns = 40;
constexpr std::size_t max_layout_bytes = 10'000;

struct AnswerWords {
    std::set<std::string> paid;
    std::set<std::string> returned;
    std::set<std::string> tracking;
    std::set<std::string> reason;
};

std::set<std::string> keysOf(const nlohmann::json& words) {
    std::set<std::string> keys;
    for (const auto& word : words)
        keys.insert(text::searchKey(word.get<std::string>()));
    return keys;
}

const AnswerWords& answerWords() {
    static const AnswerWords words = [] {
        const auto json = nlohmann::json::parse(resource::exchange::bank_json());
        return AnswerWords{keysOf(json["paid"]), keysOf(json["returned"]), keysOf(json["tracking"]),
                           keysOf(json["reason"])};
    }();
    return words;
}

std::string cellOf(std::string_view column, std::string_view list_number, std::string_view note,
                   const Payment& payment) {
    if (column == "iban")
        return payment.iban;
    if (column == "amount_rial")
        return std::to_string(payment.amount.amount);
    if (column == "holder")
        return payment.holder;
    if (column == "reference")
        return paymentReference(list_number, payment.number);
    if (column == "number")
        return std::to_string(payment.number);
    return column == "note" ? std::string(note) : std::string();
}

Result<std::vector<std::string>> textsOf(const nlohmann::json& layout, const char* key) {
    std::vector<std::string> texts;
    const auto found = layout.find(key);
    if (found == layout.end())
        return texts;
    if (!found->is_array() || found->size() > max_columns)
        return fail(ErrorCode::bank_layout_invalid, "field", key);
    for (const auto& text : *found) {
        if (!text.is_string())
            return fail(ErrorCode::bank_layout_invalid, "field", key);
        texts.push_back(text.get<std::string>());
    }
    return texts;
}

/// What one row says, as far as it says anything.
struct RowReading {
    std::vector<std::string> cells;
    std::vector<std::string> keys;
};

class AnswerReader {
  public:
    AnswerReader(std::string_view list_number, const std::vector<Payment>& payments) {
        for (const auto& payment : payments) {
            by_reference_.emplace(text::searchKey(paymentReference(list_number, payment.number)),
                                  &payment);
            by_account_.emplace(payment.iban, &payment);
        }
    }

    Result<void> read(const Grid& grid) {
        for (std::size_t row = 0; row < grid.rows(); ++row)
            PEYVAND_TRY(readRow(grid, row));
        return {};
    }

    BankAnswer answer(std::size_t lines) && {
        BankAnswer answer;
        for (auto& [line, result] : results_)
            answer.results.push_back(std::move(result));
        answer.unsure_rows = std::move(unsure_rows_);
        const std::size_t told = answer.results.size() + answer.unsure_rows.size();
        answer.missing = static_cast<std::int64_t>(lines > told ? lines - told : 0);
        return answer;
    }

  private:
    Result<void> readRow(const Grid& grid, std::size_t row) {
        RowReading reading;
        for (std::size_t column = 0; column < grid.columns(row); ++column) {
            reading.cells.emplace_back(grid.cell(row, column));
            reading.keys.push_back(text::searchKey(reading.cells.back()));
        }
        noteHeadings(reading);
        const std::string row_text = std::to_string(grid.line(row));
        bool has_account = false;
        const Payment* payment = find(reading, has_account);
        if (payment == nullptr)
            return has_account ? fail(ErrorCode::bank_result_unknown, "row", row_text)
                               : Result<void>();
        const auto fate = fateOf(reading);
        if (!fate) {
            unsure_rows_.push_back(grid.line(row));
            return {};
        }
        PaymentResult result{payment->line, *fate, {}, {}};
        result.tracking_number = cellAt(reading, tracking_);
        if (!*fate)
            result.return_reason = cellAt(reading, reason_);
        const auto [known, is_new] = results_.emplace(payment->line, result);
        if (!is_new && known->second.paid != *fate)
            return fail(ErrorCode::bank_result_unknown, "row", row_text);
        return {};
    }

    void noteHeadings(const RowReading& reading) {
        for (std::size_t column = 0; column < reading.keys.size(); ++column) {
            if (answerWords().tracking.contains(reading.keys[column]))
                tracking_ = column;
            if (answerWords().reason.contains(reading.keys[column]))
                reason_ = column;
        }
    }

    // The reference is the surest; an account that stands on several lines needs its amount too.
    const Payment* find(const RowReading& reading, bool& has_account) const {
        for (const auto& key : reading.keys)
            if (const auto found = by_reference_.find(key); found != by_reference_.end())
                return found->second;
        for (const auto& cell : reading.cells) {
            const auto iban = readIban(cell);
            if (!iban)
                continue;
            has_account = true;
            const auto [first, last] = by_account_.equal_range(*iban);
            if (first != last && std::next(first) == last)
                return first->second;
            for (auto each = first; each != last; ++each)
                if (namesAmount(reading, each->second->amount))
                    return each->second;
        }
        return nullptr;
    }

    static bool namesAmount(const RowReading& reading, Rial amount) {
        return std::any_of(reading.cells.begin(), reading.cells.end(), [&](const auto& cell) {
            const auto read = text::readAmount(cell);
            return read && read->amount == amount.amount;
        });
    }

    static std::optional<bool> fateOf(const RowReading& reading) {
        std::optional<bool> fate;
        for (const auto& key : reading.keys) {
            const bool is_paid = answerWords().paid.contains(key);
            const bool is_returned = answerWords().returned.contains(key);
            if (!is_paid && !is_returned)
                continue;
            if (fate && *fate != is_paid)
                return std::nullopt;
            fate = is_paid;
        }
        return fate;
    }

    static std::string cellAt(const RowReading& reading, std::optional<std::size_t> column) {
        if (!column || *column >= reading.cells.size())
            return {};
        const auto clean = text::cleanInput(reading.cells[*column], 500);
        return clean ? *clean : std::string();
    }

    std::map<std::string, const Payment*> by_reference_;
    std::multimap<std::string, const Payment*> by_account_;
    std::map<RecordId, PaymentResult> results_;
    std::vector<std::int64_t> unsure_rows_;
    std::optional<std::size_t> tracking_;
    std::optional<std::size_t> reason_;
};

} // namespace

const BankLayout& plainBankLayout() {
    static const BankLayout layout{',',
                                   {"شبا", "مبلغ به ریال", "صاحب حساب", "شماره مرجع", "شرح"},
                                   {"iban", "amount_rial", "holder", "reference", "note"}};
    return layout;
}

Result<BankLayout> readBankLayout(std::string_view json) {
    if (json.size() > max_layout_bytes)
        return fail(ErrorCode::bank_layout_invalid, "field", "size");
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    if (!parsed.is_object())
        return fail(ErrorCode::bank_layout_invalid);
    BankLayout layout;
    if (const auto separator = parsed.find("separator"); separator != parsed.end()) {
        const std::string text = separator->is_string() ? separator->get<std::string>() : "";
        if (text != "," && text != ";" && text != "\t" && text != "|")
            return fail(ErrorCode::bank_layout_invalid, "field", "separator");
        layout.separator = text.front();
    }
    PEYVAND_LET(layout.headings, textsOf(parsed, "headings"));
    PEYVAND_LET(layout.columns, textsOf(parsed, "columns"));
    for (const auto& column : layout.columns)
        if (std::find(std::begin(known_columns), std::end(known_columns), column) ==
            std::end(known_columns))
            return fail(ErrorCode::bank_layout_invalid, "field", "columns");
    const auto has = [&](const char* column) {
        return std::find(layout.columns.begin(), layout.columns.end(), column) !=
               layout.columns.end();
    };
    if (!has("iban") || !has("amount_rial"))
        return fail(ErrorCode::bank_layout_invalid, "field", "columns");
    if (!layout.headings.empty() && layout.headings.size() != layout.columns.size())
        return fail(ErrorCode::bank_layout_invalid, "field", "headings");
    return layout;
}

std::string paymentReference(std::string_view list_number, std::int64_t line_number) {
    return std::string(list_number) + "-" + std::to_string(line_number);
}

std::string bankFile(const BankLayout& layout, std::string_view list_number, std::string_view note,
                     const std::vector<Payment>& payments) {
    std::string text = "\xEF\xBB\xBF";
    const auto addRow = [&](const std::vector<std::string>& cells) {
        std::string row;
        appendCsvRow(row, cells);
        if (layout.separator == ',') {
            text += row;
            return;
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0)
                text += layout.separator;
            for (const char letter : cells[i])
                text += letter == layout.separator || letter == '\n' ? ' ' : letter;
        }
        text += "\r\n";
    };
    if (!layout.headings.empty())
        addRow(layout.headings);
    for (const auto& payment : payments) {
        std::vector<std::string> cells;
        cells.reserve(layout.columns.size());
        for (const auto& column : layout.columns)
            cells.push_back(cellOf(column, list_number, note, payment));
        addRow(cells);
    }
    return text;
}

Result<BankAnswer> readBankAnswer(ByteView bytes, std::string_view list_number,
                                  const std::vector<Payment>& payments) {
    AnswerReader reader(list_number, payments);
    if (looksLikeZip(bytes)) {
        PEYVAND_LET(const auto sheets, readWorkbook(bytes));
        for (const auto& sheet : sheets)
            PEYVAND_TRY(reader.read(sheet.grid));
    } else {
        PEYVAND_LET(const Grid grid, readCsv(bytes));
        PEYVAND_TRY(reader.read(grid));
    }
    return std::move(reader).answer(payments.size());
}

} // namespace peyvand::exchange
