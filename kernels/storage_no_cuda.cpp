// Stands in for storage_cuda where the program is built without CUDA.
#include "kernels/storage.h"

namespace gs {

std::unique_ptr<Storage> make_cuda_storage(gs_scalar, int, int, const RatePlanes&) {
    throw std::runtime_error("this program was built without CUDA");
}

}  // namespace gs
