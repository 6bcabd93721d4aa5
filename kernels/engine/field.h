// A field on the host, in the form in which it travels: between kernels, into files, to the
// screen, into the undo history.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <variant>
#include <vector>

#include "kernels/kernel_api.h"

namespace gs {

/// A rectangle of cells: rows [row, row + rows), columns [col, col + cols).
struct Rect {
    int row = 0, col = 0, rows = 0, cols = 0;
    bool operator==(const Rect&) const = default;
};

/// u and v of rows x cols cells without ghost cells: one array [2][rows][cols], C order, u then v,
/// row 0 at the top; float or double. The same layout as the .npy files. A value: copies are deep.
class Field {
  public:
    Field() = default;
    /// All cells u = 1, v = 0 (nothing has reacted yet). rows, cols >= 1.
    Field(int rows, int cols, gs_scalar scalar);

    int rows() const { return rows_; }
    int cols() const { return cols_; }
    bool empty() const { return rows_ == 0; }
    std::size_t cells() const { return static_cast<std::size_t>(rows_) * static_cast<std::size_t>(cols_); }
    std::size_t bytes() const { return 2 * cells() * (scalar() == GS_F32 ? sizeof(float) : sizeof(double)); }
    gs_scalar scalar() const { return values_.index() == 0 ? GS_F32 : GS_F64; }

    /// The same field in another scalar; float to double is exact.
    Field converted(gs_scalar scalar) const;

    double u(int row, int col) const { return at(0, row, col); }
    double v(int row, int col) const { return at(1, row, col); }
    void set(int row, int col, double u, double v);

    /// Calls f(std::span<T> u, std::span<T> v) with the planes in their own
    /// scalar, each rows * cols long.
    template <class F>
    auto visit(F&& f) {
        return std::visit([&](auto& all) { return f(plane(all, 0), plane(all, 1)); }, values_);
    }
    template <class F>
    auto visit(F&& f) const {
        return std::visit([&](const auto& all) { return f(plane(all, 0), plane(all, 1)); }, values_);
    }

    bool operator==(const Field&) const = default;

  private:
    template <class V>
    auto plane(V& all, std::size_t which) const {
        return std::span(all).subspan(which * cells(), cells());
    }
    /// Of a cell in a plane.
    std::size_t index(int row, int col) const;
    double at(std::size_t plane, int row, int col) const;

    int rows_ = 0, cols_ = 0;
    std::variant<std::vector<float>, std::vector<double>> values_;
};

}  // namespace gs
