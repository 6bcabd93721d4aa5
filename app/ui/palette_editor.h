// The stops of a palette of the user's, edited below the list of palettes.
#pragma once

#include <cstddef>
#include <string>

namespace gs {

struct Ui;

/// What the editor remembers.
struct PaletteEditor {
    bool open = false;
    /// The stop that is chosen.
    std::size_t chosen = 0;
    /// Within a gesture that it has begun.
    bool editing = false;
    /// The name as it is typed, and the palette's own that it began with.
    std::string typed{}, name{};
};

/// Opens the editor, or closes it. Of one of the program's palettes, a copy becomes the user's.
void toggle_palette_editor(Ui& ui);
/// Draws it, if it is open and the palette is the user's.
void draw_palette_editor(Ui& ui);

}  // namespace gs
