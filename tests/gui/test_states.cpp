// No dead end: what the window says of a field that has blown up or died out, and the ways out.
#include "app/ui/cards.h"
#include "app/ui/shortcuts.h"
#include "app/ui/state_line.h"
#include "tests/gui/fixture.h"

namespace gs {

class States : public WindowTest {
  protected:
    static bool shown(ImGuiTestContext& ctx, const char* window) {
        const ImGuiWindow* found = ctx.WindowInfo(window, ImGuiTestOpFlags_NoError).Window;
        return found != nullptr && found->Active;
    }
    std::string words() { return state_line(ui()).words; }
    void blow_up(ImGuiTestContext& ctx) {
        (void)app().execute("set dt 1.5; speed full; play");
        IM_CHECK(until(ctx, [&] { return shown(ctx, "//BlownUp"); }));
        IM_CHECK(!state().playing);
    }
};

TEST_F(States, TheCardOfABlowUpStaysUntilEnterGoesBack) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 30");
        (void)field_v(ctx);
        blow_up(ctx);
        IM_CHECK_NE(words().find("blown up at step"), std::string::npos);
        IM_CHECK(state_line(ui()).trouble);
        (void)app().execute("set dt 1.7; set feed 0.05");
        ctx.Yield(4);
        IM_CHECK(shown(ctx, "//BlownUp"));
        IM_CHECK_EQ(ui().state.blown_up_dt, 1.5);
        ctx.MouseMoveToPos({300, 300});  // the readout says no NaN: see the picture
        (void)look(ctx);
        ctx.KeyPress(ImGuiKey_Enter);
        IM_CHECK(until(ctx, [&] { return !shown(ctx, "//BlownUp") && state().playing; }));
        IM_CHECK_EQ(document().dt, 1.0);
        IM_CHECK_EQ(app().undo_label(), std::string("recover"));
        (void)app().execute("pause");
        blow_up(ctx);
    });
}

TEST_F(States, TheButtonsOfABlowUpGoBackResetAndLeave) {
    drive([this](ImGuiTestContext& ctx) {
        blow_up(ctx);
        ctx.ItemClick("//BlownUp/###back");
        IM_CHECK(until(ctx, [&] { return !state().blown_up; }));
        (void)app().execute("pause");
        blow_up(ctx);
        ctx.ItemClick("//BlownUp/###leave");
        ctx.Yield(4);
        IM_CHECK(!shown(ctx, "//BlownUp") && state().blown_up);
        ctx.KeyPress(ImGuiKey_R);
        IM_CHECK(until(ctx, [&] { return !state().blown_up; }));
        IM_CHECK_EQ(state().steps_done, 0);
        blow_up(ctx);
        ctx.ItemClick("//BlownUp/###reset");
        IM_CHECK(until(ctx, [&] { return !state().blown_up; }));
        IM_CHECK(!state().playing);  // dt is as large as before
    });
}

TEST_F(States, AFieldThatHasDiedOutIsSpokenOfUntilUndoBringsItBack) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 300");
        (void)field_v(ctx);
        (void)app().execute("set kill 0.12; speed full; play");
        IM_CHECK(until(ctx, [&] { return shown(ctx, "//Rest"); }));
        IM_CHECK_EQ(words(), std::string("died out"));
        (void)app().execute("pause");
        (void)look(ctx);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);
        IM_CHECK(until(ctx, [&] { return !shown(ctx, "//Rest"); }));
        IM_CHECK_EQ(state().steps_done, 300);
        IM_CHECK_EQ(ui().toasts.newest(), std::string("undone: kill from 0.12 to 0.062"));
        (void)app().execute("redo; play");
        IM_CHECK(until(ctx, [&] { return shown(ctx, "//Rest"); }));
    });
}

TEST_F(States, PaintingEndsTheCardOfAnEmptyField) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("seed empty");
        ctx.Yield(10);
        IM_CHECK(!shown(ctx, "//Rest"));  // it has not run
        (void)app().execute("speed full; play");
        IM_CHECK(until(ctx, [&] { return shown(ctx, "//Rest"); }));
        (void)app().execute("pause; paint 90 160 20");
        IM_CHECK(until(ctx, [&] { return !shown(ctx, "//Rest"); }));
    });
}

TEST_F(States, AHiddenInterfaceSaysHowToComeBackAndAgainAtAKeyThatDoesNothing) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK(shown(ctx, "//Hint"));
        (void)look(ctx);
        IM_CHECK(until(ctx, [&] { return !shown(ctx, "//Hint"); }));
        ctx.KeyPress(ImGuiKey_C);  // the next palette
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Hint"));
        ctx.KeyPress(ImGuiKey_F24);
        ctx.Yield(2);
        IM_CHECK(shown(ctx, "//Hint"));
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Hint"));
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK(shown(ctx, "//Hint"));
    });
}

TEST_F(States, TheFirstStartGreetsUntilTheFirstClick) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Hint"));
        ui().settings.first_start = true;
        ctx.Yield(2);
        IM_CHECK(shown(ctx, "//Hint"));
        (void)look(ctx);
        ctx.MouseMoveToPos({300, 300});
        ctx.MouseClick();
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Hint"));
        ui().cards.greeted = false;
        ctx.Yield(2);
        IM_CHECK(shown(ctx, "//Hint"));
        ctx.KeyPress(ImGuiKey_C);
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Hint"));
        ui().cards.greeted = false;
        ctx.Yield(2);
    });
}

TEST_F(States, EachStateHasItsWords) {
    drive([this](ImGuiTestContext& ctx) {
        const auto says = [&](const std::string& expected) {
            return until(ctx, [&] { return words() == expected; });
        };
        IM_CHECK(says("paused"));
        (void)app().execute("speed full; play");
        IM_CHECK(says("running"));
        (void)app().execute("speed 600");
        IM_CHECK(says("held at 600 steps/s"));
        (void)app().execute("kernel cpu-simd; vary feed 0.04 0.06 across columns");
        IM_CHECK(says("held at 600 steps/s, rates vary over the field"));
        (void)app().execute(
            "kernel cpu-reference; vary off; kernel cpu-temporal; vary feed 0.04 0.06 across columns");
        IM_CHECK(until(ctx, [&] { return words().find(" runs instead: ") != std::string::npos; }));
        (void)app().execute("pause; vary off; step 1000000000000");
        IM_CHECK(until(ctx, [&] { return words().ends_with(" steps, then pause"); }));
        (void)app().execute("pause");
        IM_CHECK(says("paused"));
        ui().measuring = "measuring, 40 s left";
        IM_CHECK_EQ(words(), std::string("measuring, 40 s left"));
        ui().measuring.clear();
        ui().state.rest = Rest::Uniform;
        IM_CHECK_EQ(words(), std::string("uniform"));
        ui().state.blown_up = true;
        ui().state.blown_up_step = 42;
        IM_CHECK_EQ(words(), std::string("blown up at step 42"));
    });
}

/// The key turns the outline on, also while the run is paused, and off again.
TEST_F(States, WhatIsAwakeIsOutlinedByAKey) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("size 320 200; kernel cpu-rest; seed square; step 40");
        IM_CHECK(until(ctx, [&] { return state().steps_done == 40 && !state().busy; }));
        IM_CHECK(state().leaves_out);
        IM_CHECK(!ui().frame->awake);
        const Picture plain = look(ctx);
        ctx.KeyPress(ImGuiKey_A);
        IM_CHECK(until(ctx, [&] { return ui().frame->awake != nullptr; }));
        const AwakeBlocks& blocks = *ui().frame->awake;
        IM_CHECK_EQ(blocks.rows * blocks.block, 208);
        IM_CHECK(blocks.at(6, 10));
        IM_CHECK(!blocks.at(0, 0));
        IM_CHECK(look(ctx).rgb != plain.rgb);
        (void)app().execute("kernel cpu-simd");
        IM_CHECK(until(ctx, [&] { return !state().leaves_out && ui().frame->awake == nullptr; }));
        ctx.KeyPress(ImGuiKey_A);
        ctx.Yield(2);
        IM_CHECK(!document().awake);
    });
}

}  // namespace gs
