// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/network/network_page.h"

#include "ui/widgets/reading.h"

namespace peyvand::ui {
namespace {
constexpr std::int64_t week_ms = 7LL * 24 * 60 * 60 * 1000;
}

NetworkPage::NetworkPage(Worker* worker, QWidget* parent)
    : QWidget(parent), worker_(worker), pages_(new QStackedWidget(this)) {
    auto* layout = pageLayout(this);
    layout->addLayout(pageHeading(tr("Member charities"), this, &name_));
    name_->setAccessibleName(tr("Name of the network"));
    message_ = new InlineMessage(this);
    layout->addWidget(message_);
    auto* card = new Card(pages_);
    card->body()->setContentsMargins(5, 6, 5, 8);
    table_ = new Table(tr("Member charities"), card);
    model_ = new ListModel(
        {tr("Charity"), tr("Its data"), tr("Last news"), tr("Desks"), tr("Role")}, this);
    table_->setModel(model_);
    table_->setColumns({0, 170, 180, 110, 170});
    card->body()->addWidget(table_);
    alone_ = new EmptyState(QStringLiteral("network"), tr("This charity is in no network yet"),
                            tr("An enquiry looks into your own files only. With an invitation from "
                               "the assembly of your city, every member's help comes to light."),
                            pages_);
    pages_->addWidget(card);
    pages_->addWidget(alone_);
    layout->addWidget(pages_, 1);
}

void NetworkPage::refresh(std::int64_t now_ms) {
    now_ms_ = now_ms;
    worker_->ask(
        this, [](OfficeServices& office) { return office.membership(); },
        [this](Result<NetworkOverview> membership) {
            message_->clear();
            if (membership)
                showMembers(*membership);
            else
                message_->say(sentence(membership.error()), Tone::wrong);
        });
}

void NetworkPage::showMembers(const NetworkOverview& membership) {
    name_->setText(toQt(membership.network_name));
    QVector<ListModel::Row> rows;
    for (const NetworkMember& member : membership.members) {
        const bool heard = member.own || member.as_of_ms.has_value();
        const bool recent = member.own || (heard && now_ms_ - *member.as_of_ms < week_ms);
        const QString state = member.own ? tr("our own")
                              : !heard   ? tr("no news")
                              : recent   ? tr("up to date")
                                         : tr("older");
        const Tone tone = member.own ? Tone::brand
                          : !heard   ? Tone::overlap
                          : recent   ? Tone::allowed
                                     : Tone::near_limit;
        rows << ListModel::Row{{typed(toQt(member.name)), true, false, -1, {}, toQt(member.name)},
                               {state, false, false, static_cast<int>(tone)},
                               {member.own ? tr("now")
                                : heard    ? ago(*member.as_of_ms, now_ms_)
                                           : QStringLiteral("\u2013")},
                               {number(member.desks)},
                               {member.council ? tr("on the council") : tr("member")}};
    }
    model_->setRows(rows);
    pages_->setCurrentIndex(rows.isEmpty() ? 1 : 0);
}

} // namespace peyvand::ui
