// What the instruments have to do with the picture: pinned cells, the line of the profile, and the
// mouse that sets them.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "app/ui/instruments.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

float pixel_scale() {
    const float scale = ImGui::GetIO().DisplayFramebufferScale.x;
    return scale > 0 ? scale : 1;
}

/// The place in the window of a cell's middle.
ImVec2 at_cell(const Ui& ui, double row, double col) {
    const Place p = ui.view.to_pixel({col + 0.5, row + 0.5});
    return {static_cast<float>(p.x) / pixel_scale(), static_cast<float>(p.y) / pixel_scale()};
}

bool inside(const Ui& ui, Place cell) {
    return ui.frame != nullptr && cell.x >= 0 && cell.y >= 0 && cell.x < ui.frame->cols &&
           cell.y < ui.frame->rows;
}

int probe_ink(std::size_t probe) {
    return probe == 0 ? 0 : static_cast<int>(probe) + 1;
}

void draw_probe(ImDrawList& list, ImVec2 at, std::size_t number) {
    const ImU32 ink = theme::color(instrument_ink(probe_ink(number)));
    const float radius = theme::em(0.34F);
    list.AddCircleFilled(at, radius + theme::em(0.12F), theme::color(theme::kInk));
    list.AddCircleFilled(at, radius, ink);
    const std::string name = std::to_string(number + 1);
    const ImVec2 beside{at.x + radius + theme::em(0.25F), at.y - theme::em(0.5F)};
    list.AddText({beside.x + 1, beside.y + 1}, theme::color(theme::kInk), name.c_str());
    list.AddText(beside, theme::color(theme::kText), name.c_str());
}

}  // namespace

bool InstrumentColumn::takes_mouse(Ui& ui, bool over, Place cell) {
    const ImGuiIO& io = ImGui::GetIO();
    if (pressed_) {
        if (dragged_) {
            dragged_->to_row = cell.y - 0.5;
            dragged_->to_col = cell.x - 0.5;
        }
        if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return true;
        pressed_ = false;
        if (dragged_) {
            const ProfileLine& l = *dragged_;
            if (std::hypot(l.to_row - l.row, l.to_col - l.col) >= 1) {
                ui.execute(
                    fmt::format("profile {:.2f} {:.2f} {:.2f} {:.2f}", l.row, l.col, l.to_row, l.to_col));
                raise(Instrument::Profile);
                armed_ = Armed::Nothing;
            }
            dragged_.reset();
        }
        return true;
    }
    const bool pins = armed_ == Armed::Pin || (io.KeyCtrl && !io.KeyShift && !io.KeyAlt);
    const bool press = over && inside(ui, cell) && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    if (!press || !(pins || armed_ == Armed::Line)) return false;
    pressed_ = true;
    if (pins) {
        ui.execute(fmt::format("pin-probe {} {}", static_cast<int>(cell.y), static_cast<int>(cell.x)));
        ui.settings.section("instruments", false) = true;
        raise(Instrument::Probes);
        armed_ = Armed::Nothing;
    } else {
        dragged_ = ProfileLine{cell.y - 0.5, cell.x - 0.5, cell.y - 0.5, cell.x - 0.5};
    }
    return true;
}

void InstrumentColumn::draw_on_picture(Ui& ui) const {
    if (!column_open(ui) || ui.hidden || ui.frame == nullptr) return;
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const Instruments& instruments = ui.app.instruments();
    const auto& line = dragged_ ? dragged_ : instruments.line();
    if (line && (dragged_ || instruments.is_open(Instrument::Profile))) {
        const ImVec2 from = at_cell(ui, line->row, line->col), to = at_cell(ui, line->to_row, line->to_col);
        list.AddLine(from, to, theme::color(theme::kInk), theme::em(0.28F));
        list.AddLine(from, to, theme::color(theme::kAccent), theme::em(0.13F));
        list.AddCircleFilled(from, theme::em(0.25F), theme::color(theme::kAccent));
    }
    if (instruments.is_open(Instrument::Probes))
        for (std::size_t i = 0; i < instruments.probes().size(); ++i)
            draw_probe(list, at_cell(ui, instruments.probes()[i].row, instruments.probes()[i].col), i);
    if (armed_ == Armed::Nothing || dragged_) return;
    const char* const said =
        c_text(armed_ == Armed::Pin ? Text::UiInstrumentArmedPin : Text::UiInstrumentArmedLine);
    const float pad = theme::em(0.5F), width = ImGui::CalcTextSize(said).x;
    const ImVec2 middle = stage(ui).middle(), low{middle.x - width / 2 - pad, theme::em(kMargin)};
    list.AddRectFilled(low, {low.x + width + 2 * pad, low.y + theme::em(1) + 2 * pad},
                       theme::color(theme::kOverlay), theme::em(0.4F));
    list.AddText({low.x + pad, low.y + pad}, theme::color(theme::kAccent), said);
}

}  // namespace gs
