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

namespace gs {

/// A window of 1280 x 720 on a small paused field, anew for each test.
class WindowTest : public testing::Test {
  protected:
    void SetUp() override;
    void TearDown() override;

    /// Runs `clicks` in the window until it returns; its IM_CHECKs are this test's
    /// expectations. A picture is kept.
    void drive(const std::function<void(ImGuiTestContext& ctx)>& clicks);

    /// Turns until `reached` is true; false after about ten seconds.
    static bool until(ImGuiTestContext& ctx, const std::function<bool()>& reached);
    /// What the window shows, read from the framebuffer.
    Picture look(ImGuiTestContext& ctx);
    /// Where an item of the interface is.
    static ImRect place(ImGuiTestContext& ctx, const char* item);
    /// Opens this section of the panel and closes the others.
    void open_section(ImGuiTestContext& ctx, const std::string& name);
    /// Waits until everything asked for is done and shown, and copies v.
    std::vector<float> field_v(ImGuiTestContext& ctx);

    Ui& ui() { return interface_->ui(); }
    App& app() { return *app_; }
    const Document& document() { return app_->document(); }
    SimState state() { return app_->state(); }

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
