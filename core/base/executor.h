// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where long work runs: a queue on a few threads, or, in tests, the calling thread. Work must not
// throw; it reports through what it was given and looks at its CancelToken now and then.
// core itself starts no threads: app makes one executor and passes it in.

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace peyvand {

/// Copies share one flag, which is set once and never taken back. Any thread.
class CancelToken {
  public:
    void cancel() const { flag_->store(true); }
    bool isCancelled() const { return flag_->load(); }

  private:
    std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

class Executor {
  public:
    Executor() = default;
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;
    virtual ~Executor() = default;

    /// Everything submitted runs once. Any thread, also from inside running work.
    virtual void submit(std::function<void()> work) = 0;
    /// How many works run at a time, at least 1.
    virtual std::size_t workers() const = 0;
};

/// Works begin in the order of submission; the destructor finishes the queue first.
class ThreadExecutor final : public Executor {
  public:
    /// 0 is one worker for each core.
    explicit ThreadExecutor(std::size_t workers = 0);
    ~ThreadExecutor() override;

    void submit(std::function<void()> work) override;
    std::size_t workers() const override { return threads_.size(); }

  private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> queue_;
    bool ending_ = false;
    // Last, so that the threads end before what they use.
    std::vector<std::jthread> threads_;
};

/// Runs each work inside submit(), in order; what work submits itself runs after it. One thread.
class InlineExecutor final : public Executor {
  public:
    void submit(std::function<void()> work) override;
    std::size_t workers() const override { return 1; }

  private:
    std::deque<std::function<void()>> queue_;
    bool running_ = false;
};

/// Calls work(0) … work(count − 1), in any order, on all workers and the calling thread, and
/// returns when they are done: true, or false when the cancelling left some out. May be called
/// from inside work of the same executor.
bool parallelFor(Executor& executor, std::size_t count,
                 const std::function<void(std::size_t)>& work, const CancelToken& cancel = {});

} // namespace peyvand
