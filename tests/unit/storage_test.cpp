#include "kernels/engine/storage.h"

#include <gtest/gtest.h>
#include <cstdint>

#include "tests/support/fields.h"
#include "tests/support/problem.h"

namespace gs::test {

namespace {

/// Cell (y, x) of a plane, ghost cells included.
template <class T>
T cell(const void* plane, const gs_field& field, int y, int x) {
    return static_cast<const T*>(plane)[y * field.pitch + x];
}

std::unique_ptr<Storage> storage_of(gs_scalar scalar, int rows, int cols, const RatePlanes& rates) {
    std::unique_ptr<Storage> made;
    const Status done = make_host_storage(scalar, rows, cols, rates, made);
    EXPECT_TRUE(done.ok()) << done.why();
    return made;
}

}  // namespace

/// What kernels may rely on (kernel_api.h): aligned rows, whole vectors beyond the last column, and
/// rows that do not all share one cache set.
TEST(Storages, AlignAndPadRows) {
    for (const gs_scalar scalar : {GS_F32, GS_F64}) {
        const std::size_t bytes = scalar == GS_F32 ? 4 : 8;
        for (const int cols : {1, 15, 16, 17, 992, 1000, 1008, 1024, 2016, 4080}) {
            const auto storage = storage_of(scalar, 3, cols, {});
            const gs_field field = storage->state(0);
            const auto row = static_cast<std::size_t>(field.pitch) * bytes;
            EXPECT_EQ(reinterpret_cast<std::uintptr_t>(field.u) % 64, 0U);
            EXPECT_EQ(reinterpret_cast<std::uintptr_t>(field.v) % 64, 0U);
            EXPECT_EQ(row % 64, 0U) << cols;
            EXPECT_NE(row % 4096, 0U) << cols;
            const std::size_t whole_vectors = (static_cast<std::size_t>(cols) * bytes + 63) / 64 * 64;
            EXPECT_GE(row, whole_vectors + 64) << "room for both ghost cells, " << cols;
        }
    }
}

TEST(Storages, LetWholeVectorsBeWrittenPastTheLastRowAndColumn) {
    for (const int cols : {1, 16, 31}) {
        const int rows = 5;
        const auto storage = storage_of(GS_F32, rows, cols, {});
        Field zeros(rows, cols, GS_F32);
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < cols; ++x) zeros.set(y, x, 0, 0);
        for (const int which : {0, 1}) ASSERT_TRUE(storage->write(which, {0, 0, rows, cols}, zeros));
        // A kernel that works in vectors of 64 bytes may write all of a row's last
        // vector, in the last row as well.
        const gs_field written = storage->state(1);
        const int end = (cols + 15) / 16 * 16;
        for (int x = cols; x < end; ++x) static_cast<float*>(written.v)[(rows - 1) * written.pitch + x] = 7;
        for (const int which : {0, 1}) {
            Field read(rows, cols, GS_F32);
            ASSERT_TRUE(storage->read(which, {0, 0, rows, cols}, read));
            EXPECT_TRUE(same_bits(zeros, read)) << cols << " columns, state " << which;
        }
    }
}

TEST(Storages, FillGhostCells) {
    Problem p;
    p.rows = 3;
    p.cols = 4;
    const Field start = first_field(p);
    for (const gs_boundary boundary : {GS_PERIODIC, GS_NO_FLUX, GS_FIXED}) {
        p.params = params_for(stencils().front(), boundary);
        const auto storage = storage_of(GS_F64, p.rows, p.cols, {});
        ASSERT_TRUE(storage->write(1, {0, 0, p.rows, p.cols}, start));
        ASSERT_TRUE(storage->fill_ghosts(1, p.params));
        const gs_field f = storage->state(1);
        for (int y = -1; y <= p.rows; ++y)
            for (int x = -1; x <= p.cols; ++x) {
                const bool inside = y >= 0 && y < p.rows && x >= 0 && x < p.cols;
                const bool wraps = boundary == GS_PERIODIC;
                const int row = wraps ? (y + p.rows) % p.rows : std::clamp(y, 0, p.rows - 1);
                const int col = wraps ? (x + p.cols) % p.cols : std::clamp(x, 0, p.cols - 1);
                const bool outside_value = boundary == GS_FIXED && !inside;
                EXPECT_EQ(cell<double>(f.u, f, y, x),
                          outside_value ? p.params.boundary_u : start.u(row, col));
                EXPECT_EQ(cell<double>(f.v, f, y, x),
                          outside_value ? p.params.boundary_v : start.v(row, col));
            }
    }
}

TEST(Storages, SayHowMuchMemoryIsShort) {
    std::unique_ptr<Storage> made;
    const Status done = make_host_storage(GS_F32, 2000000000, 2000000, {}, made);
    EXPECT_FALSE(done.ok());
    EXPECT_EQ(made, nullptr);
    EXPECT_NE(done.why().find("no memory for 61"), std::string::npos) << done.why();
}

TEST(Storages, HoldRatesWhereTheyVary) {
    EXPECT_EQ(storage_of(GS_F32, 4, 4, {})->state(0).feed, nullptr);
    const RatePlanes rates = textured_rates(6, 7);
    const auto storage = storage_of(GS_F32, 6, 7, rates);
    for (const int which : {0, 1}) {
        const gs_field f = storage->state(which);
        EXPECT_EQ(cell<float>(f.feed, f, 5, 6), static_cast<float>(rates.u(5, 6)));
        EXPECT_EQ(cell<float>(f.kill, f, 2, 3), static_cast<float>(rates.v(2, 3)));
    }
}

}  // namespace gs::test
