// Pictures from encoded bytes.
#pragma once

#include <optional>
#include <string_view>

#include "app/core/files/png.h"

namespace gs {

/// Decodes a PNG or JPEG; nothing if it is damaged, of another format, or larger than
/// 64 megapixels. Any thread.
std::optional<Picture> decode_picture(std::string_view bytes);

}  // namespace gs
