// A curve as a plot of the window: no grid, the accent for what counts, and a number at each end.
#include <fmt/core.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/instruments.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace gs {
namespace {

constexpr float kSmall = 0.8F;  // of the type, for numbers within a plot

void write_small(ImDrawList& list, ImVec2 at, const ImVec4& ink, const std::string& said) {
    const float size = theme::em(kSmall);
    list.AddText(nullptr, size, {at.x + 1, at.y + 1}, theme::color(theme::kGround, 0.8F), said.c_str());
    list.AddText(nullptr, size, at, theme::color(ink), said.c_str());
}

float small_width(const std::string& said) {
    return kSmall * ImGui::CalcTextSize(said.c_str()).x;
}

std::string number(double x) {
    constexpr double kReadable = 1e9;  // what has blown up has more digits than the plot is wide
    return std::abs(x) >= 1000 && std::abs(x) < kReadable ? grouped(x) : fmt::format("{:.3g}", x);
}

/// With room above and below; a small plot has numbers at its foot.
PlotRange padded(const PlotRange& r, bool fixed, bool large) {
    if (fixed) return r;
    const double span = r.high - r.low;
    return {r.low - (large ? 0.06 : 0.3) * span, r.high + (large ? 0.06 : 0.12) * span};
}

void draw_density(const Density& d) {
    if (d.share.empty()) return;
    const float most = *std::max_element(d.share.begin(), d.share.end());
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    for (int r = 0; r < d.rows; ++r)
        for (int c = 0; c < d.cols; ++c) {
            const float share = d.share[static_cast<std::size_t>(r) * static_cast<std::size_t>(d.cols) +
                                        static_cast<std::size_t>(c)];
            if (share <= 0) continue;
            const auto at = [&](int col, int row) {
                return ImPlot::PlotToPixels(d.u_low + (d.u_high - d.u_low) * col / d.cols,
                                            d.v_low + (d.v_high - d.v_low) * row / d.rows);
            };
            // Few cells are seen beside many.
            const float shade = 0.18F + 0.82F * std::sqrt(share / most);
            list.AddRectFilled(at(c, r + 1), at(c + 1, r), theme::color(theme::kAccent, shade));
        }
}

void draw_line(const CurveLine& line, bool filled) {
    ImPlotSpec spec;
    spec.LineColor = instrument_ink(line.ink);
    spec.LineWeight = std::max(1.0F, theme::em(line.faint || line.ink == 1 ? 0.06F : 0.1F));
    if (line.faint) spec.LineColor.w = 0.6F;
    spec.Flags = ImPlotItemFlags_NoLegend;
    const int count = static_cast<int>(line.x.size());
    if (filled) {
        ImPlotSpec shade = spec;
        shade.FillColor = spec.LineColor;
        shade.FillAlpha = 0.18F;
        ImPlot::PlotShaded(line.name.c_str(), line.x.data(), line.y.data(), count, 0, shade);
    }
    ImPlot::PlotLine(line.name.c_str(), line.x.data(), line.y.data(), count, spec);
}

/// Upright lines, with their words where there is room for them.
void draw_marks(const Curve& curve, const PlotRange& x, bool large) {
    const ImVec2 low = ImPlot::GetPlotPos(), size = ImPlot::GetPlotSize();
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    float row = 0;
    for (const CurveMark& mark : curve.marks) {
        if (!(mark.at >= x.low && mark.at <= x.high)) continue;
        const float at = ImPlot::PlotToPixels(mark.at, 0.0).x;
        const ImVec4 ink = instrument_ink(mark.ink);
        list.AddLine({at, low.y}, {at, low.y + size.y}, theme::color(ink, 0.8F), theme::em(0.07F));
        if (large) {
            const float width = small_width(mark.word), gap = theme::em(0.3F);
            const bool left = at + width + gap > low.x + size.x;
            write_small(list, {left ? at - width - gap : at + gap, low.y + theme::em(0.9F) * row}, ink,
                        mark.word);
        }
        ++row;
    }
}

/// What is under the pointer: x, and y of each line there.
std::string told_at(const Curve& curve, double x) {
    std::string said = number(x) + ":";
    for (const CurveLine& line : curve.lines) {
        const auto at = std::lower_bound(line.x.begin(), line.x.end(), x);
        if (at == line.x.end() || line.x.size() < 2) continue;
        const double y = line.y[static_cast<std::size_t>(at - line.x.begin())];
        if (std::isfinite(y))
            said += curve.lines.size() > 1 ? fmt::format(" {} {}", line.name, number(y))
                                           : fmt::format(" {}", number(y));
    }
    return said;
}

/// The numbers at the ends of the axes, within the plot.
void draw_ends(const Curve& curve, const PlotRange& x, const PlotRange& y) {
    const ImVec2 low = ImPlot::GetPlotPos(), size = ImPlot::GetPlotSize();
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    const float line = theme::em(kSmall), gap = theme::em(0.15F);
    write_small(list, {low.x + gap, low.y}, theme::kDim, number(y.high));
    write_small(list, {low.x + size.x - small_width(curve.note) - gap, low.y}, theme::kSand, curve.note);
    const std::string end =
        curve.x.unit.empty() ? number(x.high) : fmt::format("{} {}", number(x.high), curve.x.unit);
    const float foot = low.y + size.y - line - gap;
    write_small(list, {low.x + gap, foot}, theme::kDim, number(x.low));
    write_small(list, {low.x + size.x - small_width(end) - gap, foot}, theme::kDim, end);
}

/// The names of the lines in their inks, if there are several, in the upper right corner.
void draw_names(const Curve& curve, const Area& area) {
    if (curve.lines.size() < 2) return;
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    float x = area.high.x - theme::em(0.3F);
    const float y = area.low.y + (curve.note.empty() ? 0 : theme::em(0.9F));
    for (auto line = curve.lines.rbegin(); line != curve.lines.rend(); ++line) {
        x -= small_width(line->name);
        write_small(list, {x, y}, instrument_ink(line->ink), line->name);
        x -= theme::em(0.5F);
    }
}

void set_up_axes(const Curve& curve, const PlotRange& x, const PlotRange& y, bool large) {
    const ImPlotAxisFlags bare = ImPlotAxisFlags_NoDecorations, plain = ImPlotAxisFlags_NoGridLines;
    const auto label = [](const CurveAxis& axis) {
        return axis.unit.empty() ? axis.name : fmt::format("{} ({})", axis.name, axis.unit);
    };
    const std::string across = label(curve.x), up = label(curve.y);
    ImPlot::SetupAxes(large ? across.c_str() : nullptr, large && !up.empty() ? up.c_str() : nullptr,
                      large ? plain : bare, large ? plain : bare);
    if (curve.x.logarithmic) ImPlot::SetupAxisScale(ImAxis_X1, ImPlotScale_Log10);
    if (curve.x.logarithmic && large) {
        static constexpr std::array kTicks{3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0};
        static constexpr std::array kWords{"3", "5", "10", "20", "50", "100", "200"};
        ImPlot::SetupAxisTicks(ImAxis_X1, kTicks.data(), static_cast<int>(kTicks.size()), kWords.data());
    }
    ImPlot::SetupAxesLimits(x.low, x.high, y.low, y.high, ImPlotCond_Always);
}

}  // namespace

ImVec4 instrument_ink(int ink) {
    static constexpr ImVec4 kViolet{0.720F, 0.640F, 0.960F, 1.0F};
    static constexpr std::array kInks{theme::kAccent, theme::kFaint, theme::kSand, theme::kText, kViolet};
    return kInks[static_cast<std::size_t>(ink) % kInks.size()];
}

Area draw_curve(const Curve& curve, ImVec2 size, bool large, std::string& told) {
    const PlotRange x = x_range(curve);
    const PlotRange values = y_range(curve), y = padded(values, curve.y.low != curve.y.high, large);
    Area area{};
    told.clear();
    ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
    ImPlot::PushStyleVar(ImPlotStyleVar_PlotPadding,
                         large ? ImVec2{theme::em(0.4F), theme::em(0.4F)} : ImVec2{0, 0});
    ImPlot::PushStyleVar(ImPlotStyleVar_PlotMinSize, {1, 1});
    ImPlot::PushStyleColor(ImPlotCol_PlotBg, {0, 0, 0, 0.25F});
    ImPlot::PushStyleColor(ImPlotCol_FrameBg, {0, 0, 0, 0});
    if (ImPlot::BeginPlot("##plot", size, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs)) {
        set_up_axes(curve, x, y, large);
        ImPlot::SetupFinish();
        const ImVec2 low = ImPlot::GetPlotPos(), extent = ImPlot::GetPlotSize();
        area = {low, {low.x + extent.x, low.y + extent.y}};
        ImPlot::PushPlotClipRect();
        draw_density(curve.density);
        ImPlot::PopPlotClipRect();
        for (std::size_t i = 0; i < curve.lines.size(); ++i)
            draw_line(curve.lines[i], curve.filled && i == 0);
        ImPlot::PushPlotClipRect();
        draw_marks(curve, x, large);
        if (!large)
            draw_ends(curve, x, values);
        else
            write_small(*ImPlot::GetPlotDrawList(),
                        {area.high.x - small_width(curve.note) - theme::em(0.3F), area.low.y}, theme::kSand,
                        curve.note);
        draw_names(curve, area);
        const bool over = ImGui::IsMouseHoveringRect(area.low, area.high) && ImGui::IsWindowHovered();
        if (over) {
            const ImPlotPoint at = ImPlot::GetPlotMousePos();
            told = curve.density.share.empty() ? told_at(curve, at.x)
                                               : fmt::format("u {:.3f}  v {:.3f}", at.x, at.y);
            const float pointer = ImGui::GetIO().MousePos.x;
            ImPlot::GetPlotDrawList()->AddLine({pointer, area.low.y}, {pointer, area.high.y},
                                               theme::color(theme::kText, 0.35F));
        }
        ImPlot::PopPlotClipRect();
        ImPlot::EndPlot();
    }
    ImPlot::PopStyleColor(2);
    ImPlot::PopStyleVar(2);
    ImGui::PopStyleVar();
    return area;
}

}  // namespace gs
