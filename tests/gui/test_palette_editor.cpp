// The stops of a palette, edited in the window.
#include "app/core/document/palettes.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class PaletteEditorTest : public WindowTest {
  protected:
    void open_editor(ImGuiTestContext& ctx) {
        open_section(ctx, "picture");
        ctx.SetRef(ctx.WindowInfo("//Panel/Sections").Window);
        ctx.ItemClick("picture/Edit");
        ctx.Yield(2);
    }
    const OwnPalette& own() { return *find_own_palette(document(), document().palette); }
    /// A place of the strip: 0 is its left end, 1 its right one.
    static ImVec2 on_strip(ImGuiTestContext& ctx, float at, float edge) {
        const ImRect strip = place(ctx, "picture/stops");
        return {strip.Min.x + edge + at * (strip.GetWidth() - 2 * edge), strip.GetCenter().y};
    }
};

TEST_F(PaletteEditorTest, ACopyIsMadeAndItsStopsAreAddedDraggedAndRemoved) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("palette viridis");
        open_editor(ctx);
        const float edge = 0.5F * ImGui::GetFontSize();
        IM_CHECK_EQ(own_palettes(document()).size(), std::size_t{1});
        IM_CHECK_EQ(own().stops.size(), std::size_t{9});
        ctx.MouseMoveToPos(on_strip(ctx, 0.0625F, edge));
        ctx.MouseClick();
        ctx.Yield(2);
        IM_CHECK_EQ(own().stops.size(), std::size_t{10});
        IM_CHECK_LT(std::abs(own().stops[1].at - 0.0625), 0.01);
        ctx.MouseDown();
        ctx.MouseMoveToPos(on_strip(ctx, 0.09F, edge));
        ctx.MouseMoveToPos(on_strip(ctx, 0.105F, edge));
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK_LT(std::abs(own().stops[1].at - 0.105), 0.01);
        (void)app().execute("undo");  // the drag, whole
        IM_CHECK_LT(std::abs(own().stops[1].at - 0.0625), 0.01);
        ctx.MouseMoveToPos(on_strip(ctx, 0.0625F, edge));
        ctx.MouseClick();
        ctx.KeyPress(ImGuiKey_Delete);
        ctx.Yield(2);
        IM_CHECK_EQ(own().stops.size(), std::size_t{9});
        ctx.ItemClick("picture/Remove stop");
        IM_CHECK_EQ(own().stops.size(), std::size_t{8});
        ctx.ItemClick("picture/Done");
        IM_CHECK(!ctx.ItemExists("picture/stops"));
    });
}

TEST_F(PaletteEditorTest, TheNameIsTyped) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("palette viridis");
        open_editor(ctx);
        ctx.ItemClick("picture/##name");
        ctx.KeyCharsReplaceEnter("Deep sea");
        ctx.Yield(2);
        IM_CHECK_STR_EQ(document().palette.c_str(), "Deep sea");
        IM_CHECK_STR_EQ(own().name.c_str(), "Deep sea");
        (void)look(ctx);
        ctx.ItemClick("picture/##name");
        ctx.KeyCharsReplaceEnter("Inferno");  // the program's own
        ctx.Yield(2);
        IM_CHECK_STR_EQ(own().name.c_str(), "Deep sea");
        (void)app().execute("undo");
        IM_CHECK_STR_EQ(own().name.c_str(), "Viridis of mine");
    });
}

TEST_F(PaletteEditorTest, TheFieldFollowsAndForgettingIsUndone) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("palette-stops Mine 0:#000000 1:#ffffff");
        open_editor(ctx);
        const Picture before = look(ctx);
        (void)app().execute("palette-stops Mine 0:#ff0000 1:#ffffff");
        IM_CHECK(look(ctx).rgb != before.rgb);
        ctx.ItemClick("picture/Forget");
        ctx.Yield(2);
        IM_CHECK(own_palettes(document()).empty());
        (void)app().execute("undo");
        IM_CHECK_STR_EQ(document().palette.c_str(), "Mine");
    });
}

}  // namespace
}  // namespace gs
