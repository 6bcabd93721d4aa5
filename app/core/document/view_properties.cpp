// The properties of the picture.
#include <algorithm>

#include "app/core/document/palettes.h"
#include "app/core/document/property_row.h"
#include "app/core/text/names.h"

namespace gs {

namespace {

constexpr auto kView = Effect::View;

std::vector<Property> palette_rows() {
    using D = Document;
    return {
        row_of("palette", "Palette", kView, &D::palette, ids_of(palettes()), "Colours of the values.",
               {"colormap", "cmap", "colors", "colours"}),
        row_of("reverse", "Reversed", kView, &D::reverse, {}, "The palette from its other end.", {"invert"}),
        number("palette-steps", "Colour steps", "", kView, &D::palette_steps, {0, 64, 2, 32, 1},
               "Divides the colours into this many steps; 0 is smooth.", {}, "smooth"),
        number("palette-cycles", "Colour cycles", "", kView, &D::palette_cycles, {1, 64, 1, 16, 1},
               "How often the palette runs over the range. One that is not cyclic runs back and forth.", {}),
    };
}

std::vector<Property> range_rows() {
    using D = Document;
    return {
        row_of("channel", "Channel", kView, &D::channel, {"u", "v", "u-v"},
               "What the colours show: u, v, or their difference.", {"shown"}),
        number("low", "Low", "", kView, &Range::low, {-1e6, 1e6, -1, 1, 0.01},
               "Value at the palette's first colour; u, v and u-v each have their own.", {"lower-end"}),
        number("high", "High", "", kView, &Range::high, {-1e6, 1e6, -1, 1, 0.01},
               "Value at the palette's last colour; u, v and u-v each have their own.", {"upper-end"}),
        row_of("auto-range", "Automatic range", kView, &D::auto_range, {},
               "Low and high follow the smallest and the largest value of the shown channel, in neat "
               "numbers. Setting one of the two ends it.",
               {"autoscale", "snap-range"}),
        number("cells-in-range", "Cells in range", "%", kView, &D::range_within, {50, 100, 80, 100, 0.5},
               "Share of the cells whose values an automatic range spans; 98 leaves out the lowest and the "
               "highest 1 %.",
               {"range-percentile", "percentile"}),
        row_of("filter", "Filter", kView, &D::filter, {"smooth", "nearest"},
               "Whether cells blend into each other (smooth) or stand as squares (nearest)."),
    };
}

std::vector<Property> colouring_rows() {
    using D = Document;
    return {
        row_of("colouring", "Colouring", kView, &D::colouring,
               {"plain", "relief", "contours", "two-channels", "change", "rate"},
               "How values become colours: plain, as a relief under a light, with contour lines, u and v at "
               "once, the change since the remembered moment, or the rate of change per unit of time.",
               {"coloring", "shading"}),
        number("light-angle", "Light's direction", "degrees", kView, &D::light_angle, {0, 360, 0, 360, 5},
               "Where the light of the relief comes from: 0 is the right, 90 the top, 135 the upper left.",
               {"azimuth"}),
        number("light-height", "Light's height", "degrees", kView, &D::light_height, {10, 90, 10, 90, 5},
               "How high the light of the relief stands: low light shows small differences, 90 is overhead.",
               {"altitude"}),
        number("relief-height", "Relief's height", "cells", kView, &D::relief_height, {0, 1000, 0, 40, 1},
               "How high the palette's range stands in the relief.", {"exaggeration"}),
        number("contour-spacing", "Contour spacing", "", kView, &D::contour_spacing,
               {1e-6, 1e6, 0.005, 0.2, 0.005}, "Difference of value from one contour line to the next.",
               {"contour-step"}),
        row_of("colour-bar", "Colour bar", kView, &D::colour_bar, {},
               "A bar with the palette and its values on the picture, and below saved pictures.",
               {"color-bar", "colorbar", "legend"}),
        row_of(
            "axes", "Axes", kView, &D::axes, {},
            "Axes of F and k with the presets' letters, on the field and on saved pictures, if F varies over "
            "the rows and k over the columns as on a map."),
        row_of("awake", "Awake blocks", kView, &D::awake, {},
               "Outlines the blocks of cells that the next steps may change, if the kernel is one that "
               "leaves out the others.",
               {"activity"}),
    };
}

}  // namespace

std::vector<Property> view_rows() {
    std::vector<Property> rows = palette_rows();
    for (auto& row : range_rows()) rows.push_back(std::move(row));
    for (auto& row : colouring_rows()) rows.push_back(std::move(row));
    return rows;
}

std::span<const std::string> range_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all = find_property("channel", {})->choices;
        all.insert(all.end(), {"change", "rate"});
        return all;
    }();
    return names;
}

const Property* palette_row(const Document& document) {
    if (own_palettes(document).empty()) return nullptr;
    thread_local Property row;
    const auto rows = properties();
    row = *std::find_if(rows.begin(), rows.end(), [](const Property& p) { return p.key == "palette"; });
    for (const OwnPalette& own : own_palettes(document)) row.choices.push_back(own.name);
    return &row;
}

}  // namespace gs
