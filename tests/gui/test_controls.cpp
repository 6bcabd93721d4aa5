// The rows' habits: typing, stepping, limits, and tooltips that stand beside what they explain.
#include <imgui_internal.h>

#include <cmath>

#include "app/ui/theme.h"
#include "app/ui/widgets.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class Controls : public WindowTest {
  protected:
    /// Moves the pointer over the item, and waits for its tooltip. Returns its place; an empty one
    /// if there is none.
    static ImRect tooltip_over(ImGuiTestContext& ctx, const char* item) {
        ctx.MouseMove(item);
        ctx.SleepNoSkip(0.6F, 1.0F / 60);
        ctx.Yield(2);
        const ImGuiWindow* window = ImGui::FindWindowByName("##Tooltip_00");
        return window && window->Active ? window->Rect() : ImRect();
    }
    static ImVec2 at(const ImRect& r, float share) {
        return {r.Min.x + share * r.GetWidth(), (r.Min.y + r.Max.y) / 2};
    }
    void drag_dt(ImGuiTestContext& ctx, float from, float to) {
        const ImRect r = place(ctx, "//Panel/**/dt/slider");
        ctx.MouseMoveToPos(at(r, from));
        ctx.MouseDown();
        ctx.Yield();
        for (int i = 1; i <= 4; ++i)
            ctx.MouseMoveToPos(at(r, from + (to - from) * static_cast<float>(i) / 4));
        ctx.MouseUp();
        ctx.Yield();
    }
    static void type_into(ImGuiTestContext& ctx, const char* item, const char* words) {
        ctx.ItemClick(item);
        ctx.Yield(2);
        ctx.KeyCharsReplace(words);
        ctx.Yield();
    }
};

TEST_F(Controls, ArrowsAndCtrlWheelMoveTheSliderUnderThePointerByOneStep) {
    drive([this](ImGuiTestContext& ctx) {
        const double before = document().dv;
        const std::int64_t steps = state().steps_done;
        ctx.MouseMove("//Panel/**/dv/slider");
        ctx.Yield(2);
        ctx.KeyPress(ImGuiKey_RightArrow);
        ctx.KeyPress(ImGuiKey_RightArrow);
        IM_CHECK_LT(std::abs(document().dv - before - 0.002), 1e-9);
        ctx.KeyPress(ImGuiKey_LeftArrow);
        IM_CHECK_LT(std::abs(document().dv - before - 0.001), 1e-9);
        ctx.KeyDown(ImGuiMod_Ctrl);
        ctx.MouseWheelY(-1);
        ctx.KeyUp(ImGuiMod_Ctrl);
        ctx.Yield(2);
        IM_CHECK_LT(std::abs(document().dv - before), 1e-9);
        IM_CHECK_EQ(state().steps_done, steps);
        ctx.MouseMoveToPos({400, 500});
        ctx.Yield(2);
        ctx.KeyPress(ImGuiKey_RightArrow);
        IM_CHECK(until(ctx, [&] { return state().steps_done == steps + 1; }));
        IM_CHECK_LT(std::abs(document().dv - before), 1e-9);
    });
}

TEST_F(Controls, CtrlClickTypesAndTabGoesOnToTheNextNumber) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.MouseMove("//Panel/**/du/slider");
        ctx.KeyDown(ImGuiMod_Ctrl);
        ctx.MouseClick();
        ctx.KeyUp(ImGuiMod_Ctrl);
        ctx.Yield(2);
        ctx.KeyCharsReplace("0.75");
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK_EQ(document().du, 0.75);
        ctx.KeyCharsReplace("0.25");
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK_EQ(document().dv, 0.25);
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_Tab);
        ctx.Yield(2);
        ctx.KeyCharsReplaceEnter("0.375");
        ctx.Yield(2);
        IM_CHECK_EQ(document().dv, 0.375);
        IM_CHECK(!ui().hidden);
    });
}

TEST_F(Controls, CommaIsTheDecimalPoint) {
    drive([this](ImGuiTestContext& ctx) {
        type_into(ctx, "//Panel/**/feed/value", "0,05");
        ctx.KeyPress(ImGuiKey_Enter);
        ctx.Yield(2);
        IM_CHECK_EQ(document().feed, 0.05);
    });
}

TEST_F(Controls, DragOfTheTimeStepStopsAtTheLimitAndASecondOnePasses) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("stencil karl-sims; set du 1; set dv 0.5; set dt 1");
        ctx.Yield(2);
        drag_dt(ctx, 0.5F, 0.95F);
        IM_CHECK_EQ(document().dt, 1.25);
        drag_dt(ctx, 0.62F, 0.95F);
        IM_CHECK_GT(document().dt, 1.7);
        ctx.ItemDoubleClick("//Panel/**/dt/slider");
        IM_CHECK_EQ(document().dt, Document{}.dt);
    });
}

TEST_F(Controls, TooltipStandsBesideThePanelAndGoes) {
    drive([](ImGuiTestContext& ctx) {
        const float panel = ctx.WindowInfo("//Panel").Window->Pos.x;
        for (const char* item :
             {"//Panel/**/feed/slider", "//Panel/**/dt/value", "//Panel/help", "//Panel/play"}) {
            const ImRect shown = tooltip_over(ctx, item);
            IM_CHECK_GT(shown.GetWidth(), 0.0F);
            IM_CHECK_LT(shown.Max.x, panel);
            IM_CHECK_GE(shown.Min.x, 0.0F);
            IM_CHECK_LE(shown.Max.y, ImGui::GetIO().DisplaySize.y);
        }
        ctx.MouseDown();
        ctx.Yield(3);
        IM_CHECK(!ImGui::FindWindowByName("##Tooltip_00")->Active);
        ctx.MouseMoveToPos({400, 500});
        ctx.MouseUp();
    });
}

TEST_F(Controls, KnobsAreFoldedHaveNamesAndAreCountedIfTheyWereChanged) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("kernel cpu-simd");
        ctx.Yield(2);
        IM_CHECK(!settings_.section("tuning", true));  // the panel has asked before
        IM_CHECK_EQ(tuning_in_words(ui()), std::string("all automatic"));
        open_section(ctx, "tuning");
        ctx.ItemClick("//Panel/**/knob.pin/choice/off");
        IM_CHECK_EQ(document().knobs.at("cpu-simd.pin"), 2);
        IM_CHECK_EQ(tuning_in_words(ui()), std::string("1 changed"));
        const ImRect below = place(ctx, "//Panel/**/knob.pin/choice/off");
        ctx.MouseMoveToPos({below.Min.x, below.Min.y - below.GetHeight()});
        ctx.MouseClick();
        ctx.Yield(2);
        ctx.ItemClick("//$FOCUSED/portable");
        IM_CHECK_EQ(document().knobs.at("cpu-simd.isa"), 1);
        IM_CHECK_EQ(tuning_in_words(ui()), std::string("2 changed"));
    });
}

TEST_F(Controls, LongNamesEndInAnEllipsis) {
    drive([](ImGuiTestContext& ctx) {
        ctx.Yield();
        const std::string cut = fitted("Coral growth", theme::em(4));
        IM_CHECK_EQ(fitted("Coral growth", 1000), std::string("Coral growth"));
        IM_CHECK(cut.starts_with("Cor") && cut.ends_with("\xE2\x80\xA6"));
        IM_CHECK_LE(ImGui::CalcTextSize(cut.c_str()).x, theme::em(4));
        IM_CHECK_EQ(fitted("Coral growth", 0), std::string("\xE2\x80\xA6"));
    });
}

}  // namespace
}  // namespace gs
