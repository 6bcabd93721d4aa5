// Which cores this process may use, how a thread is kept on one, and how many threads a CPU kernel
// takes if nothing else is said.
#pragma once

#include <pthread.h>

#include <cstddef>
#include <string>
#include <vector>

namespace gs {

/// The cores that this process may use, by the system's numbers, in order; never empty. A limit
/// such as taskset's is taken into account. Any thread.
std::vector<int> allowed_cores();

/// How many of them there are.
int available_cores();

/// Bytes of a core's second cache; a usual size if the system does not say. Any thread.
std::ptrdiff_t second_cache_bytes();

/// Lets a thread run on this core alone. If that is not allowed, the scheduler goes on choosing.
void keep_on(pthread_t thread, int core);

/// How many threads "automatic" means, for every CPU kernel and for the measured roofs, and why.
struct ThreadDefault {
    int threads = 1;
    /// "OMP_NUM_THREADS=1" if the environment decided, otherwise empty.
    std::string because;
};

/// One thread per available core, unless the environment says otherwise: OMP_NUM_THREADS (of a
/// list, its first number) sets the number, and OMP_THREAD_LIMIT caps it. Values that OpenMP would
/// ignore are ignored. Pure. wanted, limit: the values of the two variables, or nullptr.
ThreadDefault thread_default(const char* wanted, const char* limit, int cores);

/// The same for this process, now. Any thread.
ThreadDefault thread_default();

}  // namespace gs
