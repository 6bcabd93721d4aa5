#include "app/ui/widgets.h"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "app/ui/theme.h"

namespace gs {

void tooltip(std::string_view title, std::string_view help) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled)) return;
    ImGui::PushFont(nullptr, theme::kFontSize);  // whatever size the item's own text has
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme::em(0.7F), theme::em(0.5F)});
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(theme::em(22));
        ImGui::TextUnformatted(title.data(), title.data() + title.size());
        if (!help.empty()) write_text(help, theme::kDim);
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar();
    ImGui::PopFont();
}

void draw_box(ImVec2 low, ImVec2 high, const ImVec4& ground) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    list.AddRectFilled(low, high, theme::color(ground), round);
    list.AddRect(low, high, theme::color(theme::kFrame), round);
}

bool icon_button(const char* id, Icon icon, std::string_view title, std::string_view help,
                 std::string_view why_not, bool accent, float width) {
    const float height = theme::em(2.0F);
    const ImVec2 size{width > 0 ? width : height, height};
    ImGui::BeginDisabled(!why_not.empty());
    const bool clicked = ImGui::InvisibleButton(id, size);
    const bool hovered = ImGui::IsItemHovered(), held = ImGui::IsItemActive();
    ImGui::EndDisabled();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImVec4 ground = held ? theme::kAccentDeep : hovered ? theme::kHovered : theme::kRaised;
    ImVec4 ink = why_not.empty() ? theme::kText : theme::kFaint;
    if (accent && why_not.empty()) {
        ground = held ? theme::kAccentDeep : theme::kAccent;
        ground.w = hovered && !held ? 0.85F : 1.0F;
        ink = theme::kInk;
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_box(low, high, ground);
    draw_icon(list, icon, {(low.x + high.x) / 2, (low.y + high.y) / 2}, height * 0.24F, theme::color(ink));
    tooltip(title, why_not.empty() ? help : why_not);
    return clicked;
}

int segmented(const char* id, std::span<const char* const> labels, int current, std::string_view title,
              std::string_view help) {
    ImGui::PushID(id);
    const float width = ImGui::CalcItemWidth() / static_cast<float>(labels.size());
    const float height = ImGui::GetFrameHeight(), round = ImGui::GetStyle().FrameRounding;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    draw_box(start, {start.x + ImGui::CalcItemWidth(), start.y + height}, theme::kRaised);
    int clicked = -1;
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const char* label = labels[static_cast<std::size_t>(i)];
        if (i > 0) ImGui::SameLine(0, 0);
        if (ImGui::InvisibleButton(label, {width, height})) clicked = i;
        const bool hovered = ImGui::IsItemHovered();
        tooltip(title, help);
        const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
        if (i == current)
            list.AddRectFilled(low, high, theme::color(theme::kAccent), round);
        else if (hovered)
            draw_box(low, high, theme::kHovered);
        const ImVec2 size = ImGui::CalcTextSize(label);
        list.AddText({(low.x + high.x - size.x) / 2, (low.y + high.y - size.y) / 2},
                     theme::color(i == current ? theme::kInk
                                  : hovered    ? theme::kText
                                               : theme::kDim),
                     label);
    }
    ImGui::PopID();
    return clicked;
}

bool section(const char* id, const char* title, bool& open) {
    ImGui::Dummy({0, theme::em(0.25F)});
    const float width = ImGui::GetContentRegionAvail().x, height = theme::em(1.7F);
    if (ImGui::InvisibleButton(id, {width, height})) open = !open;
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine(low, {high.x, low.y}, theme::color(theme::kLine));
    const float middle = (low.y + high.y) / 2 + theme::em(0.08F), r = theme::em(0.22F);
    const ImU32 ink = theme::color(hovered ? theme::kText : theme::kDim);
    const float type = theme::em(1.07F);
    list.AddText(nullptr, type, {low.x, middle - type / 2}, theme::color(theme::kText), title);
    const ImVec2 at{high.x - r * 2, middle};
    if (open)
        list.AddTriangleFilled({at.x - r, at.y - r * 0.6F}, {at.x + r, at.y - r * 0.6F},
                               {at.x, at.y + r * 0.7F}, ink);
    else
        list.AddTriangleFilled({at.x - r * 0.6F, at.y - r}, {at.x + r * 0.7F, at.y},
                               {at.x - r * 0.6F, at.y + r}, ink);
    return open;
}

void write_text(std::string_view said, const ImVec4& color) {
    ImGui::PushStyleColor(ImGuiCol_Text, color);
    ImGui::TextUnformatted(said.data(), said.data() + said.size());
    ImGui::PopStyleColor();
}

void draw_fitted(std::string_view said, ImVec2 at, float width, const ImVec4& color) {
    const char *begin = said.data(), *end = begin + said.size();
    const float right = at.x + width;
    ImGui::PushStyleColor(ImGuiCol_Text, color);
    ImGui::RenderTextEllipsis(ImGui::GetWindowDrawList(), at, {right, at.y + ImGui::GetFontSize() * 1.3F},
                              right, begin, end, nullptr);
    ImGui::PopStyleColor();
}

void draw_button_text(std::string_view said) {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImVec2 size = ImGui::CalcTextSize(said.data(), said.data() + said.size());
    const float room = high.x - low.x - 2 * ImGui::GetStyle().FramePadding.x, width = std::min(size.x, room);
    draw_fitted(said, {(low.x + high.x - width) / 2, (low.y + high.y - size.y) / 2}, width + 1, theme::kText);
}

void note(std::string_view said, const ImVec4& color) {
    ImGui::PushTextWrapPos(0);
    write_text(said, color);
    ImGui::PopTextWrapPos();
}

std::string grouped(double x) {
    std::string plain = fmt::format("{:.0f}", x);
    for (std::size_t at = plain.size(); at > 3 && plain[at - 4] != '-'; at -= 3)
        plain.insert(at - 3, "\xE2\x80\x89");
    return plain;
}

}  // namespace gs
