// The keys: one table for the keyboard, the panel's tooltips, the help and the documentation.
#pragma once

#include <imgui.h>

#include <span>

#include "app/core/text/strings.h"

namespace gs {

struct Ui;

enum class Action {
    PlayPause,
    Step,
    Reset,
    Undo,
    Redo,
    NextKernel,
    PreviousKernel,
    Fill,
    Fit,
    OneToOne,
    ZoomIn,
    ZoomOut,
    FullScreen,
    HideInterface,
    CycleOverlay,
    NextPalette,
    ToggleFilter,
    SavePicture,
    SaveView,
    SaveSession,
    OpenSession,
    LargerBrush,
    SmallerBrush,
    LargerInterface,
    SmallerInterface,
    ToggleConsole,
    ToggleBench,
    ToggleHelp,
    Quit
};

/// One row of the table of keys. A sign such as + lies on a different key in each keyboard layout,
/// so the typed sign counts and not the key; letters count as keys, wherever the layout has them.
struct Shortcut {
    Action action;
    ImGuiKeyChord chord, other_chord;  // 0: none
    char typed;                        // a sign that triggers it when typed; 0: none
    bool with_ctrl;                    // the sign must be typed with Ctrl
    const char* keys;                  // as it is shown to the user
    Text help;
};

/// All rows, in the order of the help.
std::span<const Shortcut> shortcuts();
const Shortcut& shortcut(Action action);

/// Does what the key stands for.
void perform(Ui& ui, Action action);
/// Shows the picture alone, as for a projector, or brings the interface back.
void hide_interface(Ui& ui, bool hidden);
/// Performs the shortcuts that were pressed in this frame, unless text is being typed.
void perform_pressed(Ui& ui);

}  // namespace gs
