// The operating system's window with an OpenGL context, through GLFW.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/render/gl.h"
#include "kernels/engine/status.h"

struct GLFWwindow;

namespace gs {

/// Where the window is, in screen coordinates.
struct Placement {
    int x = -1, y = -1;  // -1: the system chooses
    int width = 1280, height = 720;
    bool maximized = false;
};

/// One window. Main thread.
class GlWindow {
  public:
    /// Opens it with the newest core profile that is available, from 4.5 down to 3.3. A failure
    /// says what is missing and what to do.
    static Status open(const Placement& placement, std::unique_ptr<GlWindow>& opened);
    ~GlWindow();
    GlWindow(const GlWindow&) = delete;
    GlWindow& operator=(const GlWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    const gl::Device& device() const { return device_; }
    /// Size of the drawing area in pixels; 0 x 0 while the window is minimised.
    void pixels(int& width, int& height) const;
    /// The display's scale for type: 1 at 96 dots per inch.
    double content_scale() const;
    /// Frames per second that the display shows.
    double refresh_rate();

    void set_full_screen(bool on);
    bool full_screen() const { return full_screen_; }
    /// Place and size, as they were before full screen.
    Placement placement() const;
    void resize(int width, int height);

    /// Signs ("+-") that were typed with Ctrl held since the last call, by the keyboard layout; the
    /// system itself reports no characters with Ctrl. The key that types = counts as +, with or
    /// without Shift.
    std::string take_typed_with_ctrl();
    /// Paths of files dropped on the window since the last call.
    std::vector<std::string> take_dropped();

  private:
    GlWindow() = default;

    GLFWwindow* window_ = nullptr;
    gl::Device device_;
    bool full_screen_ = false;
    double rate_ = 60, rate_at_ = -1;  // frames per second, and when they were looked up
    Placement before_full_screen_;
    std::vector<std::string> dropped_;
    std::string typed_with_ctrl_;
};

}  // namespace gs
