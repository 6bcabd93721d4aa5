#include "app/ui/canvas.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/ui/stage.h"
#include "app/ui/theme.h"

namespace gs {
namespace {

constexpr int kMostDabs = 64;  // per frame: enough to draw a jump across the whole field as a line

double pixel_scale() {
    return ImGui::GetIO().DisplayFramebufferScale.x > 0 ? ImGui::GetIO().DisplayFramebufferScale.x : 1;
}

struct Reading {
    bool known = false;
    double u = 0, v = 0;
};

Reading reading(const Ui& ui, int row, int col) {
    if (ui.frame && !ui.frame->device && ui.frame->planes == PlaneSet{true, true} && row < ui.frame->rows &&
        col < ui.frame->cols) {
        const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(ui.frame->cols) +
                        static_cast<std::size_t>(col);
        return {true, static_cast<double>(ui.frame->u[at]), static_cast<double>(ui.frame->v[at])};
    }
    const SimState& s = ui.state;
    if (s.probe_row == row && s.probe_col == col) return {true, s.probe_u, s.probe_v};
    return {};
}

}  // namespace

void Canvas::update(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    over_ = !io.WantCaptureMouse && ImGui::IsMousePosValid();
    const Place pointer{io.MousePos.x * pixel_scale(), io.MousePos.y * pixel_scale()};
    zoom_and_pan(ui, pointer);
    const Place cell = ui.view.to_cell(pointer);
    const bool inside =
        ui.frame && cell.x >= 0 && cell.y >= 0 && cell.x < ui.frame->cols && cell.y < ui.frame->rows;
    row_ = over_ && inside ? static_cast<int>(cell.y) : -1;
    col_ = over_ && inside ? static_cast<int>(cell.x) : -1;
    if (ui.frame && ui.frame->device) ui.app.probe(row_, col_);
    paint(ui, cell);
}

void Canvas::zoom_and_pan(Ui& ui, Place pixel) {
    const ImGuiIO& io = ImGui::GetIO();
    if (over_ && io.MouseWheel != 0) {
        if (io.KeyCtrl) {
            const double radius =
                ui.app.document().brush_radius * std::pow(1.15, static_cast<double>(io.MouseWheel));
            ui.set("brush-radius", std::clamp(std::round(radius * 4) / 4, 0.5, 1000.0));
        } else {
            ui.view.zoom_at(pixel, std::pow(1.2, static_cast<double>(io.MouseWheel)));
        }
    }
    const bool start = ImGui::IsMouseClicked(ImGuiMouseButton_Middle) ||
                       (io.KeyShift && ImGui::IsMouseClicked(ImGuiMouseButton_Left));
    if (over_ && start) panning_ = true;
    if (!ImGui::IsMouseDown(ImGuiMouseButton_Middle) && !ImGui::IsMouseDown(ImGuiMouseButton_Left))
        panning_ = false;
    if (panning_ && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0))
        ui.view.pan(io.MouseDelta.x * pixel_scale(), io.MouseDelta.y * pixel_scale());
    if (panning_) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void Canvas::paint(Ui& ui, Place cell) {
    const bool left = ImGui::IsMouseClicked(ImGuiMouseButton_Left),
               right = ImGui::IsMouseClicked(ImGuiMouseButton_Right);
    if (!stroke_ && over_ && !panning_ && (left || right)) {
        ui.app.begin_gesture(text(right ? Text::UiStrokeErase : Text::UiStrokePaint));
        stroke_ = Stroke{right, cell};
        return dab(ui, *stroke_, cell);
    }
    if (!stroke_) return;
    if (!ImGui::IsMouseDown(stroke_->erase ? ImGuiMouseButton_Right : ImGuiMouseButton_Left)) {
        ui.app.end_gesture();
        stroke_.reset();
        return;
    }
    // The dabs are close enough that a fast stroke is a line and not a row of dots.
    const double dx = cell.x - stroke_->last.x, dy = cell.y - stroke_->last.y, way = std::hypot(dx, dy);
    const double gap = std::max(ui.app.document().brush_radius / 3, way / kMostDabs);
    Place at = stroke_->last;
    for (double gone = gap; gone <= way; gone += gap) {
        at = {stroke_->last.x + dx * gone / way, stroke_->last.y + dy * gone / way};
        dab(ui, *stroke_, at);
    }
    stroke_->last = at;
}

void Canvas::dab(Ui& ui, const Stroke& stroke, Place cell) {
    // The commands count cells by their middles, the window by their corners.
    ui.execute(fmt::format("{} {:.2f} {:.2f}", stroke.erase ? "erase" : "paint", cell.y - 0.5, cell.x - 0.5));
}

void Canvas::draw(Ui& ui) const {
    // A hidden interface hides these too, except the brush while it paints.
    const bool bare = ui.hidden && ui.settings.overlay == 0;
    if (!over_ || row_ < 0 || (bare && !stroke_)) return;
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const ImVec2 at = ImGui::GetIO().MousePos;
    const auto radius = static_cast<float>(ui.app.document().brush_radius * ui.view.scale() / pixel_scale());
    list.AddCircle(at, radius + 1, IM_COL32(0, 0, 0, 90), 0, theme::em(0.10F));
    list.AddCircle(at, radius, IM_COL32(255, 255, 255, 150), 0, theme::em(0.07F));
    if (bare) return;
    const Reading r = reading(ui, row_, col_);
    const std::string said =
        r.known ? say(Text::UiReadout, row_, col_, fmt::format("{:.4f}", r.u), fmt::format("{:.4f}", r.v))
                : say(Text::UiReadout, row_, col_, "-", "-");
    const float pad = theme::em(0.6F), margin = theme::em(0.7F);
    // The readout is as wide as the longest of this field, so that it does not jump.
    const int digits = static_cast<int>(std::to_string(std::max(ui.frame->rows, ui.frame->cols)).size());
    const std::string nines(static_cast<std::size_t>(digits), '0');
    const float width =
        ImGui::CalcTextSize(say(Text::UiReadout, nines, nines, "-0.0000", "-0.0000").c_str()).x;
    const float bottom = stage(ui).high.y - margin, top = bottom - ImGui::GetFontSize() - 2 * pad;
    list.AddRectFilled({margin, top}, {margin + width + 2 * pad, bottom}, theme::color(theme::kGround, 0.85F),
                       theme::em(0.5F));
    list.AddText({margin + pad, top + pad}, theme::color(theme::kText), said.c_str());
}

}  // namespace gs
