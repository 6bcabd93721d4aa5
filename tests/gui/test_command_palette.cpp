// Ctrl+K: what is typed is found, and done.
#include "app/ui/command_palette.h"

#include <imgui_internal.h>

#include "app/core/document/presets.h"
#include "app/core/document/words.h"
#include "app/ui/files.h"
#include "tests/gui/fixture.h"

namespace gs {

class CommandPaletteTest : public WindowTest {
  protected:
    /// Opens it with this text in its field.
    void type(ImGuiTestContext& ctx, const char* text) {
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_K);
        ctx.Yield(4);
        ctx.KeyChars(text);
        ctx.Yield(2);
    }
    static void press(ImGuiTestContext& ctx, ImGuiKeyChord key) {
        ctx.KeyPress(key);
        ctx.Yield(4);
    }
    CommandPalette& palette() { return ui().commands; }
    std::string best() { return palette().rows().empty() ? "" : palette().rows().front().line; }
};

TEST_F(CommandPaletteTest, ASettingIsChosenByItsNameAndThenTyped) {
    drive([this](ImGuiTestContext& ctx) {
        type(ctx, "fee");
        IM_CHECK_EQ(best(), std::string("feed "));
        press(ctx, ImGuiKey_Enter);
        IM_CHECK(palette().is_open());
        IM_CHECK_EQ(palette().typed(), std::string("feed "));
        ctx.KeyChars("0.0371");
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_EQ(document().feed, 0.0371);
        IM_CHECK(!palette().is_open());
        IM_CHECK_EQ(settings_.recent_lines.front(), std::string("feed 0.0371"));
    });
}

TEST_F(CommandPaletteTest, ArrowsWalkTabCompletesAndAClickRuns) {
    drive([this](ImGuiTestContext& ctx) {
        type(ctx, "palette ");
        IM_CHECK_GT(palette().rows().size(), 3U);
        const std::string third = palette().rows()[2].line;
        press(ctx, ImGuiKey_DownArrow);
        press(ctx, ImGuiKey_DownArrow);
        press(ctx, ImGuiKey_Tab);
        IM_CHECK_EQ(palette().typed(), third + " ");
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_EQ("palette " + document().palette, third);
        type(ctx, "solitons");
        IM_CHECK_EQ(best(), std::string("preset solitons"));
        const ImRect field = GImGui->OpenPopupStack.back().Window->Rect();
        ctx.MouseMoveToPos({field.GetCenter().x, field.Min.y + 5.0F * ImGui::GetFontSize() * 0.75F});
        ctx.MouseClick();
        ctx.Yield(3);
        IM_CHECK_EQ(document().feed, find_preset("solitons")->feed);
        IM_CHECK(!palette().is_open());
        type(ctx, "");
        IM_CHECK_EQ(best(), std::string("preset solitons"));
    });
}

TEST_F(CommandPaletteTest, AFailureIsSaidAndTheTextStays) {
    drive([this](ImGuiTestContext& ctx) {
        type(ctx, "feed 1.5");
        press(ctx, ImGuiKey_Enter);
        IM_CHECK(palette().is_open());
        IM_CHECK_NE(palette().failure().find("1.5"), std::string::npos);
        IM_CHECK_EQ(palette().typed(), std::string("feed 1.5"));
        press(ctx, ImGuiKey_Backspace);
        press(ctx, ImGuiKey_Backspace);
        press(ctx, ImGuiKey_Backspace);
        IM_CHECK(palette().failure().empty());
        ctx.KeyChars("0.05");
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_EQ(document().feed, 0.05);
    });
}

TEST_F(CommandPaletteTest, AKernelThatCantRunSaysWhyAndWhatHelps) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("kernel cpu-simd; vary feed 0.01 0.08 across columns");
        type(ctx, "kernel cpu-temporal");
        IM_CHECK(!palette().rows().front().why_not.empty());
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_NE(palette().failure().find("vary off"), std::string::npos);
        IM_CHECK_EQ(document().kernel, std::string("cpu-simd"));
        IM_CHECK(palette().is_open());
    });
}

TEST_F(CommandPaletteTest, EscapeTheKeyItselfAndAClickBesideItCloseIt) {
    drive([this](ImGuiTestContext& ctx) {
        const std::vector<float> before = field_v(ctx);
        const std::string undone = app().undo_label();
        type(ctx, "reset");
        press(ctx, ImGuiKey_Escape);
        IM_CHECK(!palette().is_open());
        type(ctx, "");
        press(ctx, ImGuiMod_Ctrl | ImGuiKey_K);
        IM_CHECK(!palette().is_open());
        type(ctx, "kern");
        ctx.MouseMoveToPos({300, 600});
        ctx.MouseClick();
        ctx.Yield(3);
        IM_CHECK(!palette().is_open());
        IM_CHECK_EQ(app().undo_label(), undone);
        IM_CHECK(field_v(ctx) == before);
    });
}

TEST_F(CommandPaletteTest, SessionsThatTheUserKeptAreOfferedAndReturnLoadsOne) {
    drive([this](ImGuiTestContext& ctx) {
        const auto save = [&](const char* rate, const char* name) {
            std::string path = folder_ / name;
            ui().execute(std::string("set feed ") + rate + "; save-session " + as_word(path));
            return path;
        };
        const std::string lecture = save("0.0371", "monday lecture.json");
        (void)save("0.0372", "other.json");
        IM_CHECK(until(ctx, [&] { return recent_sessions(ui()).size() == 2; }));
        ui().execute("set feed 0.05");
        type(ctx, "monday");
        IM_CHECK_EQ(best(), "load-session " + as_word(lecture));
        IM_CHECK_EQ(palette().rows().front().label, std::string("monday lecture.json"));
        press(ctx, ImGuiKey_Enter);
        IM_CHECK(!palette().is_open());
        IM_CHECK(until(ctx, [&] { return document().feed == 0.0371; }));
    });
}

TEST_F(CommandPaletteTest, AWideListIsWalkedAndSeen) {
    drive([this](ImGuiTestContext& ctx) {
        type(ctx, "preset");
        for (int i = 0; i < 12; ++i) press(ctx, ImGuiKey_DownArrow);
        press(ctx, ImGuiKey_PageDown);
        press(ctx, ImGuiKey_PageUp);
        const std::string thirteenth = palette().rows()[12].line;
        const ImGuiWindow* list = nullptr;
        for (const ImGuiWindow* window : GImGui->Windows)
            if (window->Active && std::string_view(window->Name).find("/Rows_") != std::string_view::npos)
                list = window;
        IM_CHECK(list != nullptr);
        const float row = list->ContentSize.y / static_cast<float>(palette().rows().size());
        IM_CHECK_LE(list->Scroll.y, 12 * row + 1);
        IM_CHECK_GE(list->Scroll.y + list->InnerRect.GetHeight(), 13 * row - 1);
        press(ctx, ImGuiKey_Enter);
        IM_CHECK_EQ(settings_.recent_lines.front(), thirteenth);
        type(ctx, "ker");
    });
}

}  // namespace gs
