#include "app/core/files/png.h"

#include <stb/stb_image_write.h>

#include <algorithm>
#include <cstddef>
#include <limits>

#include "app/core/document/colouring.h"
#include "app/core/document/palettes.h"
#include "app/core/document/rate_of_change.h"
#include "app/core/files/files.h"
#include "app/core/files/formats.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// A plane of what is shown. A cell beyond the edge has the value of the one at the edge.
struct Shown {
    int rows, cols;
    std::vector<float> values;
    float at(int row, int col) const {
        row = std::clamp(row, 0, rows - 1);
        col = std::clamp(col, 0, cols - 1);
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) +
                      static_cast<std::size_t>(col)];
    }
};

Shown plane_of(const Field& field, Channel channel) {
    const float of_u = channel == Channel::V ? 0.0F : 1.0F;
    const float of_v = channel == Channel::V ? 1.0F : channel == Channel::U ? 0.0F : -1.0F;
    Shown shown{field.rows(), field.cols(), std::vector<float>(field.cells())};
    field.visit([&](auto u, auto v) {
        for (std::size_t i = 0; i < u.size(); ++i)
            shown.values[i] = of_u * static_cast<float>(u[i]) + of_v * static_cast<float>(v[i]);
    });
    return shown;
}

Shown shown_plane(const Field& field, const Document& d) {
    if (d.colouring == Colouring::TwoChannels) return plane_of(field, Channel::V);
    const bool fits = field.rows() == d.rows && field.cols() == d.cols;
    if (!shows_derived(d) || !fits) return plane_of(field, d.channel);
    const Shown u = plane_of(field, Channel::U), v = plane_of(field, Channel::V);
    Shown shown{field.rows(), field.cols(), std::vector<float>(field.cells())};
    derive(u.values, v.values, d, shown.values);
    return shown;
}

/// The second bytes of the pixels of a way of colouring that has them.
std::vector<std::uint8_t> second_bytes(const Field& field, const Document& d, const Shown& shown) {
    const Shading shading = shading_of(d);
    const auto [across, down] = slope_weights(shading, shown_range(d).low, shown_range(d).high);
    const LightTable lights = light_table(shading);
    const auto spacing = static_cast<float>(shading.contour_spacing);
    const float low_u = static_cast<float>(shading.range_u.low);
    const float scale_u = 255 / palette_width(shading.range_u.low, shading.range_u.high);
    const Shown u = plane_of(field, Channel::U);
    std::vector<std::uint8_t> seconds;
    seconds.reserve(field.cells());
    for (int y = 0; y < shown.rows; ++y)
        for (int x = 0; x < shown.cols; ++x) {
            const float slope = across * (shown.at(y, x + 1) - shown.at(y, x - 1)) +
                                down * (shown.at(y + 1, x) - shown.at(y - 1, x));
            seconds.push_back(
                shading.way == Colouring::Relief ? light_at(lights, slope)
                : shading.way == Colouring::Contours
                    ? cover_byte(contour_cover(shown.at(y, x) / spacing, shown.at(y, x + 1) / spacing,
                                               shown.at(y + 1, x) / spacing, 1))
                    : static_cast<std::uint8_t>(palette_index(u.at(y, x), low_u, scale_u)));
        }
    return seconds;
}

}  // namespace

Picture coloured(const Field& field, const Document& document) {
    const PaletteTable colours = shown_colours(document);
    const auto low = static_cast<float>(shown_range(document).low);
    const float scale = palette_scale(document);
    const Shown shown = shown_plane(field, document);
    const Colouring way = shading_of(document).way;
    const std::vector<std::uint8_t> seconds =
        has_tones(way) ? second_bytes(field, document, shown) : std::vector<std::uint8_t>();
    Picture picture{field.cols(), field.rows(), std::vector<std::uint8_t>(3 * field.cells())};
    auto to = picture.rgb.begin();
    for (std::size_t i = 0; i < shown.values.size(); ++i) {
        const int level = palette_index(shown.values[i], low, scale);
        Rgb rgb = colours[static_cast<std::size_t>(level)];
        if (!seconds.empty()) rgb = toned(way, rgb, static_cast<std::uint8_t>(level), seconds[i]);
        to = std::copy(rgb.begin(), rgb.end(), to);
    }
    return picture;
}

namespace {

constexpr int kJpegQuality = 95;  // of 100: keeps the palette's steps smooth and colour at full resolution

void append(void* to, void* data, int size) {
    auto& bytes = *static_cast<std::vector<char>*>(to);
    bytes.insert(bytes.end(), static_cast<char*>(data), static_cast<char*>(data) + size);
}

}  // namespace

bool encode_jpeg(const Picture& p, std::vector<char>& file) {
    return stbi_write_jpg_to_func(append, &file, p.width, p.height, 3, p.rgb.data(), kJpegQuality) != 0;
}

bool encode_bmp(const Picture& p, std::vector<char>& file) {
    return stbi_write_bmp_to_func(append, &file, p.width, p.height, 3, p.rgb.data()) != 0;
}

bool encode_tga(const Picture& p, std::vector<char>& file) {
    return stbi_write_tga_to_func(append, &file, p.width, p.height, 3, p.rgb.data()) != 0;
}

bool encode_ppm(const Picture& p, std::vector<char>& file) {
    const std::string header = fmt::format("P6\n{} {}\n255\n", p.width, p.height);
    file.assign(header.begin(), header.end());
    file.insert(file.end(), p.rgb.begin(), p.rgb.end());
    return true;
}

Status write_picture(const std::string& path, const Picture& picture, const PictureFacts& facts) {
    if (Status named = check_name(path, kPicture); !named) return named;
    const Format& format = format_to_write(path, kPicture);
    const int longest = format.longest_side > 0 ? format.longest_side : std::numeric_limits<int>::max();
    // The library's encoders count a picture's bytes, and one more per row, in an int.
    const bool countable = format.write.picture == encode_ppm || format.write.picture == encode_png ||
                           (4.0 * picture.width + 4) * picture.height + 64 < std::numeric_limits<int>::max();
    if (picture.width > longest || picture.height > longest || !countable)
        return cant_write(path, say(Text::PictureTooLarge, picture.width, picture.height, format.name));
    std::vector<char> file;
    if (!format.write.picture(picture, file)) return cant_write(path, text(Text::NoPicture));
    insert_facts(file, facts);
    return write_file(
        path, [&](std::ostream& out) { out.write(file.data(), static_cast<std::streamsize>(file.size())); });
}

}  // namespace gs
