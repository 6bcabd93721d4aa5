#include "app/ui/state_line.h"

#include "app/ui/ui.h"

namespace gs {

StateLine state_line(const Ui& ui) {
    const SimState& s = ui.state;
    const double speed = ui.app.document().speed;
    if (!ui.measuring.empty()) return {ui.measuring, false, true};
    if (!s.instead_because.empty()) return {s.instead_because, true, s.stepping};
    if (!s.paused_because.empty()) return {s.paused_because, true, false};
    if (s.steps_left > 0)
        return {say(Text::UiStateSteps, grouped(static_cast<double>(s.steps_left))), false, true};
    if (!s.stepping) return {std::string(text(Text::UiStatePaused)), false, false};
    if (speed > 0) return {say(Text::UiStateHeld, grouped(speed)), false, true};
    return {std::string(text(Text::UiStateRunning)), false, true};
}

}  // namespace gs
