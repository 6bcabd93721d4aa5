#include "app/core/files/frame_picture.h"

#include <algorithm>
#include <cmath>

#include "app/core/document/properties.h"
#include "app/core/document/rate_axes.h"
#include "app/core/document/typed.h"
#include "app/core/files/drawn_axes.h"
#include "app/core/files/plot_canvas.h"
#include "app/core/files/png_text.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

constexpr Rgb kGround{19, 21, 24};

/// What can stand in braces in a caption.
struct CaptionValue {
    std::string_view word;
    std::string (*value)(const Document& document, const Exported& present);
};
constexpr CaptionValue kValues[] = {
    {"F", [](const Document& d, const Exported&) { return told(d, "feed"); }},
    {"k", [](const Document& d, const Exported&) { return told(d, "kill"); }},
    {"step", [](const Document&, const Exported& e) { return std::to_string(e.steps_done); }},
    {"time", [](const Document&, const Exported& e) { return to_text(e.time); }},
    {"preset", [](const Document& d, const Exported&) { return d.origin; }},
    {"kernel", [](const Document&, const Exported& e) { return e.kernel; }},
    {"figures",
     [](const Document& d, const Exported& e) {
         return say(Text::CaptionFigures, e.steps_done, to_text(e.time), told(d, "feed"), told(d, "kill"));
     }},
};

const CaptionValue* find_value(std::string_view word) {
    for (const CaptionValue& value : kValues)
        if (value.word == word) return &value;
    return nullptr;
}

/// Calls text(part) for what stands outside of braces and value(word) for what stands within; false
/// if a brace is not closed.
template <class OnText, class OnValue>
bool read_caption(std::string_view caption, OnText on_text, OnValue on_value) {
    while (!caption.empty()) {
        const std::size_t open = caption.find('{');
        on_text(caption.substr(0, open));
        if (open == std::string_view::npos) return true;
        const std::size_t close = caption.find('}', open);
        if (close == std::string_view::npos) return false;
        on_value(caption.substr(open + 1, close - open - 1));
        caption.remove_prefix(close + 1);
    }
    return true;
}

/// What stands below a field in a picture of this width.
PictureStrip strips(int width, const Document& d, const FrameLook& look, const std::string& caption) {
    const int drawn = strip_width(width);
    Picture below{drawn, 0, {}};
    if (!look.caption.empty()) append_below(below, caption_strip(drawn, caption));
    append_below(below, legend_of(drawn, d));
    return {std::move(below), width};
}

}  // namespace

std::string caption_words() {
    std::string words;
    for (const CaptionValue& value : kValues) words += (words.empty() ? "" : ", ") + std::string(value.word);
    return words;
}

Status read_pixels(const std::string& typed, FrameLook& look) {
    constexpr std::int64_t kMostPixels = 32768;
    std::int64_t width = 0, height = 0;
    const bool good = parse_size(typed, width, height).ok() && std::max(width, height) <= kMostPixels;
    if (!good) return Status::failure(say(Text::PixelsText, typed, kMostPixels));
    look.width = static_cast<int>(width);
    look.height = static_cast<int>(height);
    return {};
}

Status check_caption(const std::string& caption) {
    std::string unknown;
    const bool closed = read_caption(
        caption, [](std::string_view) {},
        [&](std::string_view word) {
            if (find_value(word) == nullptr && unknown.empty()) unknown = "{" + std::string(word) + "}";
        });
    if (!closed) return Status::failure(say(Text::CaptionOpen, shown(caption)));
    if (!unknown.empty()) return Status::failure(say(Text::CaptionWord, unknown, caption_words()));
    if (!caption.empty() && !PlotCanvas::has_typeface())
        return Status::failure(std::string(text(Text::NoTypeface)));
    return {};
}

std::string caption_of(const std::string& caption, const Document& document, const Exported& present) {
    std::string words;
    read_caption(
        caption, [&](std::string_view part) { words += part; },
        [&](std::string_view word) { words += find_value(word)->value(document, present); });
    return words;
}

Status check_room(const Document& document, const FrameLook& look) {
    if (look.height == 0) return {};
    if (strips(look.width, document, look, "").height() < look.height) return {};
    return Status::failure(say(Text::PixelsFew, look.width, look.height));
}

FramePainter::FramePainter(const Exported& present, const Document& d, const FrameLook& look) {
    const int cols = present.field.cols(), rows = present.field.rows();
    width_ = look.width > 0 ? look.width : cols;
    below_.emplace(strips(width_, d, look, caption_of(look.caption, d, present)));
    height_ = look.height > 0 ? look.height : rows + below_->height();
    const int room = height_ - below_->height();
    if (room < 1) return;
    axes_ = axes_of(d);
    if (look.sight)
        place_sight(present.field, d, *look.sight, room);
    else
        place_whole(present.field, d, room);
}

/// The field in the middle of the room, as large as it fits.
void FramePainter::place_whole(const Field& field, const Document& d, int room) {
    const int cols = field.cols(), rows = field.rows();
    const double scale = std::min(static_cast<double>(width_) / cols, static_cast<double>(room) / rows);
    const int across = std::clamp(static_cast<int>(std::lround(cols * scale)), 1, width_);
    const int down = std::clamp(static_cast<int>(std::lround(rows * scale)), 1, room);
    left_ = (width_ - across) / 2;
    top_ = (room - down) / 2;
    rows_.emplace(field, d, across, down);
}

/// The cells of the sight as large as they fit. Where there is field beside them, the room is full
/// of it; where there is none, the field stands in the middle.
void FramePainter::place_sight(const Field& field, const Document& d, const Sight& sight, int room) {
    const int cols = field.cols(), rows = field.rows();
    const double fits =
        std::min(width_ / std::min<double>(sight.cols, cols), room / std::min<double>(sight.rows, rows));
    const double scale = std::max(fits, 1.0 / std::min(cols, rows));
    const auto origin = [&](int pixels, int cells, double middle) {
        const double all = scale * cells;
        return all <= pixels ? (pixels - all) / 2
                             : std::clamp(pixels / 2.0 - scale * middle, pixels - all, 0.0);
    };
    const CellLayout across{width_, origin(width_, cols, sight.col), scale},
        down{room, origin(room, rows, sight.row), scale};
    rows_.emplace(field, d, across, down);
    left_ = rows_->left();
    top_ = rows_->top();
    const auto share = [&](const CellLayout& place, int cells, int pixel) {
        return std::clamp((pixel - place.origin) / (scale * cells), 0.0, 1.0);
    };
    if (axes_)
        axes_ = axes_->part(share(across, cols, left_), 1 - share(down, rows, top_ + rows_->height()),
                            share(across, cols, left_ + rows_->width()), 1 - share(down, rows, top_));
}

void FramePainter::paint_row(int y, std::uint8_t* rgb) {
    const int below = height_ - below_->height();
    if (y >= below && below >= 0) return below_->paint(y - below, rgb);
    const auto row_bytes = 3 * static_cast<std::size_t>(width_);
    const bool inside = rows_ && y >= top_ && y < top_ + rows_->height();
    if (!inside || rows_->width() < width_)
        for (std::size_t i = 0; i < row_bytes; i += 3) std::copy(kGround.begin(), kGround.end(), rgb + i);
    if (inside) rows_->paint(y - top_, 1, rgb + 3 * static_cast<std::ptrdiff_t>(left_));
}

void FramePainter::paint(int first, int count, std::uint8_t* rgb) {
    const auto row_bytes = 3 * static_cast<std::size_t>(width_);
    for (int y = 0; y < count; ++y) paint_row(first + y, rgb + row_bytes * static_cast<std::size_t>(y));
    if (!axes_ || !rows_) return;
    // The axes belong to the field, wherever it stands.
    const int from = std::max(first, top_), to = std::min(first + count, top_ + rows_->height());
    if (from >= to) return;
    std::uint8_t* const pixel =
        rgb + row_bytes * static_cast<std::size_t>(from - first) + 3 * static_cast<std::ptrdiff_t>(left_);
    draw_axes({pixel, row_bytes, from - top_, to - from, rows_->width(), rows_->height()}, *axes_);
}

std::vector<Rgb> FramePainter::known_colours() const {
    if (!rows_ || !rows_->is_plain() || below_->height() > 0 || axes_) return {};
    std::vector<Rgb> colours(rows_->colours().begin(), rows_->colours().end());
    colours.push_back(kGround);
    std::sort(colours.begin(), colours.end());
    colours.erase(std::unique(colours.begin(), colours.end()), colours.end());
    if (colours.size() > 256) colours.clear();
    return colours;
}

Picture frame_picture(const Exported& present, const Document& d, const FrameLook& look) {
    FramePainter painter(present, d, look);
    Picture picture{painter.width(), painter.height(), {}};
    const auto row_bytes = 3 * static_cast<std::size_t>(picture.width);
    picture.rgb.resize(row_bytes * static_cast<std::size_t>(picture.height));
    painter.paint(0, picture.height, picture.rgb.data());
    return picture;
}

}  // namespace gs
