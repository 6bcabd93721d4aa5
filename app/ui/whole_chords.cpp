#include "app/ui/whole_chords.h"

#include <algorithm>

namespace gs {

namespace {

/// One that is pressed or let go: the modifier itself, or the key that holds it.
bool is_modifier(const ImGuiInputEvent& event) {
    if (event.Type != ImGuiInputEventType_Key) return false;
    const ImGuiKey key = event.Key.Key;
    return (key & ImGuiMod_Mask_) != 0 || (key >= ImGuiKey_LeftCtrl && key <= ImGuiKey_RightSuper);
}

bool presses_key(const ImGuiInputEvent& event) {
    return event.Type == ImGuiInputEventType_Key && event.Key.Down && !is_modifier(event);
}

}  // namespace

WholeChords::WholeChords() {
    ImVector<ImGuiInputEvent>& queue = ImGui::GetCurrentContext()->InputEventsQueue;
    ImGuiInputEvent* const pressed = std::find_if(queue.begin(), queue.end(), presses_key);
    ImGuiInputEvent* const changed = std::find_if(pressed, queue.end(), is_modifier);
    for (const ImGuiInputEvent* event = changed; event != queue.end(); ++event) later_.push_back(*event);
    queue.resize(static_cast<int>(changed - queue.begin()));
}

WholeChords::~WholeChords() {
    for (const ImGuiInputEvent& event : later_) ImGui::GetCurrentContext()->InputEventsQueue.push_back(event);
}

}  // namespace gs
