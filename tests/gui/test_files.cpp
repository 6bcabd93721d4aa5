// Sessions: dropped on the window, offered at the start, by a typed path; and what the window remembers.
#include <portable_file_dialogs.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/gui/fixture.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

class SessionFiles : public WindowTest {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("grayscope_files_" + std::to_string(getpid()));
        fs::create_directories(folder_);
        WindowTest::SetUp();
    }
    void TearDown() override {
        WindowTest::TearDown();
        fs::remove_all(folder_);
    }
    /// A session with this feed rate.
    std::string session(ImGuiTestContext& ctx, const char* feed) {
        std::string path = folder_ / (std::string("feed-") + feed + ".json");
        (void)app().execute(std::string("set feed ") + feed + "; save-session " + path);
        EXPECT_TRUE(until(ctx, [&] { return fs::exists(path); }));
        (void)app().execute("set feed 0.05");
        return path;
    }
    static void type_path(ImGuiTestContext& ctx, const std::string& path) {
        ctx.ItemInput("//Path/##path");
        ctx.KeyCharsReplaceEnter(path.c_str());
        ctx.Yield(3);
    }

    fs::path folder_;
};

TEST_F(SessionFiles, DroppedSessionIsOpenedAndAForeignFileIsAnswered) {
    drive([this](ImGuiTestContext& ctx) {
        const std::string path = session(ctx, "0.0371");
        ui().files.dropped(ui(), {path});
        IM_CHECK(until(ctx, [&] { return document().feed == 0.0371; }));
        const fs::path foreign = folder_ / "holiday.jpg";
        std::ofstream(foreign) << "no session";
        ui().toasts.clear();
        ui().files.dropped(ui(), {foreign.string()});
        IM_CHECK(until(ctx, [&] { return ui().toasts.newest().find("holiday.jpg") != std::string::npos; }));
        IM_CHECK_EQ(document().feed, 0.0371);
    });
}

TEST_F(SessionFiles, LastSessionIsOfferedAndOpened) {
    drive([this](ImGuiTestContext& ctx) {
        const std::string path = session(ctx, "0.0372");
        while (app().undo()) {
        }
        interface_->offer_session(path);
        ctx.Yield(2);
        ctx.ItemClick("//Offer/Open last session");
        IM_CHECK(until(ctx, [&] { return document().feed == 0.0372; }));
        IM_CHECK(until(ctx, [&] {
            const ImGuiWindow* offer = ctx.WindowInfo("//Offer", ImGuiTestOpFlags_NoError).Window;
            return !offer || !offer->Active;
        }));
    });
}

TEST_F(SessionFiles, PathsAreTypedWhereThereIsNoProgramForDialogs) {
    if (pfd::settings::available()) GTEST_SKIP() << "this machine has a program for file dialogs";
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("set feed 0.0373");
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        ctx.Yield(3);
        const std::string path = folder_ / "typed.json";
        type_path(ctx, path);
        IM_CHECK(until(ctx, [&] { return fs::exists(path); }));
        (void)app().execute("set feed 0.05");
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_O);
        ctx.Yield(3);
        type_path(ctx, path);
        IM_CHECK(until(ctx, [&] { return document().feed == 0.0373; }));
        IM_CHECK(GImGui->OpenPopupStack.empty());
    });
}

TEST(UiSettingsTest, PlacePanelsAndFiguresComeBack) {
    const fs::path folder = fs::temp_directory_path() / ("grayscope_config_" + std::to_string(getpid()));
    setenv("XDG_CONFIG_HOME", folder.c_str(), 1);
    UiSettings kept;
    kept.placement = {30, 40, 900, 700, false};
    kept.console = true;
    kept.overlay = 3;
    kept.scale = 1.5;
    kept.open["field"] = true;
    kept.last_session = "/tmp/a session.json";
    save_settings(kept);
    const UiSettings back = load_settings();
    EXPECT_EQ(back.placement.x, 30);
    EXPECT_EQ(back.placement.height, 700);
    EXPECT_TRUE(back.console);
    EXPECT_EQ(back.overlay, 3);
    EXPECT_EQ(back.scale, 1.5);
    EXPECT_EQ(back.open, kept.open);
    EXPECT_EQ(back.last_session, kept.last_session);
    std::ofstream(folder / "grayscope" / "window.json") << "{\"width\": 3, \"overlay\": 9";
    EXPECT_EQ(load_settings().placement.width, UiSettings{}.placement.width);
    fs::remove_all(folder);
    unsetenv("XDG_CONFIG_HOME");
}

}  // namespace
}  // namespace gs
