// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Several test classes in one program: PEYVAND_TEST(Class) after each class, one main for all.

#include <functional>
#include <memory>
#include <QObject>
#include <vector>

namespace peyvand::test {

std::vector<std::function<std::unique_ptr<QObject>()>>& registry();

template <class Test> struct Registration {
    Registration() {
        registry().push_back([] { return std::make_unique<Test>(); });
    }
};

} // namespace peyvand::test

#define PEYVAND_TEST(Class) static const ::peyvand::test::Registration<Class> register_##Class;
