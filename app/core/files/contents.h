// Tells what a file is by its first bytes, since its name may be wrong.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/core/text/strings.h"
#include "kernels/engine/status.h"

namespace gs {

/// The kinds of files that the program distinguishes.
enum class Content { Empty, Array, Archive, Session, Run, Json, Script, Numbers, Text, Picture, Other };

struct Format;

/// What a file is, by its first bytes.
struct FileKind {
    Content content = Content::Empty;
    /// The kind in words: "a PNG picture".
    std::string_view what;
    /// The words that say what to do with such a file, or empty.
    std::string_view hint;
    /// The format that is recognised (formats.h), or nullptr.
    const Format* format = nullptr;
};

/// Number of bytes by which a file is known.
inline constexpr std::size_t kKindBytes = 4096;

/// Tells what a file is by its first bytes, at most kKindBytes of them. The path helps if the bytes
/// are text that may be anything.
FileKind file_kind(std::string_view start, const std::string& path);
/// Reads as much as it needs. Anything but a regular file (a pipe) is not read and counts as a
/// script. Fails with a sentence if there is no such file or it can't be read.
Status read_file_kind(const std::string& path, FileKind& kind);

/// "it is not a session but a NumPy array, which load-field takes": the reason without the name of
/// the file at `path`. wanted: the words for what it was expected to be (Text::ASession).
std::string why_not_a(Text wanted, const FileKind& kind, const std::string& path);

/// Sets what tells whether a word is the name of a command, by which a file of commands is known.
/// The application does so when it begins; until then no word is one. Any thread.
void know_commands(bool (*is_command)(std::string_view word));

/// True for text with which a script may begin; only running its lines shows whether they are
/// commands.
bool may_be_script(const FileKind& kind);
/// Reads a text of commands of at most 64 MiB. Fails with a sentence if it is something else.
Status read_script(const std::string& path, std::string& script);
/// The same for a line that came through a pipe: fails with the reason if it is not text.
Status check_script_line(const std::string& line);

}  // namespace gs
