// The formats of files: one row per ending, by which files are read and written, and from which
// commands, options, dialogs and help know what can be. A file that is read is recognised by its
// content (contents.h), one that is written by its ending.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/document/values.h"
#include "kernels/engine/status.h"

namespace gs {

class FrameSink;
struct Document;
struct Exported;
struct Picture;
struct RecordingOptions;
struct Session;

/// What a file can hold for this program, as bits: a format may hold several. kFrames stands for
/// the frames of a run in a folder, kFilm for those in one file, kRun for a run itself.
enum Holds : unsigned {
    kPicture = 1,
    kField = 2,
    kSession = 4,
    kScript = 8,
    kFigures = 16,
    kFrames = 32,
    kFilm = 64,
    kRun = 128
};

/// The functions that read a file of a format, for each thing that it may hold; nullptr: it is not
/// read. Each fails with a sentence and then leaves its result unchanged.
struct ReadAs {
    Status (*field)(const std::string& path, Field& field, const ValueRange& range) = nullptr;
    Status (*session)(const std::string& path, Session& session) = nullptr;
    Status (*script)(const std::string& path, std::string& script) = nullptr;
};

/// The functions that write one; nullptr: it is not written. Fields and sessions are written whole
/// or not at all. A picture is put into an empty `file`; false is a failure of the encoder.
/// Frames are put into the folder or the film that the options name; check_frames says what would
/// be refused. film: the words by which ffmpeg writes one, between its input and the file's name.
struct WriteAs {
    bool (*picture)(const Picture& picture, std::vector<char>& file) = nullptr;
    std::unique_ptr<FrameSink> (*frames)(RecordingOptions options, const Document& document) = nullptr;
    Status (*check_frames)(const RecordingOptions& options) = nullptr;
    std::string_view film = {};
    /// A film's colours have half of its size, which both sides must allow.
    bool halves_colours = false;
    Status (*field)(const std::string& path, const Field& field) = nullptr;
    Status (*session)(const std::string& path, const Document& document, const Exported& present) = nullptr;
};

/// A file name's ending and the format that it stands for.
struct Format {
    /// The ending in small letters, with its dot (".png").
    std::string_view ending;
    /// The format in words ("a PNG picture").
    std::string_view name;
    /// What such a file may hold: bits of Holds.
    unsigned holds;
    /// The bytes with which such a file begins; empty if they vary.
    std::string_view mark = {};
    ReadAs read = {};
    WriteAs write = {};
    /// The longest side of a picture in pixels that the format allows; 0: no limit but memory.
    int longest_side = 0;
};

/// All formats, the usual one of each kind first.
std::span<const Format> formats();
/// The format of an ending in small letters, or nullptr.
const Format* find_format(std::string_view ending);
/// The format by which a file of this name is written: that of its ending if it may hold this, else
/// the usual one (/dev/stdout has no ending).
const Format& format_to_write(const std::string& path, Holds holds);
/// The format by which a file is read as one that holds this: that of its content; of any other
/// content, and of a pipe, the usual one, whose reader says what is wrong.
const Format& format_to_read(const std::string& path, Holds holds);

/// The ending of a path in small letters, with its dot; empty if there is none.
std::string ending_of(const std::string& path);

/// The format in which frames go to a place of this name: a film if its ending says so, else a
/// folder.
const Format& format_of_frames(const std::string& place);

/// ".png, .jpg or .bmp": the endings of files that hold this.
std::string endings_of(Holds holds);
/// "*.npy *.json *.gss": the same in the form that a file dialog takes, for several bits of Holds
/// and those formats alone that can be read.
std::string patterns_of(unsigned holds);

/// Fails with a sentence if a file of this name can't hold this. The name of a picture or of a
/// field must have one of their endings, which decides how it is written. Sessions, scripts and
/// figures may have any name that does not stand for another format. Anything but a regular file
/// may have any name.
Status check_name(const std::string& path, Holds holds);

}  // namespace gs
