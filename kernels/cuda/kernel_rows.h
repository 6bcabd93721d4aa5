// The rows of the CUDA kernels, in learning order: what can be said of them without a CUDA toolkit,
// so that a program without CUDA lists the same kernels. Each kernel's .cu file adds the functions.
#pragma once

#include "kernels/cuda/info.h"
#include "kernels/cuda/plan.h"
#include "kernels/kernel_row.h"

namespace gs {

/// A row with what is the same in each of them; the kernel fills in the rest.
inline gs_kernel cuda_row(const char* id, const char* label, const char* summary) {
    gs_kernel k = kernel_row(id, label, summary);
    k.memory = GS_CUDA;
    k.unavailable = cuda_unavailable;
    return k;
}

// ---- cuda-naive

inline gs_kernel cuda_naive_row() {
    gs_kernel k =
        cuda_row("cuda-naive", "CUDA, one thread per cell",
                 "One GPU thread per cell, all neighbours read from global memory, textbook arithmetic.");
    k.rank = 110;
    k.wants_ghosts = 1;
    return k;
}

// ---- cuda-shared

inline gs_kernel cuda_shared_row() {
    gs_kernel k =
        cuda_row("cuda-shared", "CUDA, tiles in shared memory",
                 "A block's tile and its halo are loaded into shared memory once; textbook arithmetic.");
    k.rank = 120;
    k.fallback = "cuda-vector";
    return k;
}

// ---- cuda-thrust

inline gs_kernel cuda_thrust_row() {
    gs_kernel k = cuda_row("cuda-thrust", "CUDA through Thrust",
                           "for_each over all cells with a function object: the library starts the threads.");
    k.fallback = "cuda-naive";
    k.wants_ghosts = 1;
    return k;
}

// ---- cuda-vector

/// The places of its knobs.
enum VectorKnob { kVectorRows, kVectorWarps, kVectorGraph };

inline constexpr gs_knob kVectorKnobs[] = {
    {"rows", "Rows per thread",
     "Rows that a thread walks down; more reuse loads, fewer keep more threads busy.", 1, 32, 4, 0, nullptr},
    {"block", "Warps per block", "Warps of 32 threads in a block.", 1, VectorTile::kMostWarps, 4, 0, nullptr},
    {"graph", "Steps per graph", "Steps that are started as one CUDA graph; 0 starts each by itself.", 0, 256,
     32, 0, nullptr}};

inline gs_kernel cuda_vector_row() {
    gs_kernel k =
        cuda_row("cuda-vector", "CUDA, 16-byte loads and graphs",
                 "16-byte loads, neighbours by shuffle, the minimal algebra, many steps in one CUDA graph.");
    k.algebra = GS_MINIMAL;
    k.rank = 130;
    give_knobs(k, kVectorKnobs);
    k.fallback = "cuda-naive";
    return k;
}

// ---- cuda-temporal

/// The places of its knobs.
enum TemporalKnob { kTemporalDepth, kTemporalBand, kTemporalWarps, kTemporalRest };

inline constexpr const char* kTemporalRestNames[] = {"off", "on"};

inline constexpr gs_knob kTemporalKnobs[] = {
    {"depth", "Depth",
     "Steps that a row passes through between reading and writing it: 4 or 8; 0: by the size.", 0, 8, 0, 1,
     nullptr},
    {"band", "Rows per band",
     "Rows that a warp streams through, and then as many again for the depth; 0: by the size.", 0, 4096, 0, 1,
     nullptr},
    {"block", "Warps per block", "Warps of 32 threads in a block; they share nothing.", 1, 8, 4, 0, nullptr},
    {"rest", "Rest", "on: what would change no bit of the field is not stepped; off: all is.", 0, 1, 1, 0,
     kTemporalRestNames}};

inline gs_kernel cuda_temporal_row() {
    gs_kernel k = cuda_row(
        "cuda-temporal", "CUDA, time levels in registers",
        "Each warp streams a strip through 4 or 8 time levels in registers before it writes it back.");
    k.algebra = GS_MINIMAL;
    k.fused = 1;
    k.rank = 140;
    give_knobs(k, kTemporalKnobs);
    k.fallback = "cuda-vector";
    return k;
}

// ---- cuda-persistent

/// The places of its knobs.
enum PersistentKnob { kPersistentRows, kPersistentSteps };

inline constexpr gs_knob kPersistentKnobs[] = {
    {"rows", "Rows per warp",
     "Rows that a warp holds: 6, 10, 12, 15, 18 in registers, up to 42 with shared memory; 0: by the size.",
     0, kTallestRegisters + kMostSharedRows, 0, 1, nullptr},
    {"launch", "Steps per launch", "Steps that the field stays on the chip before it is written to memory.",
     2, 16384, 1024, 0, nullptr}};

inline gs_kernel cuda_persistent_row() {
    gs_kernel k = cuda_row(
        "cuda-persistent", "CUDA, the field stays on the chip",
        "The field lives in registers for hundreds of steps; tiles trade borders through L2, with flags.");
    k.algebra = GS_MINIMAL;
    k.fused = 1;
    give_knobs(k, kPersistentKnobs);
    k.fallback = "cuda-temporal";
    k.limits = GS_NO_VARYING;
    return k;
}

}  // namespace gs
