#include "app/ui/roofline_plot.h"

#include <fmt/core.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/core/bench/roofline.h"
#include "app/ui/theme.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

constexpr double kLeast = 0.03, kMost = 40;  // operations per byte: kernels lie between 0.8 and 6
constexpr double kEqual = 0.95;              // of two rates that may be the same one

/// A kernel's place under the roofs.
struct Point {
    double intensity = 0, rate = 0;  // operations per byte, 1e9 operations per second
    std::string kernel, name;
    bool live = false;
    ImVec2 at{};  // in the window
};

std::vector<Point> points_of(const Ui& ui, const BenchLook& look) {
    std::vector<Point> points;
    const SimState& s = ui.state;
    const auto add = [&](const CellWork& work, double gcells, const std::string& kernel, bool live) {
        const std::string name = shown_name(look.report, kernel, look.brief);
        points.push_back({work.operations / work.bytes, work.operations * gcells, kernel,
                          live ? say(s.stepping ? Text::UiBenchLive : Text::UiBenchPaused, name) : name,
                          live});
    };
    for (const BenchResult& r : look.report.results)
        if (r.median > 0 && r.on_device == s.on_device) add(r.work, r.computed_rate(), r.kernel, false);
    const gs_kernel* kernel = find_kernel(s.kernel);
    if (kernel && s.gcells_per_s > 0)
        add(work_of(*kernel, params_of(ui.app.document())), s.computed_gcells_per_s(), s.kernel, true);
    return points;
}

/// Draws a text on the background colour, which interrupts the line below it, like the label of a
/// contour line.
void draw_label(ImVec2 middle, const std::string& said) {
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    const ImVec2 size = ImGui::CalcTextSize(said.c_str());
    const ImVec2 low{middle.x - size.x / 2, middle.y - size.y / 2};
    const float pad = theme::em(0.25F);
    list.AddRectFilled({low.x - pad, low.y}, {low.x + size.x + pad, low.y + size.y},
                       theme::color(theme::kGround));
    list.AddText(low, theme::color(theme::kDim), said.c_str());
}

void plot_roofs(const Roofs& roofs) {
    const double peak = roofs.best().f32;
    ImPlotSpec line;
    line.LineColor = theme::kDim;
    line.LineWeight = theme::em(0.1F);
    for (const MemoryRoof& level : roofs.memory) {
        const std::array x{kLeast, peak / level.gb_per_s}, y{kLeast * level.gb_per_s, peak};
        ImPlot::PlotLine(level.level.c_str(), x.data(), y.data(), 2, line);
    }
    const double ridge = peak / roofs.memory.front().gb_per_s;
    const std::array x{ridge, kMost}, y{peak, peak};
    ImPlot::PlotLine("fma", x.data(), y.data(), 2, line);
}

/// Labels the slanted roofs at the frame's left edge. Levels whose lines lie close together share a
/// label.
void label_levels(const Roofs& roofs) {
    std::vector<MemoryRoof> levels = roofs.memory;
    std::sort(levels.begin(), levels.end(),
              [](const MemoryRoof& a, const MemoryRoof& b) { return a.gb_per_s < b.gb_per_s; });
    const float left = ImPlot::GetPlotPos().x + theme::em(0.5F);
    const auto height = [](float x, double gb_per_s) {
        const double intensity = ImPlot::PixelsToPlot(x, 0).x;
        return ImPlot::PlotToPixels(intensity, intensity * gb_per_s).y;
    };
    for (std::size_t i = 0; i < levels.size();) {
        std::string said;
        const std::size_t first = i;
        const float y = height(left, levels[i].gb_per_s);
        for (; i < levels.size() && y - height(left, levels[i].gb_per_s) < theme::em(1.7F); ++i) {
            if (!said.empty()) said += ", ";
            said += say(Text::UiBenchLevel, levels[i].level, fmt::format("{:.0f}", levels[i].gb_per_s));
        }
        said = say(Text::UiBenchBandwidth, said);
        const float middle = left + ImGui::CalcTextSize(said.c_str()).x / 2;
        draw_label(
            {middle, (height(middle, levels[first].gb_per_s) + height(middle, levels[i - 1].gb_per_s)) / 2},
            said);
    }
}

void label_peak(double peak) {
    const std::string said = say(Text::UiBenchPeak, fmt::format("{:.0f}", peak));
    const ImVec2 end = ImPlot::PlotToPixels(kMost, peak);
    ImPlot::GetPlotDrawList()->AddText(
        {end.x - ImGui::CalcTextSize(said.c_str()).x - theme::em(0.4F), end.y - theme::em(1.3F)},
        theme::color(theme::kDim), said.c_str());
}

/// Draws the points with their names. The names are placed from the top down; each is moved down
/// until it overlaps neither a point nor a name above it.
void plot_points(std::vector<Point>& points, const std::string& lit) {
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.rate > b.rate; });
    struct Taken {
        float left, right, top;
    };
    std::vector<Taken> taken;
    for (Point& p : points) {
        p.at = ImPlot::PlotToPixels(p.intensity, p.rate);
        taken.push_back({p.at.x - theme::em(0.26F), p.at.x + theme::em(0.26F), p.at.y - theme::em(0.5F)});
    }
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    const float edge = ImPlot::GetPlotPos().x + ImPlot::GetPlotSize().x - theme::em(0.3F);
    for (const Point& p : points) {
        const bool is_lit = p.kernel == lit;
        const float r = theme::em(p.live || is_lit ? 0.42F : 0.26F), line = theme::em(1.05F);
        const float width = ImGui::CalcTextSize(p.name.c_str()).x;
        const bool to_left = p.at.x + theme::em(0.9F) + width > edge;
        ImVec2 name{to_left ? p.at.x - theme::em(0.9F) - width : p.at.x + theme::em(0.9F),
                    p.at.y - theme::em(0.5F)};
        std::sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) { return a.top < b.top; });
        for (const Taken& other : taken)
            if (other.left < name.x + width && name.x < other.right && std::abs(other.top - name.y) < line)
                name.y = other.top + line;
        taken.push_back({name.x, name.x + width, name.y});
        const float end = to_left ? name.x + width + theme::em(0.15F) : name.x - theme::em(0.15F);
        if (name.y > p.at.y) list.AddLine(p.at, {end, name.y + theme::em(0.5F)}, theme::color(theme::kFaint));
        const ImVec4& ink = p.live ? theme::kAccent : is_lit ? theme::kText : theme::kDim;
        list.AddCircleFilled(p.at, r, theme::color(ink), 24);
        list.AddText(name, theme::color(p.live ? theme::kAccent : theme::kText), p.name.c_str());
    }
}

/// Lets the points be pointed at and clicked.
void touch_points(Ui& ui, const BenchLook& look, const std::vector<Point>& points) {
    const float r = theme::em(0.6F);
    for (const Point& p : points) {
        if (p.live) continue;
        ImGui::SetCursorScreenPos({p.at.x - r, p.at.y - r});
        if (ImGui::InvisibleButton(p.kernel.c_str(), {2 * r, 2 * r})) ui.execute("kernel " + p.kernel);
        if (ImGui::IsItemHovered()) look.under_pointer = p.kernel;
        tooltip(
            shown_name(look.report, p.kernel, false),
            say(Text::UiBenchPointHelp, fmt::format("{:.3g}", p.intensity), fmt::format("{:.3g}", p.rate)));
    }
}

/// Explains the units where the axes are.
void explain_axes(ImVec2 low, ImVec2 size, ImVec2 plot, ImVec2 plot_size) {
    const auto axis = [](const char* id, ImVec2 at, ImVec2 extent, Text title, Text help) {
        if (extent.x <= 0 || extent.y <= 0) return;
        ImGui::SetCursorScreenPos(at);
        ImGui::InvisibleButton(id, extent);
        tooltip(text(title), text(help));
    };
    axis("rate", low, {plot.x - low.x, size.y}, Text::UiBenchRate, Text::UiBenchRateHelp);
    const float bottom = plot.y + plot_size.y;
    axis("intensity", {plot.x, bottom}, {plot_size.x, low.y + size.y - bottom}, Text::UiBenchIntensity,
         Text::UiBenchIntensityHelp);
}

}  // namespace

Roofs roofs_for(const BenchReport& report, bool on_device) {
    const Roofs& now = on_device ? report.gpu : report.cpu;
    if (!now.empty()) return now;
    return known_roofs(on_device ? GS_CUDA : GS_HOST).value_or(Roofs());
}

std::string doubt_of(const Roofs& roofs) {
    for (std::size_t i = 1; i < roofs.memory.size(); ++i)
        if (roofs.memory[i - 1].gb_per_s < kEqual * roofs.memory[i].gb_per_s)
            return say(Text::UiBenchNoisy, roofs.memory[i - 1].level, roofs.memory[i].level);
    return {};
}

void draw_roofline(Ui& ui, const BenchLook& look, ImVec2 size) {
    const Roofs roofs = roofs_for(look.report, ui.state.on_device);
    std::vector<Point> points = points_of(ui, look);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    if (!ImPlot::BeginPlot("##roofline", size, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs)) return;
    ImPlot::SetupAxis(ImAxis_X1, c_text(Text::UiBenchIntensity));
    ImPlot::SetupAxis(ImAxis_Y1, c_text(Text::UiBenchRate));
    ImPlot::SetupAxisScale(ImAxis_X1, ImPlotScale_Log10);
    ImPlot::SetupAxisScale(ImAxis_Y1, ImPlotScale_Log10);
    const double peak = roofs.empty() ? 100 : roofs.best().f32;
    double slowest = peak / 100;
    for (const Point& p : points) slowest = std::min(slowest, p.rate);
    ImPlot::SetupAxesLimits(kLeast, kMost, slowest / 3, peak * 2, ImPlotCond_Always);
    if (!roofs.empty()) plot_roofs(roofs);
    ImPlot::PushPlotClipRect();
    if (!roofs.empty()) {
        label_levels(roofs);
        label_peak(peak);
    }
    plot_points(points, look.lit);
    ImPlot::PopPlotClipRect();
    const ImVec2 plot = ImPlot::GetPlotPos(), plot_size = ImPlot::GetPlotSize();
    ImPlot::EndPlot();
    touch_points(ui, look, points);
    explain_axes(low, size, plot, plot_size);
}

}  // namespace gs
