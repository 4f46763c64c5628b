// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/worker.h"

namespace peyvand::ui {

Worker::Worker(std::shared_ptr<OfficeServices> services, QObject* parent)
    : QObject(parent), services_(std::move(services)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker() {
    thread_.request_stop();
    wake_.notify_all();
    thread_.join();
}

std::uint64_t Worker::expect(QObject* asker) {
    expected_.insert(++last_ticket_, asker);
    return last_ticket_;
}

void Worker::push(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
}

void Worker::post(std::uint64_t ticket, std::function<void()> deliver) {
    QMetaObject::invokeMethod(
        this,
        [this, ticket, deliver = std::move(deliver)] {
            const QPointer<QObject> asker = expected_.take(ticket);
            if (asker)
                deliver();
            if (expected_.isEmpty())
                emit becameIdle();
        },
        Qt::QueuedConnection);
}

// The receiver may die while the event is on its way, so it travels as a guarded pointer that only
// the GUI thread looks into.
void Worker::report(QObject* receiver, std::function<void()> what) {
    QMetaObject::invokeMethod(
        this,
        [this, receiver, what = std::move(what)] {
            for (const QPointer<QObject>& asker : std::as_const(expected_))
                if (asker == receiver) {
                    what();
                    return;
                }
        },
        Qt::QueuedConnection);
}

void Worker::run(const std::stop_token& stop) {
    while (true) {
        std::function<void()> job;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return !jobs_.empty(); }) || stop.stop_requested())
                return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
    }
}

} // namespace peyvand::ui
