#include "kernels/cuda/info.h"
#include "kernels/roofs/roofs.h"

namespace gs {

Status measure_cuda_roofs(Roofs&) {
    return Status::failure(cuda_unavailable());
}

}  // namespace gs
