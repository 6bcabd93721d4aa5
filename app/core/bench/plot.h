// The benchmark as a picture, for a slide or a page of the documentation: the ladder as bars beside
// the roofline.
#pragma once

#include <string>

#include "app/core/bench/bench.h"
#include "app/core/files/png.h"

namespace gs {

/// Draws the report's first size that has samples. Fails if there is nothing to draw or no
/// typeface.
Status draw_plot(const BenchReport& report, Picture& picture);

/// Draws and writes a picture in the format that the name's ending says, whole or not at all.
Status write_plot(const std::string& path, const BenchReport& report);

}  // namespace gs
