#include "app/ui/state_line.h"

#include <algorithm>

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
    return held_from(ui) ? say(Text::UiStateHeld, grouped(speed)) : std::string(text(Text::UiStateRunning));
}

}  // namespace

std::optional<double> held_from(const Ui& ui) {
    const SimState& s = ui.state;
    const double speed = ui.app.document().speed;
    if (!s.playing || speed <= 0) return {};
    const std::optional<double> known = ui.rates.rate(s.kernel, s.rows, s.cols);
    const double cells = static_cast<double>(s.rows) * s.cols;
    const double able = std::max(known ? *known * 1e9 / cells : 0, s.step_ms > 0 ? 1e3 / s.step_ms : 0);
    return able == 0 || able > 1.05 * speed ? std::optional(able) : std::nullopt;
}

StateLine state_line(const Ui& ui) {
    const SimState& s = ui.state;
    if (!ui.measuring.empty()) return {ui.measuring, false, true};
    if (s.blown_up)
        return {say(Text::UiStateBlownUp, grouped(static_cast<double>(s.blown_up_step))), true, false};
    if (!s.paused_because.empty()) return {s.paused_because, true, false};
    if (!s.instead_because.empty()) return {runs_instead(ui), true, s.stepping};
    if (s.rest == Rest::DiedOut) return {std::string(text(Text::UiStateDiedOut)), false, s.stepping};
    if (s.rest == Rest::Uniform) return {std::string(text(Text::UiStateUniform)), false, s.stepping};
    std::string words = calm_words(ui);
    if (const auto share = ui.app.glide_share())
        words = say(Text::UiStateGlides, words, static_cast<int>(100 * *share));
    return {varies(ui.app.document()) ? say(Text::UiStateVaries, words) : words, false, s.stepping};
}

}  // namespace gs
