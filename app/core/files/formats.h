// The formats of files: one row for each ending, from which commands, options, dialogs and help
// know what can be written and read. What a file is that is read, its content says (contents.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// What a file can hold for this program; a format may hold several.
enum Holds : unsigned { kPicture = 1, kField = 2, kSession = 4, kScript = 8, kFigures = 16 };

/// How the pixels of a picture become bytes.
enum class Encoding { None, Png, Jpeg, Bmp, Tga, Ppm };

/// An ending and what it stands for.
struct Format {
    /// ".png".
    std::string_view ending;
    /// "a PNG picture".
    std::string_view name;
    /// Holds, joined.
    unsigned holds;
    Encoding encoding = Encoding::None;
    /// Pixels that the format can count, or 0: no limit but memory.
    int longest_side = 0;
};

/// All of them, the most wanted of each kind first; and the one of an
/// ending in small letters, or nullptr.
std::span<const Format> formats();
const Format* find_format(std::string_view ending);

/// The ending of a path in small letters, with its dot; empty where there is none.
std::string ending_of(const std::string& path);

/// ".png, .jpg or .bmp": the endings of files that hold this.
std::string endings_of(Holds holds);
/// "*.npy *.json *.gss": the same as a file dialog takes it, for any of those joined.
std::string patterns_of(unsigned holds);

/// The format in which a picture is written under this name: the first of the table for what is no
/// regular file (/dev/stdout, a pipe); nullptr for an unknown ending.
const Format* picture_format(const std::string& path);

/// Fails with a sentence where a file of this name can't hold this. The name of a picture
/// or of a field must end in one of their endings, which says how it is written.
/// Sessions, scripts and figures may have any name but one that means something else.
/// What is no regular file may have any.
Status check_name(const std::string& path, Holds holds);

}  // namespace gs
