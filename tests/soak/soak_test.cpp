// The window under random hands, for three minutes in ./check and for an hour by ./check --long.
//   GRAYSCOPE_SOAK_SECONDS=N     for how long
//   GRAYSCOPE_SOAK_SEED=N        other things are done
//   GRAYSCOPE_SOAK_ACTIONS=FILE  those of a file, such as soak-actions.txt, which a soak leaves
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "app/core/run/heaps.h"
#include "app/core/text/strings.h"
#include "app/render/gl.h"
#include "app/ui/shortcuts.h"
#include "tests/gui/fixture.h"
#include "tests/soak/random_hands.h"

namespace gs {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kActionsOfALap = 120;
/// MiB: keyframes by the soak's own setting, the history by History's budget, and what the window,
/// its textures in software and the field in work take at the largest sizes.
constexpr double kKeyframes = 32, kHistory = 512, kSlack = 320;
/// s: a turn that takes as long waits for something, on a busy machine, too.
constexpr double kStuck = 20;
/// s: a lap that takes as long on a busy machine is no failure; that each turn comes soon is.
constexpr float kLongestLap = 1800;
/// Times a minute that a lap's end waits for the simulation. On a machine that has much else to
/// do, threads that wait for each other after each step may need a minute for a hundred steps.
constexpr int kPatience = 5;

std::string variable(const char* name, const char* otherwise) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : otherwise;
}

double resident_mib() {
    malloc_trim(0);
    std::ifstream in("/proc/self/statm");
    double whole = 0, resident = 0;
    in >> whole >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

class Soak : public WindowTest {
  protected:
    void SetUp() override {
        for (const char* name : {"HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"})
            setenv(name, folder_.c_str(), 1);
        // No dialog and no file manager is found.
        setenv("PATH", folder_.c_str(), 1);
        longest_drive_ = kLongestLap;
        share_heaps();  // as the program does
        WindowTest::SetUp();
        app().keep_journal_in((folder_ / "journal").string());
    }

    bool turn() override {
        const auto begin = Clock::now();
        const bool open = interface_->turn();
        longest_ = std::max(longest_, std::chrono::duration<double>(Clock::now() - begin).count());
        ++turns_;
        if (const GLenum error = glGetError(); error != GL_NO_ERROR)
            ADD_FAILURE() << "OpenGL's error " << error << " after: " << action_;
        const std::string said = ui().toasts.newest();
        if (!said.empty() && said_.insert(said).second && said.starts_with(say(Text::SimulationFailed, "")))
            ADD_FAILURE() << said << " after: " << action_;
        if (!open) app().go_on_after_quit();
        return true;
    }

    void act(ImGuiTestContext& ctx, const std::string& action);
    void lap(ImGuiTestContext& ctx, const std::function<bool(std::string&)>& next);
    void replay_headless(const std::string& run);

    std::string action_;
    std::ofstream log_;
    std::set<std::string> said_;
    double longest_ = 0;
    std::int64_t turns_ = 0, actions_ = 0;
};

void Soak::act(ImGuiTestContext& ctx, const std::string& action) {
    std::istringstream words(action);
    std::string kind, rest;
    words >> kind >> std::ws;
    const auto place = [&] {
        float x = 0, y = 0;
        words >> x >> y;
        const ImVec2 size = ImGui::GetIO().DisplaySize;
        return ImVec2(x * (size.x - 1), y * (size.y - 1));
    };
    if (kind == "execute" || kind == "key") std::getline(words, rest);
    if (kind == "execute") {
        (void)app().execute(rest);  // some are refused, as those of a user are
    } else if (kind == "key") {
        ctx.KeyPress(shortcut(rest).chord);
    } else if (kind == "window") {
        int width = 0, height = 0;
        words >> width >> height;
        window_->resize(width, height);
    } else if (kind == "frames") {
        int frames = 0;
        words >> frames;
        ctx.Yield(frames);
    } else {
        ctx.MouseMoveToPos(place());
        if (kind == "click") ctx.MouseClick(0);
        if (kind == "right") ctx.MouseClick(1);
        if (kind == "drag") {
            ctx.MouseDown(0);
            ctx.MouseMoveToPos(place());
            ctx.MouseUp(0);
        }
        float turns = 0;
        if (kind == "wheel" && words >> turns) ctx.MouseWheelY(turns);
    }
    ctx.Yield();
}

/// Ends in a state that is the same for all laps, with the run in run.gsr.
void Soak::lap(ImGuiTestContext& ctx, const std::function<bool(std::string&)>& next) {
    for (int i = 0; i < kActionsOfALap && next(action_); ++i) {
        log_ << action_ << std::endl;
        ++actions_;
        act(ctx, action_);
        if (testing::Test::HasFailure()) return;
    }
    action_ = "the end of a lap";
    (void)app().execute("pause");
    // On a busy machine a step of a slow kernel in a large field takes seconds.
    const auto done = [&] { return !state().busy && !app().held(); };
    for (int i = 0; i < kPatience && !done(); ++i) (void)until(ctx, done);
    if (!done()) {
        const SimState now = state();
        ADD_FAILURE() << "the simulation is not done: seeking " << now.seeking << " from " << now.seek_from
                      << " to " << now.seek_to << ", at step " << now.steps_done << ", " << now.steps_left
                      << " steps left, " << now.cols << " x " << now.rows << " cells, " << now.kernel;
        return;
    }
    const Status saved = app().execute("save-run run.gsr");
    EXPECT_TRUE(saved.ok()) << saved.why();
    app().finish();
    (void)app().execute("size 320 180; reset; set palette inferno; set speed 600");
    window_->resize(1280, 720);
    for (int i = 0; i < 5; ++i) ctx.KeyPress(ImGuiKey_Escape);
    app().finish();
    IM_CHECK(until(ctx, [&] { return ui().frame != nullptr && ui().frame->cols == 320; }));
}

/// In another program, without a window, to the bit.
void Soak::replay_headless(const std::string& run) {
    const std::string command = std::string(GS_HEADLESS) + " replay " + run + " --verify 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
    const int status = pclose(pipe);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    const fs::path kept = within_.before() / "soak-run";
    fs::remove_all(kept);
    fs::copy(folder_, kept, fs::copy_options::recursive);
    FAIL() << said << "The run is in " << kept;
}

TEST_F(Soak, TheWindowHoldsOutAndItsRunsComeBackToTheBit) {
    const auto seed = static_cast<std::uint32_t>(std::stoul(variable("GRAYSCOPE_SOAK_SEED", "1")));
    const double seconds = std::stod(variable("GRAYSCOPE_SOAK_SECONDS", "180"));
    const std::string given = variable("GRAYSCOPE_SOAK_ACTIONS", "");
    RandomHands hands(seed);
    std::ifstream list(fs::path(given).is_absolute() ? fs::path(given) : within_.before() / given);
    log_.open(within_.before() / "soak-actions.txt");
    bool more = true;
    const auto next = [&](std::string& action) {
        if (given.empty()) return action = hands.next(), true;
        return more = static_cast<bool>(std::getline(list, action));
    };
    (void)app().execute("set keyframes " + std::to_string(static_cast<int>(kKeyframes)));
    double first = 0, most = 0;
    const auto begin = Clock::now();
    int laps = 0;
    while (more && !testing::Test::HasFailure() &&
           (!given.empty() || std::chrono::duration<double>(Clock::now() - begin).count() < seconds)) {
        drive([&](ImGuiTestContext& ctx) { lap(ctx, next); });
        if (testing::Test::HasFailure()) break;
        replay_headless((folder_ / "run.gsr").string());
        const double now = resident_mib();
        if (laps++ == 0) first = now;
        most = std::max(most, now);
        std::cout << "lap " << laps << ": " << actions_ << " actions, " << turns_ << " turns, the longest "
                  << longest_ << " s, " << now << " MiB" << std::endl;
    }
    RecordProperty("longest_turn_ms", static_cast<int>(longest_ * 1000));
    RecordProperty("actions", static_cast<int>(actions_));
    std::ofstream messages(within_.before() / "soak-messages.txt");
    for (const std::string& said : said_) messages << said << '\n';
    EXPECT_LT(longest_, kStuck);
    EXPECT_LT(most, first + kKeyframes + kHistory + kSlack);
    if (testing::Test::HasFailure())
        std::cout << "seed " << seed << ", after " << actions_ << " actions, the last one: " << action_
                  << "\nAll of them are in " << within_.before() / "soak-actions.txt" << std::endl;
}

}  // namespace
}  // namespace gs
