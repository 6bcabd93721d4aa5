// A map as a picture.
#pragma once

#include "app/core/explore/map.h"
#include "app/core/files/png.h"

namespace gs {

/// One pixel per cell, in the view's palette and range; grey where the map has no value.
Picture picture_of(const Map& map, MapShow show);

}  // namespace gs
