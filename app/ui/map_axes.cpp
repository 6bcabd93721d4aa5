// The axes of a map of the rates, beside it or over the field.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "app/core/document/rate_axes.h"
#include "app/ui/rate_map.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

/// The next of the numbers 1, 2 and 5 times a power of ten.
double neat(double least) {
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double times : {1.0, 2.0, 5.0})
        if (times * power >= least) return times * power;
    return 10 * power;
}

/// Calls draw(words, share of the way from `from` to `to`) for at most so many neat rates.
template <class Draw>
void for_ticks(double from, double to, float most, const Draw& draw) {
    const double low = std::min(from, to), high = std::max(from, to);
    const double step = neat((high - low) / std::max(1.0, static_cast<double>(most)));
    const auto first = static_cast<int>(std::ceil(low / step - 1e-6)),
               last = static_cast<int>(std::floor(high / step + 1e-6));
    for (int i = first; i <= last; ++i)
        draw(fmt::format("{:.6g}", i * step), static_cast<float>((i * step - from) / (to - from)));
}

void write(ImDrawList& list, ImVec2 at, const std::string& said, bool within) {
    const ImVec2 size = ImGui::CalcTextSize(said.c_str());
    const float pad = theme::em(0.2F);
    if (within)
        list.AddRectFilled({at.x - pad, at.y}, {at.x + size.x + pad, at.y + size.y},
                           theme::color(theme::kOverlay), pad);
    list.AddText(at, theme::color(within ? theme::kText : theme::kDim), said.c_str());
}

}  // namespace

void draw_map_axes(ImDrawList& list, const PlaneRange& range, ImVec2 low, ImVec2 size, bool within) {
    const ImU32 ink = theme::color(within ? theme::kText : theme::kDim);
    const float side = within ? 1.0F : -1.0F, tick = theme::em(0.4F), line = ImGui::GetFontSize();
    const float bottom = low.y + size.y, right = low.x + size.x;
    // Over the field the figures stand at the left.
    const float edge = within ? right : low.x;
    const auto width_of = [](const std::string& said) { return ImGui::CalcTextSize(said.c_str()).x; };
    for_ticks(range.feed_low, range.feed_high, size.y / theme::em(3),
              [&](const std::string& said, float share) {
                  const float y = bottom - share * size.y;
                  if (within && (y < low.y + 2.5F * line || y > bottom - 2 * line)) return;
                  list.AddLine({edge, y}, {edge - tick, y}, ink);
                  write(list, {edge - 2 * tick - width_of(said), y - line / 2}, said, within);
              });
    for_ticks(range.kill_low, range.kill_high, size.x / theme::em(5),
              [&](const std::string& said, float share) {
                  const float x = low.x + share * size.x;
                  list.AddLine({x, bottom}, {x, bottom - side * tick}, ink);
                  write(list, {x - width_of(said) / 2, within ? bottom - tick - 1.2F * line : bottom + tick},
                        said, within);
              });
    write(list, {within ? right - 4 * tick : low.x + 2 * tick, low.y + tick}, "F", true);
    write(list, {right - (within ? 12 : 3) * tick, bottom - 2.6F * line}, "k", true);
}

void draw_field_axes(Ui& ui) {
    const auto axes = axes_of(ui.app.document());
    if (!axes || !ui.frame) return;
    const PlaneRange range{axes->feed.low, axes->feed.high, axes->kill.low, axes->kill.high};
    const auto corner = [&](int col, int row) {
        const Place at = ui.view.to_pixel({static_cast<double>(col), static_cast<double>(row)});
        const double pixel = ImGui::GetIO().DisplayFramebufferScale.x;
        return ImVec2{static_cast<float>(at.x / pixel), static_cast<float>(at.y / pixel)};
    };
    const ImVec2 low = corner(0, 0), high = corner(ui.frame->cols, ui.frame->rows);
    const ImVec2 size{high.x - low.x, high.y - low.y};
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    draw_map_marks(ui, list, range, low, size, true, {}, {});
    // The ticks stand at the edges of what is seen of the field.
    const Area free = stage(ui);
    const Area seen{{std::max(low.x, free.low.x), std::max(low.y, free.low.y)},
                    {std::min(high.x, free.high.x), std::min(high.y, free.high.y)}};
    if (seen.width() < theme::em(6) || seen.height() < theme::em(6)) return;
    const auto rates = [&](ImVec2 at) { return range.at((at.x - low.x) / size.x, (high.y - at.y) / size.y); };
    const RatePoint from = rates({seen.low.x, seen.high.y}), to = rates({seen.high.x, seen.low.y});
    draw_map_axes(list, {from.feed, to.feed, from.kill, to.kill}, seen.low, {seen.width(), seen.height()},
                  true);
}

}  // namespace gs
