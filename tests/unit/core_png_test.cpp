// A PNG holds the very pixels that it was given, however it is packed, and tells what made it.
#include <stb/stb_image.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "app/core/document/share.h"
#include "app/core/files/field_hash.h"
#include "app/core/files/picture_colours.h"
#include "app/core/files/png.h"
#include "tests/unit/core_support.h"

namespace gs::test {

namespace {

/// A picture of so many colours, each of them at least once if there is room.
Picture picture_of(int width, int height, int colours) {
    Picture picture{width, height, {}};
    std::mt19937 random(static_cast<unsigned>(colours));
    const std::size_t pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto n = static_cast<unsigned>(i < static_cast<std::size_t>(colours) ? i : random() % colours);
        // 40503 is odd, so that no two of 65536 numbers give the same two bytes.
        for (const unsigned byte : {n * 40503U & 0xFFU, n * 40503U >> 8U & 0xFFU, n >> 5U & 0xFFU})
            picture.rgb.push_back(static_cast<std::uint8_t>(byte));
    }
    return picture;
}

std::string encoded(const Picture& picture) {
    std::vector<char> file;
    EXPECT_TRUE(encode_png(picture, file));
    return {file.begin(), file.end()};
}

/// What stb_image, another's reader, sees.
Picture decoded(const std::string& png) {
    Picture picture;
    int channels = 0;
    stbi_uc* rgb =
        stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(png.data()), static_cast<int>(png.size()),
                              &picture.width, &picture.height, &channels, 3);
    if (rgb == nullptr) return picture;
    picture.rgb.assign(rgb, rgb + 3 * picture.width * picture.height);
    stbi_image_free(rgb);
    return picture;
}

/// The number that stands for the kind of pixels: 3 for indices, 2 for red, green and blue.
int kind_of_pixels(const std::string& png) {
    return png.at(8 + 8 + 9);
}

}  // namespace

TEST(PngFile, HoldsTheSamePixelsForAnyNumberOfColours) {
    for (const int colours : {1, 2, 3, 16, 255, 256, 257, 1023, 1024, 1025, 5000}) {
        const Picture picture = picture_of(83, 71, colours);
        const std::string png = encoded(picture);
        const Picture read = decoded(png);
        ASSERT_EQ(read.width, 83) << colours;
        EXPECT_TRUE(read.rgb == picture.rgb) << colours;
        EXPECT_EQ(kind_of_pixels(png), colours <= 256 ? 3 : 2) << colours;
        EXPECT_EQ(encoded(picture), png) << "the same picture, the same bytes";
    }
}

TEST(PngFile, HoldsTheSamePixelsAtAnySize) {
    for (const auto& [width, height] :
         {std::pair{1, 1}, {1, 9}, {9, 1}, {7, 5}, {2049, 1}, {1, 2049}, {255, 3}})
        for (const int colours : {1, 200, 3000}) {
            const Picture picture = picture_of(width, height, colours);
            const Picture read = decoded(encoded(picture));
            EXPECT_TRUE(read.width == width && read.height == height && read.rgb == picture.rgb)
                << width << " x " << height << ", " << colours;
        }
}

TEST(PngFile, APaletteStandsInItsOwnOrder) {
    // A ramp whose entries come in any order is found again, from its dark end on.
    std::vector<Rgb> ramp(256);
    for (std::size_t i = 0; i < 256; ++i)
        ramp[i] = {static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(255 - i), 40};
    std::vector<Rgb> mixed = ramp;
    std::shuffle(mixed.begin(), mixed.end(), std::mt19937(1));
    const std::vector<std::uint8_t> places = places_of(mixed);
    for (std::size_t i = 0; i < 256; ++i) EXPECT_EQ(places[i], mixed[i][1]) << i;
    EXPECT_EQ(places_of(std::vector<Rgb>{{1, 2, 3}}), std::vector<std::uint8_t>{0});
    EXPECT_TRUE(places_of({}).empty());
}

TEST(PngFile, SixteenBitsOfGrey) {
    std::vector<std::uint16_t> values(std::size_t{6} * 4);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint16_t>(i * 2749);
    std::vector<char> file;
    ASSERT_TRUE(encode_grey16(6, 4, values, file));
    int width = 0, height = 0, channels = 0;
    stbi_us* read = stbi_load_16_from_memory(reinterpret_cast<const stbi_uc*>(file.data()),
                                             static_cast<int>(file.size()), &width, &height, &channels, 1);
    ASSERT_NE(read, nullptr);
    EXPECT_TRUE(width == 6 && height == 4 && channels == 1);
    EXPECT_TRUE(std::equal(values.begin(), values.end(), read));
    stbi_image_free(read);
}

TEST(PngFacts, AreReadAsTheyWereWritten) {
    const std::string png = encoded(picture_of(3, 2, 4));
    const PictureFacts facts{{"one", "1"}, {"name", "Korallen f\xC3\xBCr alle"}, {"empty", ""}};
    std::vector<char> with(png.begin(), png.end());
    insert_facts(with, facts);
    const std::string bytes(with.begin(), with.end());
    EXPECT_EQ(facts_in(bytes), facts);
    EXPECT_EQ(decoded(bytes).rgb, decoded(png).rgb) << "they are no part of the picture";
    EXPECT_TRUE(facts_in(png).empty());
    EXPECT_TRUE(facts_in("GIF89a").empty());
    // Whatever is cut off or changed, what is read are facts that were written.
    for (std::size_t cut = 0; cut < bytes.size(); ++cut)
        for (const auto& [name, value] : facts_in(std::string_view(bytes).substr(0, cut)))
            EXPECT_EQ(fact(facts, name), value);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        for (const auto& [name, value] : facts_in(damaged)) EXPECT_EQ(fact(facts, name), value) << at;
    }
}

TEST(PngFacts, SayAllSettingsAndTheField) {
    Document document;
    document.feed = 0.037;
    document.palette = "cividis";
    document.cols = 48;
    document.rows = 32;
    const Exported field{{Field(32, 48, GS_F32), 34, 34}, "cpu-simd", ""};
    const PictureFacts facts = facts_of(document, field);
    Document read;
    SharedText said;
    ASSERT_TRUE(read_shared(fact(facts, kSettingsFact), read, said).ok());
    EXPECT_TRUE(read.feed == 0.037 && read.palette == "cividis" && read.cols == 48 && read.rows == 32);
    EXPECT_EQ(fact(facts, kFieldFact), hash_of(field.field));
    // How it was run and held is no part of what is seen.
    Document hurried = document;
    hurried.speed = 0;
    hurried.brush_radius = 40;
    EXPECT_EQ(facts_of(hurried, field), facts);
    EXPECT_EQ(fact(facts, kLeftOutFact), "");
    document.rates = std::make_shared<const Field>(32, 48, GS_F64);
    EXPECT_NE(fact(facts_of(document, field), kLeftOutFact), "") << "what the line can't say is named";
}

TEST(PngFacts, OpeningAPictureTakesTheSettingsThatMadeIt) {
    const Folder folder;
    const std::string picture = folder / "p.png", bare = folder / "bare.png";
    App made(App::Mode::Direct);
    for (const char* line :
         {"preset worms", "size 40x30", "feed 0.055", "palette cividis", "colouring relief", "step 7"})
        perform(made, line);
    perform(made, "save-image '" + picture + "'");
    App app(App::Mode::Direct);
    perform(app, "size 24x24");
    (void)app.take_messages();
    perform(app, "open '" + picture + "'");
    const Document& d = app.document();
    EXPECT_TRUE(d.feed == 0.055 && d.kill == made.document().kill && d.palette == "cividis");
    EXPECT_TRUE(d.cols == 40 && d.rows == 30 && d.colouring == Colouring::Relief);
    std::string said;
    for (const Message& message : app.take_messages()) said += message.text + "\n";
    EXPECT_NE(said.find("step 7"), std::string::npos) << said;
    perform(app, "step 7");
    EXPECT_EQ(hash_of(present(app).field), hash_of(present(made).field)) << "the same run again";
    perform(app, "undo");
    EXPECT_EQ(app.document().cols, 24) << "all of it at once";
    ASSERT_TRUE(write_picture(bare, picture_of(4, 4, 3)).ok());
    EXPECT_TRUE(failed_with(app.execute("open '" + bare + "'"), "bare.png", "PNG picture", "settings"));
    EXPECT_TRUE(tells_settings(picture));
    EXPECT_FALSE(tells_settings(bare));
}

TEST(FieldHash, TellsEveryBit) {
    Field field(5, 7, GS_F32);
    std::set<std::string> seen{hash_of(field)};
    for (int y = 0; y < 5; ++y)
        for (int x = 0; x < 7; ++x) {
            field.set(y, x, std::nextafter(1.0F, 2.0F), 0);
            EXPECT_TRUE(seen.insert(hash_of(field)).second) << y << ' ' << x;
            field.set(y, x, 1, std::nextafter(0.0F, 1.0F));
            EXPECT_TRUE(seen.insert(hash_of(field)).second) << y << ' ' << x;
            field.set(y, x, 1, 0);
        }
    EXPECT_TRUE(seen.insert(hash_of(Field(7, 5, GS_F32))).second);
    EXPECT_TRUE(seen.insert(hash_of(Field(5, 7, GS_F64))).second);
    EXPECT_EQ(hash_of(field), hash_of(Field(5, 7, GS_F32)));
    EXPECT_EQ(hash_of(field).size(), 16U);
}

}  // namespace gs::test
