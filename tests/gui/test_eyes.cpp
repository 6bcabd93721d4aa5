// Palettes, ranges and ways of colouring in the window.
#include "app/core/document/palettes.h"
#include "app/core/document/rate_of_change.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class Eyes : public WindowTest {
  protected:
    void open_picture(ImGuiTestContext& ctx) {
        open_section(ctx, "picture");
        ctx.SetRef(ctx.WindowInfo("//Panel/Sections").Window);
    }
    void choose_colouring(ImGuiTestContext& ctx, const char* way) {
        ctx.ItemClick("picture/colouring/##list");
        ctx.Yield(2);
        ctx.ItemClick((std::string("//##Combo_00/") + way).c_str());
        ctx.Yield(3);
    }
};

TEST_F(Eyes, PalettesAreSearchedByWhatTheyPromise) {
    drive([this](ImGuiTestContext& ctx) {
        open_picture(ctx);
        ctx.ItemClick("picture/palette/##list");
        ctx.Yield(2);
        IM_CHECK(ctx.ItemExists("//##Combo_00/Ocean"));
        ctx.ItemClick("//##Combo_00/##search");
        ctx.KeyCharsAppend("poles");
        ctx.Yield(2);
        IM_CHECK(!ctx.ItemExists("//##Combo_00/Ocean"));
        ctx.ItemClick("//##Combo_00/Night with two poles");
        IM_CHECK_STR_EQ(document().palette.c_str(), "night-poles");
    });
}

TEST_F(Eyes, EveryWayOfColouringIsChosenAndChangesThePicture) {
    drive([this](ImGuiTestContext& ctx) {
        settings_.overlay = 0;
        (void)app().execute("step 300");
        (void)field_v(ctx);
        open_picture(ctx);
        const Picture plain = look(ctx);
        for (const char* way : {"relief", "contours", "two-channels", "rate", "plain"}) {
            choose_colouring(ctx, way);
            IM_CHECK_STR_EQ(app().document().colouring == Colouring::Plain ? "plain" : way, way);
            IM_CHECK(until(ctx, [&] { return ui().frame->planes.derived == shows_derived(document()); }));
            (void)look(ctx);
        }
        choose_colouring(ctx, "relief");
        IM_CHECK(look(ctx).rgb != plain.rgb);
    });
}

TEST_F(Eyes, TheLightIsDraggedAsOneEntry) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("set colouring relief");
        open_picture(ctx);
        const ImVec2 middle = place(ctx, "picture/light").GetCenter();
        ctx.MouseMoveToPos(middle);
        ctx.MouseDown();
        ctx.MouseMoveToPos({middle.x + 6, middle.y});
        ctx.MouseMoveToPos({middle.x + 12, middle.y});
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK_EQ(document().light_angle, 0.0);
        IM_CHECK_LT(document().light_height, 89.0);
        (void)app().execute("undo");
        IM_CHECK_EQ(document().light_angle, Document{}.light_angle);
        IM_CHECK_EQ(document().light_height, Document{}.light_height);
    });
}

TEST_F(Eyes, ChangeRemembersTheMomentAtFirstUse) {
    drive([this](ImGuiTestContext& ctx) {
        (void)field_v(ctx);
        open_picture(ctx);
        choose_colouring(ctx, "change");
        IM_CHECK(until(ctx, [&] { return document().colouring == Colouring::Change; }));
        IM_CHECK(document().moment != nullptr);
        (void)app().execute("step 50");
        (void)field_v(ctx);
        IM_CHECK(until(ctx, [&] {
            return ui().frame->planes.derived && ui().frame->derived_max > ui().frame->derived_min;
        }));
        const auto before = document().moment;
        ctx.ItemClick("picture/Remember this moment");
        IM_CHECK(until(ctx, [&] { return document().moment != before; }));
    });
}

TEST_F(Eyes, FramesThatLackThePlaneAreNotDrawnByIt) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("play");
        for (int i = 0; i < 40; ++i) {
            (void)app().execute("set colouring plain; set colouring rate");
            ctx.Yield();
            (void)app().execute(i % 2 == 0 ? "set channel u" : "set channel u-v");
            ctx.Yield();
        }
        IM_CHECK(until(ctx, [&] { return ui().frame->planes.derived; }));
    });
}

TEST_F(Eyes, TheThreeWaysToARange) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 300");
        (void)field_v(ctx);
        open_picture(ctx);
        (void)app().execute("range -5 5");
        ctx.ItemClick("picture/range/choice/Percentile");
        IM_CHECK(document().auto_range);
        IM_CHECK_EQ(document().range_within, 98.0);
        IM_CHECK(until(ctx, [&] { return shown_range(document()).high < 1; }));
        ctx.ItemClick("picture/range/choice/Hand");
        IM_CHECK(!document().auto_range);
    });
}

TEST_F(Eyes, TheColourBarStandsOnThePicture) {
    drive([this](ImGuiTestContext& ctx) {
        settings_.overlay = 0;
        open_picture(ctx);
        const Picture without = look(ctx);
        ctx.ItemClick("picture/Colour bar");
        IM_CHECK(document().colour_bar);
        IM_CHECK(look(ctx).rgb != without.rgb);
    });
}

}  // namespace
}  // namespace gs
