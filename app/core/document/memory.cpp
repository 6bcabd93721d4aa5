#include "app/core/document/memory.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <string>

#include "app/core/text/strings.h"
#include "kernels/cuda/info.h"

namespace gs {

double available_memory() {
    std::ifstream in("/proc/meminfo");
    std::string name, unit;
    for (double kib = 0; in >> name >> kib; std::getline(in, unit))
        if (name == "MemAvailable:") return kib * 1024;
    return std::numeric_limits<double>::infinity();
}

namespace {

/// A twentieth stays free for what is not counted.
Status fits(std::int64_t rows, std::int64_t cols, double bytes, double there, Text sentence) {
    if (bytes <= 0.95 * there) return {};
    const double gib = std::pow(2.0, 30);
    return Status::failure(
        say(sentence, cols, rows, fmt::format("{:.1f}", bytes / gib), fmt::format("{:.1f}", there / gib)));
}

/// What the instruments copy of a field: the sample that is being made, the newest one, and those
/// that are measured and compared.
double bytes_of_samples(double cells) {
    constexpr double kSamples = 4, kPart = 4.0 * kSampledPart * kSampledPart;
    const double most = static_cast<double>(kMostSampled);
    return kSamples * (2 * 4.0 * std::min(cells, most) + (cells > most ? kPart : 0));
}

}  // namespace

Status fits_memory(std::int64_t rows, std::int64_t cols, double bytes) {
    return fits(rows, cols, bytes, available_memory(), Text::NoMemory);
}

double bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel, bool varying,
                    bool with_frames) {
    const double cells = static_cast<double>(rows) * static_cast<double>(cols);
    const double scalar = kernel.scalar == GS_F32 ? 4 : 8;
    const double copy = 2 * scalar;  // a start on its way in, a file on its way out
    const double frames = with_frames ? 3 * 2 * 4.0 : 2 * 4.0;
    const double rates = varying ? 2 * scalar + 3 * 16 : 0;  // in the kernel, and in float64 in transit
    const double planes = kernel.memory == GS_HOST ? 4 * scalar : 0;
    // The window keeps a copy of the field for the case that its device is lost, and pinned memory
    // for making it.
    const double kept = kernel.memory == GS_CUDA && with_frames ? 2 * 4.0 + 2 * scalar : 0;
    const double good = 2 * 4.0;  // the moment to go back to if the field blows up
    const double samples = with_frames ? bytes_of_samples(cells) : 0;
    return cells * (planes + copy + frames + rates + kept + good) + samples;
}

double device_bytes_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel) {
    if (kernel.memory != GS_CUDA) return 0;
    return 4.0 * (kernel.scalar == GS_F32 ? 4 : 8) * static_cast<double>(rows) * static_cast<double>(cols);
}

Status fits_to_run(std::int64_t rows, std::int64_t cols, const gs_kernel& kernel) {
    const double on_device = device_bytes_to_run(rows, cols, kernel);
    const auto there = on_device > 0 ? cuda_memory() : std::nullopt;
    if (there)
        if (Status no = fits(rows, cols, on_device, static_cast<double>(there->free), Text::NoGpuMemory); !no)
            return no;
    return fits_memory(rows, cols, bytes_to_run(rows, cols, kernel, false, false));
}

}  // namespace gs
