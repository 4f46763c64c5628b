// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/automatic_backup.h"

namespace peyvand::ui {

AutomaticBackup::AutomaticBackup(Worker* worker, QObject* parent)
    : QObject(parent), worker_(worker) {}

AutomaticBackup::~AutomaticBackup() { stop(); }

void AutomaticBackup::stop() { stop_.request_stop(); }

// Told once: what comes after the first piece says nothing new.
BackupProgress AutomaticBackup::progress() {
    return
        [this, worker = worker_, told = std::make_shared<bool>(false)](std::int64_t, std::int64_t) {
            if (std::exchange(*told, true))
                return;
            worker->report(this, [this] { emit began(); });
        };
}

void AutomaticBackup::makeWhenDue() {
    stop_ = std::stop_source();
    worker_->ask(
        this,
        [progress = progress(), stop = stop_.get_token()](OfficeServices& office) {
            return office.settings().backUpWhenDue(progress, stop);
        },
        [this](const Result<bool>& made) { told(made); });
}

void AutomaticBackup::makeWhenDueAndLock() {
    if (std::exchange(locking_, true))
        return;
    stop_ = std::stop_source();
    worker_->ask(
        this,
        [progress = progress(), stop = stop_.get_token()](OfficeServices& office) {
            auto made = office.settings().backUpWhenDue(progress, stop);
            office.lock();
            return made;
        },
        [this](const Result<bool>& made) {
            told(made);
            locking_ = false;
            emit locked();
        });
}

void AutomaticBackup::told(const Result<bool>& made) {
    const bool left_off = !made && made.error().code == ErrorCode::cancelled;
    if (!left_off)
        failure_ = made ? std::nullopt : std::optional(made.error());
    emit ended(made && *made);
}

} // namespace peyvand::ui
