// The program with a window; its subcommands run without one.
#include "app/cli/cli.h"
#include "app/ui/window.h"

namespace {

int open_window(const gs::WindowRequest& request) {
    gs::WindowOptions options;
    options.prepare = request.prepare;
    options.scale = request.scale;
    options.full_screen = request.full_screen;
    options.hide_interface = request.hide_interface;
    options.offer_last_session = request.offer_last_session;
    return gs::run_window(options);
}

}  // namespace

int main(int argc, char** argv) {
    return gs::run_cli(argc, argv, open_window);
}
