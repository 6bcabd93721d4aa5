// A frame of a run as a picture of any size: the field with its axes, and below it a line of text
// and the colour bar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/rate_axes.h"
#include "app/core/document/sight.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/field_rows.h"
#include "app/core/files/legend.h"
#include "app/core/files/png.h"
#include "kernels/engine/status.h"

namespace gs {

/// What a picture shows of a field: all of it, or what the window showed.
enum class FrameShows { Field, View };

/// How the frames of a run are drawn.
struct FrameLook {
    /// Of the whole picture in pixels; 0: one pixel per cell, and what stands below them.
    int width = 0, height = 0;
    /// A line below the field, in which words in braces stand for values ("step {step}"); or empty.
    std::string caption;
    FrameShows shows = FrameShows::Field;
    /// FrameShows::View: the cells that are in the picture, as large as they fit; beside them there
    /// is what the field has there. Nothing: the whole field.
    std::optional<Sight> sight = {};
    bool operator==(const FrameLook&) const = default;
};

/// Reads the size of a picture ("1920x1080"). Fails with a sentence.
Status read_pixels(const std::string& typed, FrameLook& look);
/// The words that can stand in braces in a caption, separated by commas.
std::string caption_words();
/// Fails with a sentence if a caption names what is unknown, or can't be drawn.
Status check_caption(const std::string& caption);
/// The caption with its values. It must have passed check_caption().
std::string caption_of(const std::string& caption, const Document& document, const Exported& present);

/// Paints a frame by rows, so that a poster needs no more memory than the rows that are wanted. If
/// a size is given, the field stands in its middle, as large as it fits, on a dark ground; of a
/// sight its cells do. One thread.
class FramePainter {
  public:
    /// Without room for the field beside what stands below it, the picture is the ground alone;
    /// check_room() says so before.
    FramePainter(const Exported& present, const Document& document, const FrameLook& look);

    int width() const { return width_; }
    int height() const { return height_; }
    /// Puts rows [first, first + count) into `rgb`, 3 * width() bytes each.
    void paint(int first, int count, std::uint8_t* rgb);
    /// The colours of all pixels, if they are known to be at most 256; else empty.
    std::vector<Rgb> known_colours() const;

  private:
    void place_whole(const Field& field, const Document& document, int room);
    void place_sight(const Field& field, const Document& document, const Sight& sight, int room);
    void paint_row(int y, std::uint8_t* rgb);
    int width_ = 0, height_ = 0;
    /// Where the pixels of the field begin.
    int left_ = 0, top_ = 0;
    std::optional<PictureStrip> below_;
    std::optional<FieldRows> rows_;
    /// Of what is seen of the field; nothing: none are drawn.
    std::optional<RateAxes> axes_;
};

/// Fails with a sentence if the size that is asked for leaves no room for the field.
Status check_room(const Document& document, const FrameLook& look);

/// The whole frame, with axes if the document has them. Any thread.
Picture frame_picture(const Exported& present, const Document& document, const FrameLook& look);

}  // namespace gs
