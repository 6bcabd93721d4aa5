// Pictures from encoded bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/core/files/png.h"
#include "kernels/engine/status.h"

namespace gs {

/// Decodes a PNG or JPEG; nothing if it is damaged, of another format, or larger than
/// 64 megapixels. Any thread.
std::optional<Picture> decode_picture(std::string_view bytes);

/// Reads a file with such a picture. Fails with a sentence, which leaves `picture` unchanged. Any
/// thread.
Status read_picture(const std::string& path, Picture& picture);

}  // namespace gs
