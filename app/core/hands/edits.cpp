#include "app/core/hands/edits.h"

#include <algorithm>
#include <cmath>

#include "app/core/hands/fill.h"
#include "app/core/hands/reshape.h"
#include "app/core/hands/whole.h"

namespace gs {

namespace {

constexpr double kDegree = 3.14159265358979323846 / 180;

/// A rectangle of places, both ends included.
struct Span {
    CellPoint low, high;
};

Span around(CellPoint from, CellPoint to, double reach) {
    return {{std::min(from.row, to.row) - reach, std::min(from.col, to.col) - reach},
            {std::max(from.row, to.row) + reach, std::max(from.col, to.col) + reach}};
}

/// The whole cells of a span that lie within the field.
Rect cells_of(const Span& span, const Extent& field) {
    const auto clip = [](double x, int n) {
        return static_cast<int>(std::clamp(x, 0.0, static_cast<double>(n)));
    };
    Rect rect;
    rect.row = clip(std::floor(span.low.row), field.rows);
    rect.col = clip(std::floor(span.low.col), field.cols);
    rect.rows = clip(std::ceil(span.high.row) + 1, field.rows) - rect.row;
    rect.cols = clip(std::ceil(span.high.col) + 1, field.cols) - rect.col;
    return rect;
}

bool meet(const Rect& a, const Rect& b) {
    return a.row < b.row + b.rows && b.row < a.row + a.rows && a.col < b.col + b.cols &&
           b.col < a.col + a.cols;
}

Rect hull(const Rect& a, const Rect& b) {
    const int row = std::min(a.row, b.row), col = std::min(a.col, b.col);
    return {row, col, std::max(a.row + a.rows, b.row + b.rows) - row,
            std::max(a.col + a.cols, b.col + b.cols) - col};
}

/// Rectangles that meet become one: a cell that is painted twice would be painted too strongly.
void add_apart(std::vector<Rect>& all, Rect rect) {
    for (auto at = all.begin(); at != all.end();) {
        if (!meet(*at, rect)) {
            ++at;
            continue;
        }
        rect = hull(rect, *at);
        all.erase(at);
        at = all.begin();
    }
    all.push_back(rect);
}

/// The part of the field that a mark is in before it is repeated.
Span span_of(const edit::Stroke& e) {
    return around(e.from, e.to, e.radius);
}
Span span_of(const edit::Box& e) {
    return around(e.from, e.to, 0.5);
}
Span span_of(const edit::Put& e) {
    return around(e.at, e.at, e.stamp->reach);
}
Span span_of(const edit::Paste& e) {
    const CellPoint half{(e.size.rows - 1) / 2.0, (e.size.cols - 1) / 2.0};
    return {{e.at.row - half.row, e.at.col - half.col}, {e.at.row + half.row, e.at.col + half.col}};
}

const Symmetry& symmetry_of(const edit::Put& e) {
    return e.symmetry;
}
const Symmetry& symmetry_of(const edit::Paste& e) {
    return e.symmetry;
}
template <class Mark>
const Symmetry& symmetry_of(const Mark& e) {
    return e.ink.symmetry;
}

/// The span of what a repetition makes of this one.
Span image_of(const Span& span, const Image& image) {
    const CellPoint corners[] = {image.to(span.low), image.to({span.low.row, span.high.col}),
                                 image.to({span.high.row, span.low.col}), image.to(span.high)};
    Span all{corners[0], corners[0]};
    for (const CellPoint& c : corners) {
        all.low = {std::min(all.low.row, c.row), std::min(all.low.col, c.col)};
        all.high = {std::max(all.high.row, c.row), std::max(all.high.col, c.col)};
    }
    return all;
}

/// The cells of a mark and of its repetitions.
template <class Mark>
std::vector<Rect> repeated(const Mark& mark, const Extent& field) {
    std::vector<Rect> all;
    for (const Image& image : images(symmetry_of(mark), field)) {
        const Rect rect = cells_of(image_of(span_of(mark), image), field);
        if (rect.rows > 0 && rect.cols > 0) add_apart(all, rect);
    }
    return all;
}

/// The repetitions that have cells in a rectangle of the field.
template <class Mark>
std::vector<Image> images_in(const Rect& rect, const Mark& mark, const Extent& field) {
    std::vector<Image> all = images(symmetry_of(mark), field);
    std::erase_if(all, [&](const Image& image) {
        return !meet(rect, cells_of(image_of(span_of(mark), image), field));
    });
    return all;
}

/// True if a part of the line between two places lies in the square of this half side around `p`
/// (clipped after Liang and Barsky).
bool crosses_square(CellPoint from, CellPoint to, CellPoint p, double half) {
    double begin = 0, end = 1;
    const auto clip = [&](double x, double dx) {
        if (dx == 0) return std::abs(x) <= half;
        const double a = (-half - x) / dx, b = (half - x) / dx;
        begin = std::max(begin, std::min(a, b));
        end = std::min(end, std::max(a, b));
        return begin <= end;
    };
    return clip(from.row - p.row, to.row - from.row) && clip(from.col - p.col, to.col - from.col);
}

double distance(CellPoint from, CellPoint to, CellPoint p) {
    const double ly = to.row - from.row, lx = to.col - from.col, length = ly * ly + lx * lx;
    double dy = p.row - from.row, dx = p.col - from.col;
    if (length > 0) {
        const double along = std::clamp((dy * ly + dx * lx) / length, 0.0, 1.0);
        dy -= along * ly;
        dx -= along * lx;
    }
    return std::sqrt(dy * dy + dx * dx);
}

/// How much of the cell at `p` the mark covers, 0 to 1.
double coverage(const edit::Stroke& stroke, CellPoint p) {
    if (stroke.shape == BrushShape::Square)
        return crosses_square(stroke.from, stroke.to, p, stroke.radius) ? 1 : 0;
    const double t = distance(stroke.from, stroke.to, p) / stroke.radius;
    if (t > 1) return 0;
    return stroke.shape == BrushShape::Round ? 1 : std::min(1.0, 2 * (1 - t));
}

double coverage(const edit::Box& box, CellPoint p) {
    const Span span = around(box.from, box.to, 0.5);
    return p.row >= span.low.row && p.row <= span.high.row && p.col >= span.low.col && p.col <= span.high.col;
}

double moved(double x, std::optional<double> aim, double part) {
    if (!aim) return x;
    return part < 1 ? x + part * (*aim - x) : *aim;
}

/// Calls cell(y, x, place) for each cell of the rectangle.
template <class Cell>
void each_cell(const Rect& rect, Cell cell) {
    for (int y = 0; y < rect.rows; ++y)
        for (int x = 0; x < rect.cols; ++x)
            cell(y, x, CellPoint{static_cast<double>(rect.row + y), static_cast<double>(rect.col + x)});
}

/// A mark and its repetitions: where several cover a cell, the one that covers most of it counts.
/// So a cell and its image have the same values, to the bit.
template <class Mark>
void lay(const Mark& mark, Field& cells, const Rect& rect, const Extent& field) {
    const std::vector<Image> all = images_in(rect, mark, field);
    each_cell(rect, [&](int y, int x, CellPoint p) {
        double covered = 0;
        for (const Image& image : all) covered = std::max(covered, coverage(mark, image.back(p)));
        if (covered <= 0) return;
        const double part = mark.ink.strength * covered;
        cells.set(y, x, moved(cells.u(y, x), mark.ink.aim.u, part),
                  moved(cells.v(y, x), mark.ink.aim.v, part));
    });
}

void lay(const edit::Put& put, Field& cells, const Rect& rect, const Extent& field) {
    const double cosine = std::cos(put.angle * kDegree), sine = std::sin(put.angle * kDegree);
    const std::vector<Image> all = images_in(rect, put, field);
    each_cell(rect, [&](int y, int x, CellPoint p) {
        const bool sets = std::any_of(all.begin(), all.end(), [&](const Image& image) {
            const CellPoint q = image.back(p);
            const double dy = q.row - put.at.row, dx = q.col - put.at.col;
            return put.stamp->sets(dx * cosine + dy * sine, dy * cosine - dx * sine);
        });
        if (sets) cells.set(y, x, put.stamp->u, put.stamp->v);
    });
}

void lay(const edit::Paste& paste, Field& cells, const Rect& rect, const Extent& field) {
    const Field& from = paste.clip->cells;
    const std::vector<Image> all = images_in(rect, paste, field);
    each_cell(rect, [&](int y, int x, CellPoint p) {
        for (const Image& image : all) {
            const CellPoint q = image.back(p);
            const double row = std::floor(q.row - paste.at.row + from.rows() / 2.0);
            const double col = std::floor(q.col - paste.at.col + from.cols() / 2.0);
            if (row < 0 || col < 0 || row >= from.rows() || col >= from.cols()) continue;
            const int r = static_cast<int>(row), c = static_cast<int>(col);
            return cells.set(y, x, from.u(r, c), from.v(r, c));
        }
    });
}

void lay(const edit::Print& print, Field& cells, const Rect& rect) {
    const Aim &black = print.black, &white = print.white;
    each_cell(rect, [&](int y, int x, CellPoint) {
        const double share = print.mask->share(rect.row + y - print.row, rect.col + x - print.col);
        cells.set(y, x, moved(black.u.value_or(cells.u(y, x)), white.u, share),
                  moved(black.v.value_or(cells.v(y, x)), white.v, share));
    });
}

/// What an edit is about: a part of the field that is repeated, or one rectangle.
struct Reach {
    const Extent& field;
    std::vector<Rect> operator()(const edit::Stroke& e) const { return repeated(e, field); }
    std::vector<Rect> operator()(const edit::Box& e) const { return repeated(e, field); }
    std::vector<Rect> operator()(const edit::Put& e) const { return repeated(e, field); }
    std::vector<Rect> operator()(const edit::Paste& e) const { return repeated(e, field); }
    std::vector<Rect> operator()(const edit::Fill&) const { return {field.whole()}; }
    std::vector<Rect> operator()(const edit::Print& e) const {
        return part({e.row, e.col, e.mask->size.rows, e.mask->size.cols});
    }
    template <class WithArea>
    std::vector<Rect> operator()(const WithArea& e) const {
        return part(e.area);
    }
    std::vector<Rect> part(const Rect& area) const {
        const Rect rect = within(area, field);
        return rect.rows > 0 && rect.cols > 0 ? std::vector{rect} : std::vector<Rect>();
    }
};

struct Apply {
    Field& cells;
    const Rect& rect;
    const Extent& field;
    void operator()(const edit::Stroke& e) const { lay(e, cells, rect, field); }
    void operator()(const edit::Box& e) const { lay(e, cells, rect, field); }
    void operator()(const edit::Put& e) const { lay(e, cells, rect, field); }
    void operator()(const edit::Paste& e) const { lay(e, cells, rect, field); }
    void operator()(const edit::Print& e) const { lay(e, cells, rect); }
    void operator()(const edit::Fill& e) const {
        for (const int cell : alike(e, cells)) {
            const int y = cell / cells.cols(), x = cell % cells.cols();
            cells.set(y, x, moved(cells.u(y, x), e.ink.aim.u, e.ink.strength),
                      moved(cells.v(y, x), e.ink.aim.v, e.ink.strength));
        }
    }
    template <class WithArea>
    void operator()(const WithArea& e) const {
        change(e, cells);
    }
};

}  // namespace

std::vector<Rect> reach(const Edit& edit, const Extent& field) {
    return std::visit(Reach{field}, edit);
}

void apply(const Edit& edit, Field& cells, const Rect& rect, const Extent& field) {
    std::visit(Apply{cells, rect, field}, edit);
}

void apply(const Edit& edit, Field& field) {
    const Extent extent{field.rows(), field.cols()};
    for (const Rect& rect : reach(edit, extent)) {
        if (rect == extent.whole()) return apply(edit, field, rect, extent);
        Field cells = part_of(field, rect);
        apply(edit, cells, rect, extent);
        for (int y = 0; y < rect.rows; ++y)
            for (int x = 0; x < rect.cols; ++x)
                field.set(rect.row + y, rect.col + x, cells.u(y, x), cells.v(y, x));
    }
}

Rect within(const Rect& area, const Extent& field) {
    const int row = std::clamp(area.row, 0, field.rows), col = std::clamp(area.col, 0, field.cols);
    return {row, col, std::clamp(area.row + area.rows, row, field.rows) - row,
            std::clamp(area.col + area.cols, col, field.cols) - col};
}

}  // namespace gs
