// Keys, console, messages, files.
#include <unistd.h>

#include <filesystem>

#include "app/core/app/commands.h"
#include "app/ui/shortcuts.h"
#include "app/ui/view_requests.h"
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

TEST_F(Keys, SessionComesBackWithItsField) {
    const auto path =
        std::filesystem::temp_directory_path() / ("grayscope_" + std::to_string(getpid()) + ".json");
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
    std::filesystem::remove(path);
    std::filesystem::remove(path.string() + ".npy");
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

}  // namespace
}  // namespace gs
