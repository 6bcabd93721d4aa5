#include "app/ui/widgets.h"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <vector>

#include "app/ui/foot.h"
#include "app/ui/theme.h"

namespace gs {

namespace {

constexpr float kTooltipWidth = 22, kTooltipPad = 0.7F, kTooltipGap = 0.5F;  // em
constexpr float kTooltipRest = 8;                                            // s

struct TooltipPart {
    std::string_view said;
    const ImVec4& color;
};

ImVec2 size_of(std::span<const TooltipPart> parts) {
    const float pad = theme::em(kTooltipPad);
    ImVec2 size{0, -ImGui::GetStyle().ItemSpacing.y};
    for (const TooltipPart& part : parts) {
        const ImVec2 one = ImGui::CalcTextSize(part.said.data(), part.said.data() + part.said.size(), false,
                                               theme::em(kTooltipWidth) - 2 * pad);
        size.x = std::max(size.x, one.x);
        size.y += one.y + ImGui::GetStyle().ItemSpacing.y;
    }
    return {size.x + 2 * pad, size.y + 2 * pad};
}

/// Beside the window of the last item if that is a narrow one, such as the panel or the figures;
/// else below or above the item.
ImVec2 place_of(ImVec2 size) {
    const ImRect window = ImGui::GetCurrentWindow()->RootWindow->Rect();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float gap = theme::em(kTooltipGap);
    const auto within = [](float x, float most) { return std::clamp(x, 0.0F, std::max(0.0F, most)); };
    const float beside_y = within(low.y, screen.y - size.y);
    if (window.GetWidth() < theme::em(30)) {
        if (window.Min.x - gap - size.x >= 0) return {window.Min.x - gap - size.x, beside_y};
        if (window.Max.x + gap + size.x <= screen.x) return {window.Max.x + gap, beside_y};
    }
    const bool fits_below = high.y + gap + size.y <= screen.y;
    return {within(low.x, screen.x - size.x),
            fits_below ? high.y + gap : within(low.y - gap - size.y, low.y)};
}

}  // namespace

void tooltip(std::string_view title, std::string_view help, std::string_view use) {
    if (tell_foot(title, help)) return;
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip | ImGuiHoveredFlags_AllowWhenDisabled)) return;
    if (ImGui::IsAnyMouseDown() || ImGui::GetCurrentContext()->MouseStationaryTimer > kTooltipRest) return;
    // Whatever size the item's own text has.
    ImGui::PushFont(nullptr, theme::type_for(theme::kFontSize, theme::kFarShare));
    const float pad = theme::em(kTooltipPad);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, pad});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {pad, theme::em(0.3F)});
    std::vector<TooltipPart> parts{{title, theme::kText}};
    if (!help.empty()) parts.push_back({help, theme::kDim});
    if (!use.empty()) parts.push_back({use, theme::kFaint});
    ImGui::SetNextWindowPos(place_of(size_of(parts)));
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(theme::em(kTooltipWidth) - pad);
        for (const TooltipPart& part : parts) write_text(part.said, part.color);
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar(2);
    ImGui::PopFont();
}

std::string fitted(std::string_view said, float width) {
    constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
    const char *const begin = said.data(), *const end = begin + said.size();
    if (ImGui::CalcTextSize(begin, end).x <= width) return std::string(said);
    const float room = width - ImGui::CalcTextSize(kEllipsis.data()).x;
    const char* cut = begin;
    ImGui::GetFont()->CalcTextSizeA(ImGui::GetFontSize(), std::max(room, 0.0F), 0, begin, end, &cut);
    return std::string(begin, cut).append(kEllipsis);
}

bool write_to_end(std::string_view said, float room, const ImVec4& color) {
    const std::string shown = fitted(said, room);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + room - ImGui::CalcTextSize(shown.c_str()).x);
    write_text(shown, color);
    return shown == said;
}

void draw_box(ImVec2 low, ImVec2 high, const ImVec4& ground) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    list.AddRectFilled(low, high, theme::color(ground), round);
    list.AddRect(low, high, theme::color(theme::kFrame), round);
}

void draw_chosen(ImVec2 low, ImVec2 high) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    list.AddRectFilled(low, high, theme::color(theme::kAccentDeep), round);
    list.AddRect(low, high, theme::color(theme::kAccent), round);
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

namespace {

/// Where the segments end, in pixels from their beginning. They are equally wide unless a label
/// needs more.
std::vector<float> ends_of(std::span<const char* const> labels, float width) {
    const float equal = width / static_cast<float>(labels.size()), pad = theme::em(0.4F);
    std::vector<float> ends;
    float needed = 0, widest = 0;
    for (const char* label : labels) {
        const float one = ImGui::CalcTextSize(label).x + 2 * pad;
        widest = std::max(widest, one);
        ends.push_back(needed += one);
    }
    for (std::size_t i = 0; i < ends.size(); ++i)
        ends[i] = widest <= equal ? equal * static_cast<float>(i + 1) : ends[i] * width / needed;
    return ends;
}

}  // namespace

int segmented(const char* id, std::span<const char* const> labels, int current, std::string_view title,
              std::string_view help, std::string_view use) {
    ImGui::PushID(id);
    const float width = ImGui::CalcItemWidth(), height = ImGui::GetFrameHeight();
    const std::vector<float> ends = ends_of(labels, width);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 start = ImGui::GetCursorScreenPos();
    draw_box(start, {start.x + width, start.y + height}, theme::kRaised);
    int clicked = -1;
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (i > 0) ImGui::SameLine(0, 0);
        if (ImGui::InvisibleButton(labels[at], {ends[at] - (i > 0 ? ends[at - 1] : 0), height})) clicked = i;
        const bool hovered = ImGui::IsItemHovered();
        const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
        if (i == current)
            list.AddRectFilled(low, high, theme::color(theme::kAccent), ImGui::GetStyle().FrameRounding);
        else if (hovered)
            draw_box(low, high, theme::kHovered);
        const std::string label = fitted(labels[at], high.x - low.x - theme::em(0.2F));
        tooltip(label == labels[at] ? title : labels[at], help, use);
        const ImVec2 size = ImGui::CalcTextSize(label.c_str());
        list.AddText({(low.x + high.x - size.x) / 2, (low.y + high.y - size.y) / 2},
                     theme::color(i == current ? theme::kInk
                                  : hovered    ? theme::kText
                                               : theme::kDim),
                     label.c_str());
    }
    ImGui::PopID();
    return clicked;
}

bool section(const char* id, const char* title, bool& open, std::string_view aside) {
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
    const std::string shown = fitted(aside, width - ImGui::CalcTextSize(title).x * 1.07F - theme::em(2.5F));
    list.AddText({at.x - theme::em(0.7F) - ImGui::CalcTextSize(shown.c_str()).x, middle - theme::em(0.5F)},
                 theme::color(theme::kDim), shown.c_str());
    if (open)
        list.AddTriangleFilled({at.x - r, at.y - r * 0.6F}, {at.x + r, at.y - r * 0.6F},
                               {at.x, at.y + r * 0.7F}, ink);
    else
        list.AddTriangleFilled({at.x - r * 0.6F, at.y - r}, {at.x + r * 0.7F, at.y},
                               {at.x - r * 0.6F, at.y + r}, ink);
    return open;
}

void fade_edges() {
    const ImRect seen = ImGui::GetCurrentWindow()->InnerRect;
    const ImU32 full = theme::color(theme::kGround), none = theme::color(theme::kGround, 0);
    const float fade = theme::em(1);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::GetScrollY() > 0)
        list.AddRectFilledMultiColor(seen.Min, {seen.Max.x, seen.Min.y + fade}, full, full, none, none);
    if (ImGui::GetScrollY() < ImGui::GetScrollMaxY())
        list.AddRectFilledMultiColor({seen.Min.x, seen.Max.y - fade}, seen.Max, none, none, full, full);
}

bool enter_pressed() {
    const bool pressed =
        ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    return pressed && !ImGui::GetIO().WantTextInput &&
           !ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

void write_text(std::string_view said, const ImVec4& color) {
    ImGui::PushStyleColor(ImGuiCol_Text, theme::as_drawn(color));
    ImGui::TextUnformatted(said.data(), said.data() + said.size());
    ImGui::PopStyleColor();
}

void draw_fitted(std::string_view said, ImVec2 at, float width, const ImVec4& color) {
    ImGui::GetWindowDrawList()->AddText(at, theme::color(color), fitted(said, width).c_str());
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
