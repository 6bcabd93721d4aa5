// The benchmark as a picture: the ladder as bars beside the roofline, for
// a slide or a page of the docs.
#pragma once

#include <string>

#include "app/core/bench/bench.h"
#include "app/core/files/png.h"

namespace gs {

/// The picture of the report's first size that has samples. Fails where there is
/// nothing to draw, or no typeface.
Status draw_plot(const BenchReport& report, Picture& picture);

/// Draws and writes a picture as its name's ending says, whole or not at all.
Status write_plot(const std::string& path, const BenchReport& report);

}  // namespace gs
