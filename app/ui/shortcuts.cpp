#include "app/ui/shortcuts.h"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "app/ui/command_palette.h"
#include "app/ui/console.h"

namespace gs {
namespace {

constexpr int kCtrl = ImGuiMod_Ctrl, kShift = ImGuiMod_Shift;

using enum KeyGroup;

constexpr Shortcut kShortcuts[] = {
    {Run, "toggle", "Space", Text::UiKeyPlayPause, ImGuiKey_Space},
    {Run, "step", ". or Right", Text::UiKeyStep, ImGuiKey_RightArrow, '.'},
    {Run, "go-to previous", "Left, timeline open", Text::UiKeyEventBefore, ImGuiKey_LeftArrow},
    {Run, "go-to next", "Right, timeline open", Text::UiKeyEventNext, ImGuiKey_RightArrow},
    {Run, "go-to birth", "Home, timeline open", Text::UiKeyBirth, ImGuiKey_Home},
    {Run, "go-to end", "End, timeline open", Text::UiKeyRunEnd, ImGuiKey_End},
    {Run, "reset", "R", Text::UiKeyReset, ImGuiKey_R},
    {Run, "speed faster", ">", Text::UiKeyFaster, 0, '>'},
    {Run, "speed slower", "<", Text::UiKeySlower, 0, '<'},
    {Run, "speed back", "Shift+Space", Text::UiKeySpeedBack, kShift | ImGuiKey_Space},
    {Run, "next kernel", "K", Text::UiKeyNextKernel, ImGuiKey_K},
    {Run, "next kernel back", "Shift+K", Text::UiKeyPreviousKernel, kShift | ImGuiKey_K},
    {Run, "next preset; play", "Shift+G or PageDown", Text::UiKeyNextPreset, kShift | ImGuiKey_G, 0, false,
     ImGuiKey_PageDown},
    {Run, "next preset back; play", "PageUp", Text::UiKeyPreviousPreset, ImGuiKey_PageUp},
    {Run, "record", "Shift+R", Text::UiKeyRecord, kShift | ImGuiKey_R},
    {Run, "keep", "B", Text::UiKeyKeep, ImGuiKey_B},
    {Look, "view fill", "0", Text::UiKeyFill, 0, '0'},
    {Look, "view fit", "F", Text::UiKeyFit, ImGuiKey_F},
    {Look, "view 1:1", "1", Text::UiKeyOneToOne, 0, '1'},
    {Look, "view zoom-in", "+", Text::UiKeyZoomIn, 0, '+'},
    {Look, "view zoom-out", "-", Text::UiKeyZoomOut, 0, '-'},
    {Look, "view fullscreen", "F11", Text::UiKeyFullScreen, ImGuiKey_F11},
    {Look, "view present", "F5", Text::UiKeyPresent, ImGuiKey_F5},
    {Look, "view contrast", "H", Text::UiKeyContrast, ImGuiKey_H},
    {Look, "view panel", "Tab", Text::UiKeyHideInterface, ImGuiKey_Tab},
    {Look, "view overlay", "O", Text::UiKeyCycleOverlay, ImGuiKey_O},
    {Look, "next awake", "A", Text::UiKeyAwake, ImGuiKey_A},
    {Look, "next palette", "C", Text::UiKeyNextPalette, ImGuiKey_C},
    {Look, "next filter", "N", Text::UiKeyToggleFilter, ImGuiKey_N},
    {Look, "view larger", "Ctrl++ or Ctrl+Up", Text::UiKeyLargerInterface, kCtrl | ImGuiKey_UpArrow, '+',
     true},
    {Look, "view smaller", "Ctrl+- or Ctrl+Down", Text::UiKeySmallerInterface, kCtrl | ImGuiKey_DownArrow,
     '-', true},
    {Paint, "scale brush-radius 1.25", "]", Text::UiKeyLargerBrush, 0, ']'},
    {Paint, "scale brush-radius 0.8", "[", Text::UiKeySmallerBrush, 0, '['},
    {Paint, "set tool brush", "2", Text::UiKeyToolBrush, 0, '2'},
    {Paint, "set tool line", "3", Text::UiKeyToolLine, 0, '3'},
    {Paint, "set tool rectangle", "4", Text::UiKeyToolRectangle, 0, '4'},
    {Paint, "set tool fill", "5", Text::UiKeyToolFill, 0, '5'},
    {Paint, "set tool select", "6", Text::UiKeyToolSelect, 0, '6'},
    {Paint, "set tool stamp", "7", Text::UiKeyToolStamp, 0, '7'},
    {Paint, "copy", "Ctrl+C", Text::UiKeyCopy, kCtrl | ImGuiKey_C},
    {Paint, "cut", "Ctrl+X", Text::UiKeyCut, kCtrl | ImGuiKey_X},
    {Paint, "undo", "Ctrl+Z", Text::UiKeyUndo, kCtrl | ImGuiKey_Z},
    {Paint, "redo", "Ctrl+Shift+Z", Text::UiKeyRedo, kCtrl | kShift | ImGuiKey_Z, 0, false,
     kCtrl | ImGuiKey_Y},
    {Show, "view commands", "Ctrl+K", Text::UiKeyCommands, kCtrl | ImGuiKey_K},
    {Show, "view gallery", "G", Text::UiKeyGallery, ImGuiKey_G},
    {Show, "view ladder", "L", Text::UiKeyLadder, ImGuiKey_L},
    {Show, "view map", "M", Text::UiKeyMap, ImGuiKey_M},
    {Show, "view map-page", "Shift+M", Text::UiKeyMapPage, kShift | ImGuiKey_M},
    {Show, "view map-over-field", "Ctrl+M", Text::UiKeyMapOver, kCtrl | ImGuiKey_M},
    {Show, "view instruments", "I", Text::UiKeyInstruments, ImGuiKey_I},
    {Show, "view instrument-large", "Shift+I", Text::UiKeyEnlargeInstrument, kShift | ImGuiKey_I},
    {Show, "view keys", "F1", Text::UiKeyHelp, ImGuiKey_F1},
    {Show, "view timeline", "T", Text::UiKeyTimeline, ImGuiKey_T},
    {Show, "view console", "F2", Text::UiKeyConsole, ImGuiKey_F2, 0, false, ImGuiKey_GraveAccent},
    {Show, "view benchmark", "F4", Text::UiKeyBench, ImGuiKey_F4},
    {Show, "view back", "Escape", Text::UiKeyBack, ImGuiKey_Escape},
    {Show, "share", "Ctrl+Shift+C", Text::UiKeyShare, kCtrl | kShift | ImGuiKey_C},
    {Show, "view paste", "Ctrl+V", Text::UiKeyPasteAll, kCtrl | ImGuiKey_V},
    {Show, "save-image", "Ctrl+P", Text::UiKeySavePicture, kCtrl | ImGuiKey_P},
    {Show, "view picture", "Ctrl+Shift+P", Text::UiKeySaveView, kCtrl | kShift | ImGuiKey_P},
    {Show, "view save-session", "Ctrl+S", Text::UiKeySaveSession, kCtrl | ImGuiKey_S},
    {Show, "view open", "Ctrl+O", Text::UiKeyOpenSession, kCtrl | ImGuiKey_O},
    {Show, "quit", "Ctrl+Q", Text::UiKeyQuit, kCtrl | ImGuiKey_Q},
};

/// True if the chord types a letter or a sign, or completes what was typed.
bool types(ImGuiKeyChord chord) {
    const int key = chord & ~ImGuiMod_Mask_;
    const bool letter = key >= ImGuiKey_A && key <= ImGuiKey_Z;
    return (chord & kCtrl) == 0 && (letter || key == ImGuiKey_GraveAccent || key == ImGuiKey_Tab);
}

/// console: it is open, so that what types is its own.
bool pressed(const Ui& ui, const Shortcut& s, const std::string& typed_with_ctrl, bool console) {
    const bool arrow = s.chord == ImGuiKey_RightArrow || s.chord == ImGuiKey_LeftArrow;
    if (arrow && (ui.rows.takes_arrows() || ui.page == Page::Gallery)) return false;
    // With the timeline open, the arrows go from event to event.
    const bool timeline = ui.settings.drawer == "timeline";
    const bool of_timeline = std::string_view(s.command).starts_with("go-to");
    if (of_timeline && !timeline) return false;
    const bool steps = s.command == std::string_view("step") && s.chord == ImGuiKey_RightArrow;
    for (const ImGuiKeyChord chord : {s.chord, s.other_chord})
        if (chord && !(console && types(chord)) && !(steps && timeline) && ImGui::IsKeyChordPressed(chord))
            return true;
    if (!s.typed) return false;
    if (s.with_ctrl) return typed_with_ctrl.find(s.typed) != std::string::npos;
    if (console) return false;
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
    if (ImGui::GetIO().WantTextInput || ui.commands.is_open()) return;
    const bool console = ui.settings.drawer == "console";
    const std::string typed = console ? typed_since() : "";
    const bool words = typed.find_first_not_of(' ') != std::string::npos;  // the blank alone runs and pauses
    if (words || (console && !typed.empty() && ui.console.has_keyboard())) return ui.console.take(typed);
    for (const Shortcut& s : kShortcuts)
        if (pressed(ui, s, typed_with_ctrl, console)) {
            ui.presentation.echo(s);
            ui.execute(s.command);
        }
}

}  // namespace gs
