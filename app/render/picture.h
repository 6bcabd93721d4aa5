// A small picture on the graphics card, for thumbnails.
#pragma once

#include <cstdint>
#include <span>

#include "app/render/gl.h"

namespace gs {

/// An RGB picture of rows x cols, three bytes per pixel, top row first. UI thread, context current.
gl::Texture make_picture(int rows, int cols, std::span<const std::uint8_t> rgb);

}  // namespace gs
