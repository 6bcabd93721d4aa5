#include "tests/gui/fixture.h"

#include <cstdlib>
#include <filesystem>

namespace gs {
namespace {

/// s: what runs at low priority gets a hundredth of the cores of a machine that is busy otherwise.
constexpr double kPatience = 60;

}  // namespace

void WindowTest::SetUp() {
    settings_.open["map"] = false;  // it would take the place of rows that are clicked
    // What is kept for the next start is none of the user's, unless a test has a folder of its own.
    setenv("XDG_CACHE_HOME", (within_.before() / "cache").c_str(), 0);
    settings_.placement.x = settings_.placement.y = 0;
    const Status opened = GlWindow::open(settings_.placement, window_);
    ASSERT_TRUE(opened.ok()) << opened.why();
    app_ = std::make_unique<App>(App::Mode::Threaded);
    const Status small = app_->execute("size 320 180");
    ASSERT_TRUE(small.ok()) << small.why();
    interface_ = std::make_unique<Interface>(*window_, *app_, settings_);
    const Status started = interface_->start({});
    ASSERT_TRUE(started.ok()) << started.why();
    interface_->never_rest();

    engine_ = ImGuiTestEngine_CreateContext();
    ImGuiTestEngineIO& io = ImGuiTestEngine_GetIO(engine_);
    io.ConfigSavedSettings = false;
    io.ConfigWatchdogKillTest = longest_drive_;
    io.ConfigMouseDrawCursor = false;
    ImGuiTestEngine_Start(engine_, ImGui::GetCurrentContext());
    interface_->before_swap = [this] {
        if (std::exchange(picture_wanted_, false)) picture_ = interface_->picture();
        ImGuiTestEngine_PreSwap(engine_);
    };
    interface_->after_swap = [this] { ImGuiTestEngine_PostSwap(engine_); };
}

void WindowTest::TearDown() {
    if (engine_) ImGuiTestEngine_Stop(engine_);
    interface_.reset();
    if (engine_) ImGuiTestEngine_DestroyContext(engine_);
    app_.reset();
    window_.reset();
}

void WindowTest::drive(const std::function<void(ImGuiTestContext& ctx)>& clicks) {
    const testing::TestInfo& info = *testing::UnitTest::GetInstance()->current_test_info();
    ImGuiTest* test = ImGuiTestEngine_RegisterTest(engine_, "window", info.name(), __FILE__, __LINE__);
    std::function<void(ImGuiTestContext&)> all = [&](ImGuiTestContext& ctx) {
        EXPECT_TRUE(until(ctx, [&] { return ui().frame != nullptr && ui().frame->cols == 320; }));
        clicks(ctx);
        (void)look(ctx);
    };
    // The test engine takes a plain function, so the clicks travel as its user data.
    test->UserData = &all;
    test->TestFunc = [](ImGuiTestContext* ctx) {
        (*static_cast<std::function<void(ImGuiTestContext&)>*>(ctx->Test->UserData))(*ctx);
    };
    ImGuiTestEngine_QueueTest(engine_, test);
    while (!ImGuiTestEngine_IsTestQueueEmpty(engine_) && turn()) {
    }
    ImGuiTextBuffer log;
    test->Output.Log.ExtractLinesForVerboseLevels(ImGuiTestVerboseLevel_Silent, ImGuiTestVerboseLevel_Info,
                                                  &log);
    EXPECT_EQ(test->Output.Status, ImGuiTestStatus_Success) << log.c_str();
    keep_picture(info.name(), picture_);
}

void WindowTest::keep_picture(const std::string& name, const Picture& picture) {
    const std::filesystem::path folder = within_.before() / "screenshots";
    std::filesystem::create_directories(folder);
    const Status kept = write_picture(folder / (name + ".png"), picture);
    EXPECT_TRUE(kept.ok()) << kept.why();
}

bool WindowTest::until(ImGuiTestContext& ctx, const std::function<bool()>& reached) {
    const double last = ImGui::GetTime() + kPatience;
    while (!reached()) {
        if (ImGui::GetTime() > last) return false;
        ctx.Yield();
    }
    return true;
}

Picture WindowTest::look(ImGuiTestContext& ctx) {
    ctx.Yield(2);
    picture_wanted_ = true;
    ctx.Yield(2);
    return picture_;
}

ImRect WindowTest::place(ImGuiTestContext& ctx, const char* item) {
    return ctx.ItemInfo(item).RectFull;
}

void WindowTest::open_section(ImGuiTestContext& ctx, const std::string& name) {
    for (auto& [section, open] : settings_.open) open = section == name;
    settings_.section(name, true) = true;
    ctx.Yield(2);
}

std::vector<float> WindowTest::field_v(ImGuiTestContext& ctx) {
    EXPECT_TRUE(until(ctx, [&] { return !state().busy; }));
    // A frame that was requested earlier may still be on its way; the second one is newer than this
    // request.
    for (int i = 0; i < 2; ++i) {
        const std::uint64_t number = ui().frame->number;
        app().ask_for_frame();
        EXPECT_TRUE(until(ctx, [&] { return ui().frame->number > number; }));
    }
    return ui().frame->v;
}

}  // namespace gs
