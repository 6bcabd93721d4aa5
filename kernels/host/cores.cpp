#include "kernels/host/cores.h"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace gs {

namespace {

constexpr int kMostThreads = 1024;  // as the kernels' knob

/// The first number of "4" or "4,2", with blanks around it; nothing if OpenMP would not take it.
std::optional<int> first_number(const char* value) {
    if (value == nullptr) return {};
    std::string_view text = value;
    constexpr std::string_view kBlanks = " \t\n\r\f\v";
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.starts_with('+')) text.remove_prefix(1);
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 1) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (!text.empty() && text.front() != ',') return {};
    return static_cast<int>(std::min<long long>(number, kMostThreads));
}

}  // namespace

std::vector<int> allowed_cores() {
    std::vector<int> cores;
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) == 0)
        for (int core = 0; core < CPU_SETSIZE; ++core)
            if (CPU_ISSET(core, &set)) cores.push_back(core);
    if (cores.empty()) cores.push_back(0);
    return cores;
}

int available_cores() {
    return static_cast<int>(allowed_cores().size());
}

std::ptrdiff_t second_cache_bytes() {
    const long bytes = sysconf(_SC_LEVEL2_CACHE_SIZE);
    return bytes > 0 ? bytes : std::ptrdiff_t{512} * 1024;
}

void keep_on(pthread_t thread, int core) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    pthread_setaffinity_np(thread, sizeof one, &one);
}

ThreadDefault thread_default(const char* wanted, const char* limit, int cores) {
    ThreadDefault result{cores, ""};
    if (const auto number = first_number(wanted))
        result = {*number, "OMP_NUM_THREADS=" + std::to_string(*number)};
    if (const auto most = first_number(limit); most && *most < result.threads)
        result = {*most, "OMP_THREAD_LIMIT=" + std::to_string(*most)};
    return result;
}

ThreadDefault thread_default() {
    return thread_default(std::getenv("OMP_NUM_THREADS"), std::getenv("OMP_THREAD_LIMIT"), available_cores());
}

}  // namespace gs
