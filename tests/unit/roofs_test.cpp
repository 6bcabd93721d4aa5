#include "kernels/roofs/roofs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>

#include "app/core/bench/roofline.h"
#include "app/core/bench/roofs_json.h"
#include "kernels/minimal.h"
#include "tests/support/folder.h"

namespace gs {
namespace {

constexpr std::size_t kEndless = std::numeric_limits<std::size_t>::max();

/// 140 multiply-adds are enough for 10 cells of 14 operations, 32 GB/s of main memory for 2 cells
/// of 16 bytes.
Roofs simple_roofs() {
    return {"a processor",
            2,
            {{"portable", 70, 35}, {"wide", 140, 64}},
            {{"L2", 4000, 320}, {"DRAM", kEndless, 32}}};
}

gs_kernel kernel_of(gs_algebra algebra, bool fused = false, gs_scalar scalar = GS_F32) {
    gs_kernel kernel{};
    kernel.algebra = algebra;
    kernel.fused = fused ? 1 : 0;
    kernel.scalar = scalar;
    return kernel;
}

RoofShare share(gs_algebra algebra, bool fused, int rows, int cols, double gcells) {
    return share_of(simple_roofs(), kernel_of(algebra, fused), karl_sims(), rows, cols, gcells);
}

TEST(Roofs, TheHighestInstructionSetCounts) {
    EXPECT_EQ(simple_roofs().best().isa, "wide");
}

TEST(Roofs, ALevelHoldsThreeQuartersOfItsBytes) {
    EXPECT_EQ(simple_roofs().memory_for(3000).level, "L2");
    EXPECT_EQ(simple_roofs().memory_for(3001).level, "DRAM");
    EXPECT_EQ(simple_roofs().memory_for(kEndless).level, "DRAM");
}

TEST(Roofs, EveryRoofOfThisMachineIsMeasured) {
    const Roofs roofs = measure_cpu_roofs(0.1);
    ASSERT_FALSE(roofs.empty());
    EXPECT_FALSE(roofs.device.empty());
    EXPECT_GE(roofs.threads, 1);
    for (const ComputeRoof& roof : roofs.compute) {
        EXPECT_TRUE(std::isfinite(roof.f32) && roof.f32 > 0) << roof.isa;
        EXPECT_TRUE(std::isfinite(roof.f64) && roof.f64 > 0) << roof.isa;
    }
    std::size_t inner = 0;
    for (const MemoryRoof& roof : roofs.memory) {
        EXPECT_TRUE(std::isfinite(roof.gb_per_s) && roof.gb_per_s > 0) << roof.level;
        EXPECT_GT(roof.capacity, inner) << roof.level;
        inner = roof.capacity;
    }
    EXPECT_EQ(roofs.memory.back().capacity, kEndless);
}

TEST(Roofs, AMissingDeviceHasItsReason) {
    Roofs roofs;
    const Status measured = measure_cuda_roofs(roofs);
    EXPECT_EQ(roofs.empty(), !measured);
    EXPECT_EQ(measured.why().empty(), measured.ok());
}

TEST(Roofs, JsonKeepsAllOfThem) {
    const Roofs there = simple_roofs(), back = roofs_from(nlohmann::json::parse(json_of(there).dump()));
    EXPECT_EQ(back.device, there.device);
    EXPECT_EQ(back.threads, there.threads);
    ASSERT_EQ(back.compute.size(), 2U);
    EXPECT_EQ(back.compute[1].isa, "wide");
    EXPECT_EQ(back.compute[1].f32, 140);
    EXPECT_EQ(back.compute[1].f64, 64);
    ASSERT_EQ(back.memory.size(), 2U);
    EXPECT_EQ(back.memory[1].level, "DRAM");
    EXPECT_EQ(back.memory[1].capacity, kEndless);
    EXPECT_EQ(back.memory[1].gb_per_s, 32);
}

TEST(Roofs, TheHigherOfTwoMeasurementsCounts) {
    Roofs other = simple_roofs();
    other.compute[1].f32 = 150;
    other.memory[1].gb_per_s = 20;
    const Roofs higher = higher_of(simple_roofs(), other);
    EXPECT_EQ(higher.compute[1].f32, 150);
    EXPECT_EQ(higher.memory[1].gb_per_s, 32);
    EXPECT_EQ(higher_of(Roofs{}, other).compute[1].f32, 150);
    EXPECT_EQ(higher_of(other, Roofs{}).compute[1].f32, 150);
}

TEST(Roofs, AreRememberedInTheCacheFolder) {
    const test::Folder folder;
    ASSERT_EQ(setenv("XDG_CACHE_HOME", folder.path().c_str(), 1), 0);
    EXPECT_FALSE(known_roofs(GS_CUDA).has_value());
    remember_roofs(GS_CUDA, simple_roofs());
    ASSERT_TRUE(known_roofs(GS_CUDA).has_value());
    EXPECT_EQ(known_roofs(GS_CUDA)->device, "a processor");
    EXPECT_TRUE(std::filesystem::exists(folder / "grayscope/roofs.json"));
}

/// A number that counts what is done with it.
struct Counted {
    static int operations;
    Counted() = default;
    explicit Counted(double) {}
    Counted operator+(Counted) const { return ++operations, Counted(); }
    Counted operator-(Counted) const { return ++operations, Counted(); }
    Counted operator*(Counted) const { return ++operations, Counted(); }
};
int Counted::operations = 0;

struct CountedOps {
    using V = Counted;
    static V all(float) { return {}; }
    static V fma(V, V, V) { return ++Counted::operations, V(); }
    static V fnma(V, V, V) { return ++Counted::operations, V(); }
};

/// A cell's own column, diffusion and reaction, as each kernel of the minimal algebra does them.
template <Form form, bool unit_dt>
int operations_of_minimal_cell() {
    const MinimalCell<CountedOps, form, unit_dt> cell(Minimal{}, false);
    Counted::operations = 0;
    const Column<Counted> u = cell.column({}, {}, {}), v = cell.column({}, {}, {});
    Counted u_next, v_next;
    const Counted e_u = cell.diffuse_u(u, u, u, {}), e_v = cell.diffuse_v(v, v, v);
    cell.react({}, {}, e_u, e_v, {}, {}, u_next, v_next);
    return Counted::operations;
}

TEST(Roofline, OperationsAreThoseOfTheCode) {
    gs_params params = karl_sims();
    const gs_kernel minimal = kernel_of(GS_MINIMAL);
    const auto operations = [&](double edge, double corner, double dt) {
        params.edge = edge;
        params.corner = corner;
        params.dt = dt;
        return work_of(minimal, params).operations;
    };
    EXPECT_EQ(operations(0.2, 0.05, 1), (operations_of_minimal_cell<Form::Separable, true>()));
    EXPECT_EQ(operations(0.2, 0.05, 0.5), (operations_of_minimal_cell<Form::Separable, false>()));
    EXPECT_EQ(operations(1, 0, 1), (operations_of_minimal_cell<Form::FivePoint, true>()));
    EXPECT_EQ(operations(1, 0, 0.5), (operations_of_minimal_cell<Form::FivePoint, false>()));
    EXPECT_EQ(operations(0, 0.5, 1), 14) << "edge 0 is separable";
    EXPECT_EQ(operations(0.9, 0.1, 1), (operations_of_minimal_cell<Form::General, true>()));
    EXPECT_EQ(operations(0.9, 0.1, 0.5), (operations_of_minimal_cell<Form::General, false>()));
    EXPECT_EQ(operations(0.9, 0.1, 1), 16);
    Counted::operations = 0;
    Counted u_next, v_next;
    react(Around<Counted>{}, Around<Counted>{}, Rates<Counted>{}, u_next, v_next);
    EXPECT_EQ(work_of(kernel_of(GS_TEXTBOOK), karl_sims()).operations, Counted::operations - 1)
        << "feed + kill is the same for all cells";
}

TEST(Roofline, OneStepAtATimeIsBoundByMainMemory) {
    const RoofShare half = share(GS_MINIMAL, false, 100, 100, 1.0);
    EXPECT_EQ(half.level, "DRAM");
    EXPECT_DOUBLE_EQ(half.memory_gcells, 2);
    EXPECT_DOUBLE_EQ(half.compute_gcells, 10);
    EXPECT_DOUBLE_EQ(half.memory, 0.5);
    EXPECT_DOUBLE_EQ(half.compute, 0.1);
    EXPECT_EQ(half.bound, Bound::Memory);
    EXPECT_EQ(share(GS_MINIMAL, false, 100, 100, 0.99).bound, Bound::Neither);
}

TEST(Roofline, FusedStepsPassTheMemoryRoofAndAreBoundByArithmetic) {
    const RoofShare fused = share(GS_MINIMAL, true, 100, 100, 5.0);
    EXPECT_DOUBLE_EQ(fused.memory, 2.5);
    EXPECT_DOUBLE_EQ(fused.compute, 0.5);
    EXPECT_EQ(fused.bound, Bound::Compute);
    EXPECT_EQ(share(GS_MINIMAL, true, 100, 100, 4.9).bound, Bound::Neither);
}

TEST(Roofline, FusedStepsUnderTheMemoryRoofAreNotHeldBackByIt) {
    EXPECT_TRUE(share(GS_MINIMAL, false, 100, 100, 1.9).memory_is_lower);
    EXPECT_FALSE(share(GS_MINIMAL, true, 100, 100, 1.9).memory_is_lower);
    EXPECT_FALSE(share(GS_MINIMAL, false, 10, 10, 1.9).memory_is_lower);
}

TEST(Roofline, TheTextbookIsMeasuredByItsOwnOperationsAndByTheFewest) {
    const RoofShare textbook = share(GS_TEXTBOOK, false, 100, 100, 1.0);
    EXPECT_DOUBLE_EQ(textbook.compute, 49.0 / 140);
    EXPECT_DOUBLE_EQ(textbook.limit, 14.0 / 140);
}

TEST(Roofline, ASmallFieldStaysInItsCache) {
    const RoofShare small = share(GS_MINIMAL, false, 10, 10, 1.0);
    EXPECT_EQ(small.level, "L2");
    EXPECT_DOUBLE_EQ(small.memory_gcells, 20);
}

TEST(Roofline, DoublesHaveTheirOwnRoofAndTwiceTheTraffic) {
    const RoofShare wide =
        share_of(simple_roofs(), kernel_of(GS_TEXTBOOK, false, GS_F64), karl_sims(), 100, 100, 0.5);
    EXPECT_DOUBLE_EQ(wide.compute_gcells, 64.0 / 49);
    EXPECT_DOUBLE_EQ(wide.memory_gcells, 1);
    EXPECT_DOUBLE_EQ(wide.memory, 0.5);
}

TEST(Roofline, WithoutRoofsThereAreNoShares) {
    const RoofShare none = share_of(Roofs{}, kernel_of(GS_MINIMAL), karl_sims(), 100, 100, 1.0);
    EXPECT_EQ(none.compute, 0);
    EXPECT_EQ(none.memory, 0);
    EXPECT_EQ(none.bound, Bound::Neither);
}

}  // namespace
}  // namespace gs
