// Files that are dropped on the window, offered at the start, or opened by a typed path; and what
// the window remembers.
#include <portable_file_dialogs.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/core/files/npy.h"
#include "tests/gui/fixture.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

class SessionFiles : public WindowTest {
  protected:
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

TEST_F(SessionFiles, DroppedFilesAreOpenedAsWhatTheyAreOneAfterTheOther) {
    drive([this](ImGuiTestContext& ctx) {
        const auto says = [&](const char* words) {
            return until(ctx, [&] { return ui().toasts.newest().find(words) != std::string::npos; });
        };
        const std::string path = session(ctx, "0.0375"), script = folder_ / "a b.gss",
                          field = folder_ / "field";
        IM_CHECK(write_npy(field, Field(90, 160, GS_F64)).ok());
        std::ofstream(script) << "set kill 0.0613\n";
        ui().files.dropped(ui(), {path, field, script});
        IM_CHECK(until(ctx, [&] { return document().kill == 0.0613; }));
        IM_CHECK(document().feed == 0.0375 && document().cols == 160);
        IM_CHECK(until(ctx, [&] { return ui().frame->cols == 160; }));
        const std::string picture = folder_ / "p.npy";
        IM_CHECK(write_picture(folder_ / "p.png", {1, 1, {1, 2, 3}}).ok());
        fs::rename(folder_ / "p.png", picture);
        ui().files.dropped(ui(), {picture});
        IM_CHECK(says("PNG picture"));
        ui().files.dropped(ui(), {folder_.string()});
        IM_CHECK(says("it is a folder"));
    });
}

TEST_F(SessionFiles, PicturesOfOneSecondHaveNamesOfOneScheme) {
    drive([this](ImGuiTestContext& ctx) {
        (void)app().execute("pause; step 12");
        (void)field_v(ctx);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_P);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_P);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_P);
        ctx.KeyPress(ImGuiKey_P);
        ctx.KeyPress(ImGuiMod_Shift | ImGuiKey_P);
        (void)app().execute("save-image");
        const auto count = [&](const char* words) {
            int files = 0;
            for (const auto& file : fs::directory_iterator(folder_))
                files += file.path().filename().string().find(words) != std::string::npos ? 1 : 0;
            return files;
        };
        IM_CHECK(until(ctx, [&] { return count("-step0000012") == 4; }));
        IM_CHECK_EQ(count("-view-step0000012"), 1);
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
        // The path as a file manager or a shell gives it.
        for (const std::string& pasted : {path, "file://" + path, "'" + path + "'"}) {
            (void)app().execute("set feed 0.05");
            ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_O);
            ctx.Yield(3);
            type_path(ctx, pasted);
            IM_CHECK(until(ctx, [&] { return document().feed == 0.0373; }));
        }
        const std::string home = std::getenv("HOME") != nullptr ? std::getenv("HOME") : "/";
        setenv("HOME", folder_.c_str(), 1);
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_S);
        ctx.Yield(3);
        type_path(ctx, "~/other");
        IM_CHECK(until(ctx, [&] { return fs::exists(folder_ / "other.json"); }));
        setenv("HOME", home.c_str(), 1);
        IM_CHECK(GImGui->OpenPopupStack.empty());
    });
}

/// A folder of its own for the settings.
struct SettingsFolder : test::Folder {
    SettingsFolder() { setenv("XDG_CONFIG_HOME", path().c_str(), 1); }
    ~SettingsFolder() { unsetenv("XDG_CONFIG_HOME"); }
};

TEST(UiSettingsTest, PlacePanelsAndFiguresComeBack) {
    const SettingsFolder folder;
    UiSettings kept;
    kept.placement = {30, 40, 900, 700, false};
    kept.drawer = "console";
    kept.overlay = 3;
    kept.scale = 1.5;
    kept.open["field"] = true;
    kept.last_session = "/tmp/a session.json";
    for (const char* path : {"1", "2", "3", "4", "5", "6", "7", "8", "9", "5"}) kept.add_recent(path);
    save_settings(kept);
    const UiSettings back = load_settings();
    EXPECT_EQ(back.placement.x, 30);
    EXPECT_EQ(back.placement.height, 700);
    EXPECT_EQ(back.drawer, "console");
    EXPECT_EQ(back.overlay, 3);
    EXPECT_EQ(back.scale, 1.5);
    EXPECT_EQ(back.open, kept.open);
    EXPECT_EQ(back.last_session, kept.last_session);
    EXPECT_EQ(back.recent, (std::vector<std::string>{"5", "9", "8", "7", "6", "4", "3", "2"}));
    std::ofstream(folder / "grayscope/window.json") << "{\"width\": 3, \"overlay\": 9";
    EXPECT_EQ(load_settings().placement.width, UiSettings{}.placement.width);
}

TEST(UiSettingsTest, OfTwoWindowsNeitherLosesWhatItHadOpen) {
    const SettingsFolder folder;
    UiSettings one = load_settings(), other = load_settings();
    one.add_recent("one.json");
    one.recent_lines = {"step 1"};
    other.add_recent("other.json");
    other.add_recent("b\xe9ta.json");  // a name that can't stand in the file
    other.recent_lines = {"step 2"};
    other.drawer = "console";
    save_settings(one);
    save_settings(other);
    const UiSettings back = load_settings();
    EXPECT_EQ(back.recent, (std::vector<std::string>{"other.json", "one.json"}));
    EXPECT_EQ(back.recent_lines, (std::vector<std::string>{"step 2", "step 1"}));
    EXPECT_EQ(back.drawer, "console");
}

TEST(UiSettingsTest, AFullDiskLeavesThoseThatWereThere) {
    const SettingsFolder folder;
    UiSettings kept;
    kept.scale = 1.5;
    save_settings(kept);
    kept.scale = 2;
    rlimit usual{};
    getrlimit(RLIMIT_FSIZE, &usual);
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit narrow{10, usual.rlim_max};  // bytes: no file may become larger
    setrlimit(RLIMIT_FSIZE, &narrow);
    save_settings(kept);
    setrlimit(RLIMIT_FSIZE, &usual);
    std::signal(SIGXFSZ, before);
    EXPECT_EQ(load_settings().scale, 1.5);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder / "grayscope"), {}), 1);
}

}  // namespace
}  // namespace gs
