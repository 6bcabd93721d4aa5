// The command line of both programs, with and without a window.
#pragma once

namespace gs {

struct WindowOptions;

/// Exit codes: success, a failure while running, a mistake in the user's input.
constexpr int kDone = 0, kFailed = 1, kWrongInput = 2;

/// Opens the window and returns the exit code.
using OpenWindow = int (*)(const WindowOptions& options);

/// Reads the arguments, does what they ask for, and returns the exit code. open_window: nullptr in
/// the program without a window. All exceptions are caught here.
int run_cli(int argc, char** argv, OpenWindow open_window);

}  // namespace gs
