// Named starting points: parameters, stencil, seed, and how they look best.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "app/core/document.h"

namespace gs {

struct Preset {
    const char* id;       ///< "solitons"
    const char* label;    ///< "Stable solitons"
    const char* pattern;  ///< Pearson's or Munafo's class ("nu"), or empty
    const char* help;     ///< what is seen
    double feed, kill;
    const char* stencil;  ///< of stencils()
    double du, dv, dt;
    const char* boundary;
    const char* seed;
    std::int64_t spots;  ///< in 256 x 256 cells; a larger field gets as many more
    const char* palette;
    double low, high;         ///< shown range of v
    std::int64_t best_steps;  ///< after which it looks its best, at about 256 x 256
    std::int64_t cols, rows;  ///< 0: the field keeps its size
};

/// Every preset, in the order of the menu. Valid for the program's life; any thread.
std::span<const Preset> presets();
const Preset* find_preset(std::string_view id);
/// Writes the preset into the document.
void apply(const Preset& preset, Document& document);
/// The preset whose equations the document holds, or nullptr.
const Preset* matching_preset(const Document& document);

}  // namespace gs
