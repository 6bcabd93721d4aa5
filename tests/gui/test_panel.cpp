// The panel: sliders, typed values, buttons, kernels, presets.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/presets.h"
#include "kernels/engine/registry.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class Panel : public WindowTest {
  protected:
    /// Drags a slider's knob from the middle by some pixels while a modifier is held; returns the
    /// change of the value.
    double drag_kill(ImGuiTestContext& ctx, ImGuiKey modifier) {
        const double before = document().kill;
        ctx.MouseMove("//Panel/**/kill/slider");
        const ImRect r = place(ctx, "//Panel/**/kill/slider");
        ctx.KeyDown(modifier);
        ctx.MouseDown();
        ctx.Yield();
        ctx.MouseMoveToPos({(r.Min.x + r.Max.x) / 2 + 60, (r.Min.y + r.Max.y) / 2});
        ctx.MouseUp();
        ctx.KeyUp(modifier);
        ctx.Yield();
        return document().kill - before;
    }
    static void open_ladder(ImGuiTestContext& ctx) {
        ctx.ItemClick("//Panel/kernel/###kernels");
        ctx.Yield(3);
    }
};

TEST_F(Panel, FeedSliderMovesFeedAndIsOneEntryOfTheHistory) {
    drive([this](ImGuiTestContext& ctx) {
        const double before = document().feed;
        ctx.MouseMove("//Panel/**/feed/slider");
        const ImRect r = place(ctx, "//Panel/**/feed/slider");
        const float y = (r.Min.y + r.Max.y) / 2;
        ctx.MouseMoveToPos({r.Min.x + 0.25F * r.GetWidth(), y});
        ctx.MouseDown();
        for (const float share : {0.3F, 0.5F, 0.75F}) ctx.MouseMoveToPos({r.Min.x + share * r.GetWidth(), y});
        ctx.MouseUp();
        ctx.Yield();
        IM_CHECK_LT(std::abs(document().feed - 0.75 * 0.11), 0.004);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK_EQ(document().feed, before);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_Z);
        IM_CHECK_LT(std::abs(document().feed - 0.75 * 0.11), 0.004);
    });
}

TEST_F(Panel, ShiftDragsFinerAndCtrlFinerStill) {
    drive([this](ImGuiTestContext& ctx) {
        const double fine = drag_kill(ctx, ImGuiMod_Shift), finer = drag_kill(ctx, ImGuiMod_Ctrl);
        IM_CHECK_GT(fine, 0.0);
        IM_CHECK_LT(fine, 0.04 / 4);  // a quarter of the slider would be this much without the key
        IM_CHECK_LT(std::abs(fine / finer - 10), 0.5);
    });
}

TEST_F(Panel, ValueIsTypedAndDoubleClickBringsTheDefault) {
    drive([this](ImGuiTestContext& ctx) {
        const auto type = [&](const char* words) {
            ctx.ItemClick("//Panel/**/feed/value");
            ctx.Yield(2);
            ctx.KeyCharsReplaceEnter(words);
            ctx.Yield(2);
        };
        type("0.0371");
        IM_CHECK_EQ(document().feed, 0.0371);
        type("17");
        IM_CHECK_EQ(document().feed, 0.0371);
        IM_CHECK_NE(ui().toasts.newest().find("17"), std::string::npos);
        ctx.ItemDoubleClick("//Panel/**/feed/slider");
        IM_CHECK_EQ(document().feed, Document{}.feed);
    });
}

TEST_F(Panel, PlayPauseStepAndReset) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.ItemClick("//Panel/step");
        IM_CHECK(until(ctx, [&] { return state().steps_done == 1; }));
        ctx.ItemClick("//Panel/play");
        IM_CHECK(until(ctx, [&] { return state().playing && state().steps_done > 20; }));
        ctx.ItemClick("//Panel/play");
        IM_CHECK(until(ctx, [&] { return !state().playing && !state().busy; }));
        const std::int64_t stopped = state().steps_done;
        ctx.Yield(10);
        IM_CHECK_EQ(state().steps_done, stopped);
        ctx.ItemClick("//Panel/step", ImGuiMouseButton_Right);
        ctx.Yield(2);
        ctx.KeyCharsReplaceEnter("100");
        IM_CHECK(until(ctx, [&] { return state().steps_done == stopped + 100; }));
        ctx.ItemClick("//Panel/reset");
        IM_CHECK(until(ctx, [&] { return state().steps_done == 0; }));
    });
}

TEST_F(Panel, EveryKernelGoesOnFromTheSameField) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 200");
        int tried = 0;
        for (const gs_kernel* kernel : kernels()) {
            if (!can_run(*kernel, app().document())) continue;
            const std::vector<float> before = field_v(ctx);
            const std::int64_t steps = state().steps_done;
            open_ladder(ctx);
            ctx.ItemClick((std::string("//Ladder/") + kernel->id).c_str());
            IM_CHECK_EQ(document().kernel, std::string(kernel->id));
            ctx.KeyPress(ImGuiKey_Escape);
            IM_CHECK(until(ctx, [&] { return state().kernel == kernel->id && !state().busy; }));
            IM_CHECK_EQ(state().steps_done, steps);
            IM_CHECK(field_v(ctx) == before);
            ctx.ItemClick("//Panel/play");
            IM_CHECK(until(ctx, [&] { return state().steps_done > steps + 20; }));
            ctx.ItemClick("//Panel/play");
            IM_CHECK(until(ctx, [&] { return !state().playing; }));
            ++tried;
        }
        IM_CHECK_GE(tried, 4);
    });
}

TEST_F(Panel, KernelChangesWhileItRuns) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_Space);
        for (int i = 0; i < 4; ++i) {
            const std::string before = document().kernel;
            const std::int64_t steps = state().steps_done;
            ctx.KeyPress(ImGuiKey_K);
            IM_CHECK_NE(document().kernel, before);
            IM_CHECK(until(
                ctx, [&] { return state().kernel == document().kernel && state().steps_done > steps + 20; }));
            IM_CHECK(state().playing);
        }
    });
}

TEST_F(Panel, UnavailableKernelCanNotBeChosen) {
    drive([this](ImGuiTestContext& ctx) {
        const std::string before = document().kernel;
        open_ladder(ctx);
        for (const gs_kernel* kernel : kernels()) {
            if (can_run(*kernel, app().document())) continue;
            const ImRect row = place(ctx, (std::string("//Ladder/") + kernel->id).c_str());
            ctx.MouseMoveToPos(row.GetCenter());
            ctx.MouseClick();
            IM_CHECK_EQ(document().kernel, before);
        }
    });
}

TEST_F(Panel, ArrowsClimbTheLadderAndTheRunningKernelIsInSight) {
    drive([this](ImGuiTestContext& ctx) {
        IM_CHECK_LT(place(ctx, "//Panel/kernel/###kernels").Max.y, 720.0F / 3);
        const std::string before = document().kernel;
        ctx.ItemClick("//Panel/kernel/previous");
        IM_CHECK_NE(document().kernel, before);
        ctx.ItemClick("//Panel/kernel/next");
        IM_CHECK_EQ(document().kernel, before);
    });
}

TEST_F(Panel, ArrowKeysWalkTheOpenLadder) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("kernel cpu-simd");
        ctx.KeyPress(ImGuiKey_DownArrow);
        IM_CHECK_EQ(document().kernel, std::string("cpu-simd"));
        ctx.KeyPress(ImGuiKey_L);
        ctx.KeyPress(ImGuiKey_DownArrow);
        IM_CHECK_EQ(document().kernel, std::string("cpu-blocked"));
        ctx.KeyPress(ImGuiKey_UpArrow);
        IM_CHECK_EQ(document().kernel, std::string("cpu-simd"));
    });
}

TEST_F(Panel, LadderStaysOpenUntilEscape) {
    drive([this](ImGuiTestContext& ctx) {
        open_ladder(ctx);
        for (const char* id : {"cpu-autovec", "cpu-simd"}) {
            ctx.ItemClick((std::string("//Ladder/") + id).c_str());
            IM_CHECK_EQ(document().kernel, std::string(id));
        }
        ctx.KeyPress(ImGuiKey_Escape);
        ctx.Yield(2);
        IM_CHECK(ui().page == Page::None);
    });
}

// One step of the textbook's loop on this field takes longer than several frames.
// Frames are counted, not timed.
TEST_F(Panel, SliderMovesInEachFrameWhileOneStepRuns) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("kernel cpu-reference; size 3840 2160; play");
        IM_CHECK(until(ctx, [&] { return ui().frame->cols == 3840 && state().steps_done > 0; }));
        ctx.MouseMove("//Panel/**/feed/slider");
        const ImRect r = place(ctx, "//Panel/**/feed/slider");
        ctx.MouseDown();
        std::int64_t step = -1;
        int drawn_before = 0, most = 0, moves = 0;
        const auto move = [&] {
            const double feed = document().feed;
            const float x = r.Min.x + (0.3F + 0.1F * static_cast<float>(++moves % 2)) * r.GetWidth();
            ctx.MouseMoveToPos({x, (r.Min.y + r.Max.y) / 2});
            if (std::exchange(step, state().steps_done) != state().steps_done)
                drawn_before = ImGui::GetFrameCount();
            most = std::max(most, ImGui::GetFrameCount() - drawn_before);
            return document().feed != feed;
        };
        IM_CHECK(until(ctx, [&] { return !move() || most >= 4; }));
        IM_CHECK_GE(most, 4);
        ctx.MouseUp();
        IM_CHECK(state().playing);
    });
}

TEST_F(Panel, WeightsOfTheStencilAreSetByHand) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("stencil 0.3 0.1");
        ctx.Yield(2);
        ctx.ItemClick("//Panel/**/edge/value");
        ctx.Yield(2);
        ctx.KeyCharsReplaceEnter("0.25");
        ctx.Yield(2);
        IM_CHECK_EQ(document().edge, 0.25);
    });
}

TEST_F(Panel, PanelAndFiguresFitIntoTheSmallestWindow) {
    drive([this](ImGuiTestContext& ctx) {
        window_->resize(480, 320);
        IM_CHECK(until(ctx, [&] { return ImGui::GetIO().DisplaySize.x == 480; }));
        ctx.Yield(3);
        const ImRect panel = ctx.WindowInfo("//Panel").Window->Rect(),
                     figures = ctx.WindowInfo("//Overlay").Window->Rect();
        IM_CHECK(!panel.Overlaps(figures));
        IM_CHECK_GE(panel.Min.x, 0.0F);
        IM_CHECK_LE(figures.Max.y, 320.0F);
    });
}

TEST_F(Panel, PresetTakesItsParametersAndRuns) {
    drive([this](ImGuiTestContext& ctx) {
        const Preset* solitons = find_preset("solitons");
        IM_CHECK(solitons != nullptr);
        ctx.ItemClick("//Panel/preset/###presets");
        ctx.Yield(3);
        ctx.ItemClick("//Gallery/**/solitons");
        IM_CHECK_EQ(document().feed, solitons->feed);
        IM_CHECK_EQ(document().kill, solitons->kill);
        IM_CHECK(until(ctx, [&] { return state().steps_done > 0; }));
    });
}

}  // namespace
}  // namespace gs
