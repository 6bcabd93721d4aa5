#include "app/core/files/formats.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <vector>

#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

namespace fs = std::filesystem;

constexpr Format kFormats[] = {
    {".png", "a PNG picture", kPicture, Encoding::Png},
    {".jpg", "a JPEG picture", kPicture, Encoding::Jpeg, 65500},
    {".jpeg", "a JPEG picture", kPicture, Encoding::Jpeg, 65500},
    {".bmp", "a BMP picture", kPicture, Encoding::Bmp},
    {".tga", "a TGA picture", kPicture, Encoding::Tga, 65535},
    {".ppm", "a PPM picture", kPicture, Encoding::Ppm},
    {".npy", "a NumPy array", kField},
    {".json", "a JSON file", kSession | kFigures},
    {".gss", "a script", kScript},
    {".csv", "a table", kFigures},
};

Text name_of(Holds holds) {
    switch (holds) {
        case kPicture:
            return Text::APicture;
        case kField:
            return Text::AField;
        case kSession:
            return Text::ASession;
        case kScript:
            return Text::AScript;
        case kFigures:
            break;
    }
    return Text::Figures;
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

bool is_no_regular_file(const std::string& path) {
    std::error_code ignored;
    const fs::file_status there = fs::status(path, ignored);
    return fs::exists(there) && !fs::is_regular_file(there);
}

}  // namespace

std::span<const Format> formats() {
    return kFormats;
}

std::string ending_of(const std::string& path) {
    std::string ending = fs::path(path).extension().string();
    for (char& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return ending;
}

const Format* find_format(std::string_view ending) {
    for (const Format& f : kFormats)
        if (f.ending == ending) return &f;
    return nullptr;
}

std::string endings_of(Holds holds) {
    const std::vector<std::string> endings = known_endings(holds);
    std::string list = endings.front();
    for (std::size_t i = 1; i < endings.size(); ++i)
        list += (i + 1 < endings.size() ? ", " : " or ") + endings[i];
    return list;
}

std::string patterns_of(unsigned holds) {
    std::string patterns;
    for (const std::string& ending : known_endings(holds))
        patterns += (patterns.empty() ? "*" : " *") + ending;
    return patterns;
}

const Format* picture_format(const std::string& path) {
    const Format* format = find_format(ending_of(path));
    if (format != nullptr && format->encoding != Encoding::None) return format;
    return is_no_regular_file(path) ? &kFormats[0] : nullptr;
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
