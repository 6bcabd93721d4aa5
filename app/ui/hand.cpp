#include "app/ui/hand.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "app/ui/hand_shapes.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"

namespace gs {
namespace {

constexpr int kMostDabs = 64;  // per frame: enough to draw a jump across the whole field as a line
constexpr double kDegree = 3.14159265358979323846 / 180;

/// The clipboard's text while the cells that were copied are what was copied last.
std::string clipboard_text(const App& app) {
    const Rect& of = app.hands().clip_of;
    return say(Text::UiSelected, of.cols, of.rows, of.row, of.col);
}

/// A click that the hand has shaken.
bool stayed(const Ui& ui, CellPoint from, CellPoint to) {
    const double pixels = std::hypot(to.row - from.row, to.col - from.col) * ui.view.scale();
    return pixels < theme::em(0.3F) * pixel_scale();
}

std::string word_of(const Ui& ui, std::string_view key) {
    return to_text(value_of(ui.app.document(), ui.rows.property(key)));
}

/// A whole cell, or the part of one by which a brush is moved.
std::string cell_words(CellPoint p) {
    return fmt::format("{:.0f} {:.0f}", p.row, p.col);
}
std::string place_words(CellPoint p) {
    return fmt::format("{:.2f} {:.2f}", p.row, p.col);
}

/// Where a stamp points that is dragged, or as its setting says.
double angle_of(const Ui& ui, CellPoint from, CellPoint to) {
    if (stayed(ui, from, to)) return ui.app.document().stamp_angle;
    return std::round(std::atan2(to.row - from.row, to.col - from.col) / kDegree);
}

}  // namespace

void Hand::update(Ui& ui, Place cell, bool may_begin) {
    // The commands count cells by their middles, the window by their corners.
    pointer_ = {cell.y - 0.5, cell.x - 0.5};
    if (ui.app.hands().copies != copies_) ImGui::SetClipboardText(clipboard_text(ui.app).c_str());
    copies_ = ui.app.hands().copies;
    const bool left = ImGui::IsMouseClicked(ImGuiMouseButton_Left),
               right = ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (!drag_ && may_begin && (left || right)) return begin(ui, pointer_, right);
    if (!drag_) return;
    if (ImGui::IsMouseDown(drag_->erase ? ImGuiMouseButton_Right : ImGuiMouseButton_Left)) {
        if (drag_->tool == Tool::Brush)
            stroke_to(ui, *drag_, pointer_);
        else
            drag_->to = pointer_;
        return;
    }
    const Drag ended = *std::exchange(drag_, std::nullopt);
    end(ui, ended);
}

void Hand::begin(Ui& ui, CellPoint at, bool right) {
    Tool tool = ui.app.document().tool;
    // What can't erase leaves that to the brush.
    if (right && (tool == Tool::Select || tool == Tool::Stamp)) tool = Tool::Brush;
    if (tool == Tool::Flood)
        return ui.execute(fmt::format("fill {}{}", cell_words(at), right ? " erase" : ""));
    drag_ = Drag{tool, right, at, at};
    if (tool != Tool::Brush) return;
    ui.app.begin_gesture(text(right ? Text::UiStrokeErase : Text::UiStrokePaint));
    ui.execute(fmt::format("{} {}", right ? "erase" : "paint", place_words(at)));
}

/// The dabs are close enough that a fast stroke is a line and not a row of dots.
void Hand::stroke_to(Ui& ui, Drag& drag, CellPoint to) {
    const double dy = to.row - drag.to.row, dx = to.col - drag.to.col, way = std::hypot(dx, dy);
    const double gap = std::max(ui.app.document().brush_radius / 3, way / kMostDabs);
    CellPoint at = drag.to;
    for (double gone = gap; gone <= way; gone += gap) {
        at = {drag.to.row + dy * gone / way, drag.to.col + dx * gone / way};
        ui.execute(fmt::format("{} {}", drag.erase ? "erase" : "paint", place_words(at)));
    }
    drag.to = at;
}

void Hand::end(Ui& ui, const Drag& drag) {
    const char* const erase = drag.erase ? " erase" : "";
    switch (drag.tool) {
        case Tool::Line:
            return ui.execute(
                fmt::format("line {} {}{}", place_words(drag.from), place_words(drag.to), erase));
        case Tool::Rectangle:
            return ui.execute(
                fmt::format("rectangle {} {}{}", cell_words(drag.from), cell_words(drag.to), erase));
        case Tool::Select:
            return ui.execute(stayed(ui, drag.from, drag.to)
                                  ? "select none"
                                  : fmt::format("select {} {}", cell_words(drag.from), cell_words(drag.to)));
        case Tool::Stamp: {
            const std::string shape = word_of(ui, "stamp-shape"), at = place_words(drag.from);
            if (shape == "selection")
                return ui.execute(fmt::format("stamp {} {}", shape, cell_words(drag.from)));
            return ui.execute(fmt::format("stamp {} {} {:g}", shape, at, angle_of(ui, drag.from, drag.to)));
        }
        default:
            return ui.app.end_gesture();
    }
}

void Hand::draw_selection(const Ui& ui) {
    if (const auto& area = ui.app.hands().selection) {
        const CellPoint low{area->row - 0.5, area->col - 0.5};
        draw_frame_of_cells(ui, low, {low.row + area->rows, low.col + area->cols});
    }
}

void Hand::draw(const Ui& ui) const {
    const Document& d = ui.app.document();
    const Tool tool = drag_ ? drag_->tool : d.tool;
    const Symmetry symmetry = symmetry_of(d);
    if (tool != Tool::Select) draw_axes(ui, symmetry);
    if (drag_ && tool != Tool::Brush) return draw_drag(ui);
    if (tool == Tool::Brush || tool == Tool::Line) return draw_brush(ui, pointer_, pointer_, symmetry, false);
    if (tool == Tool::Stamp) draw_stamp(ui, pointer_, d.stamp_angle, symmetry);
}

void Hand::draw_drag(const Ui& ui) const {
    const Document& d = ui.app.document();
    const Symmetry symmetry = symmetry_of(d);
    const CellPoint from = drag_->from, to = drag_->to;
    if (drag_->tool == Tool::Line) return draw_brush(ui, from, to, symmetry, true);
    if (drag_->tool == Tool::Stamp) return draw_stamp(ui, from, angle_of(ui, from, to), symmetry);
    const CellPoint low{std::round(std::min(from.row, to.row)) - 0.5,
                        std::round(std::min(from.col, to.col)) - 0.5};
    const CellPoint high{std::round(std::max(from.row, to.row)) + 0.5,
                         std::round(std::max(from.col, to.col)) + 0.5};
    if (drag_->tool == Tool::Rectangle) return draw_box_of_cells(ui, low, high, symmetry);
    if (!stayed(ui, from, to)) draw_frame_of_cells(ui, low, high);
}

std::string_view paints_word(Paints paints) {
    constexpr std::array<std::string_view, 5> kWords{"", "v", "u", "F", "k"};
    return paints == Paints::Both ? text(Text::UiPaintsBoth) : kWords[static_cast<std::size_t>(paints)];
}

std::string words_of_left_button(const Ui& ui) {
    const Document& d = ui.app.document();
    const std::string_view does = text(shortcut("set tool " + word_of(ui, "tool")).help);
    const bool marks = d.tool != Tool::Select && d.tool != Tool::Stamp;
    return marks ? say(Text::UiMousePaint, does, paints_word(d.brush_paints)) : std::string(does);
}

bool paste_cells(Ui& ui) {
    const App::Hands& hands = ui.app.hands();
    const char* const text = ImGui::GetClipboardText();
    if (!hands.clip || text == nullptr || text != clipboard_text(ui.app)) return false;
    const ImGuiIO& io = ImGui::GetIO();
    const Area free = stage(ui);
    const bool over = !io.WantCaptureMouse && ImGui::IsMousePosValid() && io.MousePos.x >= free.low.x &&
                      io.MousePos.x < free.high.x;
    if (!over) {
        ui.execute("paste");
        return true;
    }
    const Place cell = ui.view.to_cell({io.MousePos.x * pixel_scale(), io.MousePos.y * pixel_scale()});
    ui.execute(fmt::format("paste {:.0f} {:.0f}", std::floor(cell.y - hands.clip_of.rows / 2.0),
                           std::floor(cell.x - hands.clip_of.cols / 2.0)));
    return true;
}

}  // namespace gs
