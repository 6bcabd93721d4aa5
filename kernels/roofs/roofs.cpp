#include "kernels/roofs/roofs.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <barrier>
#include <cassert>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <sstream>
#include <thread>

#include "kernels/host/cores.h"
#include "kernels/host/huge_memory.h"
#include "kernels/host/isa.h"
#include "kernels/roofs/loops.h"

namespace gs {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRepeats = 5;  // a roof is the best of them: other programs only ever take away

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The cores on which the roofs are measured: as many as a kernel takes threads by itself.
std::vector<int> measured_cores() {
    std::vector<int> cores = allowed_cores();
    const auto threads = static_cast<std::size_t>(thread_default().threads);
    if (cores.size() > threads) cores.resize(threads);
    return cores;
}

/// A thread's share of the work: what it has to set up, and a burst of some 10
/// microseconds that returns how much it did.
using Burst = std::function<double()>;

/// Work per second of all threads at once. Each thread counts over its own window, and the windows
/// overlap, so that a late start of one does not lower the sum.
double rate_of_all(const std::vector<int>& cpus, double seconds, const std::function<Burst()>& set_up) {
    std::vector<std::vector<double>> rates(kRepeats, std::vector<double>(cpus.size()));
    std::barrier together(static_cast<std::ptrdiff_t>(cpus.size()));
    const auto work = [&](std::size_t self) {
        keep_on(pthread_self(), cpus[self]);
        const Burst burst = set_up();
        burst();
        for (auto& repeat : rates) {
            together.arrive_and_wait();
            const auto start = Clock::now();
            double done = 0, elapsed = 0;
            while (elapsed < seconds / kRepeats) {
                done += burst();
                elapsed = seconds_since(start);
            }
            repeat[self] = done / elapsed;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < cpus.size(); ++i) threads.emplace_back(work, i);
    }
    double best = 0;
    for (const auto& repeat : rates) {
        double sum = 0;
        for (const double rate : repeat) sum += rate;
        best = std::max(best, sum);
    }
    return best;
}

/// The instruction sets of this CPU, the slowest first.
std::vector<Isa> isas_of_this_cpu() {
    std::vector<Isa> all{Isa::Portable, Isa::Avx2, Isa::Avx512};
    std::erase_if(all, [](Isa isa) { return isa > best_isa(); });
    return all;
}

/// Multiply-adds a second, in 1e9.
double arithmetic(const std::vector<int>& cpus, double seconds, double (*loop)(std::int64_t, double*)) {
    constexpr std::int64_t kRounds = 4000;
    return 1e-9 * rate_of_all(cpus, seconds, [loop] {
               return [loop, sink = std::make_shared<double>()] { return loop(kRounds, sink.get()); };
           });
}

/// One level of cache as the system describes it.
struct Cache {
    int level;
    std::size_t bytes;
    /// Of our processors, how many share one.
    std::size_t sharers;
};

/// How many of our processors a list such as "0-3,8-11" names.
std::size_t count_listed(const std::string& list, const std::vector<int>& cpus) {
    std::size_t count = 0;
    std::istringstream ranges(list);
    for (std::string range; std::getline(ranges, range, ',');) {
        const std::size_t dash = range.find('-');
        const int first = std::atoi(range.c_str());
        const int last = dash == std::string::npos ? first : std::atoi(range.c_str() + dash + 1);
        count += static_cast<std::size_t>(
            std::count_if(cpus.begin(), cpus.end(), [&](int cpu) { return cpu >= first && cpu <= last; }));
    }
    return std::max<std::size_t>(count, 1);
}

std::vector<Cache> caches_of(const std::vector<int>& cpus) {
    std::vector<Cache> caches;
    for (int index = 0; index < 8; ++index) {
        const std::string folder =
            fmt::format("/sys/devices/system/cpu/cpu{}/cache/index{}/", cpus.front(), index);
        std::ifstream level_file(folder + "level"), type_file(folder + "type"), size_file(folder + "size"),
            list_file(folder + "shared_cpu_list");
        int level = 0;
        std::size_t kilobytes = 0;
        std::string type, list;
        if (!(level_file >> level) || !(type_file >> type) || !(size_file >> kilobytes)) continue;
        list_file >> list;
        if (type != "Instruction") caches.push_back({level, kilobytes << 10, count_listed(list, cpus)});
    }
    if (caches.empty()) caches = {{1, std::size_t{32} << 10, 1}, {2, std::size_t{1} << 20, 1}};
    return caches;
}

/// 1e9 bytes a second, read plus written, with `bytes` for each thread.
double bandwidth(const std::vector<int>& cpus, double seconds, const RoofLoops& loops, std::size_t bytes) {
    constexpr std::size_t kBurst = std::size_t{1} << 20;
    const std::size_t count = bytes / sizeof(float) / 64 * 64;
    const std::size_t part = std::min(count, kBurst / sizeof(float));
    const auto rounds = static_cast<std::int64_t>(std::max<std::size_t>(1, kBurst / (part * sizeof(float))));
    return 1e-9 * rate_of_all(cpus, seconds, [&, count, part, rounds]() -> Burst {
               // Each thread's own, touched first by it.
               const auto data = std::make_shared<HugeMemory>(bytes / sizeof(float));
               std::fill_n(data->data(), bytes / sizeof(float), 1.0F);
               return [data, count, part, rounds, &loops, at = std::size_t{0}]() mutable {
                   loops.update(data->data() + at, part, rounds);
                   at = at + 2 * part <= count ? at + part : 0;
                   return 2.0 * static_cast<double>(part * sizeof(float)) * static_cast<double>(rounds);
               };
           });
}

std::size_t physical_memory() {
    return static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) *
           static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
}

/// Half of each cache is swept, so that what else lives there does no harm; main memory
/// by several times the last cache.
std::vector<MemoryRoof> memory_roofs(const std::vector<int>& cpus, double seconds, const RoofLoops& loops) {
    const std::vector<Cache> caches = caches_of(cpus);
    const double each = seconds / static_cast<double>(caches.size() + 1);
    std::vector<MemoryRoof> roofs;
    std::size_t inner = 0;  // what the caches before hold for one thread
    for (const Cache& cache : caches) {
        const std::size_t own = cache.bytes / cache.sharers;
        const std::size_t swept = std::max(own / 2, 2 * inner);
        roofs.push_back(
            {fmt::format("L{}", cache.level), own * cpus.size(), bandwidth(cpus, each, loops, swept)});
        inner = own;
    }
    const std::size_t wanted = std::max(std::size_t{256} << 20, 4 * inner * cpus.size());
    const std::size_t total = std::min(wanted, physical_memory() / 8);
    roofs.push_back(
        {"DRAM", std::numeric_limits<std::size_t>::max(), bandwidth(cpus, each, loops, total / cpus.size())});
    return roofs;
}

std::string processor_name() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (!line.starts_with("model name")) continue;
        const std::size_t start = line.find_first_not_of(" \t", line.find(':') + 1);
        if (start != std::string::npos) return line.substr(start);
    }
    return "CPU";
}

}  // namespace

ComputeRoof Roofs::best() const {
    ComputeRoof best;
    for (const ComputeRoof& roof : compute)
        if (roof.f32 >= best.f32) best = roof;
    return best;
}

const MemoryRoof& Roofs::memory_for(std::size_t working_set) const {
    assert(!memory.empty());
    // A sweep through nearly all of a cache already misses: other data and
    // other programs live there too.
    for (const MemoryRoof& roof : memory)
        if (working_set <= roof.capacity / 4 * 3) return roof;
    return memory.back();
}

std::string machine_name() {
    return fmt::format("{}, {} threads", processor_name(), measured_cores().size());
}

Roofs measure_cpu_roofs(double seconds) {
    const std::vector<int> cpus = measured_cores();
    const std::vector<Isa> all = isas_of_this_cpu();
    Roofs roofs;
    roofs.device = processor_name();
    roofs.threads = static_cast<int>(cpus.size());
    const double each = seconds / 2 / (2 * static_cast<double>(all.size()));
    for (const Isa isa : all) {
        const RoofLoops loops = roof_loops(isa);
        roofs.compute.push_back({isa == Isa::Portable ? "portable" : name_of(isa),
                                 arithmetic(cpus, each, loops.multiply_add_f32),
                                 arithmetic(cpus, each, loops.multiply_add_f64)});
    }
    roofs.memory = memory_roofs(cpus, seconds / 2, roof_loops(best_isa()));
    return roofs;
}

}  // namespace gs
