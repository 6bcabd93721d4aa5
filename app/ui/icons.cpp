#include "app/ui/icons.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace gs {
namespace {

constexpr float kPi = 3.14159265F;

/// Draws in units of r around the centre.
struct Pen {
    ImDrawList& list;
    ImVec2 centre;
    float r;
    ImU32 color;
    float thick = std::max(1.4F, r * 0.19F);

    ImVec2 at(float x, float y) const { return {centre.x + x * r, centre.y + y * r}; }
    void triangle(ImVec2 a, ImVec2 b, ImVec2 c) const {
        // The edge that is smoothed lies outside only if the points run clockwise.
        if ((b.x - a.x) * (c.y - a.y) < (c.x - a.x) * (b.y - a.y)) std::swap(b, c);
        list.AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), color);
    }
    void disc(float x, float y, float radius) const { list.AddCircleFilled(at(x, y), radius * r, color); }
    void box(float x0, float y0, float x1, float y1) const {
        list.AddRectFilled(at(x0, y0), at(x1, y1), color, 0.08F * r);
    }
    void frame(float x0, float y0, float x1, float y1) const {
        list.AddRect(at(x0, y0), at(x1, y1), color, 0.15F * r, thick);
    }
    void line(std::initializer_list<ImVec2> points) const {
        for (const ImVec2& p : points) list.PathLineTo(at(p.x, p.y));
        list.PathStroke(color, thick);
    }
    void arc(float x, float y, float radius, float from, float to) const {
        list.PathArcTo(at(x, y), radius * r, from * kPi, to * kPi, 24);
        list.PathStroke(color, thick);
    }
};

/// Draws an arrow that turns back. side: -1 for undo, 1 for redo.
void draw_turn(const Pen& pen, float side) {
    const float to = side < 0 ? 2.55F : 0.45F;
    if (side < 0)
        pen.arc(0.05F, 0.2F, 0.62F, 1.0F, to);
    else
        pen.arc(-0.05F, 0.2F, 0.62F, to, 2.0F);
    pen.triangle({side * 0.98F, 0.12F}, {side * 0.20F, 0.12F}, {side * 0.60F, 0.72F});
}

void draw_dashed_frame(const Pen& pen) {
    for (const float end : {-0.85F, 0.85F})
        for (const float at : {-0.85F, -0.2F, 0.45F}) {
            pen.line({{at, end}, {at + 0.4F, end}});
            pen.line({{end, at}, {end, at + 0.4F}});
        }
}

void draw_tool(const Pen& pen, Icon icon) {
    switch (icon) {
        case Icon::Brush:
            pen.line({{0.9F, -0.9F}, {0.05F, 0.0F}});
            pen.disc(-0.38F, 0.4F, 0.42F);
            return pen.triangle({-0.95F, 0.95F}, {-0.75F, 0.25F}, {-0.2F, 0.8F});
        case Icon::Line:
            pen.line({{-0.7F, 0.7F}, {0.7F, -0.7F}});
            pen.disc(-0.7F, 0.7F, 0.24F);
            return pen.disc(0.7F, -0.7F, 0.24F);
        case Icon::Box:
            return pen.frame(-0.85F, -0.65F, 0.85F, 0.65F);
        case Icon::Bucket:
            pen.line({{-0.75F, -0.05F}, {0.05F, -0.8F}, {0.7F, -0.15F}, {-0.1F, 0.6F}, {-0.75F, -0.05F}});
            pen.triangle({-0.7F, 0.0F}, {0.65F, -0.1F}, {-0.1F, 0.6F});
            return pen.disc(0.8F, 0.55F, 0.22F);
        case Icon::Frame:
            return draw_dashed_frame(pen);
        default:
            pen.disc(0, -0.5F, 0.38F);
            pen.box(-0.16F, -0.4F, 0.16F, 0.2F);
            pen.box(-0.75F, 0.15F, 0.75F, 0.5F);
            return pen.line({{-0.75F, 0.82F}, {0.75F, 0.82F}});
    }
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float r, ImU32 color) {
    const Pen pen{list, centre, r, color};
    switch (icon) {
        case Icon::Play:
            return pen.triangle({-0.6F, -0.85F}, {-0.6F, 0.85F}, {0.9F, 0});
        case Icon::Pause:
            pen.box(-0.7F, -0.8F, -0.2F, 0.8F);
            return pen.box(0.2F, -0.8F, 0.7F, 0.8F);
        case Icon::Step:
            pen.triangle({-0.7F, -0.75F}, {-0.7F, 0.75F}, {0.4F, 0});
            return pen.box(0.45F, -0.75F, 0.75F, 0.75F);
        case Icon::Reset:
            pen.triangle({0.75F, -0.75F}, {0.75F, 0.75F}, {-0.35F, 0});
            return pen.box(-0.75F, -0.75F, -0.45F, 0.75F);
        case Icon::Undo:
            return draw_turn(pen, -1);
        case Icon::Redo:
            return draw_turn(pen, 1);
        case Icon::Picture:
            pen.frame(-0.9F, -0.7F, 0.9F, 0.7F);
            pen.disc(0.42F, -0.27F, 0.17F);
            pen.triangle({-0.7F, 0.52F}, {-0.2F, -0.25F}, {0.3F, 0.52F});
            return pen.triangle({0.1F, 0.52F}, {0.42F, 0.1F}, {0.72F, 0.52F});
        case Icon::Open:
            pen.line({{-0.9F, 0.65F},
                      {-0.9F, -0.6F},
                      {-0.3F, -0.6F},
                      {-0.1F, -0.35F},
                      {0.7F, -0.35F},
                      {0.7F, -0.05F}});
            return pen.line(
                {{-0.9F, 0.65F}, {-0.55F, -0.05F}, {0.98F, -0.05F}, {0.68F, 0.65F}, {-0.9F, 0.65F}});
        case Icon::Save:
            pen.line(
                {{-0.8F, -0.8F}, {0.5F, -0.8F}, {0.8F, -0.5F}, {0.8F, 0.8F}, {-0.8F, 0.8F}, {-0.8F, -0.8F}});
            pen.box(-0.4F, 0.1F, 0.4F, 0.8F);
            return pen.box(-0.4F, -0.75F, 0.25F, -0.35F);
        case Icon::Timeline:
            pen.box(-0.95F, -0.12F, 0.95F, 0.16F);
            pen.box(-0.62F, -0.65F, -0.44F, -0.3F);
            pen.box(0.5F, -0.65F, 0.68F, -0.3F);
            return pen.disc(0.05F, 0.02F, 0.42F);
        case Icon::Console:
            pen.frame(-0.95F, -0.75F, 0.95F, 0.75F);
            pen.line({{-0.6F, -0.32F}, {-0.25F, 0}, {-0.6F, 0.32F}});
            return pen.line({{0, 0.36F}, {0.55F, 0.36F}});
        case Icon::Bench:
            pen.box(-0.85F, 0.1F, -0.4F, 0.8F);
            pen.box(-0.22F, -0.3F, 0.22F, 0.8F);
            return pen.box(0.4F, -0.8F, 0.85F, 0.8F);
        case Icon::FullScreen:
            for (const float x : {-1.0F, 1.0F})
                for (const float y : {-1.0F, 1.0F})
                    pen.line({{x * 0.8F, y * 0.3F}, {x * 0.8F, y * 0.75F}, {x * 0.35F, y * 0.75F}});
            return;
        case Icon::Help:
            pen.arc(0, -0.3F, 0.42F, -1.0F, 0.42F);
            pen.line({{0.1F, 0.08F}, {0, 0.4F}});
            return pen.disc(0, 0.8F, 0.14F);
        case Icon::Close:
            pen.line({{-0.6F, -0.6F}, {0.6F, 0.6F}});
            return pen.line({{-0.6F, 0.6F}, {0.6F, -0.6F}});
        case Icon::Search:
            pen.arc(-0.2F, -0.2F, 0.55F, 0, 2);
            return pen.line({{0.2F, 0.2F}, {0.85F, 0.85F}});
        default:
            return draw_tool(pen, icon);
    }
}

}  // namespace gs
