// Keys that are pressed and let go faster than frames come.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

namespace gs {

/// If a key was pressed and then a modifier let go since the last frame, ImGui sees the key without
/// the modifier: a user who types Ctrl+K quickly, in a window that draws twenty frames a second,
/// gets K. The same happens the other way round. So what came from the modifier on is kept for the
/// next frame. Lives around ImGui::NewFrame, on its thread.
class WholeChords {
  public:
    WholeChords();
    ~WholeChords();
    WholeChords(const WholeChords&) = delete;
    WholeChords& operator=(const WholeChords&) = delete;

  private:
    ImVector<ImGuiInputEvent> later_;
};

}  // namespace gs
