// NumPy files: what is written is read to the bit, and nothing that is broken gets in.
#include "app/core/npy.h"

#include <algorithm>
#include <cstring>

#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

Field numbered(int rows, int cols, gs_scalar scalar) {
    Field field(rows, cols, scalar);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) field.set(y, x, 1 + 0.1 * (y * cols + x), -0.3 * (y * cols + x));
    return field;
}

/// A file with a header of our own making.
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
    EXPECT_TRUE(failed_with(read(npy_with(kGood, four_floats() + "x")), "more in it"));
    EXPECT_TRUE(failed_with(
        read(npy_with("{'descr': '<i4', 'fortran_order': False, 'shape': (2, 1, 2), }", four_floats())),
        "<i4", "float32 and float64"));
    EXPECT_TRUE(failed_with(
        read(npy_with("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1, 2), }", four_floats())),
        "Fortran"));
    for (const char* shape : {"(1, 1, 4)", "(2, 2)", "()", "(2, 0, 2)", "(2, 1, 9999999999)", "(2, -1, 2)"}) {
        const std::string header =
            std::string("{'descr': '<f4', 'fortran_order': False, 'shape': ") + shape + ", }";
        EXPECT_FALSE(read(npy_with(header, four_floats())).ok()) << shape;
    }
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
