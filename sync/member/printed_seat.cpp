// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/member/printed_seat.h"

#include "core/crypto/password_slot.h"

namespace peyvand {

SecretText makeSeatCode(RandomSource& random) { return makeRecoveryCode(random); }

Result<SigningKey> printedSeat(const SecretText& code) {
    const auto digits = readRecoveryCode(code);
    if (!digits) {
        Error error{ErrorCode::seat_code_wrong, digits.error().arguments};
        // Group 0 says that the number of digits is wrong; that is no group to look at.
        std::erase(error.arguments, std::pair<std::string, std::string>("group", "0"));
        return fail(std::move(error));
    }
    // 40 digits are more than 132 bits: nothing has to be stretched.
    return SigningKey::fromSeed(
        LabelledHash("printed seat").variable(digits->bytes()).secret<32>());
}

} // namespace peyvand
