// Small pictures for buttons, drawn as shapes so that they are sharp at any scale.
#pragma once

#include <imgui.h>

namespace gs {

/// What a button shows.
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
    Timeline,
    Console,
    Help,
    Bench,
    FullScreen,
    Close,
    Search,
    // The tools of the hand, in the order of Tool
    Brush,
    Line,
    Box,
    Bucket,
    Frame,
    Stamp
};

/// Draws into the square around `centre`. r: half its side in pixels.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float r, ImU32 color);

}  // namespace gs
