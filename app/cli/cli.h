// The command line of both programs.
#pragma once

#include "app/core/app.h"

namespace gs {

/// Exit codes: done, failed while running, the user's input was wrong.
constexpr int kDone = 0, kFailed = 1, kWrongInput = 2;

/// Opens a window on an application that is prepared. Only `grayscope` has one.
struct WindowRequest {
    double scale = 0;
    bool full_screen = false, hide_interface = false;
    bool offer_last_session = true;
};
using OpenWindow = int (*)(App& app, const WindowRequest& request);

/// Reads the arguments and does what they say. open_window: nullptr in the program without a window. The one
/// place where exceptions end.
int run_cli(int argc, char** argv, OpenWindow open_window);

}  // namespace gs
