// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Comma-separated text (RFC 4180) as offices really have it: other separators, other line ends,
// quotes that nobody closed. A reader belongs to one thread; the text must outlive it.
// Errors: list_too_large ("limit"), list_malformed ("row").

#include "core/base/bytes.h"
#include "core/exchange/grid.h"

namespace peyvand::exchange {

class CsvReader {
  public:
    CsvReader(std::string_view utf8, char separator) : text_(utf8), separator_(separator) {}
    /// False at the end. A quote that is not closed before a separator, a line end or 64 KiB is an
    /// ordinary character, so one stray quote cannot swallow the rest of a list.
    Result<bool> next(std::vector<std::string>& cells);
    /// The line on which the last row began.
    std::int64_t line() const { return line_; }

  private:
    Result<void> readCell(std::string& cell);
    bool readQuoted(std::string& cell);
    bool atLineEnd() const {
        return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0;
    std::int64_t line_ = 0;
    std::int64_t next_line_ = 1;
    /// Bytes read in vain behind unclosed quotes; bounded, so hostile quotes cost linear time.
    std::size_t reread_bytes_ = 0;
};

/// One of , ; tab | : the one that cuts the first rows most evenly; ',' when none does.
char detectSeparator(std::string_view utf8);
/// Any encoding, any separator, "sep=;" lines of spreadsheets left out.
Result<Grid> readCsv(ByteView bytes);

/// One record of RFC 4180 with CRLF; formulas are guarded (guardedFormula).
void appendCsvRow(std::string& text, const std::vector<std::string>& cells);

/// Writes UTF-8 with a byte order mark (spreadsheets show Persian rightly then) and CRLF.
/// A text that a spreadsheet would take for a formula (= + - @) gets a leading apostrophe, which
/// readers of this module take off again.
class CsvWriter {
  public:
    void addRow(const std::vector<std::string>& cells) { appendCsvRow(text_, cells); }
    const std::string& text() const { return text_; }

  private:
    std::string text_ = "\xEF\xBB\xBF";
};

} // namespace peyvand::exchange
