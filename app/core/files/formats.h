// The formats of files: one row per ending, from which commands, options, dialogs and help know
// what can be written and read. A file that is read is recognised by its content (contents.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// What a file can hold for this program, as bits: a format may hold several.
enum Holds : unsigned { kPicture = 1, kField = 2, kSession = 4, kScript = 8, kFigures = 16 };

/// How a picture is encoded.
enum class Encoding { None, Png, Jpeg, Bmp, Tga, Ppm };

/// A file name's ending and the format that it stands for.
struct Format {
    /// ".png".
    std::string_view ending;
    /// "a PNG picture".
    std::string_view name;
    /// Bits of Holds.
    unsigned holds;
    Encoding encoding = Encoding::None;
    /// The longest side in pixels that the format allows; 0: no limit but memory.
    int longest_side = 0;
};

/// All formats, the usual one of each kind first; and the format of an ending in small letters, or
/// nullptr.
std::span<const Format> formats();
const Format* find_format(std::string_view ending);

/// The ending of a path in small letters, with its dot; empty if there is none.
std::string ending_of(const std::string& path);

/// ".png, .jpg or .bmp": the endings of files that hold this.
std::string endings_of(Holds holds);
/// "*.npy *.json *.gss": the same in the form that a file dialog takes, for several bits of Holds.
std::string patterns_of(unsigned holds);

/// The format in which a picture is written under this name: the first of the table for anything
/// but a regular file (/dev/stdout, a pipe); nullptr for an unknown ending.
const Format* picture_format(const std::string& path);

/// Fails with a sentence if a file of this name can't hold this. The name of a picture or of a
/// field must have one of their endings, which decides how it is written. Sessions, scripts and
/// figures may have any name that does not stand for another format. Anything but a regular file
/// may have any name.
Status check_name(const std::string& path, Holds holds);

}  // namespace gs
