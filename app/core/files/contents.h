// What a file is, by its first bytes: names lie, contents do not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kernels/engine/status.h"

namespace gs {

/// What the program tells apart.
enum class Content { Empty, Array, Archive, Session, Json, Script, Numbers, Text, Picture, Other };

/// A look at a file.
struct Look {
    Content content = Content::Empty;
    /// "a PNG picture".
    std::string_view what;
    /// What to do with it, or empty.
    std::string_view hint;
};

/// So many bytes of a file are looked at.
inline constexpr std::size_t kLookedAt = 4096;

/// What a file is whose first bytes are these, at most kLookedAt. The path
/// helps where text may be anything.
Look look_at(std::string_view start, const std::string& path);
/// Reads as much as it takes. What is no regular file (a pipe) is left alone and counts as a
/// script. Fails with a sentence where there is no such file or it can't be read.
Status look_at_file(const std::string& path, Look& look);

/// What a file was expected to be.
enum class Wanted { Field, Session, Script, Openable };

/// "it is not a session but a NumPy array, which load-field takes": the
/// reason alone, for a file at `path`.
std::string why_not_a(Wanted wanted, const Look& look, const std::string& path);

/// Whether a word is the name of a command. The commands define it (app/core/app/commands.cpp): a
/// file of commands is known by its first word.
bool is_command(std::string_view word);
/// True for text that a script may begin with; whether its lines are commands, running them tells.
bool may_be_script(const Look& look);
/// Reads a text of commands of at most 64 MiB. Fails with a sentence where it is something else.
Status read_script(const std::string& path, std::string& script);
/// The same for a line that came through a pipe: fails with the reason where it is no text.
Status check_script_line(const std::string& line);

}  // namespace gs
