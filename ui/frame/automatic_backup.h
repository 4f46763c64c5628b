// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Automatic backups of the window: one when it is due, after unlocking and before locking, on the
// worker thread and without a question. GUI thread only; goes before the worker does, and takes a
// backup under way with it.

#include "ui/models/worker.h"

namespace peyvand::ui {

class AutomaticBackup : public QObject {
    Q_OBJECT
  public:
    explicit AutomaticBackup(Worker* worker, QObject* parent = nullptr);
    ~AutomaticBackup() override;

    void makeWhenDue();
    /// The register is closed afterwards, whatever came of the backup.
    void makeWhenDueAndLock();
    /// Leaves off a backup under way; no file is left.
    void stop();
    bool isLocking() const { return locking_; }
    /// Why the last one that was due was not made.
    const std::optional<Error>& failure() const { return failure_; }

  signals:
    /// One is really being made.
    void began();
    /// Whether a new one is there.
    void ended(bool made);
    void locked();

  private:
    BackupProgress progress();
    void told(const Result<bool>& made);

    Worker* worker_ = nullptr;
    std::stop_source stop_;
    std::optional<Error> failure_;
    bool locking_ = false;
};

} // namespace peyvand::ui
