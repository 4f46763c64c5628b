// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/permission.h"

#include <algorithm>
#include <array>

namespace peyvand {
namespace {

constexpr std::array<std::string_view, role_count> role_names{
    "clerk", "social_worker", "accountant", "storekeeper", "case_lead", "manager", "auditor"};

constexpr std::array<std::string_view, deed_count> deed_names{
    "import", "export",  "exchange", "erase",         "backup",      "restore",  "users",
    "rules",  "network", "council",  "override_rule", "see_illness", "see_iban", "read_audit"};

struct RecordLine {
    RecordType type;
    // One letter a role, in the order of Role: c change, s see, - nothing.
    std::string_view access;
};

constexpr RecordLine record_lines[] = {
    {RecordType::beneficiary, "ccssccs"},
    {RecordType::identity, "ccssccs"},
    {RecordType::household, "ccssccs"},
    {RecordType::member, "ccssccs"},
    {RecordType::aid, "ccccccs"},
    {RecordType::rule, "ssssscs"},
    {RecordType::import_list, "ccc-ccs"},
    {RecordType::claim, "ccccccs"},
    {RecordType::need, "ccssccs"},
    {RecordType::contact, "ccs-ccs"},
    {RecordType::document, "ccs-ccs"},
    {RecordType::file_note, "ccssccs"},
    {RecordType::consent, "ccs-ccs"},
    {RecordType::coverage, "ccs-ccs"},
    {RecordType::bank_account, "ccc-ccs"},
    {RecordType::introducer, "ccs-ccs"},
    {RecordType::schedule, "scs-ccs"},
    {RecordType::decision, "ssssccs"},
    {RecordType::letter, "ccccccs"},
    {RecordType::fund, "sscsscs"},
    {RecordType::kit, "ssscscs"},
    {RecordType::stock_item, "ssscscs"},
    {RecordType::stock_receipt, "ssscscs"},
    {RecordType::goods_order, "ccscccs"},
    {RecordType::sponsor, "-sc-ccs"},
    {RecordType::sponsorship, "scc-ccs"},
    {RecordType::loan, "scc-ccs"},
    {RecordType::instalment, "ssc-scs"},
    {RecordType::distribution, "ccscccs"},
    {RecordType::distribution_line, "ccscccs"},
    {RecordType::payment_batch, "--c-scs"},
    {RecordType::payment_line, "--c-scs"},
    {RecordType::user, "-----cs"},
    {RecordType::scan, "ccs-ccs"},
    {RecordType::office_setting, "ssssscs"},
    {RecordType::proposal, "scs-ccs"},
    // Both follow from giving: whoever gives writes them.
    {RecordType::fund_movement, "ccccccs"},
    {RecordType::stock_issue, "ccccccs"},
    {RecordType::kit_line, "ssscscs"},
    {RecordType::referral, "ccs-ccs"},
    {RecordType::referral_answer, "ccs-ccs"},
    {RecordType::case_question, "ccs-ccs"},
    {RecordType::case_answer, "ccs-ccs"},
    {RecordType::opening_count, "ssssscs"},
    {RecordType::network_rule, "ssssscs"},
};

// One letter a role, in the order of Role; lines in the order of Deed.
constexpr std::array<std::string_view, deed_count> deed_lines{
    "yyy-yy-", // import
    "--y-yy-", // export
    "yyy-yy-", // exchange
    "-----y-", // erase
    "yyyyyyy", // backup
    "-----y-", // restore
    "-----y-", // users
    "-----y-", // rules
    "-----y-", // network
    "----yy-", // council
    "----yy-", // override_rule
    "-y--y--", // see_illness
    "--y----", // see_iban
    "-----yy", // read_audit
};

std::size_t placeOf(Role role) { return static_cast<std::size_t>(role); }

} // namespace

std::string_view roleName(Role role) { return role_names[placeOf(role)]; }

std::optional<Role> roleFromName(std::string_view name) {
    const auto found = std::find(role_names.begin(), role_names.end(), name);
    if (found == role_names.end())
        return std::nullopt;
    return static_cast<Role>(found - role_names.begin());
}

std::string_view deedName(Deed deed) { return deed_names[static_cast<std::size_t>(deed)]; }

Access accessTo(RecordType type, Role role) {
    for (const auto& line : record_lines)
        if (line.type == type) {
            const char letter = line.access[placeOf(role)];
            return letter == 'c' ? Access::change : letter == 's' ? Access::see : Access::none;
        }
    return role == Role::manager ? Access::change : Access::none;
}

bool mayDo(Deed deed, Role role) {
    return deed_lines[static_cast<std::size_t>(deed)][placeOf(role)] == 'y';
}

bool Permission::allows(const Change& change) const {
    if (change.kind == ChangeKind::erase && !may(Deed::erase))
        return false;
    return changes(change.record_type);
}

} // namespace peyvand
