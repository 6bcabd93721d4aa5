// The checks, one file per kind. A check makes its kernel's engine itself and reports through
// GoogleTest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/conformance/conformance.h"

namespace gs::test {

struct Check {
    /// An identifier.
    std::string name;
    std::function<void(const Subject&)> run;
    /// Whether the check applies to this subject; empty: to all. A check that does not apply does
    /// not count as skipped.
    std::function<bool(const Subject&)> applies = {};
};

/// Compare a kernel with the answers in tests/data.
std::vector<Check> answer_checks();
/// Compare a kernel with the double loop, and with the leader's bits.
std::vector<Check> problem_checks();
/// Knobs, threads and portions must not change a bit.
std::vector<Check> knob_checks();
/// What the equations promise.
std::vector<Check> property_checks();
/// Images of a start must become images of the result.
std::vector<Check> symmetry_checks();

}  // namespace gs::test
