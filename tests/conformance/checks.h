// The checks, a file each kind. A check makes its kernel's engine itself
// and reports through GoogleTest.
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
    /// Whether the check means anything for this subject; empty: for all. A check that
    /// does not apply is no skipped one.
    std::function<bool(const Subject&)> applies = {};
};

/// Against the answers in tests/data.
std::vector<Check> answer_checks();
/// Against the double loop, and against the leader's bits.
std::vector<Check> problem_checks();
/// Knobs, threads and portions change no bit.
std::vector<Check> knob_checks();
/// What the equations promise.
std::vector<Check> property_checks();
/// Images of a start become images of the result.
std::vector<Check> symmetry_checks();

}  // namespace gs::test
