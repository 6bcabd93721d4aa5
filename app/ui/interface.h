// One window from frame to frame: input, the App, the picture, the panels.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/core/document/palettes.h"
#include "app/render/presenter.h"
#include "app/ui/bench_panel.h"
#include "app/ui/canvas.h"
#include "app/ui/command_palette.h"
#include "app/ui/console.h"
#include "app/ui/files.h"
#include "app/ui/instruments.h"
#include "app/ui/rate_map.h"
#include "app/ui/thumbnails.h"
#include "app/ui/ui.h"
#include "app/ui/window.h"

namespace gs {

/// Owns Dear ImGui's context and everything that is drawn. The main thread.
class Interface {
  public:
    Interface(GlWindow& window, App& app, UiSettings& settings);
    ~Interface();
    Interface(const Interface&) = delete;
    Interface& operator=(const Interface&) = delete;

    /// Compiles the shaders.
    Status start(const WindowOptions& options);
    /// One turn: events, changes, and a new picture if something is to be seen. Rests if
    /// nothing is. False when the window is to close.
    bool turn();
    /// Every turn draws, and none rests: for tests.
    void never_rest() { never_rest_ = true; }
    /// Called before and after the swap: for tests.
    std::function<void()> before_swap, after_swap;
    /// Shows a card that offers the session the user left; path of the session file.
    void offer_session(std::string path) { offered_ = std::move(path); }
    /// The same for a run that a crash left behind.
    void offer_run(LostRun run) { lost_run_ = std::move(run); }

    Ui& ui() { return ui_; }
    const Console& console() const { return console_; }
    /// What is in the window now.
    Picture picture() const;

  private:
    void rescale();
    bool take_input();
    bool take_frame();
    void take_messages();
    void offer_full_speed();
    void follow_app();
    void draw();
    void take_look();
    void draw_picture(int width, int height);
    void draw_windows();
    void draw_toasts();
    bool draw_lost_run();
    void draw_offer();
    void rest();
    Look look() const;

    Files files_;
    Thumbnails thumbnails_;
    Ui ui_;
    Presenter presenter_;
    GpuTimer draw_timer_;
    Canvas canvas_;
    Console console_{ui_.app};
    BenchPanel bench_;
    CommandPalette commands_;
    RateMap map_;
    InstrumentColumn instruments_;
    Look shown_look_;
    PaletteTable shown_colours_{};
    std::uint64_t coloured_revision_ = 0;  // of the document, whose colours are shown; 0: none
    double scale_option_ = 0, applied_scale_ = 0;
    bool applied_in_hall_ = false, applied_contrast_ = false;
    std::string offered_;
    std::optional<LostRun> lost_run_;
    /// The kernel of the last turn, until full speed has been offered.
    std::string kernel_before_;
    bool full_speed_offered_ = false;
    std::uint64_t came_back_ = 0;  // undos and redos that have been shown
    double followed_at_ = 0;       // by an automatic range; GLFW's clock, s
    int lively_ = 3;  // turns to draw although nothing new came: what an input sets off needs a few
    double drawn_at_ = 0;
    std::uint64_t drawn_revision_ = 0;
    bool never_rest_ = false;
    bool interop_before_ = true;
};

}  // namespace gs
