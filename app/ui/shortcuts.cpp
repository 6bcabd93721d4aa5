#include "app/ui/shortcuts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

#include "app/core/document/kernel_choice.h"
#include "app/core/document/palettes.h"
#include "app/ui/files.h"
#include "app/ui/ui.h"
#include "kernels/engine/registry.h"

namespace gs {
namespace {

constexpr int kCtrl = ImGuiMod_Ctrl, kShift = ImGuiMod_Shift;

constexpr std::array kShortcuts{
    Shortcut{Action::PlayPause, ImGuiKey_Space, 0, 0, false, "Space", Text::UiKeyPlayPause},
    Shortcut{Action::Step, ImGuiKey_RightArrow, 0, '.', false, ". or Right", Text::UiKeyStep},
    Shortcut{Action::Reset, ImGuiKey_R, 0, 0, false, "R", Text::UiKeyReset},
    Shortcut{Action::Undo, kCtrl | ImGuiKey_Z, 0, 0, false, "Ctrl+Z", Text::UiKeyUndo},
    Shortcut{Action::Redo, kCtrl | kShift | ImGuiKey_Z, kCtrl | ImGuiKey_Y, 0, false, "Ctrl+Shift+Z",
             Text::UiKeyRedo},
    Shortcut{Action::NextKernel, ImGuiKey_K, 0, 0, false, "K", Text::UiKeyNextKernel},
    Shortcut{Action::PreviousKernel, kShift | ImGuiKey_K, 0, 0, false, "Shift+K", Text::UiKeyPreviousKernel},
    Shortcut{Action::Fill, 0, 0, '0', false, "0", Text::UiKeyFill},
    Shortcut{Action::Fit, ImGuiKey_F, 0, 0, false, "F", Text::UiKeyFit},
    Shortcut{Action::OneToOne, 0, 0, '1', false, "1", Text::UiKeyOneToOne},
    Shortcut{Action::ZoomIn, 0, 0, '+', false, "+", Text::UiKeyZoomIn},
    Shortcut{Action::ZoomOut, 0, 0, '-', false, "-", Text::UiKeyZoomOut},
    Shortcut{Action::FullScreen, ImGuiKey_F11, 0, 0, false, "F11", Text::UiKeyFullScreen},
    Shortcut{Action::HideInterface, ImGuiKey_Tab, 0, 0, false, "Tab", Text::UiKeyHideInterface},
    Shortcut{Action::CycleOverlay, ImGuiKey_O, 0, 0, false, "O", Text::UiKeyCycleOverlay},
    Shortcut{Action::NextPalette, ImGuiKey_C, 0, 0, false, "C", Text::UiKeyNextPalette},
    Shortcut{Action::ToggleFilter, ImGuiKey_N, 0, 0, false, "N", Text::UiKeyToggleFilter},
    Shortcut{Action::SavePicture, ImGuiKey_P, 0, 0, false, "P", Text::UiKeySavePicture},
    Shortcut{Action::SaveView, kShift | ImGuiKey_P, 0, 0, false, "Shift+P", Text::UiKeySaveView},
    Shortcut{Action::SaveSession, kCtrl | ImGuiKey_S, 0, 0, false, "Ctrl+S", Text::UiKeySaveSession},
    Shortcut{Action::OpenSession, kCtrl | ImGuiKey_O, 0, 0, false, "Ctrl+O", Text::UiKeyOpenSession},
    Shortcut{Action::LargerBrush, ImGuiKey_PageUp, 0, ']', false, "] or PageUp", Text::UiKeyLargerBrush},
    Shortcut{Action::SmallerBrush, ImGuiKey_PageDown, 0, '[', false, "[ or PageDown",
             Text::UiKeySmallerBrush},
    Shortcut{Action::LargerInterface, kCtrl | ImGuiKey_UpArrow, 0, '+', true, "Ctrl++ or Ctrl+Up",
             Text::UiKeyLargerInterface},
    Shortcut{Action::SmallerInterface, kCtrl | ImGuiKey_DownArrow, 0, '-', true, "Ctrl+- or Ctrl+Down",
             Text::UiKeySmallerInterface},
    Shortcut{Action::ToggleHelp, ImGuiKey_F1, 0, 0, false, "F1", Text::UiKeyHelp},
    Shortcut{Action::ToggleConsole, ImGuiKey_F2, ImGuiKey_GraveAccent, 0, false, "F2", Text::UiKeyConsole},
    Shortcut{Action::ToggleBench, ImGuiKey_F4, 0, 0, false, "F4", Text::UiKeyBench},
    Shortcut{Action::Quit, kCtrl | ImGuiKey_Q, 0, 0, false, "Ctrl+Q", Text::UiKeyQuit},
};

/// Changes to the next kernel of the ladder, in either direction, that can run the current problem
/// on this machine.
void change_kernel(Ui& ui, int direction) {
    const auto all = kernels();
    const int count = static_cast<int>(all.size());
    const gs_kernel* const now = choose_kernel(ui.app.document()).kernel;
    int at = 0;
    while (at < count && now != all[static_cast<std::size_t>(at)]) ++at;
    for (int i = 1; i <= count; ++i) {
        const gs_kernel& kernel =
            *all[static_cast<std::size_t>((at + direction * i + count * count) % count)];
        if (!ui.app.why_not(kernel).empty()) continue;
        ui.set("kernel", std::string(kernel.id));
        return;
    }
}

void next_palette(Ui& ui) {
    const auto all = palettes();
    std::size_t at = 0;
    while (at < all.size() && ui.app.document().palette != all[at].id) ++at;
    ui.set("palette", std::string(all[(at + 1) % all.size()].id));
}

void zoom(Ui& ui, double factor) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ui.view.zoom_at({(screen.x - panel_width(ui)) / 2.0, screen.y / 2.0}, factor);
}

void resize_brush(Ui& ui, double factor) {
    ui.set("brush-radius",
           std::clamp(std::round(ui.app.document().brush_radius * factor * 2) / 2, 0.5, 1000.0));
}

void rescale(Ui& ui, double factor) {
    const double now = ui.settings.scale > 0 ? ui.settings.scale : 1;
    ui.settings.scale = std::clamp(now * factor, 0.5, 4.0);
}

void perform_on_simulation(Ui& ui, Action action) {
    switch (action) {
        case Action::PlayPause:
            ui.execute(ui.state.playing ? "pause" : "play");
            break;
        case Action::Step:
            ui.execute("step 1");
            break;
        case Action::Reset:
            ui.execute("reset");
            break;
        case Action::Undo:
            ui.execute("undo");
            break;
        case Action::Redo:
            ui.execute("redo");
            break;
        case Action::NextKernel:
            change_kernel(ui, 1);
            break;
        case Action::PreviousKernel:
            change_kernel(ui, -1);
            break;
        case Action::NextPalette:
            next_palette(ui);
            break;
        case Action::ToggleFilter:
            ui.set("filter", std::string(ui.app.document().filter == "smooth" ? "nearest" : "smooth"));
            break;
        case Action::LargerBrush:
            resize_brush(ui, 1.25);
            break;
        case Action::SmallerBrush:
            resize_brush(ui, 0.8);
            break;
        default:
            assert(false);
    }
}

}  // namespace

void hide_interface(Ui& ui, bool hidden) {
    if (hidden == ui.hidden) return;
    ui.hidden = hidden;
    if (hidden) ui.overlay_before = ui.settings.overlay;
    // The overlay can be brought back by its own key while the rest stays hidden.
    if (hidden)
        ui.settings.overlay = 0;
    else if (ui.settings.overlay == 0)
        ui.settings.overlay = ui.overlay_before;
}

std::span<const Shortcut> shortcuts() {
    return kShortcuts;
}

const Shortcut& shortcut(Action action) {
    const auto* found = std::find_if(kShortcuts.begin(), kShortcuts.end(),
                                     [&](const Shortcut& s) { return s.action == action; });
    assert(found != kShortcuts.end());
    return *found;
}

void perform(Ui& ui, Action action) {
    UiSettings& s = ui.settings;
    switch (action) {
        case Action::Fill:
            ui.view.set_mode(ViewMode::Fill);
            break;
        case Action::Fit:
            ui.view.set_mode(ViewMode::Fit);
            break;
        case Action::OneToOne:
            ui.view.set_mode(ViewMode::OneToOne);
            break;
        case Action::ZoomIn:
            zoom(ui, 1.25);
            break;
        case Action::ZoomOut:
            zoom(ui, 0.8);
            break;
        case Action::FullScreen:
            ui.window.set_full_screen(!ui.window.full_screen());
            break;
        case Action::HideInterface:
            hide_interface(ui, !ui.hidden);
            break;
        case Action::CycleOverlay:
            s.overlay = (s.overlay + 1) % 4;
            break;
        case Action::SavePicture:
            ui.files.save_picture(ui);
            break;
        case Action::SaveView:
            ui.files.save_view_soon();
            break;
        case Action::SaveSession:
            ui.files.save_session(ui);
            break;
        case Action::OpenSession:
            ui.files.open_session(ui);
            break;
        case Action::LargerInterface:
            rescale(ui, 1.1);
            break;
        case Action::SmallerInterface:
            rescale(ui, 1 / 1.1);
            break;
        case Action::ToggleConsole:
            s.console = !s.console;
            break;
        case Action::ToggleBench:
            s.bench = !s.bench;
            break;
        case Action::ToggleHelp:
            s.help = !s.help;
            break;
        case Action::Quit:
            ui.quit = true;
            break;
        default:
            perform_on_simulation(ui, action);
    }
}

namespace {

bool pressed(const Ui& ui, const Shortcut& s, const std::string& typed_with_ctrl) {
    if (s.chord && ImGui::IsKeyChordPressed(s.chord)) return true;
    if (s.other_chord && ImGui::IsKeyChordPressed(s.other_chord)) return true;
    if (!s.typed) return false;
    if (s.with_ctrl) return typed_with_ctrl.find(s.typed) != std::string::npos;
    const ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
    // A key that is held down repeats; the steps must not pile up.
    const bool may = s.action != Action::Step || !ui.state.busy;
    return may && std::find(typed.begin(), typed.end(), static_cast<ImWchar>(s.typed)) != typed.end();
}

}  // namespace

void perform_pressed(Ui& ui) {
    const std::string typed_with_ctrl = ui.window.take_typed_with_ctrl();
    if (ImGui::GetIO().WantTextInput) return;
    for (const Shortcut& s : kShortcuts)
        if (pressed(ui, s, typed_with_ctrl)) perform(ui, s.action);
}

}  // namespace gs
