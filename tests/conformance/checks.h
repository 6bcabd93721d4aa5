// The checks, a file each kind. A check makes its kernel's engine itself and reports through GoogleTest.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/conformance/conformance.h"

namespace gs::test {

struct Check {
    std::string name;  ///< an identifier
    std::function<void(const Subject&)> run;
    /// Whether the check means anything for this subject; empty: for all. A check that does not apply is no
    /// skipped one.
    std::function<bool(const Subject&)> applies = {};
};

std::vector<Check> answer_checks();    ///< against the answers in tests/data
std::vector<Check> problem_checks();   ///< against the double loop, and against the leader's bits
std::vector<Check> knob_checks();      ///< knobs, threads and portions change no bit
std::vector<Check> property_checks();  ///< what the equations promise
std::vector<Check> symmetry_checks();  ///< images of a start become images of the result

}  // namespace gs::test
