#include "tests/support/double_loop.h"

#include <algorithm>
#include <cmath>

namespace gs::test {

namespace {

/// One plane with its ring of ghost cells: (rows + 2) x (cols + 2).
class Plane {
  public:
    Plane(int rows, int cols)
        : rows_(rows), cols_(cols), values_(static_cast<std::size_t>(rows + 2) * width()) {}

    double& at(int y, int x) {
        return values_[static_cast<std::size_t>(y + 1) * width() + static_cast<std::size_t>(x + 1)];
    }
    double* cell(int y, int x) { return &at(y, x); }
    std::ptrdiff_t pitch() const { return cols_ + 2; }

    void surround(const gs_params& p, double outside) {
        const auto source = [&](int i, int n) {
            if (p.boundary == GS_PERIODIC) return (i + n) % n;
            return std::clamp(i, 0, n - 1);
        };
        const auto ghost = [&](int y, int x) {
            at(y, x) = p.boundary == GS_FIXED ? outside : at(source(y, rows_), source(x, cols_));
        };
        for (int y = -1; y <= rows_; ++y)
            for (const int x : {-1, cols_}) ghost(y, x);
        for (int x = 0; x < cols_; ++x)
            for (const int y : {-1, rows_}) ghost(y, x);
    }

  private:
    std::size_t width() const { return static_cast<std::size_t>(cols_) + 2; }
    int rows_, cols_;
    std::vector<double> values_;
};

double laplacian_at(const double* c, std::ptrdiff_t row, const gs_params& p) {
    const double sides = c[-row] + c[row] + c[-1] + c[1] - 4 * c[0];
    const double diagonals = c[-row - 1] + c[-row + 1] + c[row - 1] + c[row + 1] - 4 * c[0];
    return p.edge * sides + p.corner * diagonals;
}

/// The field is positive, except where a disturbance takes it below zero.
double largest_around(const double* c, std::ptrdiff_t row) {
    const auto of_three = [](const double* m) {
        return std::max(std::abs(m[-1]), std::max(std::abs(m[0]), std::abs(m[1])));
    };
    return std::max(of_three(c - row), std::max(of_three(c), of_three(c + row)));
}

/// Pseudo-random numbers within [-1, 1], the same ones in every run.
class Scatter {
  public:
    double operator()() {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<double>(state_ >> 11) * 0x1p-52 - 1;
    }

  private:
    std::uint64_t state_ = 1;
};

double deviation(const Field& a, const Field& b, double& sum) {
    double largest = 0, total_u = 0, total_v = 0;
    for (int y = 0; y < a.rows(); ++y)
        for (int x = 0; x < a.cols(); ++x) {
            const double du = std::abs(a.u(y, x) - b.u(y, x)), dv = std::abs(a.v(y, x) - b.v(y, x));
            largest = std::max({largest, du, dv});
            total_u += du;
            total_v += dv;
        }
    sum = std::max(total_u, total_v);
    return largest;
}

}  // namespace

Field double_loop(const Problem& problem, const Field& start, Disturbance disturbance) {
    const gs_params& p = problem.params;
    const int rows = problem.rows, cols = problem.cols;
    Plane u(rows, cols), v(rows, cols), u_next(rows, cols), v_next(rows, cols);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            u.at(y, x) = start.u(y, x);
            v.at(y, x) = start.v(y, x);
        }
    const bool disturbed = disturbance.u != 0 || disturbance.v != 0 || disturbance.scatter != 0;
    Scatter scatter;
    for (std::int64_t step = 0; step < problem.steps; ++step) {
        u.surround(p, p.boundary_u);
        v.surround(p, p.boundary_v);
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < cols; ++x) {
                const double* cu = u.cell(y, x);
                const double* cv = v.cell(y, x);
                const double feed = problem.rates.empty() ? p.feed : problem.rates.u(y, x);
                const double kill = problem.rates.empty() ? p.kill : problem.rates.v(y, x);
                const double reaction = *cu * *cv * *cv;
                double nu =
                    *cu + p.dt * (p.du * laplacian_at(cu, u.pitch(), p) - reaction + feed * (1 - *cu));
                double nv =
                    *cv + p.dt * (p.dv * laplacian_at(cv, v.pitch(), p) + reaction - (feed + kill) * *cv);
                if (disturbed) {
                    nu += (disturbance.u + disturbance.scatter * scatter()) * largest_around(cu, u.pitch());
                    nv += (disturbance.v + disturbance.scatter * scatter()) * largest_around(cv, v.pitch());
                }
                u_next.at(y, x) = nu;
                v_next.at(y, x) = nv;
            }
        std::swap(u, u_next);
        std::swap(v, v_next);
    }
    Field result(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) result.set(y, x, u.at(y, x), v.at(y, x));
    return result;
}

Field double_loop(const Problem& problem) {
    return double_loop(problem, first_field(problem));
}

Tolerance tolerance(const Problem& problem, gs_scalar scalar, const Field& exact) {
    if (scalar == GS_F64) return {1e-12, 1e-12 * static_cast<double>(exact.cells())};
    constexpr double kRounding = 0x1p-24;
    const Field start = first_field(problem);
    const auto disturbed = [&](double sign) {
        return double_loop(problem, start, {kRounding / 4, sign * kRounding / 4, 8 * kRounding});
    };
    double sum_together = 0, sum_opposed = 0;
    const double together = deviation(disturbed(1), exact, sum_together);
    const double opposed = deviation(disturbed(-1), exact, sum_opposed);
    const double least = 8 * kRounding;
    return {std::max({together, opposed, least}),
            std::max({sum_together, sum_opposed, least * static_cast<double>(exact.cells())})};
}

}  // namespace gs::test
