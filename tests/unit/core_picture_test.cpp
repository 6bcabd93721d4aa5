// Seeds, palettes and pictures.
#include "app/core/files/png.h"

#include <stb/stb_image.h>

#include <cmath>
#include <set>

#include "app/core/document/palettes.h"
#include "app/core/document/presets.h"
#include "app/core/document/properties.h"
#include "app/core/document/seeds.h"
#include "tests/unit/core_support.h"

namespace gs::test {

TEST(Seeds, TheSchoolsRectangle) {
    const Field field = make_seed(1080, 1920, {.seed = SeedKind::School});
    for (int y = 0; y < 1080; ++y)
        for (int x = 0; x < 1920; ++x) {
            const bool inside = y >= 7 * 1080 / 16 - 4 && y < 540 - 4 && x >= 840 && x < 960;
            ASSERT_EQ(field.u(y, x), inside ? 0 : 1);
            ASSERT_EQ(field.v(y, x), inside ? 1 : 0);
        }
    EXPECT_TRUE(make_seed(1, 1, {.seed = SeedKind::School}) == Field(1, 1, GS_F32)) << "nothing below row 0";
}

TEST(Seeds, OneNumberGivesOneField) {
    for (const Seed& seed : seeds()) {
        const SeedSpec one{.seed = seed.kind, .spots = 5, .number = 1, .feed = 0.062, .kill = 0.0609};
        SeedSpec two = one;
        two.number = 2;
        EXPECT_TRUE(make_seed(60, 80, one) == make_seed(60, 80, one)) << seed.id;
        EXPECT_EQ(make_seed(60, 80, one) == make_seed(60, 80, two), !seed.scatters) << seed.id;
    }
}

TEST(Seeds, ValuesAreFiniteAtEverySize) {
    for (const Seed& seed : seeds())
        for (const int n : {1, 2, 3, 17}) {
            const Field field = make_seed(n, 20 - n, {.seed = seed.kind, .feed = 0.098, .kill = 0.057});
            for (int y = 0; y < n; ++y)
                for (int x = 0; x < 20 - n; ++x)
                    ASSERT_TRUE(std::isfinite(field.u(y, x)) && std::isfinite(field.v(y, x)));
        }
}

TEST(Presets, NameWhatThereIs) {
    std::set<std::string> ids;
    for (const Preset& preset : presets()) {
        EXPECT_TRUE(ids.insert(preset.id).second) << preset.id << " twice";
        EXPECT_NE(find_seed(preset.seed), nullptr) << preset.id;
        EXPECT_NE(find_palette(preset.palette), nullptr) << preset.id;
        Document document;
        apply(preset, document);
        for (const Property& p : properties()) {
            if (p.key == "kernel") continue;  // the application picks one
            EXPECT_TRUE(check(p, value_of(document, p)).ok()) << preset.id << " " << p.key;
        }
        EXPECT_TRUE(find_stencil(document.edge, document.corner) != nullptr) << preset.id;
        EXPECT_EQ(matching_preset(document), &preset) << preset.id;
        document.feed += 1e-9;
        EXPECT_EQ(matching_preset(document), nullptr) << preset.id;
    }
}

TEST(Palettes, PublishedColours) {
    using Rgb = std::array<std::uint8_t, 3>;
    EXPECT_EQ(find_palette("viridis")->rgb[0], (Rgb{0x44, 0x01, 0x54}));
    EXPECT_EQ(find_palette("viridis")->rgb[255], (Rgb{0xfd, 0xe7, 0x25}));
    EXPECT_EQ(find_palette("inferno")->rgb[0], (Rgb{0x00, 0x00, 0x04}));
    EXPECT_EQ(find_palette("inferno")->rgb[255], (Rgb{0xfc, 0xff, 0xa4}));
    EXPECT_EQ(find_palette("turbo")->rgb[0], (Rgb{0x30, 0x12, 0x3b}));
    for (std::size_t i = 0; i < 256; ++i) EXPECT_EQ(find_palette("grey")->rgb[i][1], i);
    EXPECT_EQ(find_palette("no"), nullptr);
}

TEST(Palettes, IndexIsRoundedAndKeptWithin) {
    EXPECT_EQ(palette_index(0, 0, 255), 0);
    EXPECT_EQ(palette_index(1, 0, 255), 255);
    EXPECT_EQ(palette_index(-5, 0, 255), 0);
    EXPECT_EQ(palette_index(1e30F, 0, 255), 255);
    EXPECT_EQ(palette_index(NAN, 0, 255), 0);
    EXPECT_EQ(palette_index(1.49F, 0, 1), 1);
    EXPECT_EQ(palette_index(1.51F, 0, 1), 2);
    Document flat;
    shown_range(flat) = {0.5, 0.5};
    EXPECT_TRUE(std::isfinite(palette_scale(flat)));
    EXPECT_EQ(palette_index(0.4F, 0.5F, palette_scale(flat)), 0);
    EXPECT_EQ(palette_index(0.6F, 0.5F, palette_scale(flat)), 255);
}

TEST(Palettes, ReversedRangeRunsBackwards) {
    Document reversed;
    shown_range(reversed) = {0.75, 0.25};
    EXPECT_EQ(palette_index(0.75F, 0.75F, palette_scale(reversed)), 0);
    EXPECT_EQ(palette_index(0.5F, 0.75F, palette_scale(reversed)), 128);
    EXPECT_EQ(palette_index(0.25F, 0.75F, palette_scale(reversed)), 255);
}

TEST(Png, IsThePictureThatWasMeant) {
    const Folder folder;
    Field field(2, 3, GS_F64);
    field.set(0, 1, 0.75, 0.25);
    field.set(1, 2, 0.1, 0.5);
    Document document;
    document.palette = "grey";
    document.ranges.fill({0, 1});
    const auto pixels = [&] {
        int width = 0, height = 0, channels = 0;
        const std::string path = folder / "p.png";
        EXPECT_TRUE(write_picture(path, coloured(field, document)).ok());
        unsigned char* read = stbi_load(path.c_str(), &width, &height, &channels, 3);
        EXPECT_TRUE(read != nullptr && width == 3 && height == 2);
        std::vector<int> first{read[0], read[3], read[6], read[9], read[12], read[15]};
        stbi_image_free(read);
        return first;
    };
    EXPECT_EQ(pixels(), (std::vector<int>{0, 64, 0, 0, 0, 128}));
    document.channel = Channel::U;
    EXPECT_EQ(pixels(), (std::vector<int>{255, 191, 255, 255, 255, 26}));
    document.channel = Channel::Difference;
    document.reverse = true;
    EXPECT_EQ(pixels(), (std::vector<int>{0, 127, 0, 0, 0, 255}));
    EXPECT_TRUE(failed_with(write_picture(folder / "no/p.png", coloured(field, document)), "p.png"));
}

}  // namespace gs::test
