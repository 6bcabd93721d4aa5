// What is said when something has been saved, and the sessions that the window remembers.
#include <portable_file_dialogs.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/gui/fixture.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

class Saving : public WindowTest {
  protected:
    bool says(ImGuiTestContext& ctx, const std::string& words) {
        return until(ctx, [&] { return ui().toasts.newest().find(words) != std::string::npos; });
    }
    /// A label in the form that the test engine takes, to which a slash is a level.
    static std::string as_reference(const std::string& label) {
        std::string reference;
        for (const char c : label) reference += c == '/' ? std::string("\\/") : std::string(1, c);
        return reference;
    }
    /// A program of this name, first in the PATH, that does this.
    void put_program(const char* name, const std::string& lines) {
        const fs::path path = folder_ / name;
        std::ofstream(path) << "#!/bin/sh\n" << lines << "\n";
        fs::permissions(path, fs::perms::owner_all);
    }
};

TEST_F(Saving, OneSentenceSaysWhatWasSavedAndWhere) {
    drive([this](ImGuiTestContext& ctx) {
        const std::string where = ": " + folder_.string() + "/";
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_P);
        IM_CHECK(says(ctx, "Saved the field as a picture" + where));
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_P);
        IM_CHECK(says(ctx, "Saved the view as a picture" + where));
        ui().execute("save-session s.json");
        IM_CHECK(says(ctx, "Saved the session" + where + "s.json"));
    });
}

TEST_F(Saving, TheToastCopiesThePathAndShowsTheFolder) {
    const std::string path = std::getenv("PATH") != nullptr ? std::getenv("PATH") : "";
    setenv("PATH", (folder_.string() + ":" + path).c_str(), 1);
    put_program("xdg-open", "echo \"$1\" > shown; exit 0");
    drive([&, this](ImGuiTestContext& ctx) {
        ui().toasts.clear();
        ui().execute("save-image a.png");
        IM_CHECK(says(ctx, "a.png"));
        ctx.ItemClick("//##toast0/Copy path");
        IM_CHECK_STR_EQ(ImGui::GetClipboardText(), (folder_ / "a.png").c_str());
        IM_CHECK(!ui().toasts.empty());  // a button does not take the message away
        ctx.ItemClick("//##toast0/Show");
        IM_CHECK(until(ctx, [&] { return fs::exists(folder_ / "shown"); }));
        std::string said;
        std::ifstream(folder_ / "shown") >> said;
        IM_CHECK_STR_EQ(said.c_str(), folder_.c_str());
        put_program("xdg-open", "exit 3");
        ctx.ItemClick("//##toast0/Show");
        IM_CHECK(says(ctx, "code 3"));
        fs::remove(folder_ / "xdg-open");
        setenv("PATH", folder_.c_str(), 1);
        ctx.ItemClick("//##toast0/Show");
        IM_CHECK(says(ctx, "can't be shown: xdg-open"));
    });
    setenv("PATH", path.c_str(), 1);
}

TEST_F(Saving, TheViewIsThatOfTheStage) {
    drive([this](ImGuiTestContext& ctx) {
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiMod_Shift | ImGuiKey_P);
        IM_CHECK(says(ctx, "-view-"));
        const Picture all = look(ctx);
        unsigned char head[24] = {};
        for (const auto& file : fs::directory_iterator(folder_))
            if (file.path().extension() == ".png")
                std::ifstream(file.path(), std::ios::binary).read(reinterpret_cast<char*>(head), sizeof head);
        const int width = head[18] * 256 + head[19], height = head[22] * 256 + head[23];
        IM_CHECK_EQ(height, all.height);
        IM_CHECK(width < all.width && width > all.width / 2);
    });
}

TEST_F(Saving, SessionsThatTheUserSavedOrOpenedAreRemembered) {
    drive([this](ImGuiTestContext& ctx) {
        settings_.last_session = "/nowhere/last-session.json";
        ui().execute("set feed 0.0371; save-session one.json");
        IM_CHECK(says(ctx, "one.json"));
        ui().execute("set feed 0.0372; save-session two.json; save-image p.png; save-field f.npy");
        IM_CHECK(says(ctx, "f.npy"));
        const std::string one = folder_ / "one.json", two = folder_ / "two.json";
        IM_CHECK(recent_sessions(ui()) == (std::vector<std::string>{two, one}));
        ui().files.dropped(ui(), {one});
        IM_CHECK(until(ctx, [&] { return document().feed == 0.0371; }));
        IM_CHECK(recent_sessions(ui()) == (std::vector<std::string>{one, two}));
        if (pfd::settings::available()) return;  // this machine has a program for file dialogs
        ctx.KeyPress(ImGuiMod_Ctrl | ImGuiKey_O);
        ctx.Yield(3);
        ctx.ItemClick(("//Path/" + as_reference(two)).c_str());
        IM_CHECK(until(ctx, [&] { return document().feed == 0.0372; }));
        IM_CHECK(recent_sessions(ui()) == (std::vector<std::string>{two, one}));
    });
}

}  // namespace
}  // namespace gs
