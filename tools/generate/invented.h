// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Invented households. Names are common Iranian names put together at random, addresses name no
// place, and codes are made to pass the public check or not: nobody is meant by them.

#include "core/register/values.h"
#include "tools/generate/seeded.h"

namespace peyvand::generate {

struct InventedPerson {
    PersonFields fields{};
    std::vector<TypedIdentity> identities{};
    /// Number of the paper file before the register; most have none.
    std::string old_file_number{};
    std::string mother_name{};
    /// Code of the list "relation".
    const char* relation = "head";
};

struct InventedHousehold {
    std::string name{};
    std::vector<InventedPerson> members{};
};

/// The national ID with this running number: distinct, with a right check digit.
std::string nationalIdOf(std::size_t number);

/// One to seven people; running is the number of the first of them in the register.
InventedHousehold inventHousehold(Dice& dice, std::size_t running, CivilDate today);

} // namespace peyvand::generate
