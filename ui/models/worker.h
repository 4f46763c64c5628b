// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one thread on which the window asks the office. Work is done in the order it was asked;
// answers come back on the GUI thread as values. An answer whose asker is gone, or whose question
// has been asked anew, is dropped. Made, used and destroyed on the GUI thread; destruction waits
// for the work in hand.

#include "ui/models/office_services.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace peyvand::ui {

/// A question that is asked again and again (while one types): only the newest answer counts.
class Question {
  public:
    Question() : newest_(std::make_shared<std::atomic<std::uint64_t>>(0)) {}
    /// Answers on their way are dropped.
    void forget() { ++*newest_; }

  private:
    friend class Worker;
    std::shared_ptr<std::atomic<std::uint64_t>> newest_;
};

class Worker : public QObject {
    Q_OBJECT
  public:
    explicit Worker(std::shared_ptr<OfficeServices> services, QObject* parent = nullptr);
    ~Worker() override;

    /// work: (OfficeServices&) → R on the worker thread; done: (R) on the GUI thread.
    template <class Work, class Done> void ask(QObject* asker, Work work, Done done) {
        Question once;
        ask(once, asker, std::move(work), std::move(done));
    }

    template <class Work, class Done>
    void ask(Question& question, QObject* asker, Work work, Done done) {
        const std::uint64_t number = ++*question.newest_;
        const auto newest = question.newest_;
        const std::uint64_t ticket = expect(asker);
        using R = std::invoke_result_t<Work, OfficeServices&>;
        push([this, work = std::move(work), done = std::move(done), newest, number, ticket] {
            std::shared_ptr<R> answer;
            if (*newest == number)
                answer = std::make_shared<R>(work(*services_));
            post(ticket, [answer, done, newest, number] {
                if (answer && *newest == number)
                    done(std::move(*answer));
            });
        });
    }

    /// Runs on the GUI thread, from inside a piece of work: for progress.
    void report(QObject* receiver, std::function<void()> what);
    bool idle() const { return expected_.isEmpty(); }

  signals:
    void becameIdle();

  private:
    std::uint64_t expect(QObject* asker);
    void push(std::function<void()> job);
    void post(std::uint64_t ticket, std::function<void()> deliver);
    void run(const std::stop_token& stop);

    std::shared_ptr<OfficeServices> services_;
    /// GUI thread only: who waits for which ticket.
    QHash<quint64, QPointer<QObject>> expected_;
    quint64 last_ticket_ = 0;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::deque<std::function<void()>> jobs_;
    std::jthread thread_;
};

} // namespace peyvand::ui
