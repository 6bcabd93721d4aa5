#include "app/core/files/frame_kinds.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/core/document/palettes.h"
#include "app/core/files/field_rows.h"
#include "app/core/files/files.h"
#include "app/core/files/npy.h"
#include "app/core/files/png.h"
#include "app/core/files/png_stream.h"
#include "app/core/files/png_text.h"
#include "app/core/files/vti.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

Status write_drawn(const std::string& path, const Exported& present, const Document& document,
                   const FrameLook& look) {
    const PictureFacts facts = facts_of(document, present);
    const bool given = look.width > 0;
    const std::int64_t pixels =
        given ? std::int64_t{look.width} * look.height : static_cast<std::int64_t>(present.field.cells());
    if (pixels <= kPosterPixels) return write_picture(path, frame_picture(present, document, look), facts);
    FramePainter painter(present, document, look);
    return write_poster(path, painter, facts);
}

/// What is shown, over its range in 65535 steps; beyond the range it is black or white.
Status write_grey16(const std::string& path, const Exported& present, const Document& document,
                    const FrameLook&) {
    const std::vector<float> plane = shown_plane(present.field, document);
    const Range range = shown_range(document);
    const float low = static_cast<float>(range.low), width = palette_width(range.low, range.high);
    std::vector<std::uint16_t> values(plane.size());
    std::transform(plane.begin(), plane.end(), values.begin(), [&](float x) {
        const float share = (x - low) / width;
        return static_cast<std::uint16_t>(std::lround(65535 * (share > 0 ? std::min(share, 1.0F) : 0.0F)));
    });
    std::vector<char> file;
    if (!encode_grey16(present.field.cols(), present.field.rows(), values, file))
        return cant_write(path, text(Text::NoPicture));
    insert_facts(file, facts_of(document, present));
    return write_file(
        path, [&](std::ostream& out) { out.write(file.data(), static_cast<std::streamsize>(file.size())); });
}

Status write_numbers(const std::string& path, const Exported& present, const Document&, const FrameLook&) {
    return write_npy(path, present.field);
}

Status write_vtk(const std::string& path, const Exported& present, const Document&, const FrameLook&) {
    return write_file(path, [&](std::ostream& out) { put_vti(out, present.field, &present); });
}

constexpr FrameKind kKinds[] = {
    {"png", "pictures as the window shows them", ".png", true, write_drawn},
    {"grey16", "pictures in 65536 shades of grey, of what is shown and by its range", ".png", false,
     write_grey16},
    {"npy", "NumPy arrays of u and v", ".npy", false, write_numbers},
    {"vti", "u and v for ParaView (VTK)", ".vti", false, write_vtk},
};

}  // namespace

std::span<const FrameKind> frame_kinds() {
    return kKinds;
}

const FrameKind* find_frame_kind(std::string_view word) {
    for (const FrameKind& kind : kKinds)
        if (kind.word == word) return &kind;
    return nullptr;
}

}  // namespace gs
