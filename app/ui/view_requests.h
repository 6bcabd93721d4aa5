// The part of the `view` command that core leaves to the window.
#pragma once

#include "app/ui/ui.h"

namespace gs {

/// Does one command, and what it asks of the window, at once.
Status perform(Ui& ui, std::string_view line);

/// Closes what was opened last: a popup, a question, a page, the drawer; then brings back the
/// interface, the desk's layout, and the window from full screen. False if there was none of it.
bool go_back(Ui& ui);

/// Does what the `view` commands since the last call have asked for; true if there were any.
bool view_as_asked(Ui& ui);

/// Whether the window knows this word of `view`; it must know all of view_words().
bool answers_view(std::string_view word);

/// Hides all but the picture, for the projector, or shows it again.
void hide_interface(Ui& ui, bool hidden);

}  // namespace gs
