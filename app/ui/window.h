// The window: GLFW, OpenGL and Dear ImGui around an App.
#pragma once

#include "app/core/app/window_options.h"

namespace gs {

/// Opens the window and returns when it is closed, with the exit code: 0 if the user closed it; 2
/// if there is no display or no OpenGL 3.3, or if `prepare` failed (one sentence on stderr). Main
/// thread.
int run_window(const WindowOptions& options);

}  // namespace gs
