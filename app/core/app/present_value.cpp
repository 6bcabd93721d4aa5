#include "app/core/app/present_value.h"

#include <algorithm>

#include "app/core/document/kernel_choice.h"
#include "app/core/text/strings.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

/// The kernel that runs and what it runs with; beside it the one that was
/// asked for, if that is another.
std::string running_kernel(App& app) {
    app.open_kernel();
    const SimState state = app.state();
    const KernelChoice choice = choose_kernel(app.document());
    if (!state.opened || state.busy)
        return choice.because.empty() ? choice.kernel->id
                                      : say(Text::KernelInstead, choice.kernel->id, choice.because);
    std::string runs = state.kernel;
    if (!state.describe.empty()) runs = say(Text::KernelRuns, runs, state.describe);
    return state.instead_because.empty() ? runs : say(Text::KernelInstead, runs, state.instead_because);
}

/// The value with which a knob's kernel runs; beside it what was asked for, if that is another.
std::string running_knob(App& app, const Property& row) {
    app.open_kernel();
    const SimState state = app.state();
    const gs_kernel* kernel = find_kernel(state.kernel);
    const std::int64_t asked = std::get<std::int64_t>(value_of(app.document(), row));
    const int index = kernel != nullptr ? find_knob(*kernel, row.key.substr(kKnobPrefix.size())) : -1;
    const auto at = static_cast<std::size_t>(std::max(index, 0));
    if (index < 0) return to_text(asked);
    const gs_knob& knob = kernel->knobs[index];
    if (!state.opened || state.knobs_asked[at] != asked || state.knobs[at] == asked)
        return knob_word(knob, asked);
    const bool automatic = knob.automatic != 0 && asked == 0;
    return say(Text::KnobRuns, knob_word(knob, state.knobs[at]),
               automatic ? say(Text::KnobAutomatic) : knob_word(knob, asked));
}

}  // namespace

std::string present_value(App& app, const Property& property) {
    if (property.key == "kernel") return running_kernel(app);
    if (property.key.starts_with(kKnobPrefix)) return running_knob(app, property);
    return to_text(value_of(app.document(), property));
}

}  // namespace gs
