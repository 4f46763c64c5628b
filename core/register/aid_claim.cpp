// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/aid_claim.h"

#include "core/register/records.h"

#include <algorithm>

namespace peyvand {
namespace {

CivilDate endOfYear(CivilDate day) { return HijriMonth{HijriDate::fromCivil(day).year, 12}.last(); }

} // namespace

Result<AidClaimView> claimViewOf(Register& opened, const Aid& aid) {
    namespace f = field::schedule;
    AidClaimView view;
    view.amount = aid.amount;
    view.until = aid.hold_until;
    view.kept_from = aid.date;
    view.tells_amount = aid.category != "loan";
    const bool is_regular = aid.state == AidState::regular;
    view.wanted = aid.state != AidState::voided && (!aid.details.loan || aid.open) &&
                  (!aid.details.schedule || is_regular);
    if (!view.wanted || !is_regular)
        return view;
    if (aid.details.schedule) {
        const auto schedule = Records(opened).record(RecordType::schedule, *aid.details.schedule);
        if (!schedule && schedule.error().code != ErrorCode::record_unknown)
            return fail(schedule.error());
        if (schedule) {
            view.amount = Rial{schedule->number(f::amount_rial)};
            view.until = schedule->text(f::state) == "ended" ? schedule->day(f::state_day)
                                                             : schedule->day(f::until_day);
        }
    }
    view.kept_from = std::max(aid.date, view.until.value_or(aid.date));
    if (aid.open)
        view.kept_from = std::max(view.kept_from, endOfYear(opened.today()));
    return view;
}

} // namespace peyvand
