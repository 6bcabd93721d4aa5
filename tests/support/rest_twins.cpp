#include "tests/support/rest_twins.h"

#include <algorithm>

#include "kernels/engine/registry.h"
#include "kernels/gray_scott.h"
#include "tests/support/fields.h"

namespace gs::test {

int between(Random& random, int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
}

gs_params calm(int boundary) {
    gs_params p = karl_sims();
    p.feed = 0.0367;
    p.kill = 0.0649;
    p.du = 0.2;
    p.dv = 0.1;
    p.edge = 1;
    p.corner = 0;
    p.boundary = boundary;
    return p;
}

Field filled(int rows, int cols, double u, double v) {
    Field field(rows, cols, GS_F32);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) field.set(y, x, u, v);
    return field;
}

Field at_rest(int rows, int cols) {
    return filled(rows, cols, 1, 0);
}

Field spot(int rows, int cols) {
    return filled(rows, cols, 0.5, 0.3);
}

Field dotted(int rows, int cols, Random& random) {
    Field field = at_rest(rows, cols);
    for (int i = between(random, 0, 3); i >= 0; --i) {
        const int y0 = between(random, 0, rows - 1), x0 = between(random, 0, cols - 1);
        for (int y = y0; y < std::min(rows, y0 + 8); ++y)
            for (int x = x0; x < std::min(cols, x0 + 8); ++x) field.set(y, x, 0.5, 0.3);
    }
    return field;
}

Twins::Twins(const char* kernel, const Field& field, const gs_params& params,
             const std::vector<std::int64_t>& knobs) {
    EXPECT_TRUE(plain_.start(*find_kernel("cpu-simd"), {1, 0, 2}, params, field, 0));
    const Status started = rest_.start(*find_kernel(kernel), knobs, params, field, 0);
    EXPECT_TRUE(started) << started.why();
}

void Twins::params(const gs_params& params) {
    EXPECT_TRUE(plain_.set_params(params));
    EXPECT_TRUE(rest_.set_params(params));
}

void Twins::write(const Rect& rect, const Field& cells) {
    EXPECT_TRUE(plain_.write(rect, cells));
    EXPECT_TRUE(rest_.write(rect, cells));
}

void Twins::step(int n, int portion) {
    EXPECT_TRUE(plain_.step(n));
    for (int done = 0; done < n; done += portion) EXPECT_TRUE(rest_.step(std::min(portion, n - done)));
}

void Twins::compare(const std::string& what) {
    EXPECT_TRUE(same_bits(field_of(plain_), field_of(rest_))) << what;
}

double Twins::computed() {
    const gs_activity now = rest_.activity().value();
    const double part = (now.computed - computed_) / std::max(now.advanced - advanced_, 1.0);
    computed_ = now.computed;
    advanced_ = now.advanced;
    return part;
}

void disturb(Twins& twins, gs_params& params, int rows, int cols, Random& random) {
    switch (between(random, 0, 5)) {
        case 0: {
            const int y = between(random, 0, rows - 1), x = between(random, 0, cols - 1);
            const Rect rect{y, x, std::min(rows - y, between(random, 1, 9)),
                            std::min(cols - x, between(random, 1, 9))};
            return twins.write(rect, spot(rect.rows, rect.cols));
        }
        case 1:
            params.feed = between(random, 20, 60) * 1e-3;
            break;
        case 2:
            params.boundary = between(random, 0, 2);
            break;
        case 3:
            params.boundary_u = between(random, 0, 2) * 0.5;
            params.boundary_v = between(random, 0, 1) * 0.25;
            break;
        case 4:
            params.corner = between(random, 0, 1) * 0.25;
            break;
        default:
            break;
    }
    twins.params(params);
}

}  // namespace gs::test
