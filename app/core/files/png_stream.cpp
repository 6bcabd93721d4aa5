#include "app/core/files/png_stream.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

#include "app/core/files/files.h"
#include "app/core/files/picture_colours.h"
#include "app/core/files/png_chunks.h"

namespace gs {

namespace {

constexpr std::size_t kChunk = 1 << 18;  // bytes of packed pixels
constexpr int kLevel = 4;                // of zlib; see docs/performance.md

}  // namespace

/// libdeflate packs only what is there at once, so this is zlib's work.
struct PngStream::Packer {
    z_stream z{};
    bool good = false;
    std::vector<char> packed = std::vector<char>(kChunk);
    /// Rows behind the byte that names their filter: the one above unfiltered, and the filtered
    /// one.
    std::vector<std::uint8_t> above, here, filtered;
    PictureColours numbers;
    std::vector<std::uint8_t> places;  // empty: pixels are red, green and blue
};

PngStream::PngStream(std::ostream& out, int width, int height, std::span<const Rgb> colours,
                     const PictureFacts& facts)
    : out_(out), width_(static_cast<std::size_t>(width)), packer_(std::make_unique<Packer>()) {
    const bool indexed = !colours.empty();
    std::vector<char> head;
    png::append_header(head, width, height, 8, indexed ? png::Pixels::Indexed : png::Pixels::Rgb);
    insert_facts(head, facts);
    if (indexed) {
        packer_->places = places_of(colours);
        std::vector<char> table(3 * colours.size());
        for (std::size_t i = 0; i < colours.size(); ++i) {
            packer_->numbers.number_of(colours[i][0], colours[i][1], colours[i][2]);
            std::copy(colours[i].begin(), colours[i].end(), table.begin() + 3 * packer_->places[i]);
        }
        png::append_chunk(head, "PLTE", {table.data(), table.size()});
    }
    out_.write(head.data(), static_cast<std::streamsize>(head.size()));
    const std::size_t bytes = indexed ? width_ : 3 * width_;
    packer_->above.resize(bytes);
    packer_->here.resize(bytes);
    packer_->filtered.resize(bytes + 1);
    packer_->filtered[0] = 2;  // each byte as its difference to the one above it
    packer_->z.next_out = reinterpret_cast<Bytef*>(packer_->packed.data());
    packer_->z.avail_out = kChunk;
    packer_->good = deflateInit(&packer_->z, kLevel) == Z_OK;
}

PngStream::~PngStream() {
    deflateEnd(&packer_->z);
}

/// Writes the packed bytes that there are as one chunk.
void PngStream::write_chunk() {
    std::vector<char> chunk;
    png::append_chunk(chunk, "IDAT", {packer_->packed.data(), kChunk - packer_->z.avail_out});
    out_.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    packer_->z.next_out = reinterpret_cast<Bytef*>(packer_->packed.data());
    packer_->z.avail_out = kChunk;
}

/// Packs bytes; last: and all that zlib still holds.
void PngStream::pack(std::span<std::uint8_t> bytes, bool last) {
    z_stream& z = packer_->z;
    z.next_in = bytes.data();
    z.avail_in = static_cast<uInt>(bytes.size());
    while (packer_->good) {
        if (z.avail_out == 0) write_chunk();
        const int said = deflate(&z, last ? Z_FINISH : Z_NO_FLUSH);
        if (said == Z_STREAM_END || (!last && z.avail_in == 0)) return;
        packer_->good = said == Z_OK || said == Z_BUF_ERROR;
    }
}

void PngStream::rows(const std::uint8_t* rgb, int count) {
    Packer& p = *packer_;
    for (int y = 0; y < count; ++y, rgb += 3 * width_) {
        if (p.places.empty())
            std::copy_n(rgb, 3 * width_, p.here.begin());
        else
            for (std::size_t x = 0; x < width_; ++x) {
                const int number = p.numbers.number_of(rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2]);
                p.here[x] = p.places.at(static_cast<std::size_t>(number));
            }
        for (std::size_t i = 0; i < p.here.size(); ++i)
            p.filtered[i + 1] = static_cast<std::uint8_t>(p.here[i] - p.above[i]);
        pack(p.filtered, false);
        std::swap(p.here, p.above);
    }
}

void PngStream::finish() {
    pack({}, true);
    if (!packer_->good) out_.setstate(std::ios::failbit);
    write_chunk();
    std::vector<char> end;
    png::append_chunk(end, "IEND", {});
    out_.write(end.data(), static_cast<std::streamsize>(end.size()));
}

Status write_poster(const std::string& path, FramePainter& painter, const PictureFacts& facts) {
    constexpr std::size_t kBand = 4 << 20;  // bytes
    const std::size_t row_bytes = 3 * static_cast<std::size_t>(painter.width());
    const int rows = static_cast<int>(std::max<std::size_t>(1, kBand / row_bytes));
    std::vector<std::uint8_t> band(row_bytes * static_cast<std::size_t>(rows));
    return write_file(path, [&](std::ostream& out) {
        PngStream png(out, painter.width(), painter.height(), painter.known_colours(), facts);
        for (int y = 0; y < painter.height() && out; y += rows) {
            const int count = std::min(rows, painter.height() - y);
            painter.paint(y, count, band.data());
            png.rows(band.data(), count);
        }
        png.finish();
    });
}

}  // namespace gs
