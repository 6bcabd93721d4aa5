// The frame of the window: pages, the drawer, the panel's head, the rates, the figures.
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "app/ui/state_line.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class Cockpit : public WindowTest {
  protected:
    static constexpr std::array kPages{std::pair{ImGuiKey_G, "Gallery"}, std::pair{ImGuiKey_L, "Ladder"},
                                       std::pair{ImGuiKey_F4, "Benchmark"}, std::pair{ImGuiKey_F1, "Help"}};

    static bool shown(ImGuiTestContext& ctx, const std::string& window) {
        const ImGuiTestItemInfo info = ctx.WindowInfo(("//" + window).c_str(), ImGuiTestOpFlags_NoError);
        return info.Window && info.Window->Active && !info.Window->Hidden;
    }
    static ImRect rect(ImGuiTestContext& ctx, const std::string& window) {
        const ImGuiWindow* found = ctx.WindowInfo(("//" + window).c_str()).Window;
        return found ? found->Rect() : ImRect();
    }
};

TEST_F(Cockpit, OnePageIsOpenAndItsKeyOrEscapeClosesIt) {
    drive([](ImGuiTestContext& ctx) {
        for (const auto& [key, window] : kPages) {
            ctx.KeyPress(key);
            ctx.Yield(3);
            for (const auto& [ignored, other] : kPages)
                IM_CHECK_EQ(shown(ctx, other), std::string(other) == window);
        }
        ctx.KeyPress(ImGuiKey_F1);
        ctx.Yield(3);
        IM_CHECK(!shown(ctx, "Help"));
        for (const auto& [key, window] : kPages) {
            ctx.KeyPress(key);
            ctx.Yield(2);
            ctx.KeyPress(ImGuiKey_Escape);
            ctx.Yield(3);
            IM_CHECK(!shown(ctx, window));
        }
    });
}

TEST_F(Cockpit, PagesLieWithinTheWindowAtAnySizeAndOverTheBareStage) {
    drive([this](ImGuiTestContext& ctx) {
        for (const auto& size : {std::pair{1280, 720}, {760, 480}, {480, 320}}) {
            const int width = size.first, height = size.second;
            window_->resize(width, height);
            IM_CHECK(until(ctx, [&] { return ImGui::GetIO().DisplaySize.x == static_cast<float>(width); }));
            for (const bool hidden : {false, true}) {
                if (hidden) ctx.KeyPress(ImGuiKey_Tab);
                for (const auto& [key, window] : kPages) {
                    ctx.KeyPress(key);
                    ctx.Yield(4);
                    IM_CHECK(shown(ctx, window));
                    const ImRect page = rect(ctx, window);
                    IM_CHECK(page.Min.x >= 0 && page.Min.y >= 0);
                    IM_CHECK(page.Max.x <= static_cast<float>(width));
                    IM_CHECK(page.Max.y <= static_cast<float>(height));
                    IM_CHECK_GT(page.GetWidth(), 20 * ImGui::GetFontSize());
                    if (hidden) IM_CHECK(!shown(ctx, "Panel"));
                    ctx.KeyPress(key);
                }
                if (hidden) ctx.KeyPress(ImGuiKey_Tab);
            }
        }
    });
}

TEST_F(Cockpit, TheDrawerTakesItsHeightFromTheStage) {
    drive([this](ImGuiTestContext& ctx) {
        const float before = stage(ui()).height();
        ctx.KeyPress(ImGuiKey_F2);
        ctx.Yield(3);
        IM_CHECK(shown(ctx, "Console"));
        const ImRect drawer = rect(ctx, "Console");
        IM_CHECK_GE(drawer.Min.y, std::floor(stage(ui()).high.y));
        IM_CHECK_LT(stage(ui()).height(), before - drawer.GetHeight());
        ui().execute("view benchmark");
        ctx.Yield(3);
        IM_CHECK(shown(ctx, "Benchmark"));
        IM_CHECK_LE(rect(ctx, "Benchmark").Max.y, drawer.Min.y);
    });
}

TEST_F(Cockpit, NothingMovesWhenTheStateChanges) {
    drive([this](ImGuiTestContext& ctx) {
        const auto places = [&] {
            ctx.Yield(3);
            return std::array{place(ctx, "//Panel/kernel/###kernels").Min.y,
                              place(ctx, "//Panel/**/feed/slider").Min.y, rect(ctx, "Overlay").Max.y};
        };
        const auto resting = places();
        (void)app().execute("play");
        IM_CHECK(until(ctx, [&] { return state().steps_per_s > 0; }));
        IM_CHECK(places() == resting);
        (void)app().execute("stencil all-ones; set dt 1; set du 1");
        IM_CHECK(until(ctx, [&] { return !state().paused_because.empty(); }));
        IM_CHECK(places()[0] == resting[0]);
        (void)app().execute("preset coral; vary kill 0.03 0.07 across rows; play");
        IM_CHECK(until(ctx, [&] { return state().kernel != document().kernel && state().steps_per_s > 0; }));
        const auto instead = places();
        for (std::size_t i = 0; i < resting.size(); ++i) IM_CHECK_EQ(instead[i], resting[i]);
    });
}

TEST_F(Cockpit, ARateVariesByAMenuIsDraggedAndIsOneNumberAgain) {
    drive([this](ImGuiTestContext& ctx) {
        const double before = document().kill;
        ctx.ItemClick("//Panel/**/kill/value", ImGuiMouseButton_Right);
        ctx.Yield(2);
        ctx.ItemClick((std::string("//$FOCUSED/") + c_text(Text::UiVaryRows)).c_str());
        ctx.Yield(2);
        IM_CHECK(document().vary_kill == (Gradient{Gradient::Along::Rows, 0.03, 0.07}));
        ctx.MouseMove("//Panel/**/kill/range");
        const ImRect r = place(ctx, "//Panel/**/kill/range");
        const float y = r.GetCenter().y;
        ctx.MouseMoveToPos({r.Max.x - 4, y});
        ctx.MouseDown();
        for (const float share : {0.9F, 0.8F, 0.75F}) ctx.MouseMoveToPos({r.Min.x + share * r.GetWidth(), y});
        ctx.MouseUp();
        ctx.Yield(2);
        IM_CHECK(document().vary_kill.low == 0.03);
        IM_CHECK(std::abs(document().vary_kill.high - 0.06) < 0.001);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_Z);  // the drag is one entry
        IM_CHECK_EQ(document().vary_kill.high, 0.07);
        ctx.ItemClick("//Panel/**/kill/\xC3\x97");
        ctx.Yield(2);
        IM_CHECK(document().vary_kill == Gradient{});
        IM_CHECK_EQ(document().kill, before);
    });
}

/// What a typeface lacks is drawn as a box with a question mark.
TEST_F(Cockpit, TheTypefaceHasEverySignOfEveryText) {
    constexpr Text kAll[] = {
#define GS_TEXT(id, english) Text::id,
#include "app/core/text/strings.def"
#undef GS_TEXT
    };
    drive([&](ImGuiTestContext&) {
        for (const Text id : kAll) {
            const std::string_view said = text(id);
            for (const char* at = said.data(); at < said.data() + said.size();) {
                unsigned int sign = 0;
                at += ImTextCharFromUtf8(&sign, at, said.data() + said.size());
                const bool drawn = sign < ' ' || ImGui::GetFont()->IsGlyphInFont(static_cast<ImWchar>(sign));
                if (!drawn) IM_ERRORF("sign U+%04X of: %s", sign, said.data());
            }
        }
    });
}

TEST_F(Cockpit, TheStateIsOneWordEverywhere) {
    drive([this](ImGuiTestContext& ctx) {
        IM_CHECK_EQ(state_line(ui()).words, std::string(text(Text::UiStatePaused)));
        (void)app().execute("speed 5; play");
        IM_CHECK(until(ctx, [&] { return state_line(ui()).runs; }));
        IM_CHECK(until(ctx, [&] { return state_line(ui()).words == say(Text::UiStateHeld, 5); }));
        (void)app().execute("speed full");
        IM_CHECK(until(ctx, [&] { return state_line(ui()).words == text(Text::UiStateRunning); }));
        (void)app().execute("pause; speed 5; step 1000000");
        IM_CHECK(until(ctx, [&] {
            const auto left = static_cast<double>(ui().state.steps_left);
            return left > 0 && state_line(ui()).words == say(Text::UiStateSteps, grouped(left));
        }));
    });
}

}  // namespace
}  // namespace gs
