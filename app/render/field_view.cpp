#include "app/render/field_view.h"

#include <algorithm>
#include <cmath>

namespace gs {
namespace {

constexpr double kLargestScale = 256;    // pixels per cell: some cells stay in sight on any screen
constexpr double kSmallestPicture = 64;  // pixels: the shorter side of the field is never drawn smaller

}  // namespace

void FieldView::set_window(int width, int height, int covered_left, int covered_right) {
    width = std::max(width, 1);
    height = std::max(height, 1);
    if (width == width_ && height == height_ && covered_left == covered_left_ &&
        covered_right == covered_right_)
        return;
    // The cell in the middle of the stage stays in its middle.
    const Place before = middle();
    width_ = width;
    height_ = height;
    covered_left_ = covered_left;
    covered_right_ = covered_right;
    const Place now = middle();
    origin_ = {origin_.x + now.x - before.x, origin_.y + now.y - before.y};
    place_by_mode();
}

void FieldView::set_field(int rows, int cols) {
    if (rows == rows_ && cols == cols_) return;
    rows_ = std::max(rows, 1);
    cols_ = std::max(cols, 1);
    mode_ = named_;
    place_by_mode();
}

void FieldView::set_mode(ViewMode mode) {
    mode_ = mode;
    if (mode != ViewMode::Free) named_ = mode;
    place_by_mode();
}

int FieldView::stage_width() const {
    return std::max(width_ - covered_left_ - covered_right_, 1);
}

Place FieldView::middle() const {
    return {covered_left_ + 0.5 * stage_width(), 0.5 * height_};
}

Sight FieldView::sight() const {
    const Place at = to_cell(middle());
    return {at.y, at.x, std::min<double>(height_ / scale_, rows_),
            std::min<double>(stage_width() / scale_, cols_)};
}

double FieldView::scale_to(bool cover) const {
    const double across = static_cast<double>(stage_width()) / cols_,
                 down = static_cast<double>(height_) / rows_;
    return cover ? std::max(across, down) : std::min(across, down);
}

void FieldView::place_by_mode() {
    if (mode_ == ViewMode::Free) return keep_in_sight();
    scale_ = mode_ == ViewMode::OneToOne ? 1 : scale_to(mode_ == ViewMode::Fill);
    const Place at = middle();
    origin_ = {at.x - 0.5 * scale_ * cols_, at.y - 0.5 * scale_ * rows_};
    // Whole pixels put each cell's middle on a pixel's middle, so that no cell is blended with its
    // neighbour.
    if (mode_ == ViewMode::OneToOne) origin_ = {std::floor(origin_.x), std::floor(origin_.y)};
}

void FieldView::zoom_at(Place pixel, double factor) {
    const double smallest = std::min(kSmallestPicture / std::min(rows_, cols_), scale_to(false));
    const double wanted = std::clamp(scale_ * factor, smallest, std::max(kLargestScale, scale_to(true)));
    const double ratio = wanted / scale_;
    origin_ = {pixel.x + (origin_.x - pixel.x) * ratio, pixel.y + (origin_.y - pixel.y) * ratio};
    scale_ = wanted;
    mode_ = ViewMode::Free;
    keep_in_sight();
}

void FieldView::pan(double dx, double dy) {
    origin_.x += dx;
    origin_.y += dy;
    mode_ = ViewMode::Free;
    keep_in_sight();
}

void FieldView::keep_in_sight() {
    // The middle of the stage stays on the field, so the picture can't be moved out of sight.
    const Place at = middle();
    origin_.x = std::clamp(origin_.x, at.x - scale_ * cols_, at.x);
    origin_.y = std::clamp(origin_.y, at.y - scale_ * rows_, at.y);
}

Place FieldView::to_cell(Place pixel) const {
    return {(pixel.x - origin_.x) / scale_, (pixel.y - origin_.y) / scale_};
}

Place FieldView::to_pixel(Place cell) const {
    return {origin_.x + cell.x * scale_, origin_.y + cell.y * scale_};
}

}  // namespace gs
