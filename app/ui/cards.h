// Cards at the foot of the stage: what has become of the field with the ways out, and hints.
#pragma once

#include <cstdint>

namespace gs {

struct Ui;

/// What the cards remember from frame to frame.
struct Cards {
    std::int64_t left_step = -1;  // of the blow-up whose card was left, or -1
    bool was_hidden = false;      // the interface was, in the last frame
    double hint_until = 0;        // ImGui::GetTime() until which the hint of a hidden interface stays
    bool greeted = false;         // the first click or key has come
    float height = 0;             // pixels that the card of this frame covers, or 0
};

/// Draws the card that is due, one at most: a field that has blown up, one in which nothing lives,
/// then hints.
void draw_cards(Ui& ui);

}  // namespace gs
