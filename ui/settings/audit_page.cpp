// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/audit_page.h"

#include "ui/widgets/reading.h"

#include <QSignalBlocker>

namespace peyvand::ui {
namespace {

constexpr int most_rows = 200;
constexpr int desk_digits = 8;
constexpr int last_deed = static_cast<int>(AuditDeed::replaced);

QString deedText(AuditDeed deed) { return word("audit." + std::string(auditDeedName(deed))); }

QString details(const AuditRow& row) {
    const std::string key = "audit.reason." + row.reason;
    QStringList parts;
    if (!row.reason.empty() && words().has(key))
        parts << word(key);
    if (row.count)
        parts << number(*row.count);
    return dotted(parts);
}

} // namespace

AuditPage::AuditPage(Worker* worker, QWidget* parent) : QWidget(parent), worker_(worker) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addWidget(message_ = new InlineMessage(this));
    auto* filters = new QHBoxLayout;
    filters->setSpacing(14);
    user_ = new ChoiceField(tr("User"), this);
    user_->add({}, tr("everybody"));
    user_->setFixedWidth(280);
    deed_ = new ChoiceField(tr("What was done"), this);
    deed_->add({}, tr("everything"));
    for (int i = 1; i <= last_deed; ++i)
        if (const auto name = auditDeedName(static_cast<AuditDeed>(i)); !name.empty())
            deed_->add(toQt(name), deedText(static_cast<AuditDeed>(i)));
    deed_->setFixedWidth(280);
    filters->addWidget(user_);
    filters->addWidget(deed_);
    count_ = new Label({}, TextStyle::body, Role::quiet, this);
    count_->setAccessibleName(tr("Number of rows"));
    filters->addWidget(count_, 1);
    layout->addLayout(filters);
    card_ = new Card(this);
    card_->body()->setContentsMargins(5, 6, 5, 8);
    table_ = new Table(tr("Audit log"), card_);
    model_ = new ListModel(
        {tr("Number"), tr("When"), tr("User"), tr("What was done"), tr("Details"), tr("Desk")},
        this);
    table_->setModel(model_);
    table_->setColumns({90, 170, 0, 210, 170, 130});
    card_->body()->addWidget(table_, 1);
    nothing_ = new EmptyState(QStringLiteral("search"), tr("Nothing of this kind"),
                              tr("Choose another user or another deed."), card_);
    card_->body()->addWidget(nothing_, 1);
    layout->addWidget(card_, 1);
    // Takes the room while the card is away.
    layout->addStretch();
    connect(user_, &ChoiceField::chosen, this, &AuditPage::refresh);
    connect(deed_, &ChoiceField::chosen, this, &AuditPage::refresh);
}

void AuditPage::choose(const QString& user, const QString& deed) {
    user_->choose(user);
    deed_->choose(deed);
}

void AuditPage::refresh() {
    AuditRequest request;
    request.user = fromQt(user_->code());
    request.deed = auditDeedFromName(fromQt(deed_->code()));
    request.limit = most_rows;
    worker_->ask(
        question_, this,
        [request](OfficeServices& office) { return office.settings().readAudit(request); },
        [this](const Result<AuditList>& list) {
            user_->setEnabled(list.has_value());
            deed_->setEnabled(list.has_value());
            if (list) {
                message_->clear();
                show(*list);
                return;
            }
            const bool refused = list.error().code == ErrorCode::not_permitted;
            message_->say(sentence(list.error()), refused ? Tone::plain : Tone::wrong);
            model_->setRows({});
            count_->setText({});
            card_->hide();
        });
}

void AuditPage::showUsers(const std::vector<std::string>& users) {
    if (users == users_)
        return;
    const QSignalBlocker quiet(user_);
    const QString before = user_->code();
    users_ = users;
    user_->combo()->clear();
    user_->add({}, tr("everybody"));
    for (const std::string& name : users_)
        user_->add(toQt(name), typed(toQt(name)));
    user_->choose(before);
}

void AuditPage::show(const AuditList& list) {
    showUsers(list.users);
    QVector<ListModel::Row> rows;
    for (const AuditRow& row : list.rows)
        rows << ListModel::Row{
            {number(row.number), false, true},
            {moment(row.time_ms)},
            {typed(toQt(row.user)), true, false, -1, {}, toQt(row.user)},
            {deedText(row.deed)},
            {details(row), false, true},
            {typed(toQt(std::string_view(row.desk).substr(0, desk_digits))), false, true}};
    model_->setRows(rows);
    count_->setText(static_cast<int>(list.rows.size()) >= most_rows
                        ? tr("the newest %1").arg(number(most_rows))
                        : tr("%Ln row(s)", "", static_cast<int>(list.rows.size())));
    card_->setVisible(true);
    table_->setVisible(!rows.isEmpty());
    nothing_->setVisible(rows.isEmpty());
}

} // namespace peyvand::ui
