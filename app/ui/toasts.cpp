#include "app/ui/toasts.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>

#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace gs {
namespace {

constexpr std::size_t kMost = 4;
constexpr double kFileSeconds = 12;  // for one with buttons

/// The time that it takes to read the message twice.
double seconds_for(const Message& message) {
    if (!message.path.empty()) return kFileSeconds;
    const double reading = 2.5 + 0.06 * static_cast<double>(message.text.size());
    return message.kind == Message::Kind::Info ? reading : 2 * reading;
}

}  // namespace

void Toasts::add(Message message) {
    const double until = ImGui::GetTime() + seconds_for(message);
    if (!shown_.empty() && shown_.back().message.text == message.text) {
        shown_.back().until = until;
        ++shown_.back().times;
        return;
    }
    shown_.push_back({std::move(message), until});
    if (shown_.size() > kMost) shown_.pop_front();
}

void Toasts::draw_one(Shown& shown, float widest) {
    const Message& message = shown.message;
    const std::string said =
        shown.times > 1 ? fmt::format("{}  (x{})", message.text, shown.times) : message.text;
    ImGui::PushTextWrapPos(widest - theme::em(2));
    ImGui::TextUnformatted(said.c_str());
    ImGui::PopTextWrapPos();
    if (!message.path.empty()) {
        if (ImGui::Button(c_text(Text::UiCopyPath))) ImGui::SetClipboardText(message.path.c_str());
        ImGui::SameLine();
        if (ImGui::Button(c_text(Text::UiShow))) wanted_ = message.path;
    }
    const bool clicked = ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
    if (clicked && !ImGui::IsAnyItemHovered()) shown.until = 0;
}

void Toasts::drop(std::string_view text) {
    std::erase_if(shown_, [&](const Shown& s) { return s.message.text == text; });
}

void Toasts::draw(const Place& place) {
    std::erase_if(shown_, [](const Shown& s) { return ImGui::GetTime() > s.until; });
    ImGui::PushFont(nullptr, place.type);
    const float gap = theme::em(0.6F), width = place.right - place.left;
    float edge = place.edge;
    for (std::size_t i = shown_.size(); i-- > 0;) {
        Shown& shown = shown_[i];
        const bool trouble = shown.message.kind != Message::Kind::Info;
        ImGui::SetNextWindowPos({place.left + width / 2, edge}, ImGuiCond_Always,
                                {0.5F, place.downwards ? 0.0F : 1.0F});
        const float widest = std::max(theme::em(14), std::min(width - 2 * gap, theme::em(44)));
        ImGui::SetNextWindowSizeConstraints({0, 0}, {widest, 10000});
        ImGui::PushStyleColor(ImGuiCol_Border, trouble ? theme::kTrouble : theme::kAccentCalm);
        ImGui::Begin(fmt::format("##toast{}", i).c_str(), nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize |
                         ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
        draw_one(shown, widest);
        edge += (place.downwards ? 1.0F : -1.0F) * (ImGui::GetWindowHeight() + gap);
        ImGui::End();
        ImGui::PopStyleColor();
    }
    ImGui::PopFont();
}

}  // namespace gs
