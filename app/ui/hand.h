// The hand on the field: the tools of the left button, their preview, and what is selected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace gs {

/// What the pointer does with the chosen tool. UI thread.
class Hand {
  public:
    /// Acts on this frame's buttons. cell: under the pointer, counted from the field's corner;
    /// may_begin: the pointer is over the picture, and nothing else takes it.
    void update(Ui& ui, Place cell, bool may_begin);
    /// Draws what is selected.
    static void draw_selection(const Ui& ui);
    /// Draws the tool at the pointer with all its repetitions, and what a drag would give.
    void draw(const Ui& ui) const;
    /// True while a button holds the tool.
    bool busy() const { return drag_.has_value(); }

  private:
    struct Drag {
        Tool tool = Tool::Brush;
        bool erase = false;
        /// Where it began, and where it is; of a stroke, where its last dab is.
        CellPoint from, to;
    };
    void begin(Ui& ui, CellPoint at, bool right);
    static void stroke_to(Ui& ui, Drag& drag, CellPoint at);
    static void end(Ui& ui, const Drag& drag);
    void draw_drag(const Ui& ui) const;

    std::optional<Drag> drag_;
    CellPoint pointer_;
    std::uint64_t copies_ = 0;  // that the clipboard knows of
};

/// What a mark changes: "u, v", "F". Valid for the program's life, and ends in 0.
std::string_view paints_word(Paints paints);

/// What the left button does with the chosen tool: "Draw a line (u, v)".
std::string words_of_left_button(const Ui& ui);

/// Pastes the cells that were copied last, with their middle at the pointer; false if something
/// else has been copied since, in whatever program.
bool paste_cells(Ui& ui);

}  // namespace gs
