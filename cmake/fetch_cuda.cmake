# cmake -P cmake/fetch_cuda.cmake: nvcc and what it needs, from the vendor's wheels, into the user's cache folder, for a
# machine that has an NVIDIA driver and no toolkit. cuda.cmake looks there.
include(${CMAKE_CURRENT_LIST_DIR}/fetch.cmake)

set(GRAYSCOPE_DOWNLOADS "$ENV{GRAYSCOPE_DOWNLOADS}")
set(linux manylinux_2_17_x86_64)
set(pip --only-binary=:all: --platform=${linux} --platform=manylinux_2_12_x86_64 --platform=manylinux_2_5_x86_64)
gs_fetch(nvcc PACKAGE nvidia-cuda-nvcc==13.0.88 PIP ${pip}
         FILE nvidia_cuda_nvcc-13.0.88-py3-none-manylinux2014_x86_64.${linux}.whl
         SHA256 56fe502eb77625a12f25172caa3cdddb4e4c8ba2c8c17dba44b164761b380f03)
gs_fetch(runtime PACKAGE nvidia-cuda-runtime==13.0.96 PIP ${pip}
         FILE nvidia_cuda_runtime-13.0.96-py3-none-manylinux2014_x86_64.${linux}.whl
         SHA256 7f82250d7782aa23b6cfe765ecc7db554bd3c2870c43f3d1821f1d18aebf0548)
gs_fetch(cccl PACKAGE nvidia-cuda-cccl==13.0.85 PIP ${pip}
         FILE nvidia_cuda_cccl-13.0.85-py3-none-manylinux2014_x86_64.${linux}.whl
         SHA256 e0da7ad981f3a8aff08241b5bfc1af868742a63e2762f53a5171c492ef242649)
gs_fetch(crt PACKAGE nvidia-cuda-crt==13.0.88 PIP ${pip}
         FILE nvidia_cuda_crt-13.0.88-py3-none-manylinux2014_x86_64.${linux}.whl
         SHA256 2c8043c7c9e02492716426e9919fc78d2c5b3b2a7a768a88e952676b08aa55a4)
gs_fetch(nvvm PACKAGE nvidia-nvvm==13.0.88 PIP ${pip}
         FILE nvidia_nvvm-13.0.88-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl
         SHA256 c5f41ffeb6466944a026dfa5317d7d85355c119bbec279205d22f1869d1054e0)
gs_fetch(nvtx PACKAGE nvidia-nvtx==13.0.85 PIP ${pip}
         FILE nvidia_nvtx-13.0.85-py3-none-manylinux1_x86_64.manylinux_2_5_x86_64.whl
         SHA256 4936d1d6780fbe68db454f5e72a42ff64d1fd6397df9f363ae786930fd5c1cd4)

# Unpacked elsewhere and then renamed, so that half a toolkit is never found.
gs_cache_dir(cache)
set(toolkit ${cache}/cuda-13.0)
set(aside ${cache}/.cuda-13.0.unpacking)
file(REMOVE_RECURSE ${aside} ${toolkit})
foreach(wheel ${nvcc} ${runtime} ${cccl} ${crt} ${nvvm} ${nvtx})
    gs_unpack(${wheel} ${aside})
endforeach()
file(CREATE_LINK lib ${aside}/nvidia/cu13/lib64 SYMBOLIC)  # where nvcc tells the linker to look
file(CREATE_LINK libcudart.so.13 ${aside}/nvidia/cu13/lib/libcudart.so SYMBOLIC)  # by which CMake knows a toolkit
file(RENAME ${aside}/nvidia/cu13 ${toolkit})
file(REMOVE_RECURSE ${aside})
message("CUDA compiler: ${toolkit}/bin/nvcc")
