#include "app/core/run/describe_gpu.h"

#include <cmath>

#include "app/core/text/strings.h"
#include "kernels/cuda/info.h"

namespace gs {

std::string describe_gpu() {
    const CudaInfo& gpu = cuda_info();
    if (!gpu.available()) return {};
    const double gib = static_cast<double>(gpu.memory_bytes) / std::pow(2.0, 30);
    return say(Text::GpuWords, gpu.name, gpu.sms, gpu.clock_ghz, gib, gpu.driver);
}

}  // namespace gs
