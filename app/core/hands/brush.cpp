#include "app/core/hands/brush.h"

#include <algorithm>
#include <cmath>

namespace gs {

namespace {

constexpr double kTurn = 2 * 3.14159265358979323846;

/// Sine and cosine of a quarter turn are 0, 1 or -1, and not nearly so.
double exact(double x) {
    const double whole = std::round(x);
    return std::abs(x - whole) < 1e-12 ? whole : x;
}

Image turned(double part, CellPoint middle) {
    const double cosine = exact(std::cos(part * kTurn)), sine = exact(std::sin(part * kTurn));
    return {cosine, -sine, sine, cosine, middle, {}};
}

Image mirrored(const Image& image, double down, double right) {
    return {image.rr * down, image.rc * right, image.cr * down, image.cc * right, image.middle, {}};
}

/// What lies within one field's size of the field is seen at its other side: so far does a mark
/// reach beyond an edge.
void add_shifted(std::vector<Image>& all, const Extent& field) {
    const std::vector<Image> own = all;
    for (const int down : {-1, 0, 1})
        for (const int right : {-1, 0, 1}) {
            if (down == 0 && right == 0) continue;
            for (Image image : own) {
                image.shift = {static_cast<double>(down * field.rows),
                               static_cast<double>(right * field.cols)};
                all.push_back(image);
            }
        }
}

bool alike(const Image& a, const Image& b) {
    const auto near = [](double x, double y) { return std::abs(x - y) < 1e-9; };
    return near(a.rr, b.rr) && near(a.rc, b.rc) && near(a.cr, b.cr) && near(a.cc, b.cc);
}

}  // namespace

CellPoint Image::to(CellPoint p) const {
    const double y = p.row - middle.row, x = p.col - middle.col;
    return {middle.row + rr * y + rc * x + shift.row, middle.col + cr * y + cc * x + shift.col};
}

CellPoint Image::back(CellPoint p) const {
    const double y = p.row - shift.row - middle.row, x = p.col - shift.col - middle.col;
    return {middle.row + rr * y + cr * x, middle.col + rc * y + cc * x};
}

std::vector<Image> images(const Symmetry& symmetry, const Extent& field) {
    const CellPoint middle{(field.rows - 1) / 2.0, (field.cols - 1) / 2.0};
    const bool across = symmetry.mirror == BrushMirror::LeftRight || symmetry.mirror == BrushMirror::Both;
    const bool down = symmetry.mirror == BrushMirror::TopBottom || symmetry.mirror == BrushMirror::Both;
    std::vector<Image> all;
    const auto add = [&](const Image& image) {
        if (std::none_of(all.begin(), all.end(), [&](const Image& a) { return alike(a, image); }))
            all.push_back(image);
    };
    for (int i = 0; i < symmetry.fold; ++i) {
        const Image image = turned(static_cast<double>(i) / symmetry.fold, middle);
        add(image);
        if (across) add(mirrored(image, 1, -1));
        if (down) add(mirrored(image, -1, 1));
        if (across && down) add(mirrored(image, -1, -1));
    }
    if (symmetry.periodic) add_shifted(all, field);
    return all;
}

}  // namespace gs
