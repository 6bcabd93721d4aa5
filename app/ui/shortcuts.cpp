#include "app/ui/shortcuts.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr int kCtrl = ImGuiMod_Ctrl, kShift = ImGuiMod_Shift;

constexpr std::array kShortcuts{
    Shortcut{"toggle", ImGuiKey_Space, 0, 0, false, "Space", Text::UiKeyPlayPause},
    Shortcut{"step", ImGuiKey_RightArrow, 0, '.', false, ". or Right", Text::UiKeyStep},
    Shortcut{"reset", ImGuiKey_R, 0, 0, false, "R", Text::UiKeyReset},
    Shortcut{"undo", kCtrl | ImGuiKey_Z, 0, 0, false, "Ctrl+Z", Text::UiKeyUndo},
    Shortcut{"redo", kCtrl | kShift | ImGuiKey_Z, kCtrl | ImGuiKey_Y, 0, false, "Ctrl+Shift+Z",
             Text::UiKeyRedo},
    Shortcut{"next kernel", ImGuiKey_K, 0, 0, false, "K", Text::UiKeyNextKernel},
    Shortcut{"next kernel back", kShift | ImGuiKey_K, 0, 0, false, "Shift+K", Text::UiKeyPreviousKernel},
    Shortcut{"view fill", 0, 0, '0', false, "0", Text::UiKeyFill},
    Shortcut{"view fit", ImGuiKey_F, 0, 0, false, "F", Text::UiKeyFit},
    Shortcut{"view 1:1", 0, 0, '1', false, "1", Text::UiKeyOneToOne},
    Shortcut{"view zoom-in", 0, 0, '+', false, "+", Text::UiKeyZoomIn},
    Shortcut{"view zoom-out", 0, 0, '-', false, "-", Text::UiKeyZoomOut},
    Shortcut{"view fullscreen", ImGuiKey_F11, 0, 0, false, "F11", Text::UiKeyFullScreen},
    Shortcut{"view panel", ImGuiKey_Tab, 0, 0, false, "Tab", Text::UiKeyHideInterface},
    Shortcut{"view overlay", ImGuiKey_O, 0, 0, false, "O", Text::UiKeyCycleOverlay},
    Shortcut{"next palette", ImGuiKey_C, 0, 0, false, "C", Text::UiKeyNextPalette},
    Shortcut{"next filter", ImGuiKey_N, 0, 0, false, "N", Text::UiKeyToggleFilter},
    Shortcut{"save-image", ImGuiKey_P, 0, 0, false, "P", Text::UiKeySavePicture},
    Shortcut{"view picture", kShift | ImGuiKey_P, 0, 0, false, "Shift+P", Text::UiKeySaveView},
    Shortcut{"view save-session", kCtrl | ImGuiKey_S, 0, 0, false, "Ctrl+S", Text::UiKeySaveSession},
    Shortcut{"view open", kCtrl | ImGuiKey_O, 0, 0, false, "Ctrl+O", Text::UiKeyOpenSession},
    Shortcut{"scale brush-radius 1.25", ImGuiKey_PageUp, 0, ']', false, "] or PageUp",
             Text::UiKeyLargerBrush},
    Shortcut{"scale brush-radius 0.8", ImGuiKey_PageDown, 0, '[', false, "[ or PageDown",
             Text::UiKeySmallerBrush},
    Shortcut{"view larger", kCtrl | ImGuiKey_UpArrow, 0, '+', true, "Ctrl++ or Ctrl+Up",
             Text::UiKeyLargerInterface},
    Shortcut{"view smaller", kCtrl | ImGuiKey_DownArrow, 0, '-', true, "Ctrl+- or Ctrl+Down",
             Text::UiKeySmallerInterface},
    Shortcut{"view keys", ImGuiKey_F1, 0, 0, false, "F1", Text::UiKeyHelp},
    Shortcut{"view console", ImGuiKey_F2, ImGuiKey_GraveAccent, 0, false, "F2", Text::UiKeyConsole},
    Shortcut{"view benchmark", ImGuiKey_F4, 0, 0, false, "F4", Text::UiKeyBench},
    Shortcut{"quit", kCtrl | ImGuiKey_Q, 0, 0, false, "Ctrl+Q", Text::UiKeyQuit},
};

bool pressed(const Ui& ui, const Shortcut& s, const std::string& typed_with_ctrl) {
    if (s.chord && ImGui::IsKeyChordPressed(s.chord)) return true;
    if (s.other_chord && ImGui::IsKeyChordPressed(s.other_chord)) return true;
    if (!s.typed) return false;
    if (s.with_ctrl) return typed_with_ctrl.find(s.typed) != std::string::npos;
    const ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
    // A key that is held down types on and on: steps do not pile up.
    const bool may = s.command != std::string_view("step") || !ui.state.busy;
    return may && std::find(typed.begin(), typed.end(), static_cast<ImWchar>(s.typed)) != typed.end();
}

}  // namespace

std::span<const Shortcut> shortcuts() {
    return kShortcuts;
}

const Shortcut& shortcut(std::string_view command) {
    const auto* found = std::find_if(kShortcuts.begin(), kShortcuts.end(),
                                     [&](const Shortcut& s) { return s.command == command; });
    assert(found != kShortcuts.end());
    return *found;
}

void perform_pressed(Ui& ui) {
    const std::string typed_with_ctrl = ui.window.take_typed_with_ctrl();
    if (ImGui::GetIO().WantTextInput) return;
    for (const Shortcut& s : kShortcuts)
        if (pressed(ui, s, typed_with_ctrl)) ui.execute(s.command);
}

}  // namespace gs
