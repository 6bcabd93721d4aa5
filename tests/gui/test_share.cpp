// The settings on the clipboard, by their keys.
#include "app/core/document/presets.h"
#include "app/core/document/share.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

using Share = WindowTest;

void press(ImGuiTestContext& ctx, ImGuiKeyChord chord) {
    ctx.KeyPress(chord);
    ctx.Yield(3);
}

constexpr ImGuiKeyChord kCopy = ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_C,
                        kPaste = ImGuiMod_Ctrl | ImGuiKey_V, kUndo = ImGuiMod_Ctrl | ImGuiKey_Z;

TEST_F(Share, KeysCopyAndPasteTheSettings) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("preset worms; set kill 0.066; pause");
        const Document shared = document();
        press(ctx, kCopy);
        const std::string line = ImGui::GetClipboardText();
        IM_CHECK_STR_EQ(line.c_str(), share_text(shared).c_str());
        IM_CHECK_STR_EQ(ui().toasts.newest().c_str(), ("on the clipboard: " + line).c_str());
        (void)app().execute("preset u-skate; size 64 48");
        press(ctx, kPaste);
        IM_CHECK_STR_EQ(share_text(document()).c_str(), line.c_str());
        IM_CHECK(until(ctx, [this] { return ui().frame->cols == document().cols; }));
        press(ctx, kUndo);
        IM_CHECK_EQ(document().feed, find_preset("u-skate")->feed);
        IM_CHECK_EQ(document().cols, 64);
    });
}

TEST_F(Share, RatesOfAPageArePastedAndTheFieldGoesOn) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("step 20");
        const std::vector<float> before = field_v(ctx);
        ImGui::SetClipboardText("F = .0620,\nk = .0609\n");
        press(ctx, kPaste);
        IM_CHECK_EQ(document().feed, 0.062);
        IM_CHECK_EQ(document().kill, 0.0609);
        IM_CHECK_STR_EQ(ui().toasts.newest().c_str(), "took feed = 0.062, kill = 0.0609");
        IM_CHECK(field_v(ctx) == before);
        const Document now = document();
        for (const char* no_settings : {"", "Dear colleague,\nthank you"}) {
            ui().toasts.clear();
            ImGui::SetClipboardText(no_settings);
            press(ctx, kPaste);
            IM_CHECK(document() == now);
            IM_CHECK(!ui().toasts.empty());
        }
    });
}

TEST_F(Share, WhatIsPastedIntoAFieldStaysThere) {
    drive([this](ImGuiTestContext& ctx) {
        const Document before = document();
        ImGui::SetClipboardText("feed 0.037");
        press(ctx, ImGuiKey_F2);
        IM_CHECK(until(ctx, [this] { return interface_->console().has_keyboard(); }));
        press(ctx, kPaste);
        IM_CHECK_EQ(interface_->console().typed(), std::string("feed 0.037"));
        IM_CHECK(document() == before);
    });
}

}  // namespace
}  // namespace gs
