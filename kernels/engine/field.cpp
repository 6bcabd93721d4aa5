#include "kernels/engine/field.h"

#include <algorithm>
#include <cassert>

namespace gs {

Field::Field(int rows, int cols, gs_scalar scalar) : rows_(rows), cols_(cols) {
    assert(rows >= 1 && cols >= 1);
    if (scalar == GS_F64)
        values_ = std::vector<double>(2 * cells());
    else
        values_ = std::vector<float>(2 * cells());
    visit([](auto u, auto) { std::fill(u.begin(), u.end(), typename decltype(u)::value_type(1)); });
}

Field Field::converted(gs_scalar scalar) const {
    if (scalar == this->scalar() || empty()) return *this;
    Field other;
    other.rows_ = rows_;
    other.cols_ = cols_;
    if (scalar == GS_F64) {
        const auto& from = std::get<0>(values_);
        other.values_ = std::vector<double>(from.begin(), from.end());
    } else {
        const auto& from = std::get<1>(values_);
        std::vector<float> to(from.size());
        std::transform(from.begin(), from.end(), to.begin(), [](double x) { return static_cast<float>(x); });
        other.values_ = std::move(to);
    }
    return other;
}

std::size_t Field::index(int row, int col) const {
    assert(row >= 0 && row < rows_ && col >= 0 && col < cols_);
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols_) + static_cast<std::size_t>(col);
}

double Field::at(std::size_t plane, int row, int col) const {
    const std::size_t i = plane * cells() + index(row, col);
    return std::visit([&](const auto& all) { return static_cast<double>(all[i]); }, values_);
}

void Field::set(int row, int col, double u, double v) {
    const std::size_t i = index(row, col);
    visit([&](auto us, auto vs) {
        using T = typename decltype(us)::value_type;
        us[i] = static_cast<T>(u);
        vs[i] = static_cast<T>(v);
    });
}

}  // namespace gs
