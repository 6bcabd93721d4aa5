#include "app/core/run/check.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/core/document/properties.h"
#include "kernels/engine/engine.h"
#include "kernels/engine/registry.h"

namespace gs {

namespace {

constexpr int kSteps = 100;
// A step rounds u to half a unit in the last place, 2^-25 for u near 1, a few times; the reaction
// amplifies an error by about 1 + dt (v^2 + F) a step. Over 100 steps of this field less than 2e-5
// is left; float64 rounds 2^29 times finer.
constexpr double kBound32 = 2e-5, kBound64 = 1e-12;

struct Case {
    int rows, cols;
    const char* stencil;
    int boundary;
    bool varying;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const Stencil& stencil : stencils())
        for (int boundary = 0; boundary < 3; ++boundary) all.push_back({37, 53, stencil.id, boundary, false});
    for (int boundary = 0; boundary < 3; ++boundary) {
        all.push_back({128, 200, "oono-puri", boundary, false});
        all.push_back({41, 67, "oono-puri", boundary, true});
        all.push_back({1, 33, "karl-sims", boundary, false});
        all.push_back({29, 1, "five-point", boundary, false});
        all.push_back({1, 1, "oono-puri", boundary, false});
    }
    return all;
}

/// No symmetry and no random numbers; every value is exact in float32.
Field textured(int rows, int cols) {
    Field field(rows, cols, GS_F64);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) {
            const double a = ((7 * x + 13 * y + x * y) % 64) / 1024.0;
            const bool inside = std::abs(3 * y - rows) < rows && std::abs(2 * x - cols) < cols / 2;
            field.set(y, x, 1 - a - (inside ? 0.5 : 0), a + (inside ? 0.25 : 0));
        }
    return field;
}

gs_params params_for(const Case& c) {
    const auto known = stencils();
    const auto s = std::find_if(known.begin(), known.end(),
                                [&](const Stencil& k) { return c.stencil == std::string(k.id); });
    const double scale = 1 / (s->edge + 2 * s->corner);
    return {.feed = 0.0367,
            .kill = 0.0649,
            .du = 0.2 * scale,
            .dv = 0.1 * scale,
            .dt = 1,
            .edge = s->edge,
            .corner = s->corner,
            .boundary = c.boundary,
            .boundary_u = 0.75,
            .boundary_v = 0.125};
}

Field rates_for(const Case& c) {
    if (!c.varying) return {};
    Field rates(c.rows, c.cols, GS_F64);
    for (int y = 0; y < c.rows; ++y)
        for (int x = 0; x < c.cols; ++x) rates.set(y, x, 0.03 + 0.02 * x / c.cols, 0.06 + 0.005 * y / c.rows);
    return rates;
}

Status result_of(const gs_kernel& kernel, const Case& c, Field& result) {
    Engine engine;
    if (Status s = engine.set_params(params_for(c)); !s) return s;
    if (Status s = engine.select(kernel); !s) return s;
    if (Status s = engine.set_field(textured(c.rows, c.cols), 0, rates_for(c)); !s) return s;
    if (Status s = engine.step(kSteps); !s) return s;
    if (Status s = engine.finish(); !s) return s;
    return engine.read(result);
}

double largest_difference(const Field& a, const Field& b) {
    double largest = 0;
    for (int y = 0; y < a.rows(); ++y)
        for (int x = 0; x < a.cols(); ++x)
            for (const double d : {a.u(y, x) - b.u(y, x), a.v(y, x) - b.v(y, x)})
                largest = std::abs(d) <= largest ? largest : std::abs(d);  // NaN stays
    return largest;
}

}  // namespace

KernelCheck check_kernel(const gs_kernel& kernel, const std::function<bool(int done, int total)>& progress) {
    KernelCheck check;
    check.bound = kernel.scalar == GS_F64 ? kBound64 : kBound32;
    const auto all = cases();
    for (const Case& c : all) {
        if (progress && !progress(check.done + check.refused, static_cast<int>(all.size()))) {
            check.cancelled = true;
            break;
        }
        const gs_problem problem{c.rows, c.cols, c.varying ? 1 : 0, params_for(c)};
        if (!takes(kernel, problem)) {
            ++check.refused;
            continue;
        }
        Field expected, got;
        Status s = result_of(reference_kernel(GS_F64), c, expected);
        if (s) s = result_of(kernel, c, got);
        if (!s) check.failure = s;
        const double off = s ? largest_difference(expected, got) : 0;
        check.largest = off <= check.largest ? check.largest : off;
        ++check.done;
    }
    return check;
}

}  // namespace gs
