#include "tests/bundle/predicted.h"

#include "kernels/cuda/plan.h"

namespace gs::bundle {

double predicted_gcells(const std::string& kernel, int rows, int cols) {
    const CudaInfo& info = cuda_info();
    return info.available() ? gs::predicted_gcells(kernel, card_of(info), rows, cols) : 0;
}

}  // namespace gs::bundle
