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

std::string caption_words() {
    std::string words;
    for (const CaptionValue& value : kValues) words += (words.empty() ? "" : ", ") + std::string(value.word);
    return words;
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
    const double scale = std::min(static_cast<double>(width_) / cols, static_cast<double>(room) / rows);
    across_ = std::clamp(static_cast<int>(std::lround(cols * scale)), 1, width_);
    down_ = std::clamp(static_cast<int>(std::lround(rows * scale)), 1, room);
    left_ = (width_ - across_) / 2;
    top_ = (room - down_) / 2;
    rows_.emplace(present.field, d, across_, down_);
}

void FramePainter::paint(int first, int count, std::uint8_t* rgb) {
    const auto row_bytes = 3 * static_cast<std::size_t>(width_);
    const int below = height_ - below_->height();
    for (int y = first; y < first + count; ++y, rgb += row_bytes) {
        if (y >= below && below >= 0) {
            below_->paint(y - below, rgb);
            continue;
        }
        const bool inside = rows_ && y >= top_ && y < top_ + down_;
        if (!inside || across_ < width_)
            for (std::size_t i = 0; i < row_bytes; i += 3) std::copy(kGround.begin(), kGround.end(), rgb + i);
        if (inside) rows_->paint(y - top_, 1, rgb + 3 * static_cast<std::ptrdiff_t>(left_));
    }
}

std::vector<Rgb> FramePainter::known_colours() const {
    if (!rows_ || !rows_->is_plain() || below_->height() > 0) return {};
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
    const std::optional<RateAxes> axes = axes_of(d);
    if (!axes || !painter.rows_) return picture;
    // The axes belong to the field, wherever it stands.
    Picture field{painter.across_, painter.down_, {}};
    const auto left = 3 * static_cast<std::size_t>(painter.left_),
               part = 3 * static_cast<std::size_t>(field.width);
    const auto at = [&](int y) {
        return picture.rgb.begin() +
               static_cast<std::ptrdiff_t>(row_bytes * static_cast<std::size_t>(painter.top_ + y) + left);
    };
    for (int y = 0; y < field.height; ++y)
        field.rgb.insert(field.rgb.end(), at(y), at(y) + static_cast<std::ptrdiff_t>(part));
    field = with_axes(std::move(field), axes);
    for (int y = 0; y < field.height; ++y)
        std::copy_n(field.rgb.begin() + static_cast<std::ptrdiff_t>(part) * y, part, at(y));
    return picture;
}

}  // namespace gs
