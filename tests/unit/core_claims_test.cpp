// Files that claim more than they are, and what the fuzzers (tests/fuzz) have found.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "app/core/document/palettes.h"
#include "app/core/files/json_text.h"
#include "app/core/files/npy.h"
#include "app/core/files/palette_file.h"
#include "app/core/files/read_picture.h"
#include "app/core/files/session.h"
#include "app/core/text/letters.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

using namespace std::string_literals;

TEST(Claims, JsonOfAHundredThousandBracketsIsRefused) {
    nlohmann::ordered_json json;
    for (const char* bracket : {"[", "{\"a\":"}) {
        std::string deep = "{\"grayscope\": ";
        for (int i = 0; i < 100000; ++i) deep += bracket;
        EXPECT_TRUE(failed_with(parse_json(deep, json), "64"));
    }
    std::string closed(1000, '[');
    closed += std::string(1000, ']');
    EXPECT_TRUE(failed_with(parse_json(closed, json), "64"));
    EXPECT_TRUE(parse_json("[[[[[[[[]]]]]]]]", json));
}

TEST(Claims, AnArrayLargerThanItsFileIsRefused) {
    const Folder folder;
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1048576, 1048576), }";
    header.resize(117, ' ');
    write_bytes(folder / "a.npy", "\x93NUMPY\1\0\x76\0"s + header + "\n" + std::string(16, '\0'));
    Field field(1, 1, GS_F32);
    EXPECT_FALSE(read_npy(folder / "a.npy", field));
    EXPECT_EQ(field.cells(), 1U);
}

/// A segment of a JPEG: its marker, its length, its bytes.
std::string segment(char marker, const std::string& bytes) {
    const std::size_t length = bytes.size() + 2;
    return "\xFF"s + marker + static_cast<char>(length >> 8U) + static_cast<char>(length & 0xFFU) + bytes;
}

// Of 300 codes, stb_image writes 44 behind the table: AddressSanitizer's build sees it.
TEST(Claims, AJpegWithTooManyCodesIsRefused) {
    const std::string codes = "\x10"s + std::string(2, '\x96') + std::string(14, '\0');
    EXPECT_FALSE(decode_picture("\xFF\xD8"s + segment('\xC4', codes + std::string(300, '\1'))));
    EXPECT_FALSE(decode_picture("\xFF\xD8"s + segment('\xE1', "camera") + segment('\xC4', codes)));
}

// stb_image decodes by tables that are not there, too: AddressSanitizer's build sees it.
TEST(Claims, AJpegWithoutItsTablesIsRefused) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 16 16; kernel cpu-reference; seed noise; save-image " + (folder / "a.jpg"));
    std::string jpeg = bytes_of(folder / "a.jpg");
    ASSERT_TRUE(decode_picture(jpeg));
    for (std::size_t at = 2; (at = jpeg.find("\xFF\xC4", at)) != std::string::npos;) {
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(jpeg[i]); };
        jpeg.erase(at, 2 + (std::size_t{byte(at + 2)} << 8U | byte(at + 3)));
    }
    EXPECT_FALSE(decode_picture(jpeg));
}

TEST(Claims, WhatACameraPutsBeforeItsPictureMayLookLikeThat) {
    const Folder folder;
    App app(App::Mode::Direct);
    perform(app, "size 8 8; save-image " + (folder / "a.jpg"));
    const std::string jpeg = bytes_of(folder / "a.jpg");
    ASSERT_TRUE(decode_picture(jpeg));
    const std::string wild = "\xFF\xC4\x01\x2F\x10"s + std::string(16, '\xFF');
    EXPECT_TRUE(decode_picture(jpeg.substr(0, 2) + segment('\xE1', wild) + jpeg.substr(2)));
}

TEST(Claims, APalettesNameIsUtf8) {
    const Folder folder;
    OwnPalette palette;
    for (const std::string& damaged : {"\xFF"s, "\xED\xA0\x80"s, "\xE0\x80\x80"s, "\xF4\x90\x80\x80"s}) {
        write_bytes(folder / "a.gpl", "GIMP Palette\nName: B" + damaged + "\n0 0 0\n255 255 255\n");
        ASSERT_TRUE(read_palette(folder / "a.gpl", palette));
        EXPECT_EQ(palette.name, "B" + std::string(damaged.size(), '?'));
        EXPECT_TRUE(write_palette(folder / "b.json", palette));
    }
    write_bytes(folder / "a.gpl", "GIMP Palette\nName: Gr\xC3\xBC\xC3\x9F\x65\n0 0 0\n255 255 255\n");
    ASSERT_TRUE(read_palette(folder / "a.gpl", palette));
    EXPECT_EQ(palette.name, "Gr\xC3\xBC\xC3\x9F\x65");
}

TEST(Claims, PlacesOfAColourTableAreNumbersInOrder) {
    const Folder folder;
    OwnPalette palette;
    const auto read = [&](const char* middle) {
        write_bytes(folder / "a.cpt", "0 0 0 0 1 9 9 9\n"s + middle + " 9 9 9 3 8 8 8\n");
        return read_palette(folder / "a.cpt", palette);
    };
    EXPECT_TRUE(read("2"));
    for (const char* wrong : {"nan", "inf", "-inf", "1e308", "0.5"})
        EXPECT_TRUE(failed_with(read(wrong), "line 2")) << wrong;
}

}  // namespace

}  // namespace gs::test
