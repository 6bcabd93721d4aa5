// Presets in the window: the name that stays, the way back, the gallery; the colours' ranges; and
// what starts a field again.
#include <algorithm>
#include <array>
#include <set>

#include "app/core/document/presets.h"
#include "app/ui/stage.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class PresetTest : public WindowTest {
  protected:
    static bool shown(ImGuiTestContext& ctx, const char* item) { return ctx.ItemExists(item); }
    /// The place of an item of the panel's sections.
    static void press(ImGuiTestContext& ctx, ImGuiKey key) {
        ctx.KeyPress(key);
        ctx.Yield(2);
    }
};

TEST_F(PresetTest, KeepsItsNameWhenChangedAndTheArrowLeadsBack) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("pause; preset mitosis; pause; size 320 180; step 7");
        (void)field_v(ctx);
        IM_CHECK(!shown(ctx, "//Panel/preset/revert"));
        (void)app().execute("set feed 0.03; set dt 0.5");
        ctx.Yield(2);
        ctx.ItemClick("//Panel/preset/revert");
        IM_CHECK_EQ(document().feed, 0.0367);
        IM_CHECK_EQ(document().dt, 1.0);
        IM_CHECK_EQ(state().steps_done, 7);
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Panel/preset/revert"));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK(document().feed == 0.03 && document().dt == 0.5);
        ctx.Yield(2);
        IM_CHECK(shown(ctx, "//Panel/preset/revert"));
    });
}

TEST_F(PresetTest, AllAreSeenInTheGallery) {
    drive([this](ImGuiTestContext& ctx) {
        press(ctx, ImGuiKey_G);
        IM_CHECK_EQ(ui().page, Page::Gallery);
        const Area free = stage(ui());
        float lowest = 0;
        for (const Preset& preset : presets()) {
            const ImRect tile = place(ctx, (std::string("//Gallery/**/") + preset.id).c_str());
            IM_CHECK(tile.Min.x >= free.low.x && tile.Max.x <= free.high.x);
            IM_CHECK_GE(tile.GetWidth(), 8 * ImGui::GetFontSize());
            lowest = std::max(lowest, tile.Max.y);
        }
        IM_CHECK_LE(lowest, free.high.y);
        // The others take as long as the machine has other things to do.
        IM_CHECK(until(ctx, [&] { return ui().thumbnails.texture(presets().front()) != 0; }));
    });
}

TEST_F(PresetTest, ArrowsWalkThroughTheGalleryAndReturnTakes) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("pause; preset mitosis; pause");
        (void)field_v(ctx);
        const std::int64_t steps = state().steps_done;
        press(ctx, ImGuiKey_G);
        press(ctx, ImGuiKey_RightArrow);
        press(ctx, ImGuiKey_DownArrow);
        press(ctx, ImGuiKey_UpArrow);
        press(ctx, ImGuiKey_RightArrow);
        press(ctx, ImGuiKey_LeftArrow);
        IM_CHECK_EQ(state().steps_done, steps);  // an arrow is no step here
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_EQ(document().origin, std::string(presets()[2].id));
        IM_CHECK_EQ(ui().page, Page::None);
    });
}

TEST_F(PresetTest, EachChannelHasItsRangeAndTheBarStandsAtTheLargeFigures) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 300");
        (void)field_v(ctx);
        open_section(ctx, "picture");
        settings_.overlay = 0;
        ctx.ItemClick("//Panel/**/channel/choice/u");
        IM_CHECK(until(ctx, [&] { return ui().frame->planes.covers({true, false}); }));
        ctx.Yield(3);
        // Not one flat colour: the picture of u has many.
        const Picture seen = look(ctx);
        std::set<std::array<int, 3>> colours;
        for (int x = 20; x < 900; x += 5) {
            const auto at = 3 * (360 * static_cast<std::size_t>(seen.width) + static_cast<std::size_t>(x));
            colours.insert({seen.rgb[at], seen.rgb[at + 1], seen.rgb[at + 2]});
        }
        IM_CHECK_GT(colours.size(), 15U);
        const Area free = stage(ui());
        const auto corner = [&](const Picture& p) {
            const int x = static_cast<int>(free.high.x) - 26, y = static_cast<int>(free.high.y) - 14;
            const auto at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) +
                                 static_cast<std::size_t>(x));
            return std::array<int, 3>{p.rgb[at], p.rgb[at + 1], p.rgb[at + 2]};
        };
        const auto bare = corner(seen);
        for (const int level : {1, 2, 3}) {
            settings_.overlay = level;
            IM_CHECK_EQ(corner(look(ctx)) == bare, level == 1);
        }
        settings_.overlay = 2;
    });
}

TEST_F(PresetTest, ADragOfSpotsStartsAgainOnceWhenItEnds) {
    drive([this](ImGuiTestContext& ctx) {
        open_section(ctx, "field");
        (void)app().execute("step 5");
        (void)field_v(ctx);
        const ImRect r = place(ctx, "//Panel/**/seed-spots/slider");
        const float y = r.GetCenter().y;
        ctx.MouseMoveToPos({r.Min.x + 0.3F * r.GetWidth(), y});
        ctx.MouseDown();
        for (const float share : {0.4F, 0.6F, 0.7F}) {
            ctx.MouseMoveToPos({r.Min.x + share * r.GetWidth(), y});
            ctx.Yield(2);
            IM_CHECK_EQ(document().seed_spots, 0);
            IM_CHECK_EQ(state().steps_done, 5);
        }
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK_GT(document().seed_spots, 80);
        IM_CHECK(until(ctx, [&] { return state().steps_done == 0; }));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK_EQ(document().seed_spots, 0);
        IM_CHECK(until(ctx, [&] { return state().steps_done == 5; }));
        const std::int64_t number = document().seed_number;
        ctx.ItemClick("//Panel/**/seed-number/Shuffle");
        IM_CHECK_NE(document().seed_number, number);
    });
}

TEST_F(PresetTest, TheViewSaysItsFactorAndIsCentredOnTheStage) {
    drive([this](ImGuiTestContext& ctx) {
        const auto off_middle = [&](double row, double col) {
            const Place at = ui().view.to_pixel({col, row});
            const ImVec2 middle = stage(ui()).middle();
            return std::abs(at.x - static_cast<double>(middle.x)) +
                   std::abs(at.y - static_cast<double>(middle.y));
        };
        for (const char* mode : {"view fill", "view fit", "view 1:1"}) {
            ui().execute(mode);
            ctx.Yield(2);
            IM_CHECK_LT(off_middle(90, 160), 2.0);
        }
        open_section(ctx, "picture");
        ui().execute("view zoom 6; view center 50 100");
        ctx.Yield(2);
        IM_CHECK_LT(off_middle(50.5, 100.5), 2.0);
        IM_CHECK(shown(ctx, "//Panel/**/6.0\u00d7"));
        ui().execute("view zoom-in");
        ctx.Yield(2);
        IM_CHECK_LT(off_middle(50.5, 100.5), 2.0);
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(3);
        IM_CHECK_LT(off_middle(50.5, 100.5), 2.0);
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(3);
        IM_CHECK_LT(off_middle(50.5, 100.5), 2.0);
    });
}

}  // namespace
}  // namespace gs
