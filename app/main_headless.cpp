#include "app/cli/cli.h"

int main(int argc, char** argv) {
    return gs::run_cli(argc, argv, nullptr);
}
