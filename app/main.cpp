// The program with a window; its subcommands run without one.
#include "app/cli/cli.h"
#include "app/ui/window.h"

int main(int argc, char** argv) {
    return gs::run_cli(argc, argv, gs::run_window);
}
