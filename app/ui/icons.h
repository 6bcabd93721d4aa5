// Small pictures for buttons, drawn as shapes so that they are sharp at any scale.
#pragma once

#include <imgui.h>

namespace gs {

enum class Icon {
    Play,
    Pause,
    Step,
    Reset,
    Undo,
    Redo,
    Picture,
    Open,
    Save,
    Console,
    Help,
    Bench,
    FullScreen,
    Sliders,
    Close
};

/// Draws into the square around `centre`; `r` is half its side.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float r, ImU32 color);

}  // namespace gs
