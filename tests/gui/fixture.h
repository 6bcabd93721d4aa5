// The real window, driven by Dear ImGui's test engine: a test is a function that clicks and looks.
#pragma once

#include <gtest/gtest.h>
#include <imgui_te_context.h>
#include <imgui_te_engine.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/ui/interface.h"
#include "tests/support/folder.h"

namespace gs {

/// A window of 1280 x 720 with a small paused field, made again for each test.
class WindowTest : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    /// One turn of the window; false ends drive().
    virtual bool turn() { return interface_->turn(); }
    /// Runs `clicks` in the window until it returns; its IM_CHECKs are this test's expectations.
    /// Keeps a picture of the window.
    void drive(const std::function<void(ImGuiTestContext& ctx)>& clicks);

    /// Lets frames pass until `reached` is true; returns false after about a minute.
    static bool until(ImGuiTestContext& ctx, const std::function<bool()>& reached);
    /// Writes a picture for people into screenshots/, where the tests were started.
    void keep_picture(const std::string& name, const Picture& picture);
    /// The picture that the window shows, read from the framebuffer.
    Picture look(ImGuiTestContext& ctx);
    /// The place of an item of the interface.
    static ImRect place(ImGuiTestContext& ctx, const char* item);
    /// Opens this section of the panel and closes the others.
    void open_section(ImGuiTestContext& ctx, const std::string& name);
    /// Waits until everything that was requested is done and shown, and copies v.
    std::vector<float> field_v(ImGuiTestContext& ctx);

    Ui& ui() { return interface_->ui(); }
    App& app() { return *app_; }
    const Document& document() { return app_->document(); }
    SimState state() { return app_->state(); }

    /// A folder that no other test has, in which this one works: tests run side by side.
    const test::Folder own_;
    const std::filesystem::path folder_ = own_.path();
    const test::Within within_{folder_};
    /// s: the test engine ends a drive() that takes longer.
    float longest_drive_ = 400;
    UiSettings settings_;
    std::unique_ptr<GlWindow> window_;
    std::unique_ptr<App> app_;
    std::unique_ptr<Interface> interface_;

  private:
    ImGuiTestEngine* engine_ = nullptr;
    Picture picture_;
    bool picture_wanted_ = false;
};

}  // namespace gs
