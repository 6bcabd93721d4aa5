// How fast the window runs, by keys and by the slider, and what the figures do meanwhile.
#include "app/core/document/kernel_choice.h"
#include "kernels/engine/registry.h"
#include "tests/gui/fixture.h"

namespace gs {

class Speed : public WindowTest {};

TEST_F(Speed, KeysDoubleHalveAndGoToFullAndBack) {
    drive([this](ImGuiTestContext& ctx) {
        IM_CHECK_EQ(document().speed, kWatchSpeed);
        ctx.KeyChars(">");
        IM_CHECK_EQ(document().speed, 2 * kWatchSpeed);
        ctx.KeyChars("<");
        ctx.KeyChars("<");
        IM_CHECK_EQ(document().speed, kWatchSpeed / 2);
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_Space);
        IM_CHECK_EQ(document().speed, 0.0);
        IM_CHECK(!state().playing);  // the space alone runs and pauses
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_Space);
        IM_CHECK_EQ(document().speed, kWatchSpeed / 2);
    });
}

TEST_F(Speed, TheSlidersRightEndIsFullSpeed) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.MouseMove("//Panel/speed/slider");
        const ImRect r = ctx.ItemInfo("//Panel/speed/slider").RectFull;
        const float y = r.GetCenter().y;
        ctx.MouseMoveToPos({r.Max.x - 2, y});
        ctx.MouseClick();
        IM_CHECK_EQ(document().speed, 0.0);
        ctx.MouseMoveToPos({r.Min.x + 1, y});
        ctx.MouseClick();
        IM_CHECK_EQ(document().speed, 1.0);
        ctx.MouseMoveToPos({r.GetCenter().x, y});
        ctx.MouseClick();
        IM_CHECK(document().speed > 100 && document().speed < 10000);  // five powers of ten
        ctx.ItemClick("//Panel/speed/value");
        ctx.Yield(2);
        ctx.KeyCharsReplaceEnter("full");
        IM_CHECK_EQ(document().speed, 0.0);
    });
}

TEST_F(Speed, FiguresAndFrameTimesStandWhileItIsPaused) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_Space);
        IM_CHECK(until(ctx, [&] { return state().gcells_per_s > 0; }));
        ctx.KeyPress(ImGuiKey_Space);
        IM_CHECK(until(ctx, [&] { return !state().stepping; }));
        const std::size_t frames = ui().clock.offset();
        const double rate = state().gcells_per_s;
        ctx.Yield(30);
        IM_CHECK_EQ(ui().clock.offset(), frames);
        IM_CHECK_EQ(state().gcells_per_s, rate);
        IM_CHECK_GT(rate, 0.0);
    });
}

TEST_F(Speed, FullSpeedIsOfferedAtTheFirstChangeOfKernel) {
    drive([this](ImGuiTestContext& ctx) {
        const auto offered = [&] { return ui().toasts.newest().find("Shift+Space") != std::string::npos; };
        IM_CHECK(!offered());
        ctx.KeyPress(ImGuiKey_K);
        IM_CHECK(until(ctx, offered));
    });
}

TEST_F(Speed, TheLadderKnowsWhatRanAtFullSpeed) {
    drive([this](ImGuiTestContext& ctx) {
        const std::string fast = document().kernel, textbook = reference_kernel().id;
        const auto known = [&](const std::string& kernel) {
            return ui().rates.rate(kernel, state().rows, state().cols).has_value();
        };
        (void)app().execute("speed 20; play");  // a busy machine holds as much, too
        IM_CHECK(until(ctx, [&] { return state().steady; }));
        IM_CHECK(!known(fast));  // since it could do more
        (void)app().execute("speed full");
        IM_CHECK(until(ctx, [&] { return known(fast); }));
        (void)app().execute("kernel " + textbook);
        IM_CHECK(until(ctx, [&] { return known(textbook); }));
        IM_CHECK(ui().rates
                     .times_textbook(*ui().rates.rate(fast, state().rows, state().cols), state().rows,
                                     state().cols)
                     .has_value());
        ctx.ItemClick("//Panel/kernel/###kernels");
        ctx.Yield(3);
    });
}

TEST_F(Speed, WhatDoesNotReachTheWantedSpeedIsNotHeldAndHasItsRate) {
    drive([this](ImGuiTestContext& ctx) {
        const std::string textbook = reference_kernel().id;
        (void)app().execute("kernel " + textbook + "; speed 1e9; play");
        IM_CHECK(
            until(ctx, [&] { return ui().rates.rate(textbook, state().rows, state().cols).has_value(); }));
    });
}

TEST_F(Speed, NoKeyAndNoButtonSpoilsAMeasurement) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("play; view benchmark");
        IM_CHECK(until(ctx, [&] { return state().steps_done > 0; }));
        ctx.ItemClick((std::string("//Benchmark/") + c_text(Text::UiBenchRun)).c_str());
        IM_CHECK(until(ctx, [&] { return app().held() && !state().stepping; }));
        const Document before = document();
        const std::int64_t steps = state().steps_done;
        for (const ImGuiKeyChord key : {ImGuiKeyChord{ImGuiKey_Space}, ImGuiKeyChord{ImGuiKey_K},
                                        ImGuiKeyChord{ImGuiKey_R}, ImGuiMod_Ctrl | ImGuiKey_Z}) {
            ctx.KeyPress(key);
            IM_CHECK(ui().cancel_asked);
            ctx.KeyPress(ImGuiKey_Escape);
            IM_CHECK(!ui().cancel_asked);
        }
        IM_CHECK(!app().execute("step 10").ok());
        IM_CHECK(!app().execute("preset mitosis").ok());
        IM_CHECK(app().execute("set palette viridis").ok());  // what is only seen costs it nothing
        (void)app().execute("set palette " + before.palette);
        IM_CHECK(document() == before);
        IM_CHECK_EQ(state().steps_done, steps);
        ctx.KeyPress(ImGuiKey_Space);
        ctx.Yield(2);
        ctx.ItemClick((std::string("//Question/") + c_text(Text::UiBenchCancel)).c_str());
        IM_CHECK(until(ctx, [&] { return !app().held() && state().playing; }));
        IM_CHECK(ui().measuring.empty());
    });
}

}  // namespace gs
