#include "app/core/measure/spectrum.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <kissfft/kissfft.hh>
#include <numbers>

#include "app/core/measure/measures.h"

namespace gs {

namespace {

using Complex = std::complex<float>;

constexpr double kLeastWaves = 2;  // on the longer side

/// Hann's window: a wave and a half of a cosine, 0 at the first point and beyond the last.
std::vector<float> hann(int n) {
    std::vector<float> w(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i)
        w[static_cast<std::size_t>(i)] =
            static_cast<float>(0.5 - 0.5 * std::cos(2 * std::numbers::pi * (i + 0.5) / n));
    return w;
}

/// The transform of the windowed plane, padded with zeros to sizes that are fast: columns 0 to
/// half_cols - 1 of each row, since a real plane's other half mirrors them.
struct Transform {
    int rows, cols, half_cols;
    std::vector<Complex> modes;  // [half_cols][rows]
};

Transform transform(std::span<const float> plane, int rows, int cols, float mean) {
    Transform t{fast_size(rows), fast_size(cols), 0, {}};
    t.half_cols = t.cols / 2 + 1;
    const auto padded_rows = static_cast<std::size_t>(t.rows), padded_cols = static_cast<std::size_t>(t.cols);
    t.modes.assign(static_cast<std::size_t>(t.half_cols) * padded_rows, {});
    const std::vector<float> down = hann(rows), across = hann(cols);
    const kissfft<float> along_rows(padded_cols, false), along_cols(padded_rows, false);
    std::vector<Complex> in(padded_cols), out(std::max(padded_cols, padded_rows));
    for (int r = 0; r < rows; ++r) {
        const float* row = &plane[static_cast<std::size_t>(r) * static_cast<std::size_t>(cols)];
        for (int c = 0; c < cols; ++c)
            in[static_cast<std::size_t>(c)] =
                (row[c] - mean) * down[static_cast<std::size_t>(r)] * across[static_cast<std::size_t>(c)];
        along_rows.transform(in.data(), out.data());
        for (int k = 0; k < t.half_cols; ++k)
            t.modes[static_cast<std::size_t>(k) * padded_rows + static_cast<std::size_t>(r)] =
                out[static_cast<std::size_t>(k)];
    }
    for (int k = 0; k < t.half_cols; ++k) {
        Complex* column = &t.modes[static_cast<std::size_t>(k) * padded_rows];
        along_cols.transform(column, out.data());
        std::copy_n(out.data(), padded_rows, column);
    }
    return t;
}

double window_mean_square(int n) {
    const std::vector<float> w = hann(n);
    double sum = 0;
    for (const float x : w) sum += static_cast<double>(x) * static_cast<double>(x);
    return sum / n;
}

/// The place of a peak between rings, by a parabola through the logarithms of three neighbours.
double peak_of(const Spectrum& s, std::size_t ring) {
    const auto here = static_cast<double>(ring);
    if (ring == 0 || ring + 1 >= s.power.size()) return here;
    const double a = s.variance(ring - 1), b = s.variance(ring), c = s.variance(ring + 1);
    if (!(a > 0 && b > 0 && c > 0)) return here;
    const double bend = std::log(a) - 2 * std::log(b) + std::log(c);
    return bend < 0 ? here + std::clamp(0.5 * (std::log(a) - std::log(c)) / bend, -0.5, 0.5) : here;
}

}  // namespace

int fast_size(int n) {
    for (int size = std::max(1, n);; ++size) {
        int rest = size;
        for (const int prime : {2, 3, 5})
            while (rest % prime == 0) rest /= prime;
        if (rest == 1) return size;
    }
}

Spectrum spectrum_of(std::span<const float> plane, int rows, int cols) {
    assert(rows >= 1 && cols >= 1 &&
           plane.size() == static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
    const Moments moments = moments_of(plane);
    Spectrum s;
    const Transform t = transform(plane, rows, cols, static_cast<float>(moments.mean));
    const int side = std::max(t.rows, t.cols);
    s.width = 1.0 / side;
    // Half a wave per cell along an axis is the highest that all directions have.
    const auto rings = static_cast<std::size_t>(side) / 2 + 1;
    s.power.assign(rings, 0);
    s.modes.assign(rings, 0);
    // Each mode of the padded plane stands for a part of one of the plane's own.
    const double cells = static_cast<double>(rows) * cols, padded = static_cast<double>(t.rows) * t.cols;
    const double scale = 1 / (cells * cells * window_mean_square(rows) * window_mean_square(cols));
    for (int k = 0; k < t.half_cols; ++k)
        for (int r = 0; r < t.rows; ++r) {
            const double y = static_cast<double>(std::min(r, t.rows - r)) / t.rows;
            const double x = static_cast<double>(k) / t.cols;
            const auto ring = static_cast<std::size_t>(std::lround(std::hypot(x, y) / s.width));
            if (ring >= rings) continue;
            const bool mirrored = k != 0 && 2 * k != t.cols;
            const double weight = (mirrored ? 2 : 1) * cells / padded;
            const Complex mode = t.modes[static_cast<std::size_t>(k) * static_cast<std::size_t>(t.rows) +
                                         static_cast<std::size_t>(r)];
            s.power[ring] += weight * scale * static_cast<double>(std::norm(mode));
            s.modes[ring] += weight;
        }
    bool finite = true;  // a field that has blown up has no spectrum
    for (std::size_t i = 0; i < rings; ++i) {
        if (s.modes[i] > 0) s.power[i] /= s.modes[i];
        finite = finite && std::isfinite(s.power[i]);
    }
    if (!finite) {
        s.power.assign(rings, 0);
        return s;
    }
    if (std::sqrt(moments.variance) < kLeastSpread) return s;
    const auto first = static_cast<std::size_t>(std::ceil(kLeastWaves * side / std::max(rows, cols)));
    if (rings <= first + 1) return s;
    std::size_t highest = first;
    for (std::size_t i = first + 1; i < rings; ++i)
        if (s.variance(i) > s.variance(highest)) highest = i;
    s.dominant = 1 / (s.width * peak_of(s, highest));
    return s;
}

}  // namespace gs
