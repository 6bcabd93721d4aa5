// A map of the plane of the rates: one field whose feed and kill rate vary over it, stepped until
// each place has become what it becomes, and what can be told of each place.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/seeds.h"
#include "app/core/explore/plane.h"
#include "app/core/text/strings.h"
#include "kernels/engine/field.h"

namespace gs {

/// What a map can show of each place.
enum class MapShow { Pattern, Mean, Activity, Wavelength };

/// A row of the table of what a map can show.
struct MapView {
    MapShow show;
    const char* id;
    Text label, help;
    /// The palette's id, and the values at its two ends.
    const char* palette;
    double low, high;
};
/// In the order of MapShow. Valid for the program's life; any thread.
std::span<const MapView> map_views();
/// The row of this one.
inline const MapView& map_view(MapShow show) {
    return map_views()[static_cast<std::size_t>(show)];
}

/// What a map depends on.
struct MapPlan {
    PlaneRange range;
    int rows = 432, cols = 720;
    /// Of the run; the map's two moments are its end and kMapSpan before it.
    std::int64_t steps = 10000;
    /// Time step, stencil, diffusion and the kind of start count; rates and size do not.
    Document equations;

    /// All that the map depends on, in one line: plans of the same key give the same map.
    std::string key() const;
};

/// The start of the map of these equations: theirs, if it is one that is scattered and has no rates
/// of its own; drops in place of one that is made of the rates, since some patterns grow from
/// strong starts alone; else spots.
const Seed& map_start(const Document& equations);

/// Time between the two moments of a map.
inline constexpr double kMapSpan = 500;
/// Steps between them: at least 1, and no more than the plan has.
std::int64_t map_span_steps(const MapPlan& plan);

/// The document whose run draws the map: the rates vary over the field so that its edges are those
/// of the range, nothing flows through its edges, and its start is scattered so densely that each
/// place is reached.
Document map_document(const MapPlan& plan);

/// The wavelength that diffusion and stencil let one expect, in cells: a map's means reach so far
/// to each side.
double expected_wavelength(const Document& equations);

/// A map that has been computed. Its planes are [rows][cols], row 0 at the top, where F is highest.
struct Map {
    PlaneRange range;
    int rows = 0, cols = 0;
    /// One plane for each MapShow. Pattern: v. Mean: of v around the cell. Activity: how far v has
    /// changed in kMapSpan, as a share of its own spread; 0 stands still, at 1 nothing is as it
    /// was. Wavelength: in cells, as a line's crossings tell it; NaN where there is no pattern.
    std::array<std::vector<float>, 4> planes;

    /// The plane of this one.
    const std::vector<float>& plane(MapShow show) const { return planes[static_cast<std::size_t>(show)]; }
    /// The value at this place; NaN outside the range.
    float value(MapShow show, const RatePoint& at) const;
};

/// Reads a map off the two moments of its run.
Map read_map(const MapPlan& plan, const Field& before, const Field& now);

}  // namespace gs
