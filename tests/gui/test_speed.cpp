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
        (void)app().execute("play");
        IM_CHECK(until(ctx, [&] { return state().steady; }));
        IM_CHECK(!known(fast));  // held at the watch speed
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

}  // namespace gs
