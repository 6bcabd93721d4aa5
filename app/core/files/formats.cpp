#include "app/core/files/formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "app/core/files/contents.h"
#include "app/core/files/files.h"
#include "app/core/files/film.h"
#include "app/core/files/npy.h"
#include "app/core/files/npy_header.h"
#include "app/core/files/png.h"
#include "app/core/files/recording.h"
#include "app/core/files/session.h"
#include "app/core/files/vti.h"
#include "app/core/text/letters.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kH264 = "-c:v libx264 -preset medium -crf 16 -movflags +faststart -f mp4",
                           kVp9 = "-c:v libvpx-vp9 -crf 20 -b:v 0 -row-mt 1 -f webm",
                           kApng = "-c:v apng -plays 0 -f apng";
// Each frame has colours of its own, so that memory does not grow with the film.
constexpr std::string_view kGif =
    "-filter_complex [0:v]split[a][b];[a]palettegen=stats_mode=single:reserve_transparent=0[p];"
    "[b][p]paletteuse=new=1:dither=none -loop 0 -f gif";

constexpr WriteAs film_of(std::string_view words, bool halves_colours = false) {
    return {
        .frames = film_frames, .check_frames = check_film, .film = words, .halves_colours = halves_colours};
}

// The catch-all stays last: a script has no mark, and text that no other row claims may be one.
using namespace std::string_view_literals;
constexpr Format kFormats[] = {
    {".png",
     "a PNG picture",
     kPicture | kFrames,
     "\x89PNG\r\n"sv,
     {},
     {encode_png, folder_frames, check_recording}},
    {".jpg", "a JPEG picture", kPicture, "\xFF\xD8\xFF"sv, {}, {encode_jpeg}, 65500},
    {".jpeg", "a JPEG picture", kPicture, "\xFF\xD8\xFF"sv, {}, {encode_jpeg}, 65500},
    {".bmp", "a BMP picture", kPicture, {}, {}, {encode_bmp}},
    {".tga", "a TGA picture", kPicture, {}, {}, {encode_tga}, 65535},
    {".ppm", "a PPM picture", kPicture, "P6\n"sv, {}, {encode_ppm}},
    {".npy", "a NumPy array", kField, kNpyMagic, {.field = read_npy}, {.field = write_npy}},
    {".vti", "a VTK image", kField, "<VTKFile"sv, {}, {.field = write_vti}},
    {".mp4", "an MP4 film", kFilm, {}, {}, film_of(kH264, true)},
    {".webm", "a WebM film", kFilm, {}, {}, film_of(kVp9, true)},
    {".gif", "a GIF film", kFilm, {}, {}, film_of(kGif)},
    {".apng", "an animated PNG", kFilm, {}, {}, film_of(kApng)},
    {".json", "a JSON file", kSession | kFigures, {}, {.session = read_session}, {.session = write_session}},
    {".gsr", "a run", kRun, "{\"grayscope-run\""sv},
    {".csv", "a table", kFigures},
    {".gss", "a script", kScript, {}, {.script = read_script}},
};

Text name_of(Holds holds) {
    if (holds == kPicture) return Text::APicture;
    if (holds == kField) return Text::AField;
    if (holds == kSession) return Text::ASession;
    if (holds == kRun) return Text::ARun;
    return holds == kScript ? Text::AScript : Text::Figures;
}

/// Whether the ending decides the format, and so must be a known one.
bool ending_decides(Holds holds) {
    return holds == kPicture || holds == kField;
}

std::vector<std::string> known_endings(unsigned holds) {
    std::vector<std::string> endings;
    for (const Format& f : kFormats)
        if ((f.holds & holds) != 0) endings.emplace_back(f.ending);
    return endings;
}

bool can_be_read(const Format& f) {
    return f.read.field != nullptr || f.read.session != nullptr || f.read.script != nullptr;
}

/// The name that was probably meant: a mistyped ending is corrected, the ending of another kind of
/// file is replaced, and anything else after a dot ("run.12") belongs to the name.
std::string meant_name(const std::string& path, Holds holds) {
    static constexpr std::string_view kForeign[] = {".gif", ".tif", ".tiff", ".webp", ".svg", ".pdf",
                                                    ".npz", ".h5",  ".hdf5", ".mat",  ".txt", ".dat"};
    const std::string ending = ending_of(path);
    const std::vector<std::string> known = known_endings(holds);
    const std::string near = ending.size() > 2 ? nearest(ending, known) : "";
    const bool replaced = !near.empty() || find_format(ending) != nullptr ||
                          std::find(std::begin(kForeign), std::end(kForeign), ending) != std::end(kForeign);
    const std::string stem = replaced ? path.substr(0, path.size() - ending.size()) : path;
    return stem + (near.empty() ? known.front() : near);
}

/// The first row that holds this.
const Format& usual_format(Holds holds) {
    return *std::find_if(std::begin(kFormats), std::end(kFormats),
                         [&](const Format& f) { return (f.holds & holds) != 0; });
}

}  // namespace

std::span<const Format> formats() {
    return kFormats;
}

std::string ending_of(const std::string& path) {
    return in_small_letters(fs::path(path).extension().string());
}

const Format* find_format(std::string_view ending) {
    for (const Format& f : kFormats)
        if (f.ending == ending) return &f;
    return nullptr;
}

const Format& format_to_write(const std::string& path, Holds holds) {
    const Format* format = find_format(ending_of(path));
    return format != nullptr && (format->holds & holds) != 0 ? *format : usual_format(holds);
}

const Format& format_to_read(const std::string& path, Holds holds) {
    FileKind kind;
    const bool known = read_file_kind(path, kind) && kind.format != nullptr;
    const bool readable = known && (kind.format->holds & holds) != 0 && can_be_read(*kind.format);
    return readable ? *kind.format : usual_format(holds);
}

const Format& format_of_frames(const std::string& place) {
    const Format* format = find_format(ending_of(place));
    return format != nullptr && (format->holds & kFilm) != 0 ? *format : usual_format(kFrames);
}

std::string endings_of(Holds holds) {
    std::vector<std::string> endings = known_endings(holds);
    const std::string last = endings.back();
    endings.pop_back();
    return endings.empty() ? last : fmt::format("{} or {}", fmt::join(endings, ", "), last);
}

std::string patterns_of(unsigned holds) {
    std::vector<std::string> endings;
    for (const Format& f : kFormats)
        if ((f.holds & holds) != 0 && can_be_read(f)) endings.emplace_back(f.ending);
    return fmt::format("*{}", fmt::join(endings, " *"));
}

Status check_name(const std::string& path, Holds holds) {
    const std::string ending = ending_of(path);
    const Format* format = find_format(ending);
    if (format != nullptr ? (format->holds & holds) != 0 : !ending_decides(holds)) return {};
    // check_writable() reports an empty name and a folder. A pipe or a device need not have an
    // ending.
    if (path.empty() || is_no_regular_file(path) || fs::path(path).filename().empty()) return {};
    const std::string_view what = text(name_of(holds));
    if (ending_decides(holds))
        return Status::failure(say(Text::NameEnding, path, what, endings_of(holds), meant_name(path, holds)));
    return Status::failure(say(Text::NameForeign, path, ending, format->name, what, endings_of(holds)));
}

}  // namespace gs
