// A PNG that is written row by row, for pictures that are too large to be held whole.
#pragma once

#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <string>

#include "app/core/document/oklab.h"
#include "app/core/files/frame_picture.h"
#include "app/core/files/png_text.h"
#include "kernels/engine/status.h"

namespace gs {

/// Writes one picture. One thread.
class PngStream {
  public:
    /// colours: those of all pixels, at most 256; or empty, and a pixel may have any.
    PngStream(std::ostream& out, int width, int height, std::span<const Rgb> colours,
              const PictureFacts& facts);
    ~PngStream();
    PngStream(const PngStream&) = delete;
    PngStream& operator=(const PngStream&) = delete;

    /// The next rows, 3 * width bytes each.
    void rows(const std::uint8_t* rgb, int count);
    /// After the last row. The stream has failed if the encoder has.
    void finish();

  private:
    struct Packer;
    void write_chunk();
    void pack(std::span<std::uint8_t> bytes, bool last);

    std::ostream& out_;
    std::size_t width_;
    std::unique_ptr<Packer> packer_;
};

/// Pictures of more pixels than these (7680 x 4320) are posters: they are painted, packed and
/// written by bands of rows, on one core and in bounded memory.
inline constexpr std::int64_t kPosterPixels = std::int64_t{1} << 25;

/// Writes what is painted by bands, whole or not at all.
Status write_poster(const std::string& path, FramePainter& painter, const PictureFacts& facts);

}  // namespace gs
