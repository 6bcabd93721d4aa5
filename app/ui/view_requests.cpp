#include "app/ui/view_requests.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cassert>

#include "app/core/document/share.h"
#include "app/ui/command_palette.h"
#include "app/ui/console.h"
#include "app/ui/files.h"
#include "app/ui/hand.h"
#include "app/ui/instruments.h"
#include "app/ui/rate_map.h"
#include "app/ui/stage.h"

namespace gs {
namespace {

void zoom(Ui& ui, double factor) {
    ui.view.zoom_at(ui.view.middle(), factor);
}

void centre(Ui& ui, double row, double col) {
    const Place at = ui.view.to_pixel({col + 0.5, row + 0.5}), to = ui.view.middle();
    ui.view.pan(to.x - at.x, to.y - at.y);
}

void rescale(Ui& ui, double factor) {
    const double now = ui.settings.scale > 0 ? ui.settings.scale : 1;
    ui.settings.scale = std::clamp(now * factor, 0.5, 4.0);
}

/// A presentation has one size of the figures.
void next_figures(Ui& ui) {
    if (ui.presentation.on)
        ui.presentation.figures = !ui.presentation.figures;
    else
        ui.settings.overlay = (ui.settings.overlay + 1) % 4;
}

void flip(bool& on) {
    on = !on;
}

/// In the panel, or on its page if there is no place for it there.
void flip_map(Ui& ui) {
    if (ui.hidden || ui.presentation.on || !panel_has_room_for_map()) return flip_page(ui, Page::Map);
    flip(map_in_panel(ui));
}

void show_next(Ui& ui) {
    const int next = (static_cast<int>(ui.map.show()) + 1) % static_cast<int>(map_views().size());
    ui.map.set_show(static_cast<MapShow>(next));
}

void copy_settings(Ui& ui) {
    const std::string line = share_text(ui.app.document());
    ImGui::SetClipboardText(line.c_str());
    ui.app.say_message({Message::Kind::Info, say(Text::UiShared, line), ""});
}

/// Cells or settings, whichever was copied last.
void paste_copied(Ui& ui) {
    if (paste_cells(ui)) return;
    const char* const pasted = ImGui::GetClipboardText();
    ui.execute(command_from(pasted != nullptr ? pasted : ""));
}

/// What the window does for a word of `view`.
struct Answer {
    std::string_view word;
    void (*answer)(Ui& ui, const double* numbers);
};

constexpr Answer kAnswers[] = {
    {"fill", [](Ui& ui, const double*) { ui.view.set_mode(ViewMode::Fill); }},
    {"fit", [](Ui& ui, const double*) { ui.view.set_mode(ViewMode::Fit); }},
    {"1:1", [](Ui& ui, const double*) { ui.view.set_mode(ViewMode::OneToOne); }},
    {"zoom", [](Ui& ui, const double* x) { zoom(ui, x[0] / ui.view.scale()); }},
    {"zoom-in", [](Ui& ui, const double*) { zoom(ui, 1.25); }},
    {"zoom-out", [](Ui& ui, const double*) { zoom(ui, 0.8); }},
    {"center", [](Ui& ui, const double* x) { centre(ui, x[0], x[1]); }},
    {"fullscreen", [](Ui& ui, const double*) { ui.window.set_full_screen(!ui.window.full_screen()); }},
    {"present", [](Ui& ui, const double*) { present(ui, !ui.presentation.on); }},
    {"panel", [](Ui& ui, const double*) { hide_interface(ui, !ui.hidden); }},
    {"overlay", [](Ui& ui, const double*) { next_figures(ui); }},
    {"contrast", [](Ui& ui, const double*) { flip(ui.settings.high_contrast); }},
    {"larger", [](Ui& ui, const double*) { rescale(ui, 1.1); }},
    {"smaller", [](Ui& ui, const double*) { rescale(ui, 1 / 1.1); }},
    {"commands", [](Ui& ui, const double*) { ui.commands.open(); }},
    {"console", [](Ui& ui, const double*) { ui.console.called(ui); }},
    {"timeline", [](Ui& ui, const double*) { flip_drawer(ui, "timeline"); }},
    {"back", [](Ui& ui, const double*) { (void)go_back(ui); }},
    {"gallery", [](Ui& ui, const double*) { flip_page(ui, Page::Gallery); }},
    {"ladder", [](Ui& ui, const double*) { flip_page(ui, Page::Ladder); }},
    {"map", [](Ui& ui, const double*) { flip_map(ui); }},
    {"map-page", [](Ui& ui, const double*) { flip_page(ui, Page::Map); }},
    {"map-show", [](Ui& ui, const double*) { show_next(ui); }},
    {"map-feed", [](Ui& ui, const double* x) { ui.map.set_feed(x[0], x[1]); }},
    {"map-kill", [](Ui& ui, const double* x) { ui.map.set_kill(x[0], x[1]); }},
    {"map-whole", [](Ui& ui, const double*) { ui.map.set_range({}); }},
    {"map-over-field", [](Ui& ui, const double*) { ui.map.flip_over_field(ui); }},
    {"map-curves", [](Ui& ui, const double*) { flip(map_mark(ui, MapMark::Curves)); }},
    {"map-letters", [](Ui& ui, const double*) { flip(map_mark(ui, MapMark::Letters)); }},
    {"map-presets", [](Ui& ui, const double*) { flip(map_mark(ui, MapMark::Presets)); }},
    {"map-favourites", [](Ui& ui, const double*) { flip(map_mark(ui, MapMark::Favourites)); }},
    {"map-path", [](Ui& ui, const double*) { flip(map_mark(ui, MapMark::Path)); }},
    {"map-trail", [](Ui& ui, const double*) { flip(map_mark(ui, MapMark::Trail)); }},
    {"instruments", [](Ui& ui, const double*) { InstrumentColumn::flip(ui); }},
    {"instrument-large", [](Ui& ui, const double*) { ui.instruments.flip_large(ui); }},
    {"benchmark", [](Ui& ui, const double*) { flip_page(ui, Page::Benchmark); }},
    {"keys", [](Ui& ui, const double*) { flip_page(ui, Page::Help); }},
    {"copy", [](Ui& ui, const double*) { copy_settings(ui); }},
    {"paste", [](Ui& ui, const double*) { paste_copied(ui); }},
    {"picture", [](Ui& ui, const double*) { ui.files.save_view_soon(); }},
    {"open", [](Ui& ui, const double*) { ui.files.open_session(ui); }},
    {"open-picture", [](Ui& ui, const double*) { ui.files.open_picture(ui); }},
    {"save-session", [](Ui& ui, const double*) { ui.files.save_session(ui); }},
};

const Answer* answer_to(std::string_view word) {
    const auto* found = std::find_if(std::begin(kAnswers), std::end(kAnswers),
                                     [&](const Answer& a) { return a.word == word; });
    return found != std::end(kAnswers) ? found : nullptr;
}

}  // namespace

bool answers_view(std::string_view word) {
    return answer_to(word) != nullptr;
}

void hide_interface(Ui& ui, bool hidden) {
    if (hidden == ui.hidden) return;
    ui.hidden = hidden;
    ui.page = Page::None;
    ui.presentation.figures = !hidden;
    // Figures, drawer and pages can be brought back by their own keys while the rest stays hidden.
    if (hidden) {
        ui.overlay_before = std::exchange(ui.settings.overlay, 0);
        ui.drawer_before = std::exchange(ui.settings.drawer, "");
        return;
    }
    if (ui.settings.overlay == 0) ui.settings.overlay = ui.overlay_before;
    if (ui.settings.drawer.empty()) ui.settings.drawer = ui.drawer_before;
}

bool go_back(Ui& ui) {
    if (ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup))
        ImGui::ClosePopupsExceptModals();
    else if (ui.cancel_asked && !ui.measuring.empty())
        ui.cancel_asked = false;
    else if (ui.page != Page::None)
        ui.page = Page::None;
    else if (ui.app.hands().selection)
        ui.execute("select none");
    else if (ui.instruments.go_back())
        return true;
    else if (!ui.settings.drawer.empty())
        ui.settings.drawer.clear();
    else if (ui.hidden)
        hide_interface(ui, false);
    else if (ui.presentation.on)
        present(ui, false);
    else if (ui.window.full_screen())
        ui.window.set_full_screen(false);
    else
        return false;
    return true;
}

bool view_as_asked(Ui& ui) {
    const auto requests = ui.app.take_view_requests();
    for (const ViewRequest& request : requests) {
        const Answer* answer = answer_to(request.what->word);
        assert(answer != nullptr);
        answer->answer(ui, request.numbers);
    }
    return !requests.empty();
}

Status perform(Ui& ui, std::string_view line) {
    Status done = ui.app.execute(line);
    (void)view_as_asked(ui);
    return done;
}

void Ui::execute(std::string_view line) {
    if (Status s = perform(*this, line); !s) {
        if (app.held())
            cancel_asked = true;
        else
            toasts.error(s.why());
    }
}

}  // namespace gs
