#include "app/core/files/shrink.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gs {

AreaAxis lay_out_areas(int pixels, double origin, double scale, int cells) {
    const double first = std::max(std::ceil(origin - 0.5), 0.0);
    const double last = std::min(std::floor(origin + scale * cells - 0.5), pixels - 1.0);
    AreaAxis axis;
    axis.begin = static_cast<int>(std::min<double>(first, pixels));
    axis.first.push_back(0);
    for (int pixel = axis.begin; pixel <= last; ++pixel) {
        const double from = std::clamp((pixel - origin) / scale, 0.0, cells - 1.0),
                     to = std::clamp((pixel + 1 - origin) / scale, from, static_cast<double>(cells));
        const int cell = static_cast<int>(from), end = std::max(cell + 1, static_cast<int>(std::ceil(to)));
        const double all = to - from;
        axis.cell.push_back(cell);
        for (int c = cell; c < end; ++c) {
            const double covered = std::min<double>(to, c + 1) - std::max<double>(from, c);
            axis.part.push_back(static_cast<float>(all > 0 ? covered / all : 1));
        }
        axis.first.push_back(static_cast<int>(axis.part.size()));
    }
    return axis;
}

std::vector<float> averaged(const std::vector<float>& plane, int cols, const AreaAxis& across,
                            const AreaAxis& down) {
    std::vector<float> means;
    means.reserve(across.cell.size() * down.cell.size());
    std::vector<float> row(static_cast<std::size_t>(cols));
    for (std::size_t y = 0; y < down.cell.size(); ++y) {
        std::fill(row.begin(), row.end(), 0.0F);
        const float* cells = plane.data() + std::ptrdiff_t{down.cell[y]} * cols;
        for (int i = down.first[y]; i < down.first[y + 1]; ++i, cells += cols) {
            const float part = down.part[static_cast<std::size_t>(i)];
            for (std::size_t x = 0; x < row.size(); ++x) row[x] += part * cells[x];
        }
        for (std::size_t x = 0; x < across.cell.size(); ++x) {
            float sum = 0;
            const float* value = row.data() + across.cell[x];
            for (int i = across.first[x]; i < across.first[x + 1]; ++i)
                sum += across.part[static_cast<std::size_t>(i)] * *value++;
            means.push_back(sum);
        }
    }
    return means;
}

}  // namespace gs
