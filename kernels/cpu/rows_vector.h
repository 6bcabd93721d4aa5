// rows_vector.cpp in its variants; step_row (rows.h) picks one.
#pragma once

#include "kernels/gray_scott.h"
#include "kernels/host/isa.h"

#define GS_DECLARE_STEP_ROW(variant)                                                          \
    namespace gs::variant {                                                                   \
    void step_row(const Rates<float>& rates, const gs_field& in, const gs_field& out, int y); \
    }
GS_DECLARE_STEP_ROW(portable)
GS_DECLARE_STEP_ROW(avx2)
GS_DECLARE_STEP_ROW(avx512)
#undef GS_DECLARE_STEP_ROW
