// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a list of people: nothing may crash, hang or grow without bound.
#include "core/exchange/people_list.h"

using namespace peyvand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const auto kind : {exchange::ListKind::people, exchange::ListKind::identities}) {
        auto table = exchange::readTable({data, size}, kind);
        if (!table)
            continue;
        const exchange::PeopleList list(std::move(*table), CivilDate::fromDays(20'000));
        for (std::size_t i = 0; i < list.size(); ++i)
            (void)list.row(i);
    }
    return 0;
}
