// NumPy files: what is written is read back to the bit, and nothing that is broken is accepted.
#include "app/core/files/npy.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

Field numbered(int rows, int cols, gs_scalar scalar) {
    Field field(rows, cols, scalar);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) field.set(y, x, 1 + 0.1 * (y * cols + x), -0.3 * (y * cols + x));
    return field;
}

/// A file whose header a test makes up.
std::string npy_with(const std::string& dictionary, const std::string& values, char version = 1) {
    std::string header = dictionary + "\n";
    std::string file("\x93NUMPY", 6);
    file += version;
    file += '\0';
    file += static_cast<char>(header.size() & 0xFF);
    file += static_cast<char>(header.size() >> 8);
    if (version > 1) file += std::string(2, '\0');
    return file + header + values;
}

constexpr const char* kGood = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 2), }";

std::string four_floats() {
    const float values[4] = {1, 2, 3, 4};
    return {reinterpret_cast<const char*>(values), sizeof values};
}

class Npy : public testing::Test {
  protected:
    Status read(const std::string& bytes) {
        write_bytes(folder_ / "a.npy", bytes);
        return read_npy(folder_ / "a.npy", field_);
    }
    Folder folder_;
    Field field_;
};

}  // namespace

TEST_F(Npy, WhatIsWrittenIsReadToTheBit) {
    for (const gs_scalar scalar : {GS_F32, GS_F64}) {
        const Field field = numbered(3, 5, scalar);
        ASSERT_TRUE(write_npy(folder_ / "b.npy", field).ok());
        ASSERT_TRUE(read_npy(folder_ / "b.npy", field_).ok());
        EXPECT_TRUE(field == field_);
    }
}

TEST_F(Npy, ValuesBeginAtAMultipleOf64) {
    ASSERT_TRUE(write_npy(folder_ / "b.npy", numbered(3, 5, GS_F32)).ok());
    EXPECT_EQ((bytes_of(folder_ / "b.npy").size() - 2 * 3 * 5 * 4) % 64, 0U);
}

TEST_F(Npy, AllVersionsAndOrdersOfTheHeader) {
    for (const char version : {'\1', '\2', '\3'})
        EXPECT_TRUE(read(npy_with(kGood, four_floats(), version)).ok());
    const Status other =
        read(npy_with("{\"shape\":(2,1,2),\"fortran_order\":False,\"descr\":\"<f4\"}", four_floats()));
    ASSERT_TRUE(other.ok()) << other.why();
    EXPECT_EQ(field_.u(0, 1), 2);
    EXPECT_EQ(field_.v(0, 0), 3);
}

TEST_F(Npy, BigEndian) {
    std::string values = four_floats();
    for (std::size_t i = 0; i < values.size(); i += 4) std::reverse(&values[i], &values[i] + 4);
    ASSERT_TRUE(
        read(npy_with("{'descr': '>f4', 'fortran_order': False, 'shape': (2, 1, 2), }", values)).ok());
    EXPECT_EQ(field_.u(0, 0), 1);
    EXPECT_EQ(field_.v(0, 1), 4);
}

TEST_F(Npy, EveryTruncationFails) {
    const std::string whole = npy_with(kGood, four_floats());
    for (std::size_t n = 0; n < whole.size(); ++n)
        EXPECT_FALSE(read(whole.substr(0, n)).ok()) << n << " bytes";
    EXPECT_TRUE(read(whole).ok());
}

TEST_F(Npy, EveryChangedByteIsReadOrRefusedButNeverCrashes) {
    const std::string whole = npy_with(kGood, four_floats());
    for (std::size_t i = 0; i < whole.size() - 16; ++i)
        for (const int change : {1, 16, 128}) {
            std::string changed = whole;
            changed[i] = static_cast<char>(changed[i] ^ change);
            (void)read(changed);
        }
}

TEST_F(Npy, WrongFilesAreNamedWithWhatIsAllowed) {
    EXPECT_TRUE(failed_with(read_npy(folder_ / "none.npy", field_), "none.npy", "No such file"));
    EXPECT_TRUE(failed_with(read_npy(folder_ / "", field_), "folder"));
    EXPECT_TRUE(failed_with(read("a picture, say"), "a.npy", "not a NumPy file"));
    EXPECT_TRUE(failed_with(read(npy_with(kGood, four_floats(), 9)), "version 9"));
    EXPECT_TRUE(failed_with(read(npy_with(kGood, four_floats() + "x")), "longer than its header"));
    EXPECT_TRUE(failed_with(
        read(npy_with("{'descr': '<i4', 'fortran_order': False, 'shape': (2, 1, 2), }", four_floats())),
        "int32", "<i4", "float32 or float64", "astype"));
    EXPECT_TRUE(failed_with(
        read(npy_with("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 1, 2), }", four_floats())),
        "float16"));
    EXPECT_TRUE(failed_with(
        read(npy_with("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1, 2), }", four_floats())),
        "Fortran"));
    for (const char* shape : {"(1, 1, 4)", "(2, 2)", "()", "(2, 0, 2)", "(2, 1, 9999999999)", "(2, -1, 2)"}) {
        const std::string header =
            std::string("{'descr': '<f4', 'fortran_order': False, 'shape': ") + shape + ", }";
        EXPECT_FALSE(read(npy_with(header, four_floats())).ok()) << shape;
    }
}

TEST_F(Npy, AShapeThatIsNearlyRightIsToldHowToBecomeIt) {
    const auto shaped = [&](const std::string& shape) {
        return read(
            npy_with("{'descr': '<f4', 'fortran_order': False, 'shape': (" + shape + "), }", four_floats()));
    };
    EXPECT_TRUE(failed_with(shaped("1, 2, 2"), "(1, 2, 2)", "numpy.moveaxis"));
    EXPECT_TRUE(failed_with(shaped("2, 2"), "numpy.stack([u, v])"));
    EXPECT_TRUE(failed_with(shaped("1, 2, 1, 2"), "array[0]"));
    EXPECT_TRUE(failed_with(shaped("4, 1, 1"), "(4, 1, 1)", "array[1]"));
}

TEST_F(Npy, EveryValueIsLookedAt) {
    const auto with = [&](auto value, int plane, int row, int col) {
        using T = decltype(value);
        Field field(3, 5, sizeof(T) == 4 ? GS_F32 : GS_F64);
        field.visit([&](auto u, auto v) {
            auto& cell =
                (plane == 0 ? u : v)[5 * static_cast<std::size_t>(row) + static_cast<std::size_t>(col)];
            cell = static_cast<std::remove_reference_t<decltype(cell)>>(value);
        });
        EXPECT_TRUE(write_npy(folder_ / "a.npy", field).ok());
        return read_npy(folder_ / "a.npy", field_);
    };
    const float nan = std::numeric_limits<float>::quiet_NaN(), inf = std::numeric_limits<float>::infinity();
    for (int row = 0; row < 3; ++row)
        for (int col = 0; col < 5; ++col)
            EXPECT_TRUE(failed_with(with(nan, 1, row, col), "a.npy", "v is nan",
                                    "row " + std::to_string(row) + ", column " + std::to_string(col)));
    EXPECT_TRUE(failed_with(with(inf, 0, 2, 3), "u is inf in row 2, column 3"));
    EXPECT_TRUE(failed_with(with(-static_cast<double>(inf), 0, 2, 3), "u is -inf in row 2, column 3"));
    EXPECT_TRUE(failed_with(with(1e300, 0, 0, 0), "u is 1e+300", "-10000 and 10000"));
    EXPECT_TRUE(failed_with(with(10001.0F, 1, 0, 0), "v is 10001"));
    EXPECT_TRUE(with(-1e4, 0, 0, 0).ok());
    EXPECT_TRUE(with(1e-320, 0, 0, 0).ok());
    EXPECT_TRUE(
        failed_with(read(npy_with(kGood, std::string(16, '\xFF'))), "u is nan in row 0, column 0", "3 more"));
}

TEST_F(Npy, RatesAreNamedByTheirOwnNamesAndRange) {
    Field rates(2, 3, GS_F64);
    rates.set(0, 0, 0, 1);
    for (int x = 0; x < 3; ++x) {
        rates.set(0, x, 1, 0);
        rates.set(1, x, 0.5, x == 1 ? 1.5 : 0.5);
    }
    ASSERT_TRUE(write_npy(folder_ / "r.npy", rates).ok());
    EXPECT_TRUE(failed_with(read_npy(folder_ / "r.npy", field_, kRateValues),
                            "kill is 1.5 in row 1, column 1;", "between 0 and 1"));
}

TEST_F(Npy, AFailureLeavesTheFieldAsItWas) {
    field_ = numbered(2, 2, GS_F64);
    const Field before = field_;
    EXPECT_FALSE(read(npy_with(kGood, "short")).ok());
    EXPECT_TRUE(field_ == before);
}

TEST_F(Npy, AHugeClaimIsRefusedBeforeAnythingIsAllocated) {
    EXPECT_FALSE(
        read(npy_with("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1048576, 1048576), }", "x"))
            .ok());
}

TEST_F(Npy, AFolderThatCantBeWrittenIsNamed) {
    EXPECT_TRUE(
        failed_with(write_npy(folder_ / "no/such/b.npy", numbered(1, 1, GS_F32)), "b.npy", "No such file"));
}

}  // namespace gs::test
