#include "app/ui/state_line.h"

#include "app/core/document/kernel_choice.h"
#include "app/ui/ui.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

std::string runs_instead(const Ui& ui) {
    const Document& d = ui.app.document();
    const gs_kernel* wanted = find_kernel(d.kernel);
    const Status able = wanted != nullptr ? can_run(*wanted, d) : Status();
    // One that failed to open could run for all that is known: then the sentence says more.
    return able ? ui.state.instead_because : say(Text::UiStateInstead, ui.state.label, able.why());
}

/// While nothing is wrong.
std::string calm_words(const Ui& ui) {
    const SimState& s = ui.state;
    const double speed = ui.app.document().speed;
    if (s.steps_left > 0) return say(Text::UiStateSteps, grouped(static_cast<double>(s.steps_left)));
    if (!s.stepping) return std::string(text(Text::UiStatePaused));
    return speed > 0 ? say(Text::UiStateHeld, grouped(speed)) : std::string(text(Text::UiStateRunning));
}

}  // namespace

StateLine state_line(const Ui& ui) {
    const SimState& s = ui.state;
    if (!ui.measuring.empty()) return {ui.measuring, false, true};
    if (s.blown_up)
        return {say(Text::UiStateBlownUp, grouped(static_cast<double>(s.blown_up_step))), true, false};
    if (!s.paused_because.empty()) return {s.paused_because, true, false};
    if (!s.instead_because.empty()) return {runs_instead(ui), true, s.stepping};
    if (s.rest == Rest::DiedOut) return {std::string(text(Text::UiStateDiedOut)), false, s.stepping};
    if (s.rest == Rest::Uniform) return {std::string(text(Text::UiStateUniform)), false, s.stepping};
    const std::string words = calm_words(ui);
    return {varies(ui.app.document()) ? say(Text::UiStateVaries, words) : words, false, s.stepping};
}

}  // namespace gs
