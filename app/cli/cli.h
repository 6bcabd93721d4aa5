// The command line of both programs.
#pragma once

#include <functional>

#include "app/core/app/app.h"

namespace gs {

/// Exit codes: done, failed while running, the user's input was wrong.
constexpr int kDone = 0, kFailed = 1, kWrongInput = 2;

/// How the window starts; app/main.cpp passes it on to the window.
struct WindowRequest {
    /// To be called with the window's application before its first frame.
    std::function<Status(App&)> prepare;
    /// Of the interface; 0: the display's own.
    double scale = 0;
    bool full_screen = false, hide_interface = false;
    bool offer_last_session = true;
};
using OpenWindow = int (*)(const WindowRequest& request);

/// Reads the arguments and does what they say. open_window: nullptr in the program without a
/// window. The one place where exceptions end.
int run_cli(int argc, char** argv, OpenWindow open_window);

}  // namespace gs
