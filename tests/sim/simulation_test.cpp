// SPDX-License-Identifier: GPL-3.0-or-later
// Worlds from seeds. PEYVAND_SIM_SEED takes one and PEYVAND_SIM_SEEDS so many from it on;
// PEYVAND_SIM_DESKS makes every charity larger.
#include "tests/sim/world.h"
#include "tests/support/registry.h"

#include <QtTest>

using namespace peyvand;

namespace {
#ifdef __SANITIZE_ADDRESS__
constexpr int usual_seeds = 6; // ten times as slow
#else
constexpr int usual_seeds = 40;
#endif
} // namespace

class SimulationTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { QVERIFY(initialiseCrypto()); }
    void everyWorldEndsWell() {
        const auto number = [](const char* name, int otherwise) {
            return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
        };
        const int first = number("PEYVAND_SIM_SEED", 1);
        const int count = number("PEYVAND_SIM_SEEDS",
                                 qEnvironmentVariableIsSet("PEYVAND_SIM_SEED") ? 1 : usual_seeds);
        sim::WorldShape shape;
        shape.desks = static_cast<std::size_t>(number("PEYVAND_SIM_DESKS", 3));
        int failed = 0;
        for (int seed = first; seed < first + count; ++seed) {
            sim::World world(static_cast<std::uint32_t>(seed), shape);
            world.run();
            for (const auto& problem : world.problems())
                qWarning("PEYVAND_SIM_SEED=%d: %s", seed, problem.c_str());
            qInfo("seed %d: %s", seed, world.deeds().c_str());
            failed += world.problems().empty() ? 0 : 1;
        }
        QCOMPARE(failed, 0);
    }
};
PEYVAND_TEST(SimulationTest)
#include "simulation_test.moc"
