// The encoder of PNG pictures: each pixel as the number of its colour where colours are few, and
// packed by libdeflate.
#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "app/core/files/picture_colours.h"
#include "app/core/files/png.h"
#include "app/core/files/png_chunks.h"

namespace gs {

namespace {

// Measured with coral at 1920 x 1080 (docs/performance.md). Level 1 of the indices is faster than
// all others and 1 % larger than level 3. Of colours that come back level 2 finds them again.
constexpr int kFastest = 1, kFindsColours = 2;

/// The filters of rows, by the format's numbers.
enum class RowFilter : std::uint8_t { None = 0, Up = 2 };

/// Rows of bytes, each behind the byte that names its filter.
class Rows {
  public:
    Rows(std::size_t width, std::size_t height) : stride_(width + 1), bytes_(stride_ * height) {}
    std::uint8_t* row(std::size_t y) { return bytes_.data() + y * stride_ + 1; }
    const std::vector<std::uint8_t>& bytes() const { return bytes_; }

    /// Filters all rows: of Up each byte becomes its difference to the one above it.
    void filter(RowFilter filter) {
        const std::size_t height = bytes_.size() / stride_;
        for (std::size_t y = height; y-- > 0;) {
            std::uint8_t* const here = row(y);
            here[-1] = static_cast<std::uint8_t>(filter);
            if (filter != RowFilter::Up || y == 0) continue;
            const std::uint8_t* const above = row(y - 1);
            for (std::size_t x = 0; x + 1 < stride_; ++x)
                here[x] = static_cast<std::uint8_t>(here[x] - above[x]);
        }
    }

  private:
    std::size_t stride_;
    std::vector<std::uint8_t> bytes_;
};

bool append_packed(const Rows& rows, int level, std::vector<char>& file) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
        libdeflate_alloc_compressor(level), libdeflate_free_compressor);
    if (compressor == nullptr) return false;
    const std::vector<std::uint8_t>& from = rows.bytes();
    std::vector<char> packed(libdeflate_zlib_compress_bound(compressor.get(), from.size()));
    const std::size_t size =
        libdeflate_zlib_compress(compressor.get(), from.data(), from.size(), packed.data(), packed.size());
    png::append_pixels(file, {packed.data(), size});
    return size > 0;
}

/// The pixels as the numbers of their colours; how many of these there are, PictureColours says.
/// False if there are more than 256.
bool number_pixels(const Picture& p, PictureColours& colours, Rows& rows) {
    const auto width = static_cast<std::size_t>(p.width), height = static_cast<std::size_t>(p.height);
    const std::uint8_t* from = p.rgb.data();
    for (std::size_t y = 0; y < height; ++y) {
        std::uint8_t* const to = rows.row(y);
        for (std::size_t x = 0; x < width; ++x, from += 3) {
            const int number = colours.number_of(from[0], from[1], from[2]);
            if (number < 0) return false;
            to[x] = static_cast<std::uint8_t>(number);
        }
    }
    return colours.colours().size() <= 256;
}

void append_palette(const std::vector<Rgb>& colours, const std::vector<std::uint8_t>& places,
                    std::vector<char>& file) {
    std::vector<char> content(3 * colours.size());
    for (std::size_t i = 0; i < colours.size(); ++i)
        std::copy(colours[i].begin(), colours[i].end(), content.begin() + 3 * places[i]);
    png::append_chunk(file, "PLTE", {content.data(), content.size()});
}

}  // namespace

bool encode_png(const Picture& p, std::vector<char>& file) {
    const auto width = static_cast<std::size_t>(p.width), height = static_cast<std::size_t>(p.height);
    PictureColours colours;
    if (Rows rows(width, height); number_pixels(p, colours, rows)) {
        const std::vector<std::uint8_t> places = places_of(colours.colours());
        for (std::size_t y = 0; y < height; ++y)
            std::transform(rows.row(y), rows.row(y) + width, rows.row(y),
                           [&](std::uint8_t number) { return places[number]; });
        rows.filter(RowFilter::Up);
        png::append_header(file, p.width, p.height, 8, png::Pixels::Indexed);
        append_palette(colours.colours(), places, file);
        return append_packed(rows, kFastest, file);
    }
    // Some hundred colours come back again and again, which filters would hide. More than that are
    // shades of slopes, which differ little from row to row.
    const bool few = colours.colours().size() < PictureColours::kMost;
    Rows rows(3 * width, height);
    for (std::size_t y = 0; y < height; ++y)
        std::copy_n(p.rgb.data() + 3 * width * y, 3 * width, rows.row(y));
    rows.filter(few ? RowFilter::None : RowFilter::Up);
    png::append_header(file, p.width, p.height, 8, png::Pixels::Rgb);
    return append_packed(rows, few ? kFindsColours : kFastest, file);
}

bool encode_grey16(int width, int height, std::span<const std::uint16_t> values, std::vector<char>& file) {
    const auto cols = static_cast<std::size_t>(width);
    Rows rows(2 * cols, static_cast<std::size_t>(height));
    for (std::size_t i = 0; i < values.size(); ++i) {
        std::uint8_t* const to = rows.row(i / cols) + 2 * (i % cols);
        to[0] = static_cast<std::uint8_t>(values[i] >> 8U);
        to[1] = static_cast<std::uint8_t>(values[i] & 0xFFU);
    }
    rows.filter(RowFilter::Up);
    png::append_header(file, width, height, 16, png::Pixels::Grey);
    return append_packed(rows, kFastest, file);
}

}  // namespace gs
