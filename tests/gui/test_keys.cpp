// Keys, console, messages, files.

#include <filesystem>

#include "app/core/app/commands.h"
#include "app/core/document/presets.h"
#include "app/ui/command_palette.h"
#include "app/ui/shortcuts.h"
#include "app/ui/view_requests.h"
#include "app/ui/whole_chords.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

using Keys = WindowTest;

void type_command(ImGuiTestContext& ctx, const char* command) {
    ctx.ItemClick("//Console/##command");
    ctx.KeyCharsReplaceEnter(command);
    ctx.Yield(2);
}

TEST_F(Keys, TabHidesTheInterfaceAndBringsItBack) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("seed empty");
        (void)field_v(ctx);
        ctx.MouseMoveToPos({400, 500});
        ctx.KeyPress(ImGuiKey_Tab);
        IM_CHECK(until(ctx, [&] { return ImGui::GetTime() > ui().cards.hint_until; }));
        const Picture bare = look(ctx);
        // The field is empty, so without an interface the window is of one colour.
        bool one_colour = true;
        for (std::size_t i = 3; i < bare.rgb.size(); ++i)
            one_colour = one_colour && bare.rgb[i] == bare.rgb[i % 3];
        IM_CHECK(!ctx.WindowInfo("//Panel", ImGuiTestOpFlags_NoError).Window ||
                 !ctx.WindowInfo("//Panel", ImGuiTestOpFlags_NoError).Window->Active);
        IM_CHECK(one_colour);
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK(ctx.WindowInfo("//Panel").Window->Active);
    });
}

TEST_F(Keys, BadCommandIsAnsweredInTheConsole) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_F2);
        ctx.Yield(2);
        const Document before = document();
        type_command(ctx, "palete viridis");
        IM_CHECK_NE(interface_->console().newest().find("palete"), std::string::npos);
        IM_CHECK_NE(interface_->console().newest().find("palette"), std::string::npos);
        IM_CHECK(document() == before);
        type_command(ctx, "palette viridis");
        IM_CHECK_EQ(document().palette, std::string("viridis"));
        ctx.KeyPress(ImGuiKey_UpArrow);
        ctx.KeyPress(ImGuiKey_UpArrow);
        ctx.KeyPress(ImGuiKey_Enter);
        ctx.Yield(2);
        IM_CHECK_NE(interface_->console().newest().find("palete"), std::string::npos);
    });
}

TEST_F(Keys, ConsoleCompletes) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_F2);
        ctx.Yield(2);
        ctx.ItemClick("//Console/##command");
        ctx.KeyChars("palette virid");
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.KeyPress(ImGuiKey_Enter);
        ctx.Yield(2);
        IM_CHECK_EQ(document().palette, std::string("viridis"));
        IM_CHECK(!ui().hidden);
    });
}

TEST_F(Keys, ConsoleShowsWhatKeysAndButtonsDidAndTakesItBack) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_F2);
        ctx.Yield(5);
        const auto newest = [this] { return interface_->console().newest(); };
        ui().execute("set feed 0.0371");
        IM_CHECK_EQ(newest(), std::string("set feed 0.0371"));
        (void)app().set("brush-radius", 8.0);
        (void)app().set("brush-radius", 9.0);
        ui().execute("undo");
        IM_CHECK_EQ(newest(), std::string("undo"));
        ui().app.begin_gesture("stroke");
        ui().execute("paint 10 10");
        ui().execute("paint 11 10");
        IM_CHECK_EQ(newest(), std::string("undo"));
        ui().app.end_gesture();
        IM_CHECK_EQ(newest(), std::string("paint 10 10"));
        type_command(ctx, "set kill 0.0612");
        IM_CHECK_EQ(newest(), std::string("set kill 0.0612"));
        // The fifth of the lines, which begin at the top.
        const ImGuiWindow& window = *ctx.WindowInfo("//Console").Window;
        const ImGuiStyle& style = ImGui::GetStyle();
        const float line = ImGui::GetFontSize() + style.ItemSpacing.y;
        ctx.MouseMoveToPos(
            {window.Pos.x + 2 * style.WindowPadding.x, window.Pos.y + style.WindowPadding.y + 4.4F * line});
        ctx.MouseClick();
        ctx.Yield(4);
        IM_CHECK_EQ(interface_->console().typed(), std::string("paint 10 10"));
        IM_CHECK(interface_->console().has_keyboard());
    });
}

TEST_F(Keys, ConsoleTakesWhatIsTypedBesideItAndTabHidesNothing) {
    drive([this](ImGuiTestContext& ctx) {
        const Console& console = interface_->console();
        ctx.KeyPress(ImGuiKey_F2);
        ctx.Yield(5);
        IM_CHECK(console.has_keyboard());
        ctx.ItemClick("//Panel/**/brush");
        ctx.Yield(2);
        IM_CHECK(!console.has_keyboard());
        ctx.KeyPress(ImGuiKey_Tab);
        ctx.Yield(2);
        IM_CHECK(!ui().hidden);
        ctx.KeyPress(ImGuiKey_Space);
        IM_CHECK(until(ctx, [this] { return state().playing; }));
        ctx.KeyPress(ImGuiKey_Space);
        IM_CHECK(until(ctx, [this] { return !state().playing; }));
        const Document before = document();
        ctx.KeyPress(ImGuiKey_R);
        ctx.KeyPress(ImGuiKey_C);
        ctx.KeyPress(ImGuiKey_K);
        ctx.Yield(2);
        IM_CHECK(document() == before);
        ctx.KeyChars("set feed 0.0372");
        ctx.Yield(5);
        IM_CHECK_EQ(console.typed(), std::string("set feed 0.0372"));
        IM_CHECK(console.has_keyboard());
        ctx.KeyPress(ImGuiKey_Enter);
        ctx.Yield(2);
        IM_CHECK_EQ(document().feed, 0.0372);
    });
}

TEST_F(Keys, F2OpensTheConsoleTakesTheKeyboardToItAndClosesIt) {
    drive([this](ImGuiTestContext& ctx) {
        const Console& console = interface_->console();
        const auto press = [&](ImGuiKey key) {
            ctx.KeyPress(key);
            ctx.Yield(5);
        };
        const auto open = [this] { return settings_.drawer == "console"; };
        press(ImGuiKey_F2);
        IM_CHECK(open() && console.has_keyboard());
        ctx.ItemClick("//Panel/**/brush");
        ctx.Yield(2);
        press(ImGuiKey_F2);
        IM_CHECK(open() && console.has_keyboard());
        press(ImGuiKey_F2);
        IM_CHECK(!open());
        press(ImGuiKey_F2);
        press(ImGuiKey_Escape);
        IM_CHECK(!open());
        press(ImGuiKey_Tab);
        IM_CHECK(ui().hidden);
        press(ImGuiKey_F2);
        IM_CHECK(ui().hidden && console.has_keyboard());
    });
}

TEST_F(Keys, EscapeGoesBackOneLevelAtATime) {
    drive([this](ImGuiTestContext& ctx) {
        const auto back = [&] {
            ctx.KeyPress(ImGuiKey_Escape);
            ctx.Yield(4);
        };
        ctx.KeyPress(ImGuiKey_Tab);
        ui().execute("view console");
        ctx.Yield(5);
        ctx.KeyPress(ImGuiKey_F1);  // the console has the keyboard
        IM_CHECK(ui().page == Page::None);
        ui().execute("view keys; view commands");
        ctx.Yield(5);
        IM_CHECK(ui().commands.is_open());
        back();
        IM_CHECK(!ui().commands.is_open() && ui().page == Page::Help);
        back();
        IM_CHECK(ui().page == Page::None && settings_.drawer == "console");
        back();
        IM_CHECK(settings_.drawer.empty() && ui().hidden);
        back();
        IM_CHECK(!ui().hidden);
        back();
        IM_CHECK(!ui().hidden && settings_.drawer.empty());
    });
}

TEST_F(Keys, PagesOpenOverTheBareStage) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiKey_Tab);
        for (const ImGuiKey key : {ImGuiKey_G, ImGuiKey_L, ImGuiKey_F4, ImGuiKey_F1}) {
            ctx.KeyPress(key);
            ctx.Yield(2);
            IM_CHECK(ui().hidden && ui().page != Page::None);
        }
    });
}

TEST_F(Keys, PageKeysGoThroughThePresetsAndRunThem) {
    drive([this](ImGuiTestContext& ctx) {
        const auto now = [this] { return matching_preset(document()); };
        (void)app().execute("preset " + std::string(presets()[3].id) + "; pause");
        IM_CHECK(until(ctx, [&] { return now() == &presets()[3]; }));
        const double radius = document().brush_radius;
        ctx.KeyPress(ImGuiKey_PageDown);
        IM_CHECK(now() == &presets()[4]);
        IM_CHECK(until(ctx, [this] { return state().playing; }));
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_G);
        IM_CHECK(now() == &presets()[5]);
        ctx.KeyPress(ImGuiKey_PageUp);
        IM_CHECK(now() == &presets()[4]);
        IM_CHECK_EQ(document().brush_radius, radius);
    });
}

TEST_F(Keys, SessionComesBackWithItsField) {
    const std::filesystem::path path = folder_ / "session.json";
    drive([&, this](ImGuiTestContext& ctx) {
        (void)app().execute("set feed 0.0371");
        (void)app().execute("step 50");
        const std::vector<float> before = field_v(ctx);
        (void)app().execute("save-session " + path.string());
        IM_CHECK(until(ctx, [&] { return std::filesystem::exists(path); }));
        (void)app().execute("size 100 90; set feed 0.05");
        (void)field_v(ctx);
        (void)app().execute("load-session " + path.string());
        IM_CHECK(until(ctx, [&] { return document().cols == 320 && ui().frame->cols == 320; }));
        IM_CHECK_EQ(document().feed, 0.0371);
        IM_CHECK(field_v(ctx) == before);
        IM_CHECK_EQ(state().steps_done, 50);
    });
}

TEST_F(Keys, BlownUpFieldPausesAndSaysTheLimit) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("stencil all-ones; set dt 1; set du 1; play");
        IM_CHECK(until(ctx, [&] { return !state().paused_because.empty(); }));
        IM_CHECK(!state().playing);
        ctx.Yield(2);
        IM_CHECK(ctx.WindowInfo("//BlownUp").Window->Active);
        IM_CHECK_NE(ui().state.paused_because.find("dt"), std::string::npos);
    });
}

TEST_F(Keys, EveryKeyHasItsOwnChord) {
    drive([](ImGuiTestContext&) {
        for (const Shortcut& a : shortcuts())
            for (const Shortcut& b : shortcuts())
                if (&a != &b) {
                    // The arrows go from event to event while the timeline is open.
                    const auto of_timeline = [](const Shortcut& s) {
                        return std::string_view(s.command).starts_with("go-to");
                    };
                    if (of_timeline(a) != of_timeline(b)) continue;
                    IM_CHECK(a.chord == 0 || (a.chord != b.chord && a.chord != b.other_chord));
                    IM_CHECK(a.typed == 0 || a.typed != b.typed || a.with_ctrl != b.with_ctrl);
                }
        for (const Shortcut& s : shortcuts()) IM_CHECK(s.chord != 0 || s.typed != 0);
    });
}

/// A key that says what no command understands, or a word of `view` that the window does not know,
/// fails here.
TEST_F(Keys, EveryKeyIsACommandAndEveryViewWordIsAnswered) {
    drive([this](ImGuiTestContext& ctx) {
        for (const Shortcut& s : shortcuts()) {
            const std::string_view command = s.command, first = command.substr(0, command.find(' '));
            IM_CHECK(find_command(first) != nullptr);
            if (first == "next" || first == "scale" || first == "step") {
                IM_CHECK(app().execute(command).ok());
                ctx.Yield(2);
            }
        }
        for (const ViewWord& row : view_words()) IM_CHECK(answers_view(row.word));
        for (const Shortcut& s : shortcuts()) {
            const std::string_view command = s.command;
            if (!command.starts_with("view ")) continue;
            const auto rows = view_words();
            IM_CHECK(std::any_of(rows.begin(), rows.end(),
                                 [&](const ViewWord& row) { return command.substr(5) == row.word; }));
        }
    });
}

/// ImGui alone, fed with what the window's system says.
class Chords : public testing::Test {
  protected:
    Chords() : before_(ImGui::GetCurrentContext()), own_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(own_);
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {100, 100};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    }
    ~Chords() override {
        ImGui::DestroyContext(own_);
        ImGui::SetCurrentContext(before_);
    }
    static void control(bool down) {
        ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, down);
        ImGui::GetIO().AddKeyEvent(ImGuiKey_LeftCtrl, down);
    }
    static void k(bool down) { ImGui::GetIO().AddKeyEvent(ImGuiKey_K, down); }
    /// Frames without any more events, and what was pressed in them.
    std::string pressed(int frames = 4) {
        std::string seen;
        for (int i = 0; i < frames; ++i) {
            {
                const WholeChords whole;
                ImGui::NewFrame();
            }
            if (ImGui::IsKeyChordPressed(ImGuiMod_Ctrl | ImGuiKey_K)) seen += "Ctrl+K ";
            if (ImGui::IsKeyChordPressed(ImGuiKey_K)) seen += "K ";
            ImGui::EndFrame();
        }
        return seen;
    }

  private:
    ImGuiContext *before_, *own_;
};

/// Whether all comes within a frame, or Ctrl was held before.
TEST_F(Chords, AreSeenWholeHoweverFewFramesThereAre) {
    control(true);
    k(true);
    control(false);
    k(false);
    EXPECT_EQ(pressed(), "Ctrl+K ");
    control(true);
    EXPECT_EQ(pressed(1), "");
    k(true);
    control(false);
    k(false);
    EXPECT_EQ(pressed(), "Ctrl+K ");
    k(true);
    control(true);
    k(false);
    control(false);
    EXPECT_EQ(pressed(), "K ");
    control(true);
    k(true);
    control(false);
    k(false);
    k(true);
    k(false);
    EXPECT_EQ(pressed(6), "Ctrl+K K ");
}

}  // namespace
}  // namespace gs
