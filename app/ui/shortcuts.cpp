#include "app/ui/shortcuts.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr int kCtrl = ImGuiMod_Ctrl, kShift = ImGuiMod_Shift;

constexpr Shortcut kShortcuts[] = {
    {"toggle", "Space", Text::UiKeyPlayPause, ImGuiKey_Space},
    {"step", ". or Right", Text::UiKeyStep, ImGuiKey_RightArrow, '.'},
    {"reset", "R", Text::UiKeyReset, ImGuiKey_R},
    {"speed faster", ">", Text::UiKeyFaster, 0, '>'},
    {"speed slower", "<", Text::UiKeySlower, 0, '<'},
    {"speed back", "Shift+Space", Text::UiKeySpeedBack, kShift | ImGuiKey_Space},
    {"undo", "Ctrl+Z", Text::UiKeyUndo, kCtrl | ImGuiKey_Z},
    {"redo", "Ctrl+Shift+Z", Text::UiKeyRedo, kCtrl | kShift | ImGuiKey_Z, 0, false, kCtrl | ImGuiKey_Y},
    {"next kernel", "K", Text::UiKeyNextKernel, ImGuiKey_K},
    {"next kernel back", "Shift+K", Text::UiKeyPreviousKernel, kShift | ImGuiKey_K},
    {"view gallery", "G", Text::UiKeyGallery, ImGuiKey_G},
    {"view ladder", "L", Text::UiKeyLadder, ImGuiKey_L},
    {"view fill", "0", Text::UiKeyFill, 0, '0'},
    {"view fit", "F", Text::UiKeyFit, ImGuiKey_F},
    {"view 1:1", "1", Text::UiKeyOneToOne, 0, '1'},
    {"view zoom-in", "+", Text::UiKeyZoomIn, 0, '+'},
    {"view zoom-out", "-", Text::UiKeyZoomOut, 0, '-'},
    {"view fullscreen", "F11", Text::UiKeyFullScreen, ImGuiKey_F11},
    {"view panel", "Tab", Text::UiKeyHideInterface, ImGuiKey_Tab},
    {"view overlay", "O", Text::UiKeyCycleOverlay, ImGuiKey_O},
    {"next palette", "C", Text::UiKeyNextPalette, ImGuiKey_C},
    {"next filter", "N", Text::UiKeyToggleFilter, ImGuiKey_N},
    {"save-image", "P", Text::UiKeySavePicture, ImGuiKey_P},
    {"view picture", "Shift+P", Text::UiKeySaveView, kShift | ImGuiKey_P},
    {"view save-session", "Ctrl+S", Text::UiKeySaveSession, kCtrl | ImGuiKey_S},
    {"view open", "Ctrl+O", Text::UiKeyOpenSession, kCtrl | ImGuiKey_O},
    {"scale brush-radius 1.25", "] or PageUp", Text::UiKeyLargerBrush, ImGuiKey_PageUp, ']'},
    {"scale brush-radius 0.8", "[ or PageDown", Text::UiKeySmallerBrush, ImGuiKey_PageDown, '['},
    {"view larger", "Ctrl++ or Ctrl+Up", Text::UiKeyLargerInterface, kCtrl | ImGuiKey_UpArrow, '+', true},
    {"view smaller", "Ctrl+- or Ctrl+Down", Text::UiKeySmallerInterface, kCtrl | ImGuiKey_DownArrow, '-',
     true},
    {"view keys", "F1", Text::UiKeyHelp, ImGuiKey_F1},
    {"view console", "F2", Text::UiKeyConsole, ImGuiKey_F2, 0, false, ImGuiKey_GraveAccent},
    {"view benchmark", "F4", Text::UiKeyBench, ImGuiKey_F4},
    {"quit", "Ctrl+Q", Text::UiKeyQuit, kCtrl | ImGuiKey_Q},
};

bool pressed(const Ui& ui, const Shortcut& s, const std::string& typed_with_ctrl) {
    const bool taken = s.chord == ImGuiKey_RightArrow && ui.rows.takes_arrows();
    if (s.chord && !taken && ImGui::IsKeyChordPressed(s.chord)) return true;
    if (s.other_chord && ImGui::IsKeyChordPressed(s.other_chord)) return true;
    if (!s.typed) return false;
    if (s.with_ctrl) return typed_with_ctrl.find(s.typed) != std::string::npos;
    const ImVector<ImWchar>& typed = ImGui::GetIO().InputQueueCharacters;
    // A key that is held down types on and on: steps do not pile up.
    const bool may = s.command != std::string_view("step") || !ui.state.busy;
    return may && std::find(typed.begin(), typed.end(), static_cast<ImWchar>(s.typed)) != typed.end();
}

bool bound(ImGuiKey key) {
    return std::any_of(std::begin(kShortcuts), std::end(kShortcuts), [&](const Shortcut& s) {
        return (s.chord & ~ImGuiMod_Mask_) == key || (s.other_chord & ~ImGuiMod_Mask_) == key;
    });
}

/// True if one of the keys from the first to the last was pressed and is wanted.
bool any_pressed(ImGuiKey first, ImGuiKey last, bool (*wanted)(ImGuiKey)) {
    for (int i = first; i <= last; ++i) {
        const auto key = static_cast<ImGuiKey>(i);
        if (wanted(key) && ImGui::IsKeyPressed(key, false)) return true;
    }
    return false;
}

}  // namespace

std::span<const Shortcut> shortcuts() {
    return kShortcuts;
}

const Shortcut& shortcut(std::string_view command) {
    const auto* found = std::find_if(std::begin(kShortcuts), std::end(kShortcuts),
                                     [&](const Shortcut& s) { return s.command == command; });
    assert(found != std::end(kShortcuts));
    return *found;
}

bool key_pressed() {
    const auto any = [](ImGuiKey) { return true; };
    return any_pressed(ImGuiKey_Tab, ImGuiKey_Escape, any) || any_pressed(ImGuiKey_0, ImGuiKey_Oem102, any);
}

bool unbound_key_pressed() {
    const auto unbound = [](ImGuiKey key) { return !bound(key); };
    return any_pressed(ImGuiKey_Tab, ImGuiKey_Escape, unbound) ||
           any_pressed(ImGuiKey_A, ImGuiKey_F24, unbound);
}

void perform_pressed(Ui& ui) {
    const std::string typed_with_ctrl = ui.window.take_typed_with_ctrl();
    if (ImGui::GetIO().WantTextInput) return;
    const bool arrows_walk = ui.page == Page::Gallery;
    for (const Shortcut& s : kShortcuts)
        if (!(arrows_walk && s.chord == ImGuiKey_RightArrow) && pressed(ui, s, typed_with_ctrl))
            ui.execute(s.command);
}

}  // namespace gs
