#include "app/ui/gl_window.h"

// GLFW must not include an OpenGL header of its own, since glad provides it.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <utility>

#include "app/core/text/strings.h"

namespace gs {
namespace {

// The newest first, since newer contexts report errors better; 3.3 is enough.
constexpr std::array<std::pair<int, int>, 4> kVersions{{{4, 5}, {4, 3}, {4, 1}, {3, 3}}};

std::string last_error() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words ? words : "";
}

GLFWwindow* create(const Placement& placement) {
    for (const auto& [major, minor] : kVersions) {
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, major);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, minor);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        glfwWindowHint(GLFW_MAXIMIZED, placement.maximized ? GLFW_TRUE : GLFW_FALSE);
        glfwWindowHint(GLFW_DEPTH_BITS, 0);
        glfwWindowHint(GLFW_STENCIL_BITS, 0);
        glfwWindowHintString(GLFW_X11_CLASS_NAME, "grayscope");
        GLFWwindow* window =
            glfwCreateWindow(placement.width, placement.height, "Grayscope", nullptr, nullptr);
        if (window) return window;
    }
    return nullptr;
}

/// The monitor on which most of the window lies.
GLFWmonitor* monitor_of(GLFWwindow* window) {
    int x = 0, y = 0, width = 0, height = 0, count = 0;
    glfwGetWindowPos(window, &x, &y);
    glfwGetWindowSize(window, &width, &height);
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    GLFWmonitor* best = glfwGetPrimaryMonitor();
    int most = 0;
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0;
        glfwGetMonitorPos(monitors[i], &left, &top);
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        if (!mode) continue;
        const int across = std::min(x + width, left + mode->width) - std::max(x, left);
        const int down = std::min(y + height, top + mode->height) - std::max(y, top);
        const int shared = std::max(across, 0) * std::max(down, 0);
        if (shared > most) {
            most = shared;
            best = monitors[i];
        }
    }
    return best;
}

/// Whether the remembered place lies on a display that is still connected.
bool on_a_display(const Placement& p) {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        int left = 0, top = 0, width = 0, height = 0;
        glfwGetMonitorWorkarea(monitors[i], &left, &top, &width, &height);
        if (p.x + 80 > left && p.x + 80 < left + width && p.y >= top && p.y + 40 < top + height) return true;
    }
    return false;
}

/// The sign that a key types without modifiers, or 0.
char sign_of(int key, int scancode) {
    if (key == GLFW_KEY_KP_ADD) return '+';
    if (key == GLFW_KEY_KP_SUBTRACT) return '-';
    const char* name = glfwGetKeyName(key, scancode);
    if (!name || name[0] == 0 || name[1] != 0) return 0;
    return name[0] == '=' ? '+' : name[0];
}

}  // namespace

Status GlWindow::open(const Placement& placement, std::unique_ptr<GlWindow>& opened) {
    if (!glfwInit()) return Status::failure(say(Text::UiWindowNoDisplay, last_error()));
    std::unique_ptr<GlWindow> self(new GlWindow);
    self->window_ = create(placement);
    if (!self->window_) return Status::failure(say(Text::UiWindowNoContext, last_error()));
    if (!placement.maximized && placement.x >= 0 && on_a_display(placement))
        glfwSetWindowPos(self->window_, placement.x, placement.y);
    glfwSetWindowSizeLimits(self->window_, 480, 320, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(self->window_);
    if (Status s = gl::load(glfwGetProcAddress, self->device_); !s) return s;
    glfwSwapInterval(1);
    glfwSetWindowUserPointer(self->window_, self.get());
    // Dear ImGui sets its own callback later, which calls this one first.
    glfwSetKeyCallback(self->window_, [](GLFWwindow* window, int key, int scancode, int action, int mods) {
        if (action == GLFW_RELEASE || (mods & GLFW_MOD_CONTROL) == 0) return;
        auto* that = static_cast<GlWindow*>(glfwGetWindowUserPointer(window));
        if (const char sign = sign_of(key, scancode)) that->typed_with_ctrl_ += sign;
    });
    glfwSetDropCallback(self->window_, [](GLFWwindow* window, int count, const char** paths) {
        auto* that = static_cast<GlWindow*>(glfwGetWindowUserPointer(window));
        that->dropped_.insert(that->dropped_.end(), paths, paths + count);
    });
    opened = std::move(self);
    return {};
}

GlWindow::~GlWindow() {
    if (window_) glfwDestroyWindow(window_);
    glfwTerminate();
}

void GlWindow::pixels(int& width, int& height) const {
    glfwGetFramebufferSize(window_, &width, &height);
}

double GlWindow::content_scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(window_, &x, &y);
    return std::clamp(static_cast<double>(x), 0.5, 4.0);
}

/// Finding out takes several round trips to the display server, so it is done once per second.
double GlWindow::refresh_rate() {
    if (glfwGetTime() - rate_at_ < 1) return rate_;
    rate_at_ = glfwGetTime();
    GLFWmonitor* monitor = monitor_of(window_);
    const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    rate_ = mode && mode->refreshRate >= 20 ? mode->refreshRate : 60;
    return rate_;
}

void GlWindow::set_full_screen(bool on) {
    if (on == full_screen_) return;
    if (on) {
        GLFWmonitor* monitor = monitor_of(window_);
        const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
        if (!mode) return;
        before_full_screen_ = placement();
        glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        const Placement& p = before_full_screen_;
        glfwSetWindowMonitor(window_, nullptr, std::max(p.x, 0), std::max(p.y, 0), p.width, p.height,
                             GLFW_DONT_CARE);
    }
    full_screen_ = on;
}

Placement GlWindow::placement() const {
    if (full_screen_) return before_full_screen_;
    Placement p;
    glfwGetWindowPos(window_, &p.x, &p.y);
    glfwGetWindowSize(window_, &p.width, &p.height);
    p.maximized = glfwGetWindowAttrib(window_, GLFW_MAXIMIZED) != 0;
    return p;
}

void GlWindow::resize(int width, int height) {
    glfwSetWindowSize(window_, width, height);
}

std::string GlWindow::take_typed_with_ctrl() {
    return std::exchange(typed_with_ctrl_, {});
}

std::vector<std::string> GlWindow::take_dropped() {
    return std::exchange(dropped_, {});
}

}  // namespace gs
