// Frames of any size and kind: what is drawn, what a poster is, what other programs read.
#include <stb/stb_image.h>

#include <atomic>
#include <cmath>
#include <cstring>
#include <regex>
#include <sstream>
#include <thread>

#include "app/core/document/colouring.h"
#include "app/core/files/contents.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_kinds.h"
#include "app/core/files/frame_picture.h"
#include "app/core/files/legend.h"
#include "app/core/files/png_stream.h"
#include "app/core/files/vti.h"
#include "app/core/files/writers.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// A field in which each cell has its own value.
Exported waves(int rows, int cols, gs_scalar scalar = GS_F32) {
    Exported present{{Field(rows, cols, scalar), 34, 17.5}, "cpu-simd", ""};
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x)
            present.field.set(y, x, 0.5 + 0.4 * std::sin(0.3 * x + 0.1 * y),
                              0.2 + 0.19 * std::sin(0.21 * y - 0.4 * x));
    return present;
}

Document small_document(int rows, int cols) {
    Document document;
    document.rows = rows;
    document.cols = cols;
    return document;
}

Rgb pixel(const Picture& picture, int x, int y) {
    const std::size_t at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                static_cast<std::size_t>(x));
    return {picture.rgb.at(at), picture.rgb.at(at + 1), picture.rgb.at(at + 2)};
}

constexpr Rgb kGround{19, 21, 24};

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr int kPosterSide = 300;
#else
constexpr int kPosterSide = 1500;
#endif

}  // namespace

TEST(FramePicture, OnePixelPerCellIsTheFieldItself) {
    const Exported present = waves(20, 30);
    Document document = small_document(20, 30);
    for (const Colouring way :
         {Colouring::Plain, Colouring::Relief, Colouring::Contours, Colouring::TwoChannels}) {
        document.colouring = way;
        const Picture field = coloured(present.field, document);
        EXPECT_EQ(frame_picture(present, document, {}).rgb, field.rgb);
        EXPECT_EQ(frame_picture(present, document, {30, 20, {}}).rgb, field.rgb) << "the size that it has";
    }
    document.colour_bar = true;
    document.cols = 100;
    const Exported wide = waves(20, 100);
    EXPECT_EQ(frame_picture(wide, document, {}).rgb,
              with_legend(coloured(wide.field, document), document).rgb);
}

TEST(FramePicture, SquareCellsAreSquaresAndSmoothOnesBlend) {
    const Exported present = waves(4, 5);
    Document document = small_document(4, 5);
    document.filter = Filter::Nearest;
    const Picture field = coloured(present.field, document),
                  squares = frame_picture(present, document, {5 * 7, 4 * 7, {}});
    for (int y = 0; y < 28; ++y)
        for (int x = 0; x < 35; ++x)
            ASSERT_EQ(pixel(squares, x, y), pixel(field, x / 7, y / 7)) << x << ' ' << y;
    document.filter = Filter::Smooth;
    document.palette = "grey";
    Exported ramp{{Field(1, 2, GS_F32), 0, 0}, "cpu-simd", ""};
    ramp.field.set(0, 1, 1, 1);
    document.ranges.fill({0, 1});
    const Picture smooth = frame_picture(ramp, document, {8, 4, {}});
    std::vector<int> row(8);
    for (int x = 0; x < 8; ++x) row[static_cast<std::size_t>(x)] = pixel(smooth, x, 1)[0];
    // Cells' middles lie at 2 and 6 pixels, and beyond them the value stays the same.
    EXPECT_EQ(row, (std::vector<int>{0, 0, 32, 96, 159, 223, 255, 255}));
}

TEST(FramePicture, AnySizeHasTheWholeFieldInItsMiddle) {
    const Exported present = waves(10, 20);
    const Document document = small_document(10, 20);
    for (const FrameLook& look :
         {FrameLook{100, 100, {}}, {301, 41, {}}, {7, 90, {}}, {1, 1, {}}, {1920, 1080, {}}}) {
        const Picture picture = frame_picture(present, document, look);
        ASSERT_TRUE(picture.width == look.width && picture.height == look.height);
        ASSERT_EQ(picture.rgb.size(), static_cast<std::size_t>(3 * look.width * look.height));
    }
    const Picture tall = frame_picture(present, document, {100, 100, {}});
    EXPECT_EQ(pixel(tall, 50, 24), kGround);
    EXPECT_NE(pixel(tall, 50, 25), kGround);
    EXPECT_NE(pixel(tall, 50, 74), kGround);
    EXPECT_EQ(pixel(tall, 50, 75), kGround);
    const Picture wide = frame_picture(present, document, {300, 100, {}});
    EXPECT_EQ(pixel(wide, 49, 50), kGround);
    EXPECT_NE(pixel(wide, 50, 50), kGround);
}

TEST(FramePicture, ACaptionStandsBelowWithItsValues) {
    const Exported present = waves(60, 120);
    Document document = small_document(60, 120);
    EXPECT_EQ(caption_of("F {F}, k {k}, step {step}, {time}, {preset} {kernel}", document, present),
              "F 0.0545, k 0.062, step 34, 17.5, coral cpu-simd");
    document.vary_feed = {Gradient::Along::Rows, 0.01, 0.05};
    EXPECT_EQ(caption_of("{F} {k}", document, present), "varies 0.062");
    EXPECT_TRUE(failed_with(check_caption("{speed}"), "{speed}", "F, k, step, time"));
    EXPECT_TRUE(failed_with(check_caption("step {step"), "not closed"));
    if (Status drawn = check_caption("step {step}"); !drawn) GTEST_SKIP() << drawn.why();
    document = small_document(60, 120);
    const Picture bare = frame_picture(present, document, {}),
                  with = frame_picture(present, document, {0, 0, "step {step}"});
    EXPECT_EQ(with.width, 120);
    ASSERT_GT(with.height, 60);
    EXPECT_TRUE(std::equal(bare.rgb.begin(), bare.rgb.end(), with.rgb.begin())) << "the field is as it was";
    EXPECT_TRUE(std::any_of(with.rgb.begin() + 3 * 120 * 60, with.rgb.end(), [](std::uint8_t byte) {
        return byte > 200;
    })) << "light letters";
    EXPECT_EQ(frame_picture(present, document, {400, 200, "{step}"}).height, 200)
        << "a size that was given is the whole's";
    EXPECT_TRUE(check_room(document, {400, 200, "{step}"}).ok());
    EXPECT_TRUE(failed_with(check_room(document, {400, 12, "{step}"}), "400 x 12"));
}

TEST(FramePicture, WhatStandsBelowGrowsWithThePicture) {
    Document document = small_document(6, 8);
    document.colour_bar = true;
    const Exported present = waves(6, 8);
    const auto rows_of_bar = [&](int width) {
        FramePainter painter(present, document, {width, 2 * width, {}});
        std::vector<std::uint8_t> row(3 * static_cast<std::size_t>(width));
        int rows = 0;
        for (int y = 2 * width - width / 3; y < 2 * width; y += 8) {
            painter.paint(y, 1, row.data());
            // In the bar's middle stands the palette's own middle.
            const std::size_t at = 3 * static_cast<std::size_t>(width / 2);
            rows += row[at] > 100 && row[at + 1] < 100 ? 1 : 0;
        }
        return rows;
    };
    const int at_4000 = rows_of_bar(4000), at_16000 = rows_of_bar(16000);
    EXPECT_GT(at_4000, 3);
    EXPECT_NEAR(at_16000, 4 * at_4000, 4);
}

namespace {

/// A field whose v is `low` in even columns and `high` in odd ones.
Exported stripes(int rows, int cols, double low, double high) {
    Exported present{{Field(rows, cols, GS_F32), 0, 0}, "cpu-simd", ""};
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < cols; ++x) present.field.set(y, x, 0, x % 2 == 0 ? low : high);
    return present;
}

Document grey_document(int rows, int cols) {
    Document document = small_document(rows, cols);
    document.palette = "grey";
    document.ranges.fill({0, 1});
    return document;
}

}  // namespace

TEST(FramePicture, FewerPixelsShowTheMeanOfTheirCells) {
    Document document = grey_document(24, 96);
    for (const Filter filter : {Filter::Smooth, Filter::Nearest}) {
        document.filter = filter;
        // Each other size of pixels: whole cells, and parts of cells.
        for (const int width : {48, 24, 8}) {
            const Picture picture = frame_picture(stripes(24, 96, 0, 1), document, {width, width / 4, {}});
            for (int x = 0; x < width; ++x)
                EXPECT_NEAR(pixel(picture, x, 1)[0], 127.5, 0.5) << width << ' ' << x;
        }
        const Picture thirds = frame_picture(stripes(24, 96, 0, 0.9), document, {64, 16, {}});
        // A pixel has one and a half cells: 0 and half of 0.9, then 0.9 and half of 0.
        EXPECT_NEAR(pixel(thirds, 20, 8)[0], 255 * 0.3, 0.5);
        EXPECT_NEAR(pixel(thirds, 22, 8)[0], 255 * 0.6, 0.5);
    }
    // A field that rises evenly is a plane from every distance, and so has one light.
    Exported slope{{Field(80, 80, GS_F32), 0, 0}, "cpu-simd", ""};
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 80; ++x) slope.field.set(y, x, 0, 0.01 * x);
    document = grey_document(80, 80);
    document.colouring = Colouring::Relief;
    const Picture near = frame_picture(slope, document, {}),
                  far = frame_picture(slope, document, {20, 20, {}});
    EXPECT_NEAR(pixel(far, 10, 10)[0], pixel(near, 42, 42)[0], 2);
}

TEST(FramePicture, TheViewIsTheCellsThatTheWindowShowed) {
    const Document document = small_document(40, 80);
    const Exported present = waves(40, 80);
    const Picture field = coloured(present.field, document);
    FrameLook look{20, 10, {}, FrameShows::View, Sight{15, 30, 10, 20}};
    const Picture part = frame_picture(present, document, look);
    for (int y = 0; y < 10; ++y)
        for (int x = 0; x < 20; ++x) ASSERT_EQ(pixel(part, x, y), pixel(field, 20 + x, 10 + y));
    // A picture of another shape has more of the field where there is more.
    look.width = 40;
    const Picture wide = frame_picture(present, document, look);
    EXPECT_EQ(pixel(wide, 0, 0), pixel(field, 10, 10));
    EXPECT_EQ(pixel(wide, 39, 9), pixel(field, 49, 19));
    // At the field's corner the picture is full of it, too.
    look = {20, 10, {}, FrameShows::View, Sight{-3, 200, 10, 20}};
    const Picture corner = frame_picture(present, document, look);
    EXPECT_EQ(pixel(corner, 0, 0), pixel(field, 60, 0));
    EXPECT_EQ(pixel(corner, 19, 9), pixel(field, 79, 9));
    // All of it is the whole field, as a picture without a view has it.
    for (const double more : {1.0, 3.0}) {
        look = {160, 80, {}, FrameShows::View, Sight{20, 40, 40 * more, 80 * more}};
        EXPECT_EQ(frame_picture(present, document, look).rgb,
                  frame_picture(present, document, {160, 80, {}}).rgb);
    }
}

TEST(Poster, HasItsAxesInEveryBandAndBesideThem) {
    const Folder folder;
    Document document = small_document(60, 90);
    document.vary_feed = {Gradient::Along::Rows, 0.08, 0.01};
    document.vary_kill = {Gradient::Along::Columns, 0.04, 0.07};
    const Exported present = waves(60, 90);
    // Wider than the canvas, so that there are several tiles, and several bands of each.
    const FrameLook look{9000, 800, {}};
    FramePainter painter(present, document, look);
    ASSERT_TRUE(write_poster(folder / "poster.png", painter, {}).ok());
    int width = 0, height = 0, channels = 0;
    stbi_uc* rgb = stbi_load((folder / "poster.png").c_str(), &width, &height, &channels, 3);
    ASSERT_NE(rgb, nullptr);
    const Picture whole = frame_picture(present, document, look);
    EXPECT_TRUE(std::equal(whole.rgb.begin(), whole.rgb.end(), rgb)) << "the bands are those of the whole";
    stbi_image_free(rgb);
    document.axes = false;
    const Picture bare = frame_picture(present, document, look);
    std::vector<int> changed(9);
    for (int y = 0; y < 800; ++y)
        for (int x = 0; x < 9000; ++x)
            changed[static_cast<std::size_t>(x / 1000)] += pixel(whole, x, y) != pixel(bare, x, y) ? 1 : 0;
    EXPECT_EQ(changed[0] + changed[8], 0) << "the axes stand on the field, which is 1200 pixels wide";
    EXPECT_GT(changed[4], 2000) << "F stands at the field's right edge, beyond the first tile";
}

TEST(Poster, IsTheSamePictureMadeByBands) {
    const Folder folder;
    const Exported present = waves(30, 40);
    Document document = small_document(30, 40);
    for (const Colouring way : {Colouring::Plain, Colouring::Relief, Colouring::Contours})
        for (const FrameLook& look :
             {FrameLook{kPosterSide, 1100, {}}, {1, 3000, {}}, {640, 480, "step {step}"}}) {
            if (!check_caption(look.caption)) continue;
            document.colouring = way;
            FramePainter painter(present, document, look);
            const PictureFacts facts = facts_of(document, present);
            ASSERT_TRUE(write_poster(folder / "poster.png", painter, facts).ok());
            int width = 0, height = 0, channels = 0;
            stbi_uc* rgb = stbi_load((folder / "poster.png").c_str(), &width, &height, &channels, 3);
            ASSERT_NE(rgb, nullptr);
            const Picture expected = frame_picture(present, document, look);
            EXPECT_TRUE(width == look.width && height == look.height);
            EXPECT_TRUE(std::equal(expected.rgb.begin(), expected.rgb.end(), rgb));
            stbi_image_free(rgb);
            EXPECT_EQ(facts_in(bytes_of(folder / "poster.png")), facts);
        }
    FramePainter painter(present, document, {});
    EXPECT_TRUE(failed_with(write_poster(folder / "no/poster.png", painter, {}), "poster.png"));
}

TEST(GreyFrames, SpanTheRangeInSixteenBits) {
    const Folder folder;
    Exported present{{Field(1, 4, GS_F32), 0, 0}, "cpu-simd", ""};
    const float values[] = {-1, 0, 0.1F, 0.2F};
    for (int x = 0; x < 4; ++x) present.field.set(0, x, 1, static_cast<double>(values[x]));
    Document document = small_document(1, 4);
    shown_range(document) = {0, 0.15};
    const std::string path = folder / "g.png";
    ASSERT_TRUE(find_frame_kind("grey16")->write(path, present, document, {}).ok());
    int width = 0, height = 0, channels = 0;
    stbi_us* grey = stbi_load_16(path.c_str(), &width, &height, &channels, 1);
    ASSERT_NE(grey, nullptr);
    EXPECT_EQ(std::vector<int>(grey, grey + 4), (std::vector<int>{0, 0, 43690, 65535}));
    stbi_image_free(grey);
    EXPECT_EQ(fact(facts_in(bytes_of(path)), kFieldFact), hash_of(present.field));
}

namespace {

/// A reader of what VTK calls image data with raw appended values.
struct Vti {
    std::string head;
    std::vector<double> u, v;  // row 0 at the bottom
};

template <class T>
std::vector<double> values_at(const std::string& raw, std::size_t offset) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, raw.data() + offset, sizeof bytes);
    std::vector<T> values(bytes / sizeof(T));
    std::memcpy(values.data(), raw.data() + offset + sizeof bytes, bytes);
    return {values.begin(), values.end()};
}

Vti read_vti(const std::string& bytes) {
    const std::size_t mark = bytes.find("<AppendedData encoding=\"raw\">");
    const std::size_t begin = bytes.find('_', mark) + 1;
    Vti vti{bytes.substr(0, mark), {}, {}};
    const std::regex array(
        "<DataArray type=\"(Float32|Float64)\" Name=\"(u|v)\" format=\"appended\" offset=\"(\\d+)\"/>");
    for (std::sregex_iterator it(vti.head.begin(), vti.head.end(), array), end; it != end; ++it) {
        const std::size_t offset = std::stoul((*it)[3]);
        ((*it)[2] == "u" ? vti.u : vti.v) = (*it)[1] == "Float32"
                                                ? values_at<float>(bytes.substr(begin), offset)
                                                : values_at<double>(bytes.substr(begin), offset);
    }
    return vti;
}

}  // namespace

TEST(VtkFrames, HoldTheFieldUpright) {
    const Folder folder;
    for (const gs_scalar scalar : {GS_F32, GS_F64}) {
        const Exported present = waves(3, 5, scalar);
        ASSERT_TRUE(find_frame_kind("vti")->write(folder / "f.vti", present, Document{}, {}).ok());
        const Vti vti = read_vti(bytes_of(folder / "f.vti"));
        EXPECT_NE(vti.head.find("WholeExtent=\"0 4 0 2 0 0\""), std::string::npos);
        EXPECT_NE(vti.head.find("\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">17.5<"),
                  std::string::npos);
        ASSERT_TRUE(vti.u.size() == 15 && vti.v.size() == 15);
        for (int y = 0; y < 3; ++y)
            for (int x = 0; x < 5; ++x) {
                EXPECT_EQ(vti.u[static_cast<std::size_t>(5 * (2 - y) + x)], present.field.u(y, x));
                EXPECT_EQ(vti.v[static_cast<std::size_t>(5 * (2 - y) + x)], present.field.v(y, x));
            }
    }
    App app(App::Mode::Direct);
    perform(app, "size 12x8");
    perform(app, "save-field '" + folder / "saved.vti" + "'");
    EXPECT_EQ(read_vti(bytes_of(folder / "saved.vti")).u.size(), 96U);
    // It is known for what it is, and not taken for a field that can be loaded.
    for (const char* command : {"open", "load-field"})
        EXPECT_TRUE(failed_with(app.execute(std::string(command) + " '" + folder / "saved.vti" + "'"), "VTK"))
            << command;
    EXPECT_EQ(patterns_of(kField), "*.npy");
}

TEST(FrameWriters, HoldNoMoreThanTheyMay) {
    std::atomic<int> held{0}, most{0}, done{0};
    {
        Writers writers(4, 8, 100);
        const auto job = [&](int bytes) {
            return [&, bytes] {
                std::this_thread::yield();
                held -= bytes;
                ++done;
            };
        };
        for (int i = 0; i < 200; ++i) {
            const int bytes = i % 7 == 0 ? 90 : 30;
            // What is held counts from here, where it can be more than the writers hold only by
            // this one.
            writers.post(job(bytes), static_cast<std::size_t>(bytes));
            held += bytes;
            most = std::max(most.load(), held.load());
        }
        writers.post(job(500), 500);  // more than all may hold: alone
        held += 500;
        writers.finish();
    }
    EXPECT_EQ(done, 201);
    EXPECT_EQ(held, 0);
    EXPECT_LE(most, 100);
}

}  // namespace gs::test
