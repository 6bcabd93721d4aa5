// The keys: one table, from which the keyboard, the panel's tooltips, the
// help and the documentation read.
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

/// One row of the table of keys. A sign such as + lies on another key, or on a shifted one,
/// in each layout, so it is taken as what was typed and not as a key; letters are taken as
/// keys, wherever the layout has them.
struct Shortcut {
    Action action;
    ImGuiKeyChord chord, other_chord;  // 0: none
    char typed;                        // a sign that does it; 0: none
    bool with_ctrl;                    // the sign is typed with Ctrl
    const char* keys;                  // as it is read
    Text help;
};

/// In the order of the help.
std::span<const Shortcut> shortcuts();
const Shortcut& shortcut(Action action);

/// Does what the key does.
void perform(Ui& ui, Action action);
/// For the projector: only the picture.
void hide_interface(Ui& ui, bool hidden);
/// Performs what was pressed in this frame, unless a text is being typed.
void perform_pressed(Ui& ui);

}  // namespace gs
