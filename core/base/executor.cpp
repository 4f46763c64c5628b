// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/executor.h"

#include <algorithm>

namespace peyvand {

ThreadExecutor::ThreadExecutor(std::size_t workers) {
    if (workers == 0)
        workers = std::max(1u, std::thread::hardware_concurrency());
    threads_.reserve(workers);
    for (std::size_t i = 0; i < workers; ++i)
        threads_.emplace_back([this] { run(); });
}

ThreadExecutor::~ThreadExecutor() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    for (std::jthread& thread : threads_)
        thread.join();
}

void ThreadExecutor::submit(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(work));
    }
    changed_.notify_one();
}

void ThreadExecutor::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return ending_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        {
            const std::function<void()> work = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            work();
        }
        lock.lock();
    }
}

void InlineExecutor::submit(std::function<void()> work) {
    queue_.push_back(std::move(work));
    if (running_)
        return;
    running_ = true;
    while (!queue_.empty()) {
        const std::function<void()> next = std::move(queue_.front());
        queue_.pop_front();
        next();
    }
    running_ = false;
}

namespace {

/// Shared with workers that may begin only after the loop has returned: they find no index left,
/// or the loop cancelled, and do not touch the work.
class IndexLoop {
  public:
    IndexLoop(std::size_t count, const std::function<void(std::size_t)>& work,
              const CancelToken& cancel)
        : count_(count), work_(&work), cancel_(cancel) {}

    void run() {
        {
            const std::lock_guard lock(mutex_);
            ++active_;
        }
        while (!cancel_.isCancelled()) {
            const std::size_t index = next_.fetch_add(1);
            if (index >= count_)
                break;
            (*work_)(index);
        }
        const std::lock_guard lock(mutex_);
        --active_;
        ended_.notify_all();
    }

    bool waitForAll() {
        std::unique_lock lock(mutex_);
        ended_.wait(lock, [this] { return active_ == 0; });
        return next_.load() >= count_;
    }

  private:
    const std::size_t count_;
    const std::function<void(std::size_t)>* work_;
    const CancelToken cancel_;
    std::atomic<std::size_t> next_{0};
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t active_ = 0;
};

} // namespace

bool parallelFor(Executor& executor, std::size_t count,
                 const std::function<void(std::size_t)>& work, const CancelToken& cancel) {
    const auto loop = std::make_shared<IndexLoop>(count, work, cancel);
    // The calling thread takes its share, so that a full queue cannot block the loop.
    const std::size_t others = std::min(executor.workers(), count);
    for (std::size_t i = 1; i < others; ++i)
        executor.submit([loop] { loop->run(); });
    loop->run();
    return loop->waitForAll();
}

} // namespace peyvand
