// The command line of both programs, with and without a window.
#pragma once

#include <functional>

#include "app/core/app/app.h"

namespace gs {

/// Exit codes: success, a failure while running, a mistake in the user's input.
constexpr int kDone = 0, kFailed = 1, kWrongInput = 2;

/// How the window starts; app/main.cpp hands it on.
struct WindowRequest {
    /// The window calls it with its App before the first frame.
    std::function<Status(App&)> prepare;
    /// Scale of the interface; 0: the display's own.
    double scale = 0;
    bool full_screen = false, hide_interface = false;
    bool offer_last_session = true;
};
using OpenWindow = int (*)(const WindowRequest& request);

/// Reads the arguments, does what they ask for, and returns the exit code. open_window: nullptr in
/// the program without a window. All exceptions are caught here.
int run_cli(int argc, char** argv, OpenWindow open_window);

}  // namespace gs
