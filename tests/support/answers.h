// The answers in tests/data: numbers from an independent program (see tests/data/README.md).
#pragma once

#include <vector>

#include "tests/support/problem.h"

namespace gs::test {

struct Probe {
    int row, col;
    double u, v;
};

/// A problem and what is known of its last field.
struct AnsweredProblem {
    Problem problem;
    double sum_u, sum_v, sum_uu, sum_vv;
    double min_u, max_u, min_v, max_v;
    std::vector<Probe> probes;
};

/// Problems with sums, extremes and about ten cells.
std::vector<AnsweredProblem> answered_problems();

/// A problem and its whole last field in float64.
struct SolvedProblem {
    Problem problem;
    Field answer;
};

std::vector<SolvedProblem> solved_problems();

}  // namespace gs::test
