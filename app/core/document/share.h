// All settings as one short line of text, and the settings of what other programs' users paste.
#pragma once

#include <string>
#include <string_view>

#include "app/core/document/document.h"
#include "kernels/engine/status.h"

namespace gs {

/// The document as one line, "grayscope preset=worms F=0.058 k=0.065 size=512x512": the preset that
/// it came from, the rates, and what differs from that preset in a new session. read_shared() reads
/// it back to the same bits. The kernel is named unless it is this machine's fastest one.
std::string share_text(const Document& document);
/// What the document holds and such a line can't say (fields from files), in words, or empty.
std::string left_out_of_share(const Document& document);

/// True for a line of share_text() and for a link: what can't be a command.
bool is_shared(std::string_view line);
/// The command that takes this text, as one line whatever the text is.
std::string command_from(std::string_view text);

/// What was made of a text, in words; what was left out may be empty.
struct SharedText {
    std::string took, left_out;
};

/// Writes the settings of a text into the document. A line of share_text() replaces all of them but
/// the kernel, its knobs, the speed and the brush, which stay unless it names them. Of other
/// programs' lines, and of rates with or without names, only what is said is taken; a rate that is
/// said no longer varies over the field. What isn't certain fails with a sentence that says what
/// would be understood, and the document is then unchanged.
Status read_shared(std::string_view text, Document& document, SharedText& said);

}  // namespace gs
