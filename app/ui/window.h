// The window: GLFW, OpenGL and Dear ImGui around an App.
#pragma once

#include "app/core/app.h"

namespace gs {

/// How the window starts. What it shows is in the App, prepared by the caller: options, --exec, a session.
struct WindowOptions {
    double scale = 0;                ///< of the interface, 0.5 to 4; 0: the display's own
    bool full_screen = false;
    bool hide_interface = false;     ///< as after Tab
    bool offer_last_session = true;  ///< false where the command line says what to show
    bool remember = true;            ///< reads and writes place, size and panels in the user's config folder
};

/// Opens the window and stays until it is closed. Exit code: 0 closed by the user, 2 no display or no OpenGL 3.3 (one
/// sentence on stderr). The main thread.
int run_window(App& app, const WindowOptions& options);

}  // namespace gs
