#include "app/ui/typed_line.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <utility>

namespace gs {

std::string typed_since() {
    std::string typed;
    for (const ImWchar sign : ImGui::GetIO().InputQueueCharacters) {
        char letter[5] = {};
        if (sign >= ' ' && ImTextCharToUtf8(letter, sign) > 0) typed += letter;
    }
    return typed;
}

void TypedLine::take(std::string_view typed) {
    more_ += typed;
    wanted_ = fresh_ = true;
    waits_ = 3;
}

void TypedLine::put(std::string with) {
    more_ = std::move(with);
    replace_ = true;
    take();
}

/// The field keeps a text of its own while it has the keyboard, which only this may change.
void TypedLine::settle(ImGuiInputTextCallbackData& data) {
    if (!std::exchange(fresh_, false)) return;
    data.ClearSelection();
    data.CursorPos = data.BufTextLen;
    if (std::exchange(replace_, false)) data.DeleteChars(0, data.BufTextLen);
    if (!more_.empty()) data.InsertChars(data.CursorPos, more_.c_str());
    more_.clear();
}

bool TypedLine::draw(const char* id, const char* hint, const Keys& keys) {
    if (std::exchange(wanted_, false)) ImGui::SetKeyboardFocusHere();
    std::pair<TypedLine*, const Keys*> both{this, &keys};
    const auto callback = [](ImGuiInputTextCallbackData* data) {
        const auto& [line, other] = *static_cast<std::pair<TypedLine*, const Keys*>*>(data->UserData);
        if (data->EventFlag == ImGuiInputTextFlags_CallbackAlways)
            line->settle(*data);
        else
            (*other)(*data);
        return 0;
    };
    const auto flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackAlways |
                       ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_CallbackHistory;
    const bool entered = ImGui::InputTextWithHint(id, hint, &text, flags, callback, &both);
    const bool clicking =
        ImGui::IsMouseDown(ImGuiMouseButton_Left) || ImGui::IsMouseReleased(ImGuiMouseButton_Left);
    const bool active = ImGui::IsItemActive();
    if (waits_ > 0) --waits_;
    has_ = active || waits_ > 0 || (has_ && clicking);
    return entered;
}

}  // namespace gs
