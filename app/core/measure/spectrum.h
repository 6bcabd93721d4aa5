// The spectrum of a plane: which wavelengths a pattern is made of. Any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace gs {

/// The power of a plane by wavenumber, averaged over all directions. Ring i has the wavenumbers
/// around i * width, in waves per cell.
struct Spectrum {
    double width = 0;
    /// Mean of |X|^2 over a ring's modes, where X is the Fourier transform of the plane without its
    /// mean under a Hann window, divided so that the sum over all of the plane's modes is the
    /// variance of the windowed plane over the window's mean square (Parseval).
    std::vector<double> power;
    /// The number of modes in each ring.
    std::vector<double> modes;
    /// The wavelength in cells whose ring carries most of the variance (power times modes), by a
    /// parabola through the logarithms of that ring and of its neighbours. The mean power alone
    /// would favour the few long waves by which a pattern is unevenly spread. Nothing if the plane
    /// has no pattern.
    std::optional<double> dominant;

    double variance(std::size_t ring) const { return power[ring] * modes[ring]; }
    double wavenumber(std::size_t ring) const { return width * static_cast<double>(ring); }
};

/// The spectrum of a plane [rows][cols], each >= 1. Waves of which there are less than two on the
/// longer side are not looked for: the window's own shape is there.
Spectrum spectrum_of(std::span<const float> plane, int rows, int cols);

/// The smallest number not below n whose prime factors are 2, 3 and 5: the transform of so many
/// points is fast.
int fast_size(int n);

}  // namespace gs
