#include "app/ui/interface.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include <implot.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <thread>

#include "app/core/document/colouring.h"
#include "app/core/document/palettes.h"
#include "app/core/document/rate_of_change.h"
#include "app/core/document/words.h"
#include "app/ui/awake_grid.h"
#include "app/ui/colour_bar.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/state_line.h"
#include "app/ui/theme.h"
#include "app/ui/view_requests.h"
#include "app/ui/whole_chords.h"

namespace gs {
namespace {

constexpr double kLookAnew = 0.25;  // s: figures and messages also change while the user does nothing
constexpr double kLookAnewSoftware =
    0.1;                              // s: while it runs, if drawing takes CPU time that the kernels want
constexpr double kSoftwareRate = 31;  // frames a second: smooth to the eye, and dear enough
constexpr double kLeastWidth = 40, kLeastHeight = 28;  // em: what the interface needs
constexpr double kFollow = 0.5;                        // s: between two looks at the range
constexpr double kMoment = 0.001;                      // s
constexpr double kRest = 0.05;                         // s: the longest wait for an event while nothing runs

}  // namespace

Interface::Interface(GlWindow& window, App& app, UiSettings& settings)
    : ui_{.app = app,
          .window = window,
          .settings = settings,
          .files = files_,
          .thumbnails = thumbnails_,
          .console = console_,
          .bench = bench_,
          .commands = commands_,
          .map = map_,
          .instruments = instruments_} {
    app.set_onlooker([this](std::span<const std::string> lines) { console_.echo(lines); });
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImPlot::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;  // UiSettings remembers
    io.ConfigInputTextCursorBlink = false;
    theme::load_font();
    ImGui_ImplGlfw_InitForOpenGL(window.handle(), true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
}

Interface::~Interface() {
    ui_.app.set_onlooker({});
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown();
    ImPlot::DestroyContext();
    ImGui::DestroyContext();
}

Status Interface::start(const WindowOptions& options) {
    scale_option_ = options.scale;
    const ImVec4& c = theme::kOutside;
    shown_look_.outside = {c.x, c.y, c.z};
    if (Status s = presenter_.start(); !s) return s;
    rescale();
    instruments_.start(ui_);
    if (options.full_screen) ui_.window.set_full_screen(true);
    if (options.present) present(ui_, true);
    if (options.hide_interface) hide_interface(ui_, true);
    return {};
}

void Interface::rescale() {
    const double base = scale_option_ > 0 ? scale_option_ : ui_.window.content_scale();
    const double wanted = std::clamp(base * (ui_.settings.scale > 0 ? ui_.settings.scale : 1), 0.5, 4.0);
    // In a small window the type shrinks until panel and figures find place beside each other.
    int width = 0, height = 0;
    ui_.window.pixels(width, height);
    const double fits = std::min(width / kLeastWidth, height / kLeastHeight) / theme::kFontSize;
    const double desk = std::max(0.5, std::min(wanted, fits));
    const bool hall = ui_.presentation.on;
    const double scale = hall ? scale_for_hall(width, height) : desk;
    ui_.presentation.desk_scale = desk;
    const bool high_contrast = ui_.settings.high_contrast;
    if (scale == applied_scale_ && hall == applied_in_hall_ && high_contrast == applied_contrast_) return;
    theme::set_high_contrast(high_contrast);
    theme::apply(static_cast<float>(scale));
    // No pointer rests long enough for a tooltip, which a hall can't read in time.
    if (hall) ImGui::GetStyle().HoverStationaryDelay = FLT_MAX;
    applied_scale_ = scale;
    applied_in_hall_ = hall;
    applied_contrast_ = high_contrast;
    lively_ = 3;
}

Look Interface::look() const {
    const Document& d = ui_.app.document();
    Look look = shown_look_;
    look.channel = shows_derived(d)                        ? 3
                   : d.colouring == Colouring::TwoChannels ? static_cast<int>(Channel::V)
                                                           : static_cast<int>(d.channel);
    look.shading = shading_of(d);
    look.low = shown_range(d).low;
    look.high = shown_range(d).high;
    look.smooth = d.filter == Filter::Smooth;
    return look;
}

bool Interface::take_input() {
    glfwPollEvents();
    // What the backend has queued is this turn's input; a drag or a text
    // being typed goes on without any.
    const bool input = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
    if (input || ImGui::IsAnyItemActive() || canvas_.busy()) lively_ = 3;
    const auto dropped = ui_.window.take_dropped();
    if (!dropped.empty()) files_.dropped(ui_, dropped);
    return input || !dropped.empty();
}

bool Interface::take_frame() {
    const PlaneSet wanted = Presenter::planes_for(look());
    // What is drawn until a frame has what the look wants is brought up to date, too.
    const PlaneSet drawn = wanted.with(Presenter::planes_for(shown_look_));
    const bool painted = ui_.window.device().software;
    const bool on_device = ui_.frame && ui_.frame->device;  // its cells are asked for one by one
    ui_.app.want_planes(canvas_.reads() && !on_device ? wanted.with({true, true}) : wanted);
    const bool interop = ui_.app.document().interop;
    if (interop && !interop_before_) ui_.transfer.retry_device_frames();
    interop_before_ = interop;
    // Asked again each turn: what CUDA can't do at one size may work at the next.
    ui_.app.allow_device_frames(!painted && ui_.transfer.device_frames().ok());
    if (const Frame* fresh = ui_.app.take_frame()) {
        ui_.frame = fresh;
        ui_.view.set_field(fresh->rows, fresh->cols);
        if (painted) return true;
        if (Status s = ui_.transfer.show(presenter_.textures(), *fresh, drawn); !s) ui_.toasts.error(s.why());
        return true;
    }
    if (!painted && ui_.frame && !ui_.frame->device)
        ui_.transfer.show_more(presenter_.textures(), *ui_.frame, drawn);
    return false;
}

void Interface::take_messages() {
    for (Message& message : ui_.app.take_messages()) {
        console_.add(message);
        Files::note_saved(ui_, message);
        ui_.toasts.add(std::move(message));
        lively_ = 3;
    }
}

/// Who compares kernels wants to see what they can do: said once, at the first change of kernel.
void Interface::offer_full_speed() {
    const std::string& kernel = ui_.app.document().kernel;
    const double speed = ui_.app.document().speed;
    const bool changed = !kernel_before_.empty() && kernel != kernel_before_ &&
                         ui_.app.undo_label() == "kernel";  // the user's, not the search for a GPU's
    if (!full_speed_offered_ && changed && speed > 0) {
        ui_.toasts.add({Message::Kind::Info, say(Text::UiFullSpeedOffer, grouped(speed)), ""});
        full_speed_offered_ = true;
    }
    kernel_before_ = kernel;
}

/// Rows that came back flash, and an automatic range follows the frames.
void Interface::follow_app() {
    if (came_back_ != ui_.app.came_back().times) ui_.rows.flash(ui_.app.came_back().keys);
    came_back_ = ui_.app.came_back().times;
    if (ui_.rows.flashing() || presentation_moves(ui_)) lively_ = 3;
    if (!ui_.frame || glfwGetTime() - followed_at_ < kFollow) return;
    followed_at_ = glfwGetTime();
    ui_.app.follow_range(ui_.frame->extremes(), ui_.frame->sample);
}

bool Interface::turn() {
    const bool input = take_input();
    ui_.app.update();
    ui_.state = ui_.app.state();
    ui_.rates.note(ui_.state, held_from(ui_).has_value());
    if (view_as_asked(ui_)) lively_ = 3;
    const bool fresh = take_frame();
    if (drawn_at_ > 0 && ui_.frame) ui_.app.watch(ui_.state, ui_.view.sight());
    take_messages();
    offer_full_speed();
    follow_app();
    bool pictures = thumbnails_.update();
    pictures = map_.update(ui_) || pictures;
    pictures = instruments_.update(ui_) || pictures;
    const double rest_at_most = !ui_.state.playing             ? kLookAnew
                                : ui_.window.device().software ? kLookAnewSoftware
                                                               : 0;
    const bool due = glfwGetTime() - drawn_at_ > rest_at_most;
    if (input || fresh || pictures || due || lively_ > 0 || bench_.running() || never_rest_ ||
        drawn_revision_ != ui_.app.revision())
        draw();
    rest();
    return !ui_.app.quit_wanted() && !glfwWindowShouldClose(ui_.window.handle());
}

/// Colours follow the document as soon as there is a frame with the planes that they show.
void Interface::take_look() {
    const Look wanted = look();
    if (!ui_.frame) return;
    // A frame that was made before a change or a rate was asked for again has no such plane.
    if (shown_look_.channel == 3 && !ui_.frame->planes.derived)
        shown_look_.channel = static_cast<int>(ui_.app.document().channel);
    if (!ui_.frame->planes.covers(Presenter::planes_for(wanted))) return;
    if (Status s = presenter_.prepare(wanted, ui_.window.device().software); !s) {
        ui_.toasts.error(s.why());
        ui_.execute("set colouring plain");
        return;
    }
    shown_look_ = wanted;
    if (coloured_revision_ == ui_.app.revision() + 1) return;
    const PaletteTable colours = shown_colours(ui_.app.document());
    if (coloured_revision_ == 0 || colours != shown_colours_) presenter_.set_palette(colours);
    shown_colours_ = colours;
    coloured_revision_ = ui_.app.revision() + 1;
}

void Interface::draw_picture(int width, int height) {
    take_look();
    const float beside = whole_window().high.x - stage(ui_).high.x;
    ui_.view.set_window(width, height, 0,
                        static_cast<int>(beside * ImGui::GetIO().DisplayFramebufferScale.x));
    draw_timer_.begin();
    if (ui_.frame && ui_.window.device().software)
        presenter_.draw_painted(*ui_.frame, ui_.view, shown_look_, width, height);
    else
        presenter_.draw(ui_.view, shown_look_, width, height);
    draw_timer_.end();
    ui_.draw_ms = draw_timer_.ms();
    ui_.paint_ms = presenter_.paint_ms();
    if (files_.take_view_wanted()) files_.save_view(ui_, picture());
}

void Interface::draw_windows() {
    if (!ui_.hidden) draw_field_axes(ui_);
    draw_awake_grid(ui_);
    canvas_.draw(ui_);
    instruments_.draw_on_picture(ui_);
    draw_colour_bar(ui_);
    if (ui_.presentation.on) {
        draw_presentation(ui_);
    } else {
        draw_overlay(ui_);
        draw_panel(ui_);
    }
    instruments_.draw(ui_);
    draw_drawer(ui_);
    bench_.update(ui_);
    draw_page(ui_);
    files_.update(ui_);
    commands_.draw(ui_);
    draw_offer();
    draw_cards(ui_);
    draw_toasts();
}

void Interface::draw_toasts() {
    const Area free = stage(ui_);
    if (ui_.presentation.on) return ui_.toasts.draw(toasts_in_hall(ui_));
    const float card = ui_.cards.height > 0 ? ui_.cards.height + theme::em(0.6F) : 0;
    ui_.toasts.draw({.right = free.high.x,
                     .edge = free.high.y - theme::em(3.4F) - card,
                     .type = theme::type_for(theme::kFontSize, theme::kFarShare)});
}

void Interface::draw() {
    int width = 0, height = 0;
    ui_.window.pixels(width, height);
    if (width == 0 || height == 0) return;
    ui_.clock.begun(FrameClock::Clock::now());
    rescale();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    {
        const WholeChords whole;
        ImGui::NewFrame();
    }
    perform_pressed(ui_);
    canvas_.update(ui_);
    draw_windows();
    ImGui::Render();
    draw_picture(width, height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    if (before_swap) before_swap();
    glfwSwapBuffers(ui_.window.handle());
    if (after_swap) after_swap();
    ui_.clock.shown(FrameClock::Clock::now(), ui_.state.stepping);
    drawn_at_ = glfwGetTime();
    drawn_revision_ = ui_.app.revision();
    lively_ = std::max(0, lively_ - 1);
}

void Interface::rest() {
    if (never_rest_) return;
    // If the CPU draws, every frame costs steps: fewer frames do while the user moves nothing.
    const bool thrifty = ui_.window.device().software && ui_.state.playing && lively_ == 0;
    const double display = ui_.window.refresh_rate();
    const double rate = thrifty ? std::min(kSoftwareRate, display) : display;
    const double pace = ui_.clock.until_next(FrameClock::Clock::now(), rate);
    // While it runs, until the display's next frame, whatever the mouse does; at rest, until the
    // user does something.
    if (ui_.state.playing || ui_.state.busy || lively_ > 0) {
        // Due, and the simulation has nothing new yet: looked for again in a moment.
        std::this_thread::sleep_for(std::chrono::duration<double>(std::max(pace, kMoment)));
    } else {
        glfwWaitEventsTimeout(kRest);
    }
}

/// A run that was lost comes before the session that was left.
bool Interface::draw_lost_run() {
    if (!lost_run_ || ui_.hidden) return false;
    begin_card(ui_, "Lost run",
               say(Text::RecoverAsk, grouped(static_cast<double>(lost_run_->step)), lost_run_->when));
    ImGui::SameLine();
    const bool yes = ImGui::Button(c_text(Text::RecoverYes));
    ImGui::SameLine();
    const bool no = ImGui::Button(c_text(Text::RecoverNo));
    ImGui::End();
    if (yes) ui_.execute("load-run " + as_word(lost_run_->path));
    if (no) set_lost_run_aside(lost_run_->path);
    if (yes || no) lost_run_.reset();
    return true;
}

void Interface::draw_offer() {
    if (draw_lost_run()) return;
    if (offered_.empty() || ui_.hidden) return;
    begin_card(ui_, "Offer", text(Text::UiOfferSession));
    tooltip(text(Text::UiOfferSession), offered_);
    ImGui::SameLine();
    const bool yes = ImGui::Button(c_text(Text::UiOfferOpen));
    ImGui::SameLine();
    const bool no = ImGui::Button(c_text(Text::UiOfferNo));
    ImGui::End();
    if (yes) ui_.execute("load-session " + as_word(offered_));
    // Who starts something else has answered.
    if (yes || no || !ui_.app.undo_label().empty()) offered_.clear();
}

Picture Interface::picture() const {
    int width = 0, height = 0;
    ui_.window.pixels(width, height);
    return {width, height, Presenter::read_pixels(width, height)};
}

}  // namespace gs
