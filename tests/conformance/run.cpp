#include "tests/conformance/run.h"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "tests/support/fields.h"

namespace gs::test {

std::string why_not_asked(const Subject& subject, const Problem& problem) {
    if (problem.cell_steps() > subject.most_cell_steps)
        return fmt::format("{} cell steps; at most {} here", problem.cell_steps(), subject.most_cell_steps);
    return takes(*subject.kernel, problem.as_asked()).why();
}

bool prepare(Engine& engine, const gs_kernel& kernel, const Problem& problem, const Field& start,
             const std::vector<std::int64_t>& knobs) {
    // The kernel is selected first, so that a float64 kernel gets the field in its own scalar.
    for (const Status& done : {engine.select(kernel, knobs), engine.set_params(problem.params),
                               engine.set_field(start, 0, problem.rates)})
        if (!done) {
            ADD_FAILURE() << done.why();
            return false;
        }
    return true;
}

std::optional<Field> run(const gs_kernel& kernel, const Problem& problem, const Field& start,
                         const std::vector<std::int64_t>& knobs) {
    Engine engine;
    if (!prepare(engine, kernel, problem, start, knobs)) return std::nullopt;
    for (const Status& done : {engine.step(problem.steps), engine.finish()})
        if (!done) {
            ADD_FAILURE() << done.why();
            return std::nullopt;
        }
    EXPECT_EQ(engine.steps_done(), problem.steps);
    return field_of(engine);
}

std::optional<Field> run(const gs_kernel& kernel, const Problem& problem) {
    return run(kernel, problem, first_field(problem));
}

}  // namespace gs::test
