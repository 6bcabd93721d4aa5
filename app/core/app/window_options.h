// How the window starts: what the command line says, and what the window does.
#pragma once

#include <functional>

#include "app/core/app/app.h"

namespace gs {

struct WindowOptions {
    /// Called with the new App before the first frame: options, --exec, a session. A failure is the
    /// user's mistake: it is printed on stderr, and the exit code is 2. The window makes the App,
    /// since the App must be told beforehand that the search for a GPU comes later.
    std::function<Status(App&)> prepare;
    /// Scale of the interface, 0.5 to 4; 0: the display's own.
    double scale = 0;
    bool full_screen = false;
    /// Starts in presentation mode, as after the F5 key.
    bool present = false;
    /// Starts with the interface hidden, as after the Tab key.
    bool hide_interface = false;
    /// False if the command line says what to show.
    bool offer_last_session = true;
    /// Reads and writes place, size and panels in the user's config folder.
    bool remember = true;
};

}  // namespace gs
