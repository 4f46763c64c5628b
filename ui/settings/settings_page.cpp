// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include <QCoreApplication>

namespace peyvand::ui {

SettingsPage::SettingsPage(QWidget* parent) : QWidget(parent) {
    auto* layout = pageLayout(this);
    layout->addLayout(pageHeading(tr("Settings"), this));
    auto* card = new Card(this);
    card->setMaximumWidth(640);
    card->body()->addWidget(new Label(tr("Appearance"), TextStyle::heading, Role::ink, card));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    language_ = new ChoiceField(tr("Language"), card);
    // Each language is named in itself, so that it is found from the other.
    language_->add(QStringLiteral("fa"), tr("Persian"));
    language_->add(QStringLiteral("en"), tr("English"));
    language_->choose(language() == Language::persian ? QStringLiteral("fa")
                                                      : QStringLiteral("en"));
    scheme_ = new ChoiceField(tr("Colours"), card);
    scheme_->add(QStringLiteral("light"), tr("light"));
    scheme_->add(QStringLiteral("dark"), tr("dark"));
    scheme_->choose(scheme() == Scheme::light ? QStringLiteral("light") : QStringLiteral("dark"));
    row->addWidget(language_);
    row->addWidget(scheme_);
    card->body()->addLayout(row);
    layout->addWidget(card);
    auto* about = new Card(this);
    about->setMaximumWidth(640);
    about->body()->addWidget(new Label(tr("About"), TextStyle::heading, Role::ink, about));
    auto* text =
        new Label(tr("Peyvand %1 · free software under the GNU General Public License 3 or "
                     "later. Your charity's files stay on this computer, encrypted.")
                      .arg(code(QCoreApplication::applicationVersion())),
                  TextStyle::body, Role::quiet, about);
    about->body()->addWidget(text->wrapping());
    layout->addWidget(about);
    layout->addStretch();
    const auto tell = [this] {
        emit chosen(language_->code() == QStringLiteral("fa") ? Language::persian
                                                              : Language::english,
                    scheme_->code() == QStringLiteral("dark") ? Scheme::dark : Scheme::light);
    };
    connect(language_, &ChoiceField::chosen, this, tell);
    connect(scheme_, &ChoiceField::chosen, this, tell);
}

} // namespace peyvand::ui
