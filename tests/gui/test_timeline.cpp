// The timeline, by keys and drags.
#include "app/core/files/run_file.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class TimelineWindow : public WindowTest {
  protected:
    bool at(ImGuiTestContext& ctx, std::int64_t step) {
        return until(ctx, [&] { return !state().seeking && !state().busy && state().now.step == step; });
    }
    /// A run of 600 steps with a change at 200 and a stroke at 400.
    void live(ImGuiTestContext& ctx) {
        (void)app().execute("pause; speed 0; step 200");
        IM_CHECK(at(ctx, 200));
        (void)app().execute("set feed 0.03; step 200");
        IM_CHECK(at(ctx, 400));
        (void)app().execute("paint 90 160 20; step 200");
        IM_CHECK(at(ctx, 600));
    }
    ImVec2 place_of(std::int64_t step) { return {ui().timeline.x_of(step), ui().timeline.y()}; }
};

TEST_F(TimelineWindow, ADragGoesBackAndAChangeThereIsUndone) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        const std::vector<float> end = field_v(ctx);
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        IM_CHECK(ctx.WindowInfo("//Timeline").Window->Active);
        ctx.MouseMoveToPos(place_of(600));
        ctx.MouseDown();
        ctx.MouseMoveToPos(place_of(450));
        ctx.MouseMoveToPos(place_of(100));
        IM_CHECK(until(ctx, [&] { return std::abs(state().now.step - 100) <= 1; }));
        ctx.MouseUp();
        IM_CHECK(until(ctx, [&] { return !state().busy && document().feed != 0.03; }));
        IM_CHECK_EQ(state().line.end, 600);
        const Line before = state().line;
        (void)app().execute("set kill 0.06");
        IM_CHECK(until(ctx, [&] { return state().line.end < 600; }));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK(until(ctx, [&] { return state().line == before; }));
        ctx.KeyPress(ImGuiKey_End);
        IM_CHECK(at(ctx, 600));
        IM_CHECK(field_v(ctx) == end);
    });
}

TEST_F(TimelineWindow, ArrowsGoFromEventToEventAndHomeToTheBirth) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_LeftArrow);  // without the timeline it means nothing
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        IM_CHECK_EQ(state().now.step, 600);
        ctx.KeyPress(ImGuiKey_LeftArrow);
        IM_CHECK(at(ctx, 400));
        ctx.KeyPress(ImGuiKey_LeftArrow);
        IM_CHECK(at(ctx, 200));
        IM_CHECK(until(ctx, [&] { return document().feed == 0.03; }));
        ctx.KeyPress(ImGuiKey_Home);
        IM_CHECK(at(ctx, 0));
        IM_CHECK(until(ctx, [&] { return document().feed != 0.03; }));
        ctx.KeyPress(ImGuiKey_RightArrow);
        IM_CHECK(until(ctx, [&] { return state().now.after->number > 0; }));
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        IM_CHECK(!ctx.WindowInfo("//Timeline").Window->Active);
    });
}

TEST_F(TimelineWindow, AMarkTellsWhatChanged) {
    drive([this](ImGuiTestContext& ctx) {
        live(ctx);
        ctx.KeyPress(ImGuiKey_T);
        ctx.Yield(2);
        ctx.MouseMoveToPos(place_of(200));
        ctx.Yield(3);
        IM_CHECK(ImGui::FindWindowByName("##Tooltip_00") != nullptr);
        IM_CHECK(ImGui::FindWindowByName("##Tooltip_00")->Active);
    });
}

}  // namespace
}  // namespace gs
