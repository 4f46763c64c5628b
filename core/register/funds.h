// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Sources of funds (محل تأمین). Balance = movements + loan instalments that came back - aid from
// the fund that is not void (payments and loans; what stands for a whole period of regular aid is
// no payment). Warnings are values; they refuse nothing. Errors: record_unknown and the store's.

#include "core/register/aid_book.h"
#include "core/register/records.h"
#include "core/text/words.h"

namespace peyvand {

struct FundState {
    RecordId id{};
    std::string name{};
    std::string kind{};
    Rial received{};
    Rial paid_out{};
    Rial returned{};
    Rial given{};
    /// Aid that is under way (introduction letters), not in the balance yet.
    Rial held{};
    std::optional<CivilDate> deadline{};
    Rial balance() const {
        return Rial{received.amount - paid_out.amount + returned.amount - given.amount};
    }
};

/// Codes of the word catalogue ("fund_warning.<code>").
enum class FundWarningKind : std::uint8_t {
    balance_short = 1,
    deadline_passed,
    recipient_outside,
    recipient_unsure,
    category_outside,
    permission_missing,
    fund_closed,
};

struct FundWarning {
    FundWarningKind kind{};
    Rial balance{};
    Rial amount{};
    std::optional<CivilDate> deadline{};
};
std::string_view fundWarningName(FundWarningKind kind);
std::string fundWarningText(const Words& words, const FundWarning& warning);

class Funds {
  public:
    explicit Funds(Register& opened) : register_(opened), records_(opened) {}

    Result<FundState> state(const RecordId& fund);
    /// Open ones by name.
    Result<std::vector<FundState>> states();
    /// Of an aid that is about to be given from draft.details.fund; none without a fund.
    Result<std::vector<FundWarning>> warnings(const AidDraft& draft);

  private:
    enum class Fits : std::uint8_t { no, unsure, yes };
    Result<Fits> fitsRecipient(const std::vector<std::string>& recipients, const AidDraft& draft);
    Register& register_;
    Records records_;
};

} // namespace peyvand
