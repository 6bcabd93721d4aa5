// Named starting points: parameters, stencil, seed, and how they look best.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/core/document/document.h"

namespace gs {

/// What is measured of a field, with the threshold half-way between the least and the greatest v.
enum class Measure {
    /// Connected regions above it, of at least 4 cells.
    Spots,
    /// Connected regions below it, of at least 4 cells.
    DarkSpots,
    /// Per cent of the cells whose v changes by more than 0.02 within 500 steps.
    Moving,
    /// Cells from stripe to stripe: twice the area over the length of the threshold's line.
    Wavelength
};

/// One thing that a preset shows in 256 x 256 cells, with any seed number that was tried. A test
/// holds it, for those that a coarse grid could keep alive in cells of half the size, too.
struct Shows {
    Measure what;
    std::int64_t step;
    /// Both ends included.
    double low, high;
};

/// A row of the table; the ids are what scripts and sessions of older versions say, too.
struct Preset {
    /// "solitons".
    const char* id;
    /// "Stable solitons".
    const char* label;
    /// Pearson's or Munafo's class ("nu"), or empty.
    const char* pattern;
    /// What is seen.
    const char* help;
    double feed, kill;
    /// Of stencils().
    const char* stencil;
    double du, dv, dt;
    Boundary boundary;
    /// Scatters its usual number of spots.
    SeedKind seed;
    const char* palette;
    /// Shown range of v.
    double low, high;
    /// After which it looks its best, at about 256 x 256.
    std::int64_t best_steps;
    /// 0: the field keeps its size.
    std::int64_t cols, rows;
    std::array<Shows, 2> shows;
};

/// Every preset, in the order of the menu. Valid for the program's life; any thread.
std::span<const Preset> presets();
const Preset* find_preset(std::string_view id);
/// What it shows, as a sentence with its numbers: "In 256 x 256 cells: ...".
std::string shown_by(const Preset& preset);
/// Writes the preset into the document: rates, stencil, diffusion, dt, boundary, seed with its
/// usual number of spots, palette (not reversed), v as what is shown, its range, and the size if it
/// has one; nothing varies over the field any more. The rest stays.
void apply(const Preset& preset, Document& document);
/// The preset whose equations the document holds, or nullptr.
const Preset* matching_preset(const Document& document);

}  // namespace gs
