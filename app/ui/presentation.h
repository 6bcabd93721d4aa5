// Presentation mode: what a hall sees. The type grows with the window, the field has all of it, and
// what the lecturer does is said for a moment.
#pragma once

#include <string>

#include "app/ui/toasts.h"

namespace gs {

struct Shortcut;
struct Ui;

/// What the mode remembers from frame to frame. UI thread.
struct Presentation {
    bool on = false;
    bool figures = true;    // they are shown
    double desk_scale = 1;  // of the interface without the mode, and of the panel in it
    float panel = 0;        // how far it has slid in: 0 to 1
    double moved_at = 0;    // ImGui::GetTime() at which the pointer moved last
    /// Keeps a key that is pressed in this frame, to say it for a moment.
    void echo(const Shortcut& pressed);
    const Shortcut* key = nullptr;
    std::string key_name{};
    double key_until = 0;  // ImGui::GetTime()
};

/// What the line at the window's foot says.
struct Caption {
    std::string preset, rates;
    std::string state;  // the state line's words
};

/// Begins or ends the mode; a hidden interface comes back with it.
void present(Ui& ui, bool on);
/// The interface's scale for this window, whose sizes are in pixels.
double scale_for_hall(int width, int height);
/// Height in pixels of the caption at the window's foot; 0 without it.
float caption_height(const Ui& ui);
Caption caption_of(Ui& ui);
/// The key that is said now, and what it led to, as "K" and "OpenMP"; empty if there is none.
std::string echoed_key(const Ui& ui);
std::string echoed_words(Ui& ui);
/// Draws figures, caption, the echo of a key, and the panel over the stage while the pointer wants
/// it. The pointer hides while it rests.
void draw_presentation(Ui& ui);
/// Where messages stand in it: at the top, in the middle of what the figures leave free.
Toasts::Place toasts_in_hall(const Ui& ui);
/// True while something in it moves by itself.
bool presentation_moves(const Ui& ui);

}  // namespace gs
