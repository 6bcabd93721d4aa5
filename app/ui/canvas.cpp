#include "app/ui/canvas.h"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "app/ui/hand_shapes.h"
#include "app/ui/instruments.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"

namespace gs {
namespace {

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

/// The picture ends where the stage does.
void cover_beside_stage(const Area& stage) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    if (stage.low.x > 0) list.AddRectFilled({0, 0}, {stage.low.x, screen.y}, theme::color(theme::kOutside));
    if (stage.high.x < screen.x) list.AddRectFilled({stage.high.x, 0}, screen, theme::color(theme::kOutside));
}

/// A value of a field in order as 0.1234, and of one that is blowing up as -1.23e+45 and then "-".
std::string value_text(double x) {
    if (!std::isfinite(x)) return "-";
    return std::abs(x) < 10 ? fmt::format("{:.4f}", x) : fmt::format("{:.2e}", x);
}

/// The values with the cell's rates, if those vary over the field.
std::string with_rates(const Ui& ui, int row, int col, std::string said) {
    const Document& d = ui.app.document();
    if (!varies(d) || row >= d.rows || col >= d.cols) return said;
    const auto [feed, kill] = rates_at(d, row, col);
    return say(Text::UiReadoutRates, said, fmt::format("{:.4f}", feed), fmt::format("{:.4f}", kill));
}

void draw_readout(const Ui& ui, int row, int col) {
    const Reading r = reading(ui, row, col);
    const std::string u = r.known ? value_text(r.u) : "-", v = r.known ? value_text(r.v) : "-";
    std::string said = with_rates(ui, row, col, say(Text::UiReadout, row, col, u, v));
    const float pad = theme::em(0.6F), margin = theme::em(0.7F);
    const Area free = stage(ui).within(margin);
    // The readout is as wide as the longest of this field, so that it does not jump.
    const auto width_of = [](const std::string& words) { return ImGui::CalcTextSize(words.c_str()).x; };
    const std::string digits(std::to_string(std::max(ui.frame->rows, ui.frame->cols)).size(), '0');
    float width =
        std::max(width_of(say(Text::UiReadout, digits, digits, "-0.0000", "-0.0000")), width_of(said));
    ImVec2 low{free.low.x, free.high.y - ImGui::GetFontSize() - 2 * pad};
    // In a low window it stands beside the figures, without the place if there is no room for that.
    const ImGuiWindow* figures = ImGui::FindWindowByName("Overlay");
    if (figures != nullptr && figures->WasActive && figures->Rect().Max.y > low.y)
        low.x = figures->Rect().Max.x + margin;
    if (low.x + width + 2 * pad > free.high.x) {
        said = with_rates(ui, row, col, say(Text::UiReadoutShort, u, v));
        width = std::max(width_of(say(Text::UiReadoutShort, "-0.0000", "-0.0000")), width_of(said));
    }
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    list.AddRectFilled(low, {low.x + width + 2 * pad, free.high.y}, theme::color(theme::kOverlay),
                       theme::em(0.5F));
    list.AddText({low.x + pad, low.y + pad}, theme::color(theme::kText), said.c_str());
}

}  // namespace

void Canvas::update(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    const Place pointer{io.MousePos.x * pixel_scale(), io.MousePos.y * pixel_scale()};
    const Area free = stage(ui);
    const bool on_stage = io.MousePos.x >= free.low.x && io.MousePos.x < free.high.x;
    over_ = !io.WantCaptureMouse && ImGui::IsMousePosValid() && on_stage;
    zoom_and_pan(ui, pointer);
    const Place cell = ui.view.to_cell(pointer);
    const bool inside =
        ui.frame && cell.x >= 0 && cell.y >= 0 && cell.x < ui.frame->cols && cell.y < ui.frame->rows;
    row_ = over_ && inside ? static_cast<int>(cell.y) : -1;
    col_ = over_ && inside ? static_cast<int>(cell.x) : -1;
    if (ui.frame && ui.frame->device) ui.app.probe(row_, col_);
    if (over_ && row_ >= 0 && io.KeyAlt && ImGui::IsMouseClicked(ImGuiMouseButton_Left))
        return ui.execute(fmt::format("rates-of {} {}", row_, col_));
    const bool taken = !hand_.busy() && ui.instruments.takes_mouse(ui, over_ && !panning_, cell);
    hand_.update(ui, cell, over_ && !panning_ && !taken);
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

void Canvas::draw(Ui& ui) const {
    cover_beside_stage(stage(ui));
    // A hidden interface hides these too, except the brush while it paints; so does a presentation.
    const bool bare = ui.presentation.on || (ui.hidden && ui.settings.overlay == 0);
    if (!bare) Hand::draw_selection(ui);
    if (!hand_.busy() && (!over_ || row_ < 0 || bare)) return;
    hand_.draw(ui);
    if (!bare && over_ && row_ >= 0) draw_readout(ui, row_, col_);
}

}  // namespace gs
