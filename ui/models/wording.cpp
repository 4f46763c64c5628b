// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/wording.h"

#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

QString nameOf(const std::string& given, const std::string& family) {
    const QString name = toQt(given + " " + family).trimmed();
    return name.isEmpty() ? Tr::tr("without a name") : name;
}

} // namespace

Tone toneOf(RuleResult result) {
    switch (result) {
    case RuleResult::allowed:
        return Tone::allowed;
    case RuleResult::near_limit:
    case RuleResult::needs_reason:
        return Tone::near_limit;
    case RuleResult::overlap:
        return Tone::overlap;
    }
    return Tone::plain;
}

QString fullName(const PersonFields& fields) {
    return nameOf(fields.given_name, fields.family_name);
}

QString fullName(const PersonRow& row) { return nameOf(row.given_name, row.family_name); }

QString personLine(const Person& person) {
    QStringList parts{typed(fullName(person.fields))};
    if (!person.fields.father_name.empty())
        parts << Tr::tr("child of %1").arg(typed(toQt(person.fields.father_name)));
    if (!person.identities.empty())
        parts << code(toQt(person.identities.front().typed));
    return dotted(parts);
}

} // namespace peyvand::ui
