#include "app/ui/ladder_bars.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "app/ui/theme.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

// em
constexpr float kGap = 0.9F, kPad = 0.4F;
constexpr float kWholeNames = 20, kBeside = 6;  // of the bars at least: with whole names, and beside names
constexpr float kLeastRow = 1.5F, kMostRow = 2.8F, kStackedRow = 2.3F;

/// A kernel's words, each in a column of its own: rate, factor, share of the roof.
struct Row {
    const BenchResult* result;
    std::string name;
    std::array<std::string, 3> cells;
};

std::array<std::string_view, 3> headings() {
    return {text(Text::UiUnitGcells), text(Text::UiBenchTextbook), text(Text::UiBenchOfRoof)};
}

std::vector<Row> rows_of(const BenchReport& report, bool brief) {
    std::vector<Row> rows;
    for (const BenchResult& r : report.results) {
        if (r.median <= 0) continue;
        const double share = r.share.told();
        rows.push_back(
            {&r,
             shown_name(report, r.kernel, brief),
             {fmt::format("{:.3g}", r.median),
              r.times_reference > 0 ? say(Text::UiTimes, fmt::format("{:.3g}", r.times_reference)) : "-",
              share > 0 ? say(Text::UiBenchPercent, 100 * share) : "-"}});
    }
    return rows;
}

float width_of(std::string_view said) {
    return ImGui::CalcTextSize(said.data(), said.data() + said.size()).x;
}

/// The places of a row's parts, pixels from its left edge.
struct Columns {
    Columns(const std::vector<Row>& rows, float width) {
        float names = 0;
        for (const Row& row : rows) names = std::max(names, width_of(row.name));
        float at = width - theme::em(kPad);
        for (std::size_t i = ends.size(); i-- > 0;) {
            ends[i] = at;
            float widest = width_of(headings()[i]);
            for (const Row& row : rows) widest = std::max(widest, width_of(row.cells[i]));
            at -= widest + theme::em(kGap);
        }
        bar = theme::em(kPad) + names + theme::em(kGap);
        bar_end = at;
        stacked = bar_end - bar < theme::em(kBeside);
        if (!stacked) return;
        bar = theme::em(kPad);
        bar_end = width - theme::em(kPad);
    }

    std::array<float, 3> ends{};  // the numbers end here
    float bar = 0, bar_end = 0;
    bool stacked = false;  // the bar lies below the words, since there is no room between them
};

void write_at(ImVec2 at, std::string_view said, const ImVec4& ink) {
    ImGui::GetWindowDrawList()->AddText(at, theme::color(ink), said.data(), said.data() + said.size());
}

void draw_headings(const Columns& columns) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < columns.ends.size(); ++i)
        write_at({start.x + columns.ends[i] - width_of(headings()[i]), start.y}, headings()[i], theme::kDim);
    ImGui::Dummy({0, ImGui::GetFontSize()});
}

/// Draws the bar between these corners, and over it a line from the lowest to the highest sample.
void draw_bar(const BenchResult& r, ImVec2 low, ImVec2 high, double most, bool runs) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto x = [&](double rate) { return low.x + static_cast<float>(rate / most) * (high.x - low.x); };
    list.AddRectFilled(low, {std::max(x(r.median), low.x + 1), high.y},
                       theme::color(runs ? theme::kAccent : theme::kAccentCalm), theme::em(0.12F));
    const float middle = (low.y + high.y) / 2, tick = (high.y - low.y) / 4, line = theme::em(0.08F);
    const ImU32 ink = theme::color(theme::kText);
    list.AddLine({x(r.min), middle}, {x(r.max), middle}, ink, line);
    for (const double end : {r.min, r.max})
        list.AddLine({x(end), middle - tick}, {x(end), middle + tick}, ink, line);
}

std::string help_of(const Ui& ui, const BenchResult& r) {
    const std::string spread = say(Text::UiBenchRowHelp, r.describe, fmt::format("{:.3g}", r.min),
                                   fmt::format("{:.3g}", r.max), r.samples.size());
    return ui.app.held() ? spread : fmt::format("{}\n{}", spread, text(Text::UiBenchClick));
}

void draw_row(Ui& ui, const BenchLook& look, const Row& row, const Columns& columns, float height,
              double most) {
    const BenchResult& r = *row.result;
    const float width = ImGui::GetContentRegionAvail().x;
    if (ImGui::InvisibleButton(r.kernel.c_str(), {width, height})) ui.execute("kernel " + r.kernel);
    if (ImGui::IsItemHovered()) look.under_pointer = r.kernel;
    tooltip(fmt::format("{}  ({})", r.label, r.kernel), help_of(ui, r));
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    if (look.lit == r.kernel)
        ImGui::GetWindowDrawList()->AddRectFilled(low, high, theme::color(theme::kHovered),
                                                  ImGui::GetStyle().FrameRounding);
    const bool runs = r.kernel == ui.state.kernel;
    const float line = ImGui::GetFontSize();
    const float top = columns.stacked ? low.y + theme::em(0.15F) : (low.y + high.y - line) / 2;
    write_at({low.x + theme::em(kPad), top}, row.name, runs ? theme::kAccent : theme::kText);
    for (std::size_t i = 0; i < columns.ends.size(); ++i)
        write_at({low.x + columns.ends[i] - width_of(row.cells[i]), top}, row.cells[i],
                 i == 0 ? theme::kText : theme::kDim);
    const float thick = columns.stacked ? theme::em(0.6F) : std::min(0.62F * height, theme::em(1.4F));
    const float bar = columns.stacked ? top + line + theme::em(0.15F) : (low.y + high.y - thick) / 2;
    draw_bar(r, {low.x + columns.bar, bar}, {low.x + columns.bar_end, bar + thick}, most, runs);
}

}  // namespace

std::string shown_name(const BenchReport& report, const std::string& kernel, bool brief) {
    const gs_kernel* found = find_kernel(kernel);
    if (!brief && found != nullptr) return found->label;
    // Without what stands before the dash a kernel on the CPU and one on the GPU may share a name.
    const auto measured = [&](bool on_device) {
        return std::any_of(report.results.begin(), report.results.end(),
                           [&](const BenchResult& r) { return r.on_device == on_device && r.median > 0; });
    };
    return measured(true) && measured(false) ? kernel : kernel.substr(kernel.find('-') + 1);
}

bool wants_brief_names(const BenchReport& report, float width) {
    const Columns columns(rows_of(report, false), width);
    return columns.stacked || columns.bar_end - columns.bar < theme::em(kWholeNames);
}

void draw_ladder_bars(Ui& ui, const BenchLook& look, ImVec2 size) {
    const std::vector<Row> rows = rows_of(look.report, look.brief);
    double most = 0;
    for (const Row& row : rows) most = std::max(most, row.result->max);
    const float bottom = ImGui::GetCursorPosY() + size.y;
    const auto height_for = [&](bool stacked) {
        const float each = (bottom - ImGui::GetCursorPosY()) / static_cast<float>(rows.size());
        return std::clamp(each, theme::em(stacked ? kStackedRow : kLeastRow),
                          theme::em(stacked ? 1.3F * kStackedRow : kMostRow));
    };
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    // What does not fit below each other is scrolled to, and the bar for that takes its width.
    float width = size.x;
    if (height_for(Columns(rows, width).stacked) * static_cast<float>(rows.size()) > size.y - theme::em(1))
        width -= ImGui::GetStyle().ScrollbarSize;
    const Columns columns(rows, width);
    draw_headings(columns);
    const float height = height_for(columns.stacked);
    ImGui::BeginChild("ladder", {size.x, bottom - ImGui::GetCursorPosY()});
    for (const Row& row : rows) draw_row(ui, look, row, columns, height, most);
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace gs
