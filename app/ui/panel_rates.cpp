// The rows for F and k: a number for all cells, or what a rate that varies over the field is.
#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

std::string rate_text(double rate) {
    return fmt::format("{:.4f}", rate);
}

std::string vary_command(const std::string& key, const Gradient& g) {
    return fmt::format("vary {} {} {} across {}", key, g.low, g.high,
                       g.along == Gradient::Along::Columns ? "columns" : "rows");
}

/// Draws what the rate is over the field, and a button that makes it one number again.
void draw_varied_head(Ui& ui, const Property& rate, const std::string& said, const std::string& end) {
    const float button = ImGui::GetFrameHeight();
    const float width = ui.rows.label(rate) - button - ImGui::GetStyle().ItemSpacing.x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy({width, button});
    tooltip(rate.label, text(Text::UiVariesHelp));
    draw_fitted(said, {at.x, at.y + ImGui::GetStyle().FramePadding.y}, width, theme::kText);
    ImGui::SameLine();
    if (ImGui::Button("\xC3\x97", {button, button})) ui.execute(end);
    tooltip(text(Text::UiVaryEnd), end);
}

/// A slider with two knobs, for the rate at the first and at the last column or row. The field gets
/// new rates as fast as it can take them, and the last ones when the mouse is let go.
void draw_range(Ui& ui, const Property& rate, const Gradient& now) {
    const float width = ImGui::GetContentRegionAvail().x, height = theme::em(1.4F), knob = theme::em(0.4F);
    ImGui::InvisibleButton("range", {width, height});
    const ImVec2 low = ImGui::GetItemRectMin();
    const float track = width - 2 * knob, y = low.y + height / 2;
    const double span = rate.slider_high - rate.slider_low;
    const auto place = [&](double x) {
        return low.x + knob + track * static_cast<float>(std::clamp((x - rate.slider_low) / span, 0.0, 1.0));
    };
    Gradient& dragged = ui.equations.dragged;
    const float mouse = ImGui::GetIO().MousePos.x;
    if (ImGui::IsItemActivated()) {
        ui.app.begin_gesture(rate.key);
        dragged = now;
        ui.equations.drags_high = std::abs(mouse - place(now.high)) < std::abs(mouse - place(now.low));
    }
    const bool active = ImGui::IsItemActive(), let_go = ImGui::IsItemDeactivated();
    if (active) {
        const double share = std::clamp((mouse - low.x - knob) / track, 0.0F, 1.0F);
        const double x = std::round((rate.slider_low + share * span) / rate.step) * rate.step;
        (ui.equations.drags_high ? dragged.high : dragged.low) = std::stod(rate_text(x));
    }
    if ((let_go || (active && !ui.state.busy)) && dragged != now) ui.execute(vary_command(rate.key, dragged));
    if (let_go) ui.app.end_gesture();
    const Gradient& g = active ? dragged : now;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float half = theme::em(0.14F);
    list.AddRectFilled({low.x, y - half}, {low.x + width, y + half}, theme::color(theme::kFrame), half);
    list.AddRectFilled({std::min(place(g.low), place(g.high)), y - half},
                       {std::max(place(g.low), place(g.high)), y + half}, theme::color(theme::kAccent), half);
    for (const double end : {g.low, g.high})
        list.AddCircleFilled({place(end), y}, knob, theme::color(active ? theme::kText : theme::kAccent), 24);
}

/// A right click on a rate lets it vary over the field, over the range of its slider.
void draw_vary_menu(Ui& ui, const Property& rate) {
    if (!ImGui::BeginPopupContextItem("vary")) return;
    write_text(text(Text::UiVary), theme::kDim);
    const auto entry = [&](Text label, Gradient::Along along) {
        if (ImGui::MenuItem(c_text(label)))
            ui.execute(vary_command(rate.key, {along, rate.slider_low, rate.slider_high}));
    };
    entry(Text::UiVaryColumns, Gradient::Along::Columns);
    entry(Text::UiVaryRows, Gradient::Along::Rows);
    ImGui::EndPopup();
}

}  // namespace

void draw_rate_row(Ui& ui, const char* key) {
    const Document& d = ui.app.document();
    const Property& rate = ui.rows.property(key);
    const Gradient& gradient = rate.key == "feed" ? d.vary_feed : d.vary_kill;
    ImGui::PushID(key);
    if (d.rates) {
        draw_varied_head(ui, rate, std::string(text(Text::UiRateFromFile)), "vary off");
    } else if (gradient.along != Gradient::Along::Nothing) {
        const bool columns = gradient.along == Gradient::Along::Columns;
        draw_varied_head(ui, rate,
                         say(columns ? Text::UiRateColumns : Text::UiRateRows, rate_text(gradient.low),
                             rate_text(gradient.high)),
                         fmt::format("vary {} off", key));
        draw_range(ui, rate, gradient);
    }
    ImGui::PopID();
    if (d.rates || gradient.along != Gradient::Along::Nothing) return;
    ImGui::BeginGroup();
    ui.rows.compact(key, origin_marks(ui, key));
    ImGui::EndGroup();
    ImGui::PushID(key);
    draw_vary_menu(ui, rate);
    ImGui::PopID();
}

}  // namespace gs
