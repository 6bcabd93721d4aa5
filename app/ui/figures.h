// The parts of which the figures over the picture are made, at the desk and in a hall.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

namespace gs {

struct Ui;

/// Where the numbers end and the units begin, in em. With 0 for the end a number stands at the left
/// edge, and its unit clear of it.
struct FigureColumns {
    float numbers, units;
};

/// Begins the window of the figures at the stage's upper left. width: em of the present type.
void begin_figures(float width);
void end_figures();

/// Draws a line of text that is cut at this width in pixels.
void draw_figures_line(std::string_view said, float width, const ImVec4& ink);

/// Draws a number and its unit on one base line. The numbers end and the units begin at the same
/// place in all rows, so that nothing jumps when a number grows. size: of the number, in em.
void draw_figure(const std::string& value, std::string_view unit, std::string_view help, float size,
                 FigureColumns columns);
/// Draws by how much the running kernel beats the textbook's loop at this size.
void draw_factor(const Ui& ui, float size, FigureColumns columns);

/// A number with three digits, or "-" for 0.
std::string with_digits(double x);

}  // namespace gs
