#include "app/core/hands/mask.h"

#include <algorithm>
#include <cmath>

namespace gs {

namespace {

/// The part of a picture's rows or columns that one cell covers, in pixels.
struct Part {
    double begin, end;
};

/// Where cell i of `cells` lies on a picture of `pixels`, which is shown with so many cells per
/// pixel and centred.
Part part_of(int i, int cells, int pixels, double scale) {
    const double begin = (cells - pixels * scale) / 2;
    return {(i - begin) / scale, (i + 1 - begin) / scale};
}

/// The mean of the pixels in a part of the picture, weighted by how much of them it holds; what
/// lies beyond the picture counts as the pixel at its edge.
double mean(const Mask& picture, Part rows, Part cols) {
    double sum = 0, weights = 0;
    const auto each = [](Part part, int pixels, auto pixel) {
        const double begin = std::clamp(part.begin, 0.0, pixels - 1e-9),
                     end = std::min(part.end, pixels + 0.0);
        for (int i = static_cast<int>(begin); i < end || i == static_cast<int>(begin); ++i)
            pixel(i, std::max(1e-9, std::min(end, i + 1.0) - std::max(begin, i + 0.0)));
    };
    each(rows, picture.size.rows, [&](int row, double high) {
        each(cols, picture.size.cols, [&](int col, double wide) {
            sum += high * wide * picture.share(row, col);
            weights += high * wide;
        });
    });
    return sum / weights;
}

}  // namespace

Mask grey_of(const Extent& size, const std::vector<std::uint8_t>& rgb) {
    Mask mask{size, {}};
    mask.shares.reserve(rgb.size() / 3);
    // Rec. 709's weights, in 256ths.
    for (std::size_t i = 0; i + 2 < rgb.size(); i += 3)
        mask.shares.push_back(
            static_cast<std::uint8_t>((54 * rgb[i] + 183 * rgb[i + 1] + 19 * rgb[i + 2]) >> 8));
    return mask;
}

Mask fitted(const Mask& picture, const Extent& field, const Tone& tone) {
    const double down = static_cast<double>(field.rows) / picture.size.rows,
                 right = static_cast<double>(field.cols) / picture.size.cols;
    const double one = tone.placing == Placing::Fit ? std::min(down, right) : std::max(down, right);
    const bool stretch = tone.placing == Placing::Stretch;
    Mask mask{field, {}};
    mask.shares.reserve(static_cast<std::size_t>(field.rows) * static_cast<std::size_t>(field.cols));
    for (int y = 0; y < field.rows; ++y) {
        const Part rows = part_of(y, field.rows, picture.size.rows, stretch ? down : one);
        for (int x = 0; x < field.cols; ++x) {
            const Part cols = part_of(x, field.cols, picture.size.cols, stretch ? right : one);
            const bool beside = rows.end <= 0 || cols.end <= 0 || rows.begin >= picture.size.rows ||
                                cols.begin >= picture.size.cols;
            double share = beside ? 0 : mean(picture, rows, cols);
            if (tone.invert && !beside) share = 1 - share;
            if (tone.threshold > 0) share = share >= tone.threshold ? 1 : 0;
            mask.shares.push_back(static_cast<std::uint8_t>(std::lround(255 * share)));
        }
    }
    return mask;
}

Mask trimmed(const Mask& mask) {
    Extent low = mask.size, high{0, 0};
    for (int y = 0; y < mask.size.rows; ++y)
        for (int x = 0; x < mask.size.cols; ++x) {
            if (mask.share(y, x) == 0) continue;
            low = {std::min(low.rows, y), std::min(low.cols, x)};
            high = {std::max(high.rows, y + 1), std::max(high.cols, x + 1)};
        }
    if (high.rows == 0) return {};
    Mask part{{high.rows - low.rows, high.cols - low.cols}, {}};
    for (int y = low.rows; y < high.rows; ++y) {
        const auto row = mask.shares.begin() + static_cast<std::ptrdiff_t>(y) * mask.size.cols;
        part.shares.insert(part.shares.end(), row + low.cols, row + high.cols);
    }
    return part;
}

}  // namespace gs
