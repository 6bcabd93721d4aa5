#include "tests/gpu/device_checks.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>

#include "kernels/cuda/device_frame.h"
#include "kernels/cuda/info.h"
#include "kernels/engine/registry.h"
#include "tests/conformance/run.h"
#include "tests/support/fields.h"
#include "tests/support/gpu.h"
#include "tests/support/problem.h"

namespace gs::test {

namespace {

struct Bench {
    std::span<const gs_kernel* const> kernels;
    Scale scale;

    const gs_kernel& kernel(std::string_view id) const {
        for (const gs_kernel* k : kernels)
            if (id == k->id) return *k;
        ADD_FAILURE() << id << " is missing";
        return *kernels.front();
    }
    Problem problem(gs_boundary boundary, double edge, double corner) const {
        Problem p;
        p.rows = scale.rows;
        p.cols = scale.cols;
        p.steps = scale.steps;
        p.params = params_for({"", edge, corner}, boundary);
        return p;
    }
};

/// The fast kernels, at a size with many tiles, give the bits of cuda-vector.
void check_many_tiles(const Bench& bench) {
    for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED})
        for (const double corner : {0.05, 0.0}) {
            const Problem p = bench.problem(boundary, corner > 0 ? 0.2 : 1.0, corner);
            const auto expected = run(bench.kernel("cuda-vector"), p);
            ASSERT_TRUE(expected);
            for (const char* id : {"cuda-temporal", "cuda-persistent"}) {
                ASSERT_TRUE(takes(bench.kernel(id), p.as_asked()));
                const auto got = run(bench.kernel(id), p);
                ASSERT_TRUE(got);
                EXPECT_TRUE(same_bits(*expected, *got))
                    << id << ", " << name_of(boundary) << ", corner " << corner;
            }
        }
}

/// Checks every height of cuda-persistent's tiles, with rows in registers alone and also in shared
/// memory. There are two tiles above each other, so that borders go up and down, and the steps end
/// between two exchanges.
void check_tile_heights(const Bench& bench) {
    const gs_kernel& persistent = bench.kernel("cuda-persistent");
    for (const int rows_a_warp : {6, 10, 12, 15, 18, 21, 42})
        for (const gs_boundary boundary : {GS_PERIODIC, GS_FIXED}) {
            Problem p = bench.problem(boundary, 0.2, 0.05);
            p.rows = 8 * rows_a_warp + 5;
            p.cols = 30;
            p.steps = 15;
            if (!takes(persistent, p.as_asked())) continue;
            const auto expected = run(bench.kernel("cuda-vector"), p);
            const auto got = run(persistent, p, first_field(p), {rows_a_warp, 1024});
            ASSERT_TRUE(expected && got);
            EXPECT_TRUE(same_bits(*expected, *got)) << rows_a_warp << " rows, " << name_of(boundary);
        }
}

/// Checks more tiles in a row, and in a column, than a tile has neighbours: with fewer, a tile that
/// waits for the wrong neighbours would still wait for all.
void check_far_tiles(const Bench& bench) {
    for (const auto& [rows, cols] : {std::pair(30, 590), std::pair(190, 30)})
        for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX}) {
            Problem p = bench.problem(boundary, 0.2, 0.05);
            p.rows = rows;
            p.cols = cols;
            const auto expected = run(bench.kernel("cuda-vector"), p);
            const auto got = run(bench.kernel("cuda-persistent"), p, first_field(p), {6, 1024});
            ASSERT_TRUE(expected && got);
            EXPECT_TRUE(same_bits(*expected, *got)) << rows << " x " << cols << ", " << name_of(boundary);
        }
}

/// A graph that is already built takes new parameters, and another stencil or boundary gets another
/// graph. The CPU's kernels give the answer to the bit.
void check_live_parameters(const Bench& bench) {
    Problem p = bench.problem(GS_PERIODIC, 0.2, 0.05);
    Engine live, expected;
    ASSERT_TRUE(prepare(live, bench.kernel("cuda-vector"), p, first_field(p)));
    ASSERT_TRUE(prepare(expected, *find_kernel("cpu-simd"), p, first_field(p)));
    for (const double feed : {0.0367, 0.03, 0.055, 0.04}) {
        if (feed == 0.055) p.params = params_for({"", 1, 0}, GS_NO_FLUX);
        if (feed == 0.04) p.params.boundary = GS_FIXED;
        p.params.feed = feed;
        for (Engine* engine : {&live, &expected}) {
            ASSERT_TRUE(engine->set_params(p.params).ok());
            ASSERT_TRUE(engine->step(70).ok());
        }
    }
    EXPECT_TRUE(same_bits(field_of(expected), field_of(live)));
}

/// Cells go to the device and back through rectangles at any place, and the other cells stay
/// unchanged.
void check_rectangles(const Bench& bench) {
    Problem p = bench.problem(GS_PERIODIC, 0.2, 0.05);
    Engine engine;
    ASSERT_TRUE(prepare(engine, bench.kernel("cuda-naive"), p, first_field(p)));
    Field expected = field_of(engine);
    const Rect rect{3, 5, 7, 11};
    Field brush(rect.rows, rect.cols, GS_F64);
    for (int y = 0; y < rect.rows; ++y)
        for (int x = 0; x < rect.cols; ++x) {
            brush.set(y, x, y / 8.0, x / 16.0);
            expected.set(rect.row + y, rect.col + x, y / 8.0, x / 16.0);
        }
    ASSERT_TRUE(engine.write(rect, brush));
    EXPECT_TRUE(same_bits(expected, field_of(engine)));
    EXPECT_TRUE(same_bits(brush.converted(GS_F32), field_of(engine, rect)));
}

/// A captured frame keeps the field of its moment, whatever is stepped afterwards.
void check_frames(const Bench& bench) {
    const Problem p = bench.problem(GS_PERIODIC, 0.2, 0.05);
    Engine engine;
    const auto frame = DeviceFrame::make();
    ASSERT_NE(frame, nullptr);
    EXPECT_FALSE(frame->capture(engine).ok()) << "a kernel on the host has no frame on the device";
    ASSERT_TRUE(prepare(engine, bench.kernel("cuda-vector"), p, first_field(p)));
    Field expected(p.rows, p.cols, GS_F32), shown(p.rows, p.cols, GS_F32);
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(engine.step(5).ok());
        if (i == 2) expected = field_of(engine);
        const Status captured = frame->capture(engine);
        ASSERT_TRUE(captured.ok()) << captured.why();
    }
    ASSERT_TRUE(engine.step(5).ok());
    EXPECT_EQ(frame->rows(), p.rows);
    EXPECT_EQ(frame->cols(), p.cols);
    shown.visit([&](auto u, auto v) {
        using T = typename decltype(u)::value_type;
        if constexpr (std::is_same_v<T, float>) {
            EXPECT_TRUE(frame->read(u.data(), v.data()).ok());
        }
    });
    EXPECT_TRUE(same_bits(expected, shown));
}

/// A field that does not fit into the device's registers is refused with a reason and another
/// kernel's name.
void check_refusal(const Bench& bench) {
    const gs_kernel& kernel = bench.kernel("cuda-persistent");
    const gs_problem huge{60000, 60000, 0, params_for({"", 0.2, 0.05}, GS_PERIODIC)};
    EXPECT_NE(takes(kernel, huge).why().find("tiles"), std::string::npos) << takes(kernel, huge).why();
    ASSERT_NE(kernel.fallback, nullptr);
    EXPECT_STREQ(kernel.fallback, "cuda-temporal");
    const gs_problem vast{100000, 100000, 0, huge.params};
    EXPECT_TRUE(takes(bench.kernel("cuda-temporal"), huge));
    EXPECT_FALSE(takes(bench.kernel("cuda-temporal"), vast)) << "its rows are counted with 32 bits";
    const gs_problem tall{1 << 20, 1, 0, huge.params};
    for (const char* id : {"cuda-naive", "cuda-shared"})
        EXPECT_NE(takes(bench.kernel(id), tall).why().find("rows"), std::string::npos) << id;
}

/// A request for more memory than the GPU has is refused with both numbers, and nothing stays
/// allocated.
void check_memory(const Bench& bench) {
    std::unique_ptr<Storage> storage;
    const Status made = make_cuda_storage(GS_F32, 300000, 300000, {}, storage);
    EXPECT_FALSE(made.ok()) << "1.4 TB of planes";
    EXPECT_NE(made.why().find(" MiB free"), std::string::npos) << made.why();
    const Problem p = bench.problem(GS_PERIODIC, 0.2, 0.05);
    EXPECT_TRUE(run(bench.kernel("cuda-vector"), p));
}

/// A field with more rows than a grid can have blocks from top to bottom.
void check_tall_field(const Bench& bench) {
    Problem p = bench.problem(GS_NO_FLUX, 0.2, 0.05);
    p.rows = 70000;
    p.cols = 1;
    p.steps = 1;
    const auto few_rows = run(bench.kernel("cuda-vector"), p, first_field(p), {1, 1, 0});
    const auto expected = run(bench.kernel("cuda-temporal"), p);
    ASSERT_TRUE(few_rows && expected);
    EXPECT_TRUE(same_bits(*expected, *few_rows));
}

void check_info(const Bench&) {
    const CudaInfo& info = cuda_info();
    EXPECT_TRUE(info.available()) << info.why_not;
    EXPECT_FALSE(info.name.empty());
    EXPECT_GT(info.sms, 0);
    EXPECT_GT(info.memory_bytes, 0U);
}

class DeviceTest final : public testing::Test {
  public:
    DeviceTest(Bench bench, std::function<void(const Bench&)> check)
        : bench_(bench), check_(std::move(check)) {}
    void TestBody() override {
        const char* why = why_unavailable(*bench_.kernels.front());
        if (why == nullptr) return check_(bench_);
        GS_SKIP_WITHOUT_GPU(why);
    }

  private:
    Bench bench_;
    std::function<void(const Bench&)> check_;
};

}  // namespace

void register_device_checks(std::span<const gs_kernel* const> kernels, const Scale& scale) {
    struct Row {
        const char* name;
        void (*check)(const Bench&);
    };
    constexpr Row kRows[] = {{"many_tiles_same_bits", check_many_tiles},
                             {"tile_heights", check_tile_heights},
                             {"far_tiles", check_far_tiles},
                             {"live_parameters", check_live_parameters},
                             {"rectangles", check_rectangles},
                             {"frames", check_frames},
                             {"refusal", check_refusal},
                             {"memory", check_memory},
                             {"tall_field", check_tall_field},
                             {"info", check_info}};
    for (const Row& row : kRows)
        testing::RegisterTest("Device", row.name, nullptr, nullptr, __FILE__, __LINE__,
                              [=]() -> testing::Test* {
                                  return new DeviceTest({kernels, scale}, row.check);
                              });
}

}  // namespace gs::test
