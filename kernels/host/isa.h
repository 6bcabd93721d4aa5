// Instruction sets: which of the variants of a source file this CPU can run.
//
// A file that is compiled once for each instruction set (VARIANTS in CMakeLists.txt) puts all
// it defines into the namespace gs::GS_VARIANT, so that no function compiled for a newer CPU
// can stand in for a common one.
#pragma once

#include <cstdint>

#ifndef GS_VARIANT
#define GS_VARIANT portable
#define GS_VARIANT_PORTABLE 1 /* what must be there once, as a choice among the variants, stands under this */
#endif

/// Declares something in the namespace of each variant.
#define GS_DECLARE_VARIANTS(...) \
    namespace portable {         \
    __VA_ARGS__;                 \
    }                            \
    namespace avx2 {             \
    __VA_ARGS__;                 \
    }                            \
    namespace avx512 {           \
    __VA_ARGS__;                 \
    }

/// What an instruction set has by this name; other processors than x86-64 have the portable one.
#if defined(__x86_64__)
#define GS_PICK_VARIANT(isa, name) \
    ((isa) == Isa::Avx512 ? avx512::name : (isa) == Isa::Avx2 ? avx2::name : portable::name)
#else
#define GS_PICK_VARIANT(isa, name) (static_cast<void>(isa), portable::name)
#endif

namespace gs {

/// In ascending order of width; the numbers are the values of the knob `isa`.
enum class Isa : std::int64_t { Portable = 1, Avx2 = 2, Avx512 = 3 };

/// The widest instruction set of this CPU and its operating system.
Isa best_isa();

/// The instruction set for a value of the knob `isa`: 0 means the best. One that this CPU does not
/// have becomes the best that it has, which gives the same bits.
Isa pick_isa(std::int64_t knob);

/// "AVX-512", for the overlay.
const char* name_of(Isa isa);

/// Floats in one vector: 16, 8 or 4.
int lanes_of(Isa isa);

}  // namespace gs
