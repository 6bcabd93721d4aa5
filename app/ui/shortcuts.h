// The keys: one table for the keyboard, the panel's tooltips, the help and the documentation.
#pragma once

#include <imgui.h>

#include <span>
#include <string_view>

#include "app/core/text/strings.h"

namespace gs {

struct Ui;

/// What a key is for: the parts of the help.
enum class KeyGroup { Run, Look, Paint, Show };

/// One row of the table of keys: a key says a command, as a button, the console and a script do. A
/// sign such as + lies on another key, or on a shifted one, in each layout, so it is taken as what
/// was typed and not as a key; letters are taken as keys, wherever the layout has them.
struct Shortcut {
    KeyGroup group;
    const char* command;
    const char* keys;  // as the user reads them
    Text help;
    ImGuiKeyChord chord;            // 0: no key does it, only the sign
    char typed = 0;                 // the sign that does it; 0: none
    bool with_ctrl = false;         // the sign is typed with Ctrl
    ImGuiKeyChord other_chord = 0;  // another key that does it; 0: none
};

/// All rows, in the order of the help.
std::span<const Shortcut> shortcuts();
/// The row of this command, which is in the table.
const Shortcut& shortcut(std::string_view command);

/// True if a key was pressed in this frame; keys that only shift others are none.
bool key_pressed();
/// The same of a key that no row has: of those that are taken as keys and not as signs.
bool unbound_key_pressed();

/// Does what was pressed in this frame, unless a text is being typed. While the console is open,
/// what types is typed into it.
void perform_pressed(Ui& ui);

}  // namespace gs
