// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/executor.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;

class ExecutorTest : public QObject {
    Q_OBJECT
  private slots:
    void finishesTheQueueBeforeItEnds() {
        std::atomic<int> done{0};
        {
            ThreadExecutor executor(2);
            QCOMPARE(executor.workers(), std::size_t{2});
            for (int i = 0; i < 1000; ++i)
                executor.submit([&] { ++done; });
        }
        QCOMPARE(done.load(), 1000);
    }

    void hasAWorkerForEachCoreByDefault() { QVERIFY(ThreadExecutor().workers() >= 1); }

    void inlineWorkRunsInOrder() {
        InlineExecutor executor;
        std::vector<int> order;
        executor.submit([&] {
            executor.submit([&] { order.push_back(2); });
            order.push_back(1);
        });
        executor.submit([&] { order.push_back(3); });
        QCOMPARE(order, (std::vector{1, 2, 3}));
    }

    void parallelForVisitsEachIndexOnce() {
        ThreadExecutor threads(3);
        InlineExecutor here;
        for (Executor* executor : std::initializer_list<Executor*>{&threads, &here}) {
            for (const std::size_t count : {0u, 1u, 2u, 10'000u}) {
                std::vector<std::atomic<int>> visits(count);
                QVERIFY(parallelFor(*executor, count, [&](std::size_t i) { ++visits[i]; }));
                for (const auto& visit : visits)
                    QCOMPARE(visit.load(), 1);
            }
        }
    }

    void parallelForInsideItsOwnWorkersDoesNotBlock() {
        ThreadExecutor executor(2);
        std::atomic<int> inner{0};
        QVERIFY(parallelFor(executor, 8, [&](std::size_t) {
            parallelFor(executor, 8, [&](std::size_t) { ++inner; });
        }));
        QCOMPARE(inner.load(), 64);
    }

    void cancellingLeavesTheRestOut() {
        ThreadExecutor executor(2);
        const CancelToken cancel;
        std::atomic<int> done{0};
        const bool all = parallelFor(
            executor, 1'000'000,
            [&](std::size_t) {
                if (++done == 10)
                    cancel.cancel();
            },
            cancel);
        QVERIFY(!all);
        QVERIFY(done.load() >= 10 && done.load() < 1'000'000);
    }

    void aTokenThatIsCancelledAtFirstDoesNothing() {
        InlineExecutor executor;
        const CancelToken cancel;
        const CancelToken copy = cancel;
        copy.cancel();
        QVERIFY(cancel.isCancelled());
        QVERIFY(!parallelFor(executor, 5, [](std::size_t) { QFAIL("was called"); }, cancel));
    }

    void bothWorkersTakePart() {
        ThreadExecutor executor(2);
        std::atomic<int> inside{0};
        // Each waits until the other has come in: one thread alone would never get past 1.
        parallelFor(executor, 2, [&](std::size_t) {
            ++inside;
            for (int i = 0; i < 10'000 && inside.load() < 2; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
        });
        QCOMPARE(inside.load(), 2);
    }
};
PEYVAND_TEST(ExecutorTest)

#include "executor_test.moc"
