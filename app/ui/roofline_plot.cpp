#include "app/ui/roofline_plot.h"

#include <fmt/core.h>
#include <imgui.h>
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
constexpr double kLabelsAt = 0.13;           // intensity at which the slanted roofs are labelled

/// A kernel's place under the roofs.
struct Point {
    double intensity = 0, rate = 0;  // operations per byte, 1e9 operations per second
    std::string name;
    bool live = false;
};

/// The roofs to draw: those of the last benchmark, or of an earlier one on this machine.
Roofs roofs_for(const BenchReport& report, bool on_device) {
    const Roofs& now = on_device ? report.gpu : report.cpu;
    if (!now.empty()) return now;
    return known_roofs(on_device ? GS_CUDA : GS_HOST).value_or(Roofs());
}

/// "temporal" of "cpu-temporal": all points of a plot belong to one device.
std::string short_name(const std::string& kernel) {
    return kernel.substr(kernel.find('-') + 1);
}

std::vector<Point> points_of(const Ui& ui, const BenchReport& report) {
    std::vector<Point> points;
    const SimState& s = ui.state;
    const auto point = [](const CellWork& work, double gcells, std::string name, bool live) {
        return Point{work.operations / work.bytes, work.operations * gcells, std::move(name), live};
    };
    for (const BenchResult& r : report.results)
        if (r.median > 0 && r.on_device == s.on_device)
            points.push_back(point(r.work, r.median, short_name(r.kernel), false));
    const gs_kernel* kernel = find_kernel(s.kernel);
    if (kernel && s.gcells_per_s > 0)
        points.push_back(point(work_of(*kernel, params_of(ui.app.document())), s.gcells_per_s,
                               say(Text::UiBenchLive, short_name(s.kernel)), true));
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
                       theme::color({theme::kGround.x, theme::kGround.y, theme::kGround.z, 1}));
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

void label_roofs(const Roofs& roofs) {
    // The levels go from main memory upwards; levels whose lines lie close together share a label.
    std::vector<MemoryRoof> levels = roofs.memory;
    std::sort(levels.begin(), levels.end(),
              [](const MemoryRoof& a, const MemoryRoof& b) { return a.gb_per_s < b.gb_per_s; });
    const auto pixel = [](double gb_per_s) { return ImPlot::PlotToPixels(kLabelsAt, kLabelsAt * gb_per_s); };
    for (std::size_t i = 0; i < levels.size();) {
        std::string said;
        float sum = 0, count = 0;
        const float first = pixel(levels[i].gb_per_s).y;
        for (; i < levels.size() && first - pixel(levels[i].gb_per_s).y < theme::em(1.7F); ++i) {
            sum += pixel(levels[i].gb_per_s).y;
            ++count;
            if (!said.empty()) said += ", ";
            said += say(Text::UiBenchLevel, levels[i].level, fmt::format("{:.0f}", levels[i].gb_per_s));
        }
        draw_label({pixel(1).x, sum / count}, say(Text::UiBenchBandwidth, said));
    }
    const double peak = roofs.best().f32;
    const std::string said = say(Text::UiBenchPeak, fmt::format("{:.0f}", peak));
    const ImVec2 end = ImPlot::PlotToPixels(kMost, peak);
    ImPlot::GetPlotDrawList()->AddText(
        {end.x - ImGui::CalcTextSize(said.c_str()).x - theme::em(0.4F), end.y - theme::em(1.3F)},
        theme::color(theme::kDim), said.c_str());
}

void plot_points(std::vector<Point> points) {
    // The names are placed from the top down; each is moved down until it overlaps neither a point
    // nor a name above it.
    std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) { return a.rate > b.rate; });
    struct Taken {
        float left, right, top;
    };
    std::vector<Taken> taken;
    for (const Point& p : points) {
        const ImVec2 at = ImPlot::PlotToPixels(p.intensity, p.rate);
        const float r = theme::em(0.26F);
        taken.push_back({at.x - r, at.x + r, at.y - theme::em(0.5F)});
    }
    ImDrawList& list = *ImPlot::GetPlotDrawList();
    for (const Point& p : points) {
        const ImVec2 at = ImPlot::PlotToPixels(p.intensity, p.rate);
        const float r = theme::em(p.live ? 0.42F : 0.26F), line = theme::em(1.05F);
        ImVec2 name{at.x + theme::em(0.9F), at.y - theme::em(0.5F)};
        const float right = name.x + ImGui::CalcTextSize(p.name.c_str()).x;
        std::sort(taken.begin(), taken.end(), [](const Taken& a, const Taken& b) { return a.top < b.top; });
        for (const Taken& other : taken)
            if (other.left < right && name.x < other.right && std::abs(other.top - name.y) < line)
                name.y = other.top + line;
        taken.push_back({name.x, right, name.y});
        const ImVec4& ink = p.live ? theme::kAccent : theme::kText;
        if (name.y > at.y)
            list.AddLine(at, {name.x - theme::em(0.15F), name.y + theme::em(0.5F)},
                         theme::color(theme::kFaint));
        list.AddCircleFilled(at, r, theme::color(p.live ? theme::kAccent : theme::kDim), 24);
        list.AddText(name, theme::color(ink), p.name.c_str());
    }
}

}  // namespace

void draw_roofline(const Ui& ui, const BenchReport& report, float width, float height) {
    const Roofs roofs = roofs_for(report, ui.state.on_device);
    const std::vector<Point> points = points_of(ui, report);
    if (!ImPlot::BeginPlot("##roofline", {width, height}, ImPlotFlags_CanvasOnly | ImPlotFlags_NoInputs))
        return;
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
    if (!roofs.empty()) label_roofs(roofs);
    plot_points(points);
    ImPlot::PopPlotClipRect();
    ImPlot::EndPlot();
}

}  // namespace gs
