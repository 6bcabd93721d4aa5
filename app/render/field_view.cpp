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
    // The cell in the middle of the window stays there.
    origin_.x += 0.5 * (width - width_);
    origin_.y += 0.5 * (height - height_);
    width_ = width;
    height_ = height;
    covered_left_ = covered_left;
    covered_right_ = covered_right;
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

double FieldView::scale_to(double width, double height, bool cover) const {
    const double across = width / cols_, down = height / rows_;
    return cover ? std::max(across, down) : std::min(across, down);
}

void FieldView::place_by_mode() {
    const double free_width = std::max(width_ - covered_left_ - covered_right_, 1);
    double left = 0, width = width_;
    switch (mode_) {
        case ViewMode::Fill:
            scale_ = scale_to(width_, height_, true);
            break;
        case ViewMode::Fit:
            scale_ = scale_to(free_width, height_, false);
            left = covered_left_;
            width = free_width;
            break;
        case ViewMode::OneToOne:
            scale_ = 1;
            break;
        case ViewMode::Free:
            keep_in_sight();
            return;
    }
    origin_ = {left + 0.5 * (width - scale_ * cols_), 0.5 * (height_ - scale_ * rows_)};
    // Whole pixels put each cell's middle on a pixel's middle, so that no cell is blended with its
    // neighbour.
    if (mode_ == ViewMode::OneToOne) origin_ = {std::floor(origin_.x), std::floor(origin_.y)};
}

void FieldView::zoom_at(Place pixel, double factor) {
    const double smallest =
        std::min(kSmallestPicture / std::min(rows_, cols_), scale_to(width_, height_, false));
    const double wanted =
        std::clamp(scale_ * factor, smallest, std::max(kLargestScale, scale_to(width_, height_, true)));
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
    // The middle of the window stays on the field, so the picture can't be moved out of sight.
    const double middle_x = 0.5 * width_, middle_y = 0.5 * height_;
    origin_.x = std::clamp(origin_.x, middle_x - scale_ * cols_, middle_x);
    origin_.y = std::clamp(origin_.y, middle_y - scale_ * rows_, middle_y);
}

Place FieldView::to_cell(Place pixel) const {
    return {(pixel.x - origin_.x) / scale_, (pixel.y - origin_.y) / scale_};
}

Place FieldView::to_pixel(Place cell) const {
    return {origin_.x + cell.x * scale_, origin_.y + cell.y * scale_};
}

}  // namespace gs
