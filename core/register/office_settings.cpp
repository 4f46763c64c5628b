// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/register/office_settings.h"

#include "core/crypto/hash.h"

namespace peyvand {
namespace f = field::office_setting;

RecordId officeSettingId(std::string_view name) {
    return {LabelledHash("office setting").variable(bytesOf(name)).digest<16>()};
}

Result<std::string> officeSetting(Register& opened, std::string_view name) {
    auto row = opened.database().prepare("SELECT IFNULL(value, '') FROM record_office_setting"
                                         " WHERE id = ?");
    row.bind(officeSettingId(name));
    std::string value = row.step() ? row.string(0) : std::string();
    return opened.database().checked(std::move(value));
}

Result<bool> officeSettingInConflict(Register& opened, std::string_view name) {
    auto row = opened.database().prepare("SELECT 1 FROM conflict WHERE record = ?"
                                         " AND record_type = ? AND field = ?");
    row.bind(officeSettingId(name))
        .bind(static_cast<std::int64_t>(RecordType::office_setting))
        .bind(std::int64_t{f::value});
    const bool found = row.step();
    return opened.database().checked(found);
}

Result<void> setOfficeSetting(Register& opened, std::string_view name, std::string_view value) {
    PEYVAND_LET(const std::string before, officeSetting(opened, name));
    PEYVAND_LET(const bool disputed, officeSettingInConflict(opened, name));
    if (before == value && !before.empty() && !disputed)
        return {};
    return Records(opened)
        .add({RecordType::office_setting,
              std::nullopt,
              {{f::name, std::string(name)}, {f::value, std::string(value)}},
              officeSettingId(name)})
        .map([](const RecordId&) {});
}

} // namespace peyvand
