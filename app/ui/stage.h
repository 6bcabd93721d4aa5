// The frame of the window: the panel at the right, at most one drawer at the bottom, and the stage,
// which is what they leave to the field.
#pragma once

#include <imgui.h>

namespace gs {

struct Ui;

/// A rectangle of the window, in Dear ImGui's units.
struct Area {
    ImVec2 low, high;
    float width() const { return high.x - low.x; }
    float height() const { return high.y - low.y; }
    ImVec2 middle() const { return {(low.x + high.x) / 2, (low.y + high.y) / 2}; }
    /// The same without a margin at each side.
    Area within(float margin) const {
        return {{low.x + margin, low.y + margin}, {high.x - margin, high.y - margin}};
    }
};

/// The gap between the window's edge and what lies on it, in em.
inline constexpr float kMargin = 0.7F;

/// Width in pixels of the panel with its margins.
float panel_width();

/// What the panel and the open drawer leave to the field.
Area stage(const Ui& ui);
/// The whole window.
Area whole_window();

/// A drawer at the window's bottom: it takes its height from the stage, and only one is open.
struct Drawer {
    /// The word of `view` that opens and closes it.
    const char* word;
    float height;  // em; less if the window is low
    void (*draw)(Ui& ui, const Area& area);
};

/// The drawer of this word, or nullptr.
const Drawer* find_drawer(const char* word);
/// Opens the drawer of this word in place of another, or closes it.
void flip_drawer(Ui& ui, const char* word);
/// Draws the drawer that is open.
void draw_drawer(Ui& ui);

}  // namespace gs
