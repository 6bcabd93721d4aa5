#include "app/ui/hand_shapes.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "app/ui/stage.h"
#include "app/ui/theme.h"

namespace gs {
namespace {

constexpr double kTurn = 2 * 3.14159265358979323846;
// Light over dark, so that it is seen on any field.
constexpr ImU32 kLight = IM_COL32(255, 255, 255, 150), kDark = IM_COL32(0, 0, 0, 90);
constexpr ImU32 kAxis = IM_COL32(255, 255, 255, 70);

ImDrawList& list() {
    return *ImGui::GetBackgroundDrawList();
}

ImVec2 screen(const Ui& ui, CellPoint p) {
    const Place at = ui.view.to_pixel({p.col + 0.5, p.row + 0.5});
    return {static_cast<float>(at.x / pixel_scale()), static_cast<float>(at.y / pixel_scale())};
}

float length(const Ui& ui, double cells) {
    return static_cast<float>(cells * ui.view.scale() / pixel_scale());
}

Extent field_of(const Ui& ui) {
    return {static_cast<int>(ui.app.document().rows), static_cast<int>(ui.app.document().cols)};
}

/// Draws nothing beside the field or the stage while it lives.
class WithinField {
  public:
    explicit WithinField(const Ui& ui) {
        const Extent field = field_of(ui);
        const ImVec2 low = screen(ui, {-0.5, -0.5}), high = screen(ui, {field.rows - 0.5, field.cols - 0.5});
        const Area free = stage(ui);
        list().PushClipRect({std::max(low.x, free.low.x), std::max(low.y, free.low.y)},
                            {std::min(high.x, free.high.x), std::min(high.y, free.high.y)});
    }
    ~WithinField() { list().PopClipRect(); }
    WithinField(const WithinField&) = delete;
    WithinField& operator=(const WithinField&) = delete;
};

/// Calls draw(image) for each repetition of a mark between two places that reaches so many cells
/// around them. What comes in at the other side of a periodic field is drawn within the field only.
template <class Draw>
void each_image(const Ui& ui, const Symmetry& symmetry, CellPoint from, CellPoint to, double reach,
                Draw draw) {
    const Extent field = field_of(ui);
    const CellPoint middle{(from.row + to.row) / 2, (from.col + to.col) / 2};
    const double far = std::hypot(to.row - from.row, to.col - from.col) / 2 + reach;
    for (const Image& image : images(symmetry, field)) {
        if (image.shift == CellPoint{}) {
            draw(image);
            continue;
        }
        const CellPoint at = image.to(middle);
        if (at.row < -far || at.col < -far || at.row > field.rows + far || at.col > field.cols + far)
            continue;
        const WithinField clip(ui);
        draw(image);
    }
}

void outline(std::span<const ImVec2> corners) {
    const auto count = static_cast<int>(corners.size());
    list().AddPolyline(corners.data(), count, kDark, theme::em(0.24F), ImDrawFlags_Closed);
    list().AddPolyline(corners.data(), count, kLight, theme::em(0.07F), ImDrawFlags_Closed);
}

void circle(ImVec2 at, float radius) {
    list().AddCircle(at, radius + 1, kDark, 0, theme::em(0.10F));
    list().AddCircle(at, radius, kLight, 0, theme::em(0.07F));
}

/// The corners of a shape around a place, in this repetition.
std::vector<ImVec2> placed(const Ui& ui, const Image& image, CellPoint at, std::span<const CellPoint> shape) {
    std::vector<ImVec2> corners;
    corners.reserve(shape.size());
    for (const CellPoint& p : shape)
        corners.push_back(screen(ui, image.to({at.row + p.row, at.col + p.col})));
    return corners;
}

std::array<CellPoint, 4> square(double half) {
    return {{{-half, -half}, {-half, half}, {half, half}, {half, -half}}};
}

std::vector<CellPoint> oval(double along, double across) {
    constexpr int kCorners = 32;
    std::vector<CellPoint> shape;
    shape.reserve(kCorners);
    for (int i = 0; i < kCorners; ++i)
        shape.push_back({across * std::sin(i * kTurn / kCorners), along * std::cos(i * kTurn / kCorners)});
    return shape;
}

/// The stamp's outline: rows across its axis, columns along it.
std::vector<CellPoint> outline_of(const Ui& ui) {
    const App::Hands& hands = ui.app.hands();
    const Rect of = hands.selection.value_or(hands.clip ? hands.clip_of : Rect{});
    const double down = of.rows / 2.0, right = of.cols / 2.0;
    switch (ui.app.document().stamp_shape) {
        case StampShape::Spot:
            return oval(7, 5);
        case StampShape::Soliton:
            return oval(8.5, 7.5);
        case StampShape::Skate:
            return {{-11.5, 10}, {11.5, 10}, {11.5, -10}, {3.5, -10},
                    {3.5, 0},    {-3.5, 0},  {-3.5, -10}, {-11.5, -10}};
        default:
            return {{-down, -right}, {-down, right}, {down, right}, {down, -right}};
    }
}

}  // namespace

double pixel_scale() {
    return ImGui::GetIO().DisplayFramebufferScale.x > 0 ? ImGui::GetIO().DisplayFramebufferScale.x : 1;
}

void draw_axes(const Ui& ui, const Symmetry& symmetry) {
    const Extent field = field_of(ui);
    const CellPoint middle{(field.rows - 1) / 2.0, (field.cols - 1) / 2.0};
    const double far = field.rows + field.cols;
    const WithinField clip(ui);
    const auto ray = [&](double part) {
        const CellPoint end{middle.row - far * std::cos(part * kTurn),
                            middle.col + far * std::sin(part * kTurn)};
        list().AddLine(screen(ui, middle), screen(ui, end), kAxis, theme::em(0.07F));
    };
    if (symmetry.fold > 1)
        for (int i = 0; i < symmetry.fold; ++i) ray(static_cast<double>(i) / symmetry.fold);
    const bool both = symmetry.mirror == BrushMirror::Both;
    const auto line = [&](double part) {
        ray(part);
        ray(part + 0.5);
    };
    if (both || symmetry.mirror == BrushMirror::LeftRight) line(0);
    if (both || symmetry.mirror == BrushMirror::TopBottom) line(0.25);
}

void draw_brush(const Ui& ui, CellPoint from, CellPoint to, const Symmetry& symmetry, bool filled) {
    const Document& d = ui.app.document();
    const float radius = length(ui, d.brush_radius);
    const auto corners = square(d.brush_radius);
    each_image(ui, symmetry, from, to, 1.5 * d.brush_radius, [&](const Image& image) {
        const ImVec2 a = screen(ui, image.to(from)), b = screen(ui, image.to(to));
        if (filled) list().AddLine(a, b, theme::color(theme::kAccent, 0.35F), std::max(1.0F, 2 * radius));
        for (const CellPoint at : {from, to})
            if (d.brush_shape == BrushShape::Square)
                outline(placed(ui, image, at, corners));
            else
                circle(screen(ui, image.to(at)), radius);
        if (filled) list().AddLine(a, b, kLight, theme::em(0.07F));
    });
}

void draw_box_of_cells(const Ui& ui, CellPoint low, CellPoint high, const Symmetry& symmetry) {
    const std::array<CellPoint, 4> shape{
        {{0, 0}, {0, high.col - low.col}, {high.row - low.row, high.col - low.col}, {high.row - low.row, 0}}};
    each_image(ui, symmetry, low, high, 0, [&](const Image& image) {
        const auto corners = placed(ui, image, low, shape);
        list().AddConvexPolyFilled(corners.data(), static_cast<int>(corners.size()),
                                   theme::color(theme::kAccent, 0.35F));
        outline(corners);
    });
}

void draw_frame_of_cells(const Ui& ui, CellPoint low, CellPoint high) {
    const ImVec2 a = screen(ui, low), b = screen(ui, high);
    list().AddRect(a, b, kDark, 0, theme::em(0.3F));
    list().AddRect(a, b, theme::color(theme::kAccent), 0, theme::em(0.12F));
    const std::string size = fmt::format("{:.0f} × {:.0f}", high.col - low.col, high.row - low.row);
    const float pad = theme::em(0.3F);
    const ImVec2 room = ImGui::CalcTextSize(size.c_str());
    const ImVec2 at{a.x + pad, a.y - room.y - pad};
    list().AddRectFilled({a.x, at.y - pad / 2}, {at.x + room.x + pad, a.y - pad / 2},
                         theme::color(theme::kOverlay), theme::em(0.2F));
    list().AddText(at, theme::color(theme::kText), size.c_str());
}

void draw_stamp(const Ui& ui, CellPoint at, double angle, const Symmetry& symmetry) {
    const bool selection = ui.app.document().stamp_shape == StampShape::Selection;
    const double turn = selection ? 0 : angle * kTurn / 360, cosine = std::cos(turn), sine = std::sin(turn);
    std::vector<CellPoint> shape = outline_of(ui);
    for (CellPoint& p : shape) p = {p.col * sine + p.row * cosine, p.col * cosine - p.row * sine};
    double far = 0;
    for (const CellPoint& p : shape) far = std::max(far, std::hypot(p.row, p.col));
    each_image(ui, symmetry, at, at, far, [&](const Image& image) { outline(placed(ui, image, at, shape)); });
}

}  // namespace gs
