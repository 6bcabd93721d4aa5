// Presentation mode: what a hall sees, and what the lecturer's keys do in it.
#include <cmath>
#include <cstddef>

#include "app/core/document/presets.h"
#include "app/ui/stage.h"
#include "app/ui/state_line.h"
#include "app/ui/theme.h"
#include "app/ui/view_requests.h"
#include "kernels/engine/registry.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

class Presenting : public WindowTest {
  protected:
    /// Opens the mode by its key, with the pointer in the middle of the field.
    void begin(ImGuiTestContext& ctx) {
        ctx.MouseMoveToPos({600, 300});
        ctx.KeyPress(ImGuiKey_F5);
        ctx.Yield(3);
        IM_CHECK(ui().presentation.on);
    }
    static bool shown(ImGuiTestContext& ctx, const char* window) {
        const ImGuiWindow* found = ctx.WindowInfo(window, ImGuiTestOpFlags_NoError).Window;
        return found != nullptr && found->Active;
    }
    /// The brightest pixel of a part of the picture, which a text on the ground makes bright.
    static int brightest(const Picture& picture, ImRect part) {
        int most = 0;
        for (int y = static_cast<int>(part.Min.y); y < static_cast<int>(part.Max.y); ++y)
            for (int x = static_cast<int>(part.Min.x); x < static_cast<int>(part.Max.x); ++x)
                most = std::max<int>(most,
                                     picture.rgb[3 * (static_cast<std::size_t>(y) * picture.width + x) + 1]);
        return most;
    }
};

TEST_F(Presenting, CaptionSaysPresetRatesAndTheStateLinesWord) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("preset coral");
        (void)app().execute("pause");
        (void)field_v(ctx);
        begin(ctx);
        const Caption caption = caption_of(ui());
        IM_CHECK_EQ(caption.preset, std::string(find_preset("coral")->label));
        IM_CHECK_NE(caption.rates.find("0.0545"), std::string::npos);
        IM_CHECK_EQ(caption.state, state_line(ui()).words);
        IM_CHECK_EQ(caption.state, std::string("paused"));
        IM_CHECK(!shown(ctx, "//Panel"));
        // Its ground is dark whatever the field is, so text is all that is bright.
        const Picture now = look(ctx);
        for (const float from : {0.0F, 540.0F, 1000.0F})
            IM_CHECK_GT(brightest(now, {from + 20, 660, from + 200, 719}), 150);
        IM_CHECK_LT(brightest(now, {0, 715, 1280, 720}), 60);
        ctx.KeyPress(ImGuiKey_Space);
        IM_CHECK(until(ctx, [&] { return caption_of(ui()).state != "paused"; }));
        IM_CHECK_EQ(caption_of(ui()).state, state_line(ui()).words);
    });
}

TEST_F(Presenting, HighContrastLetsNoFieldShineThroughAndWritesInWhite) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("pause; preset coral; set palette grey; set reversed on");
        (void)field_v(ctx);
        begin(ctx);
        const ImRect foot{20, 660, 1260, 719};
        const auto ground = [&](const Picture& picture) {
            return std::to_integer<int>(std::byte{picture.rgb[3 * (717 * picture.width + 640)]});
        };
        const Picture usual = look(ctx);
        ctx.KeyPress(ImGuiKey_H);
        const Picture high = look(ctx);
        IM_CHECK_EQ(ground(high), static_cast<int>(std::lround(255 * theme::kGround.x)));
        IM_CHECK_GT(ground(usual), ground(high));
        IM_CHECK_EQ(brightest(high, foot), 255);
        IM_CHECK_LT(brightest(usual, foot), 255);
        ctx.KeyPress(ImGuiKey_H);
        IM_CHECK_EQ(ground(look(ctx)), ground(usual));
    });
}

TEST_F(Presenting, TypeGrowsWithTheWindow) {
    drive([this](ImGuiTestContext& ctx) {
        const float desk = ImGui::GetFontSize();
        begin(ctx);
        IM_CHECK_LT(std::abs(ImGui::GetStyle().FontScaleDpi * theme::kFontSize - 720 / 32.0F), 0.01F);
        IM_CHECK_GE(ctx.WindowInfo("//Overlay").Window->Size.x, 400.0F);
        window_->resize(1280, 900);
        IM_CHECK(until(ctx, [] { return ImGui::GetIO().DisplaySize.y == 900; }));
        ctx.Yield(2);
        IM_CHECK_LT(std::abs(ImGui::GetStyle().FontScaleDpi * theme::kFontSize - 900 / 32.0F), 0.01F);
        window_->resize(1280, 720);
        IM_CHECK(until(ctx, [] { return ImGui::GetIO().DisplaySize.y == 720; }));
        ctx.KeyPress(ImGuiKey_F5);
        ctx.Yield(3);
        IM_CHECK(!ui().presentation.on);
        IM_CHECK_EQ(ImGui::GetFontSize(), desk);
        IM_CHECK(shown(ctx, "//Panel"));
    });
}

TEST_F(Presenting, EscapeClosesPageThenShowsCaptionThenLeaves) {
    drive([this](ImGuiTestContext& ctx) {
        begin(ctx);
        const auto escape = [&] {
            ctx.KeyPress(ImGuiKey_Escape);
            ctx.Yield(2);
        };
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK_EQ(caption_height(ui()), 0.0F);
        IM_CHECK(!shown(ctx, "//Overlay"));
        ctx.KeyPress(ImGuiKey_L);
        ctx.Yield(3);
        const ImGuiWindow& page = *ctx.WindowInfo("//Ladder").Window;
        IM_CHECK(page.Pos.x == 0 && page.Pos.y == 0 && page.Size.x == 1280 && page.Size.y == 720);
        escape();
        IM_CHECK(ui().page == Page::None && ui().hidden && ui().presentation.on);
        escape();
        IM_CHECK(!ui().hidden && ui().presentation.on);
        IM_CHECK_GT(caption_height(ui()), 0.0F);
        IM_CHECK(shown(ctx, "//Overlay"));
        escape();
        IM_CHECK(!ui().presentation.on);
        IM_CHECK(!go_back(ui()));
    });
}

TEST_F(Presenting, KeysAreSaidWithWhatTheyLedTo) {
    drive([this](ImGuiTestContext& ctx) {
        begin(ctx);
        IM_CHECK_EQ(echoed_key(ui()), std::string());
        ctx.KeyPress(ImGuiKey_K);
        ctx.Yield(2);
        IM_CHECK_EQ(echoed_key(ui()), std::string("K"));
        IM_CHECK_EQ(echoed_words(ui()), std::string(find_kernel(document().kernel)->label));
        ctx.KeyPress(ImGuiKey_PageDown);
        ctx.Yield(2);
        IM_CHECK_EQ(echoed_key(ui()), std::string("PageDown"));
        IM_CHECK_EQ(echoed_words(ui()), caption_of(ui()).preset);
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_G);
        ctx.Yield(2);
        IM_CHECK_EQ(echoed_key(ui()), std::string("Shift+G"));
        IM_CHECK(until(ctx, [&] { return echoed_key(ui()).empty(); }));
    });
}

TEST_F(Presenting, PanelComesOverTheStageAtTheEdge) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("pause");
        begin(ctx);
        const float stage_before = stage(ui()).high.x;
        ctx.MouseMoveToPos({1279, 300});
        IM_CHECK(until(ctx, [&] { return ui().presentation.panel == 1; }));
        IM_CHECK_EQ(stage(ui()).high.x, stage_before);
        // At the desk's size: 22 em of 15 pixels.
        IM_CHECK_LT(std::abs(ctx.WindowInfo("//Panel").Window->Size.x - 22 * theme::kFontSize), 1.0F);
        ctx.MouseMoveToPos({1000, 300});
        ctx.Yield(30);
        IM_CHECK_EQ(ui().presentation.panel, 1.0F);
        ctx.MouseMoveToPos({600, 300});
        IM_CHECK(until(ctx, [&] { return ui().presentation.panel == 0; }));
        ctx.Yield(2);
        IM_CHECK(!shown(ctx, "//Panel"));
        IM_CHECK_NE(ImGui::GetMouseCursor(), ImGuiMouseCursor_None);
        IM_CHECK(until(ctx, [] { return ImGui::GetMouseCursor() == ImGuiMouseCursor_None; }));
    });
}

}  // namespace
}  // namespace gs
