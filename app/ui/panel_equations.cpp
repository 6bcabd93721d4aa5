// The section for F, k, diffusion, time step, stencil and boundary.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/core/document/presets.h"
#include "app/ui/formula.h"
#include "app/ui/rate_map.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "kernels/gray_scott.h"

namespace gs {
namespace {

/// True while the weights are set by hand.
bool& own_weights(Ui& ui) {
    return ui.settings.section("own-weights", false);
}

/// One choice for the pair of weights; weights that have no name are shown as own weights.
void draw_stencil(Ui& ui) {
    const Document& document = ui.app.document();
    const Stencil* now = find_stencil(document.edge, document.corner);
    Property row = ui.rows.property("edge");
    row.label = text(Text::UiStencil);
    row.unit.clear();
    const std::string shown =
        now ? now->label : fmt::format("{:.4g}, {:.4g}", document.edge, document.corner);
    ui.rows.list(row, "stencil", shown, text(Text::UiStencilHelp), [&] {
        for (const Stencil& stencil : stencils()) {
            if (ImGui::Selectable(stencil.label, &stencil == now))
                ui.execute(fmt::format("stencil {}", stencil.id));
            tooltip(fmt::format("{}: {:.4g}, {:.4g}", stencil.label, stencil.edge, stencil.corner),
                    stencil.help);
        }
        bool& own = own_weights(ui);
        if (ImGui::Selectable(c_text(Text::UiStencilOwn), own)) own = !own;
        tooltip(text(Text::UiStencilOwn), text(Text::UiStencilOwnHelp));
    });
    if (now && !own_weights(ui)) return;
    ui.rows.row("edge");
    ui.rows.row("corner");
}

/// Shows how close the time step is to the limit above which the field blows up.
void draw_stability(Ui& ui) {
    const Document& d = ui.app.document();
    const double fastest = std::max(d.du, d.dv);
    if (fastest <= 0) return;
    const double limit = stability_limit(d.edge, d.corner) / fastest;
    const bool over = d.dt > limit;
    note(say(over ? Text::UiStepTooLarge : Text::UiStepLimit, fmt::format("{:.4g}", limit)),
         over ? theme::kTrouble : theme::kFaint);
}

void draw_small_map(Ui& ui) {
    ui.map.draw(ui, {ImGui::GetContentRegionAvail().x, theme::em(9)}, false);
    draw_fitted(ui.map.told(ui), ImGui::GetCursorScreenPos(), ImGui::GetContentRegionAvail().x, theme::kDim);
    ImGui::Dummy({1, ImGui::GetFontSize()});
}

}  // namespace

const Equations& equations_of(Ui& ui) {
    Equations& known = ui.equations;
    if (std::exchange(known.revision, ui.app.revision()) != ui.app.revision()) {
        known.origin = Origin(ui.app.document());
        known.matched = matching_preset(ui.app.document());
    }
    return known;
}

RowMarks origin_marks(Ui& ui, std::string_view key) {
    return {.origin = equations_of(ui).origin.value(ui.rows.property(key))};
}

void draw_equation_section(Ui& ui) {
    std::string& touched = ui.equations.touched;
    draw_formula(touched);
    touched.clear();
    if (map_in_panel(ui) && panel_has_room_for_map()) draw_small_map(ui);
    const auto watched = [&](const char* key, const auto& draw) {
        ImGui::BeginGroup();
        draw(key);
        ImGui::EndGroup();
        const bool dragged = ImGui::IsItemActive() && !ImGui::IsItemHovered();
        if (ImGui::IsItemHovered() || dragged) touched = key;
    };
    const auto row = [&](const char* key) { ui.rows.row(key, origin_marks(ui, key)); };
    const Document& d = ui.app.document();
    const double fastest = std::max(d.du, d.dv);
    RowMarks stable = origin_marks(ui, "dt");
    if (fastest > 0) stable.limit = stability_limit(d.edge, d.corner) / fastest;
    for (const char* rate : {"feed", "kill"}) watched(rate, [&](const char* key) { draw_rate_row(ui, key); });
    for (const char* key : {"du", "dv"}) watched(key, row);
    watched("dt", [&](const char* key) { ui.rows.row(key, stable); });
    draw_stability(ui);
    watched("edge", [&](const char*) { draw_stencil(ui); });
    row("boundary");
    if (ui.app.document().boundary == Boundary::Fixed) {
        ui.rows.row("boundary-u");
        ui.rows.row("boundary-v");
    }
}

}  // namespace gs
