// Everything that a session remembers, as one value: what is simulated, how it is looked at, how it
// is run.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/core/document/choices.h"
#include "app/core/hands/brush.h"
#include "kernels/engine/field.h"
#include "kernels/kernel_api.h"

namespace gs {

struct Favourites;
struct Glide;
struct OwnPalette;

/// A rate that changes linearly over the field, from the first to the last column or row.
struct Gradient {
    enum class Along { Nothing, Columns, Rows };
    Along along = Along::Nothing;
    /// The rate at the first and at the last column or row, per unit of time.
    double low = 0, high = 0;
    bool operator==(const Gradient&) const = default;
};

/// The values at the two ends of the palette; low may be above high.
struct Range {
    double low = 0, high = 1;
    bool operator==(const Range&) const = default;
};

/// Steps per second at which a pattern's growth can be watched: the default.
inline constexpr double kWatchSpeed = 600;

/// The settings of a session. A value: copied into the history, compared, saved by property name.
/// Members that a property row names (properties.cpp) have their meaning, unit and range there. The
/// large fields behind pointers are never changed once they are shared.
struct Document {
    // The equations
    double feed = 0.0545, kill = 0.062;
    double du = 1, dv = 0.5, dt = 1;
    double edge = 0.2, corner = 0.05;
    Boundary boundary = Boundary::Periodic;
    double boundary_u = 1, boundary_v = 0;
    Gradient vary_feed, vary_kill;
    /// Planes of feed (u) and kill (v) from a file or painted, of the field's size; or nullptr.
    /// They count instead of the gradients.
    std::shared_ptr<const Field> rates;
    /// Id of the preset, or name of the favourite, that the equations came from, whether or not
    /// they have been changed since; or empty. A document begins as the first preset.
    std::string origin = "coral";
    /// What the user kept beside the presets (favourites.h), so that a document can say which of
    /// them it holds; or nullptr. No part of a session or of the history.
    std::shared_ptr<const Favourites> favourites;

    /// A path of feed and kill over the map of the rates (glide.h), or nullptr.
    std::shared_ptr<const Glide> path;

    // The field and its start
    std::int64_t cols = 960, rows = 540;
    SeedKind seed = SeedKind::Spots;
    /// Number of spots; 0: as many as suit the seed and the size.
    std::int64_t seed_spots = 0;
    std::int64_t seed_number = 1;
    /// The start if the seed is SeedKind::File, of the field's size, and the number of steps that
    /// it has behind it.
    std::shared_ptr<const Field> start;
    std::int64_t start_steps = 0;

    // The way of computing
    /// Id of the kernel; the application begins with the fastest one.
    std::string kernel;
    /// The knobs that were set by hand, by "KERNEL.KNOB".
    std::map<std::string, std::int64_t> knobs;
    double speed = kWatchSpeed, watch = kWatchSpeed;
    bool interop = true;
    /// Memory for the moments of the run whose field is kept, MiB; 0: an eighth of the machine's.
    std::int64_t keyframes = 0;

    // The view
    std::string palette = "inferno";
    bool reverse = false;
    /// Into how many steps the colours are divided; 0: none, they are smooth.
    std::int64_t palette_steps = 0;
    std::int64_t palette_cycles = 1;
    /// The palettes that the user made (palettes.h); nullptr: this document does not say which.
    std::shared_ptr<const std::vector<OwnPalette>> own_palettes;
    Channel channel = Channel::V;
    Colouring colouring = Colouring::Plain;
    /// What the palette's ends stand for: of each channel in the order of Channel, then of a change
    /// since the remembered moment and of a rate of change (range_place()).
    std::array<Range, 5> ranges{{{0, 1}, {0, 0.4}, {-0.2, 1}, {-0.4, 0.4}, {-0.01, 0.01}}};
    /// The shown range follows its values (auto_range.h): all of them, or this share of the cells,
    /// percent.
    bool auto_range = false;
    double range_within = 100;
    double light_angle = 135, light_height = 45, relief_height = 8;
    double contour_spacing = 0.05;
    bool colour_bar = false;
    bool axes = true;
    /// The blocks that are awake are outlined (AwakeBlocks).
    bool awake = false;
    /// The field of the remembered moment, of the document's size and in float32, to which
    /// Colouring::Change compares; or nullptr.
    std::shared_ptr<const Field> moment;
    Filter filter = Filter::Smooth;

    // The hand
    Tool tool = Tool::Brush;
    BrushShape brush_shape = BrushShape::Soft;
    double brush_radius = 12, brush_strength = 1;
    Paints brush_paints = Paints::Both;
    /// What is painted, by plane.
    double brush_u = 0.5, brush_v = 0.25, brush_feed = 0.03, brush_kill = 0.058;
    BrushMirror brush_mirror = BrushMirror::None;
    std::int64_t brush_fold = 1;
    double fill_tolerance = 0.05;
    StampShape stamp_shape = StampShape::Spot;
    double stamp_angle = 0;

    bool operator==(const Document&) const = default;
};

/// Where Document::ranges has the range of what is shown.
inline std::size_t range_place(const Document& document) {
    switch (document.colouring) {
        case Colouring::TwoChannels:
            return static_cast<std::size_t>(Channel::V);
        case Colouring::Change:
            return 3;
        case Colouring::Rate:
            return 4;
        default:
            return static_cast<std::size_t>(document.channel);
    }
}

/// The range of what is shown.
inline Range& shown_range(Document& document) {
    return document.ranges[range_place(document)];
}
inline const Range& shown_range(const Document& document) {
    return document.ranges[range_place(document)];
}

/// Slows a run down to the watch speed if it is faster: for a start that is to be seen.
void slow_to_watch(Document& document);

/// The parameters of a step, without rounding.
gs_params params_of(const Document& document);

/// True if feed or kill is not the same in all cells.
bool varies(const Document& document);

/// True if each cell has the same rates in both. Planes of rates are the same if they are shared.
bool same_rates(const Document& a, const Document& b);

/// Ends that: feed and kill hold for all cells.
void stop_varying(Document& document);

/// How a mark of the hand is repeated, at the other side of a periodic field, too.
Symmetry symmetry_of(const Document& document);

/// Feed and kill rate of one cell, which lies within the field.
std::pair<double, double> rates_at(const Document& document, int row, int col);

/// Planes of feed and kill for each cell ([2][rows][cols], float64), or empty if they do not vary.
Field rate_planes(const Document& document);
/// The same, and if they do not vary, with the same rates in all cells.
Field all_rates(const Document& document);

}  // namespace gs
