#include "app/ui/view_requests.h"

#include <algorithm>
#include <cassert>

#include "app/ui/files.h"
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
    {"panel", [](Ui& ui, const double*) { hide_interface(ui, !ui.hidden); }},
    {"overlay", [](Ui& ui, const double*) { ui.settings.overlay = (ui.settings.overlay + 1) % 4; }},
    {"larger", [](Ui& ui, const double*) { rescale(ui, 1.1); }},
    {"smaller", [](Ui& ui, const double*) { rescale(ui, 1 / 1.1); }},
    {"console", [](Ui& ui, const double*) { flip_drawer(ui, "console"); }},
    {"gallery", [](Ui& ui, const double*) { flip_page(ui, Page::Gallery); }},
    {"ladder", [](Ui& ui, const double*) { flip_page(ui, Page::Ladder); }},
    {"benchmark", [](Ui& ui, const double*) { flip_page(ui, Page::Benchmark); }},
    {"keys", [](Ui& ui, const double*) { flip_page(ui, Page::Help); }},
    {"picture", [](Ui& ui, const double*) { ui.files.save_view_soon(); }},
    {"open", [](Ui& ui, const double*) { ui.files.open_session(ui); }},
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
    if (hidden) ui.overlay_before = ui.settings.overlay;
    // The overlay can be brought back by its own key while the rest stays hidden.
    if (hidden)
        ui.settings.overlay = 0;
    else if (ui.settings.overlay == 0)
        ui.settings.overlay = ui.overlay_before;
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

void Ui::execute(std::string_view line) {
    if (Status s = app.execute(line); !s) {
        if (app.held())
            cancel_asked = true;
        else
            toasts.error(s.why());
    }
    (void)view_as_asked(*this);
}

}  // namespace gs
