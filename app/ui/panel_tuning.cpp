// The section for the knobs of the running kernel.
#include <imgui.h>

#include <algorithm>

#include "app/core/document/kernel_choice.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

void draw_knobs(Ui& ui) {
    const gs_kernel& kernel = *choose_kernel(ui.app.document()).kernel;
    const SimState& state = ui.state;
    const std::vector<Property> knobs = knob_properties(ui.app.document());
    for (std::size_t i = 0; i < knobs.size(); ++i) {
        const std::int64_t asked = std::get<std::int64_t>(value_of(ui.app.document(), knobs[i]));
        const bool known = state.opened && state.kernel == kernel.id && state.knobs_asked[i] == asked;
        const bool automatic = kernel.knobs[i].automatic != 0;
        std::string at_zero;
        if (automatic)
            at_zero = known ? say(Text::UiKernelAutoIs, knob_word(kernel.knobs[i], state.knobs[i]))
                            : std::string(text(Text::UiKernelAuto));
        ui.rows.row(knobs[i], {.at_zero = at_zero, .origin = knobs[i].initial});
        if (known && state.knobs[i] != asked && !(automatic && asked == 0))
            note(say(Text::UiKnobRuns, knob_word(kernel.knobs[i], state.knobs[i])), theme::kTrouble);
    }
}

void draw_interop(Ui& ui) {
    const gs_kernel* kernel = find_kernel(ui.state.kernel);
    if (!kernel || kernel->memory != GS_CUDA) return;
    ui.rows.row("interop");
    if (const Status& s = ui.transfer.device_frames(); !s) note(s.why(), theme::kTrouble);
}

}  // namespace

std::string tuning_in_words(const Ui& ui) {
    const std::vector<Property> knobs = knob_properties(ui.app.document());
    const auto changed = std::count_if(knobs.begin(), knobs.end(), [&](const Property& knob) {
        return value_of(ui.app.document(), knob) != knob.initial;
    });
    if (knobs.empty()) return std::string(text(Text::UiKnobsNone));
    if (changed > 0) return say(Text::UiKnobsChanged, changed);
    const gs_kernel& kernel = *choose_kernel(ui.app.document()).kernel;
    const bool automatic =
        std::all_of(kernel.knobs, kernel.knobs + kernel.knob_count,
                    [](const gs_knob& knob) { return knob.automatic != 0 && knob.initial == 0; });
    return std::string(text(automatic ? Text::UiKnobsAutomatic : Text::UiKnobsUsual));
}

void draw_tuning_section(Ui& ui) {
    note(choose_kernel(ui.app.document()).kernel->summary, theme::kDim);
    draw_knobs(ui);
    draw_interop(ui);
}

}  // namespace gs
