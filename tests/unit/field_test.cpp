#include "kernels/engine/field.h"

#include <gtest/gtest.h>
#include <limits>

#include "tests/support/fields.h"

namespace gs::test {

TEST(Fields, BeginAtRest) {
    for (const gs_scalar scalar : {GS_F32, GS_F64}) {
        const Field field(3, 4, scalar);
        EXPECT_EQ(field.scalar(), scalar);
        EXPECT_EQ(field.cells(), 12U);
        EXPECT_EQ(field.bytes(), 24U * (scalar == GS_F32 ? 4 : 8));
        EXPECT_EQ(sums_of(field).u, 12);
        EXPECT_EQ(sums_of(field).v, 0);
    }
    EXPECT_TRUE(Field().empty());
}

TEST(Fields, LieInRowsUThenV) {
    Field field(2, 3, GS_F64);
    field.set(1, 2, 0.25, 0.75);
    field.visit([](auto u, auto v) {
        EXPECT_EQ(u.size(), 6U);
        EXPECT_EQ(u.data() + 6, v.data());
        EXPECT_EQ(u[5], 0.25);
        EXPECT_EQ(v[5], 0.75);
    });
}

TEST(Fields, KeepTheirBitsInAWiderScalar) {
    Field field(1, 4, GS_F32);
    const double values[] = {1.0F / 3, std::numeric_limits<float>::denorm_min(),
                             std::numeric_limits<float>::max(), -0.0};
    for (int x = 0; x < 4; ++x) field.set(0, x, values[x], -values[x]);
    EXPECT_TRUE(same_bits(field, field.converted(GS_F64).converted(GS_F32)));
    EXPECT_EQ(field.converted(GS_F64).u(0, 0), static_cast<double>(1.0F / 3));
}

TEST(Fields, AreValues) {
    Field field(2, 2, GS_F32);
    const Field copy = field;
    field.set(0, 0, 0, 0);
    EXPECT_EQ(copy.u(0, 0), 1);
    EXPECT_FALSE(field == copy);
    EXPECT_FALSE(copy == copy.converted(GS_F64));
}

}  // namespace gs::test
