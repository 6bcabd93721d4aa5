// gpu_report FOLDER: writes the page about the results in this folder to standard output. The exit
// code is 1 if something failed.
#include <cstdio>
#include <exception>

#include "tests/bundle/predicted.h"
#include "tests/bundle/report.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("gpu_report: the folder of the results is missing\n", stderr);
        return 2;
    }
    try {
        const gs::bundle::Results results = gs::bundle::read_results(argv[1]);
        std::fputs(gs::bundle::report_of(results, gs::bundle::predicted_gcells).c_str(), stdout);
        return gs::bundle::anything_failed(results) ? 1 : 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "gpu_report: %s\n", error.what());
        return 2;
    }
}
