// cpu-stdpar: the same rows as cpu-openmp, dealt out by a C++17 parallel algorithm instead of a
// pragma. It is no faster: the standard library gives each row to a pool of worker threads (TBB)
// and balances them, which is worth something if cores are unequal or busy. What limits it is
// memory, as before, and the bookkeeping of a thousand small tasks per step.
#include <dlfcn.h>

#include <filesystem>
#include <string>

#include "kernels/cpu/stdpar_rows.h"
#include "kernels/cpu/textbook_rows.h"
#include "kernels/cpu/threads.h"
#include "kernels/host/cores.h"
#include "kernels/host/denormals.h"

namespace {

/// The library of stdpar_rows.h, beside the program or where it was built; or why there is none.
struct Library {
    gs_for_each_row_fn* for_each_row = nullptr;
    gs_stdpar_threads_fn* threads = nullptr;
    std::string why_not;

    Library() {
        std::error_code error;
        const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
        void* handle = dlopen((program.parent_path() / GS_STDPAR_LIBRARY).c_str(), RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr) handle = dlopen(GS_STDPAR_BUILT "/" GS_STDPAR_LIBRARY, RTLD_NOW | RTLD_LOCAL);
        if (handle == nullptr) {
            const char* text = dlerror();
            why_not =
                std::string("its library does not load: ") + (text != nullptr ? text : GS_STDPAR_LIBRARY);
            return;
        }
        for_each_row = reinterpret_cast<gs_for_each_row_fn*>(dlsym(handle, "gs_for_each_row"));
        threads = reinterpret_cast<gs_stdpar_threads_fn*>(dlsym(handle, "gs_stdpar_threads"));
        if (for_each_row == nullptr || threads == nullptr) why_not = "its library is of another version";
    }
};

const Library& library() {
    static const Library loaded;
    return loaded;
}

struct Step {
    const gs_params* params;
    const gs_field *in, *out;
};

void step_row(const void* data, int y) {
    const gs::FlushDenormals flush;
    const Step& s = *static_cast<const Step*>(data);
    gs::step_row(*s.params, *s.in, *s.out, y);
}

const char* step(void*, const gs_params* params, const gs_field* in, const gs_field* out, void*) {
    const Step all{params, in, out};
    return library().for_each_row(in->rows, step_row, &all) ? nullptr : "no memory for the list of rows";
}

void* open(const gs_problem*, const std::int64_t*, void*, char*, std::size_t) {
    return gs::opened_with_threads("TBB, ", library().threads(gs::thread_default().threads));
}

const char* unavailable() {
    return library().why_not.empty() ? nullptr : library().why_not.c_str();
}

}  // namespace

extern "C" const gs_kernel* gs_kernel_cpu_stdpar(void) {
    static const gs_kernel kernel = [] {
        gs_kernel k =
            gs::threaded_row("cpu-stdpar", "C++17 parallel algorithm",
                             "std::for_each with a parallel execution policy over the rows of cpu-autovec.");
        k.fallback = "cpu-openmp";
        k.unavailable = unavailable;
        k.open = open;
        k.step = step;
        return k;
    }();
    return &kernel;
}
