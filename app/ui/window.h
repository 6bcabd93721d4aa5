// The window: GLFW, OpenGL and Dear ImGui around an App.
#pragma once

#include <functional>

#include "app/core/app/app.h"

namespace gs {

/// How the window starts.
struct WindowOptions {
    /// Called with the new App before the first frame: options, --exec, a session. A failure is the
    /// user's mistake: it is said on stderr, and the exit code is 2. The window makes the App,
    /// since it must know first that the GPU is still being looked for.
    std::function<Status(App&)> prepare;
    /// Of the interface, 0.5 to 4; 0: the display's own.
    double scale = 0;
    bool full_screen = false;
    /// As after Tab.
    bool hide_interface = false;
    /// False where the command line says what to show.
    bool offer_last_session = true;
    /// Reads and writes place, size and panels in the user's config folder.
    bool remember = true;
};

/// Opens the window and stays until it is closed. Exit code: 0 closed by the user, 2 no display, no
/// OpenGL 3.3, or `prepare` failed (one sentence on stderr). The main thread.
int run_window(const WindowOptions& options);

}  // namespace gs
