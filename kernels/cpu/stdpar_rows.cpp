#include "kernels/cpu/stdpar_rows.h"

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <execution>
#include <mutex>
#include <numeric>
#include <optional>
#include <vector>

namespace {

// ThreadSanitizer does not see how TBB, which is not compiled with it, hands work to its threads.
#if defined(GS_SANITIZE_thread)
constexpr auto kPolicy = std::execution::seq;
#else
constexpr auto kPolicy = std::execution::par;
#endif

}  // namespace

bool gs_for_each_row(int rows, void (*row)(const void* data, int y), const void* data) try {
    std::vector<int> numbers(static_cast<std::size_t>(rows));
    std::iota(numbers.begin(), numbers.end(), 0);
    std::for_each(kPolicy, numbers.begin(), numbers.end(), [=](int y) { row(data, y); });
    return true;
} catch (const std::bad_alloc&) {
    return false;
}

int gs_stdpar_threads(int most) {
    const int threads = std::max(1, std::min(most, tbb::this_task_arena::max_concurrency()));
    static std::mutex mutex;
    static std::optional<tbb::global_control> limit;
    const std::lock_guard lock(mutex);
    limit.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
    return threads;
}
