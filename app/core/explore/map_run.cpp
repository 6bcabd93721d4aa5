#include "app/core/explore/map_run.h"

#include <algorithm>

#include "app/core/document/kernel_choice.h"
#include "app/core/run/stepping.h"

namespace gs {
namespace {

constexpr double kSlice = 0.1;  // s

/// Steps until so many are done.
Status step_to(Simulation& simulation, Stepping& stepping, std::int64_t steps,
               const std::function<bool(std::int64_t)>& progress) {
    while (simulation.steps_done() < steps) {
        if (!progress(simulation.steps_done()))
            return Status::failure(say(Text::Interrupted, simulation.steps_done()));
        const std::int64_t left = steps - simulation.steps_done();
        const Stepping::Slice slice =
            stepping.step(simulation, std::min(left, stepping.slice_steps(simulation)));
        if (!slice.status) return slice.status;
    }
    return stepping.look(simulation);
}

}  // namespace

Status compute_map(const MapPlan& plan, const std::function<bool(std::int64_t done)>& progress, Map& map,
                   std::string& kernel) {
    Document document = map_document(plan);
    document.kernel = plan.equations.kernel.empty() ? fastest_kernel().id : plan.equations.kernel;
    document.knobs = plan.equations.knobs;
    const KernelChoice choice = choose_kernel(document);
    Simulation simulation;
    Stepping stepping(kSlice);
    Status done = simulation.adopt({document, choice.kernel, "", Effect::Restart, nullptr});
    Field before, now;
    if (done) done = step_to(simulation, stepping, plan.steps - map_span_steps(plan), progress);
    if (done) done = simulation.export_to([&](Exported e) { before = std::move(e.field); });
    if (done) done = step_to(simulation, stepping, plan.steps, progress);
    if (done)
        done = simulation.export_to([&](Exported e) {
            now = std::move(e.field);
            kernel = e.kernel;
        });
    if (done) map = read_map(plan, before, now);
    return done;
}

}  // namespace gs
