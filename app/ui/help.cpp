// F1: the keys and the mouse in groups, from the table of shortcuts.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "app/ui/hand.h"
#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kKeys = 9.5F, kColumn = 25;  // em
constexpr float kLeastType = 0.66F;          // of the interface's, to show all groups at once

struct MouseRow {
    KeyGroup group;
    const char* keys;
    Text help;
};

constexpr std::array<MouseRow, 8> kMouse{{{KeyGroup::Look, "Wheel", Text::UiMouseZoom},
                                          {KeyGroup::Look, "Middle drag", Text::UiMousePan},
                                          {KeyGroup::Look, "Shift + left drag", Text::UiMousePan},
                                          {KeyGroup::Paint, "Left button", Text::UiMousePaint},
                                          {KeyGroup::Paint, "Right button", Text::UiMouseErase},
                                          {KeyGroup::Paint, "Ctrl + wheel", Text::UiMouseBrush},
                                          {KeyGroup::Paint, "Alt + click", Text::UiMouseRates},
                                          {KeyGroup::Paint, "Ctrl + click", Text::UiMouseProbe}}};

struct GroupRow {
    KeyGroup group;
    Text title;
};

// Two columns of about the same height; below each other where the page is narrow.
constexpr std::array<GroupRow, 2> kLeft{
    {{KeyGroup::Run, Text::UiKeysRun}, {KeyGroup::Show, Text::UiKeysShow}}};
constexpr std::array<GroupRow, 2> kRight{
    {{KeyGroup::Look, Text::UiKeysLook}, {KeyGroup::Paint, Text::UiKeysPaint}}};

/// What a button does with the chosen tool; the right one erases with the brush if that can't.
std::string mouse_words(const Ui& ui, Text help) {
    if (help == Text::UiMousePaint) return words_of_left_button(ui);
    return help == Text::UiMouseErase ? say(help, paints_word(ui.app.document().brush_paints))
                                      : std::string(text(help));
}

/// True if the pointer is over it.
bool line(const char* keys, std::string_view help) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    const ImVec2 low = ImGui::GetCursorScreenPos();
    write_text(keys, theme::kAccent);
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(help.data(), help.data() + help.size());
    return ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(low, ImGui::GetItemRectMax(), false);
}

/// A key under the pointer rings the control in the panel that does the same.
void draw_group(Ui& ui, const GroupRow& group) {
    write_text(text(group.title), theme::kDim);
    if (!ImGui::BeginTable(c_text(group.title), 2, ImGuiTableFlags_SizingFixedFit)) return;
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, theme::em(kKeys));
    for (const MouseRow& m : kMouse)
        if (m.group == group.group) (void)line(m.keys, mouse_words(ui, m.help));
    for (const Shortcut& s : shortcuts())
        if (s.group == group.group && line(s.keys, text(s.help))) ui.rows.ring(s.command);
    ImGui::EndTable();
    ImGui::Dummy({0, theme::em(0.3F)});
}

void draw_column(Ui& ui, std::span<const GroupRow> groups) {
    ImGui::BeginGroup();
    for (const GroupRow& group : groups) draw_group(ui, group);
    ImGui::EndGroup();
}

/// The height of all in two columns, in em.
float height_of_both() {
    const std::size_t rows = (shortcuts().size() + kMouse.size() + 1) / 2 + 1;
    return 1.3F * static_cast<float>(rows) + 2 * 2.2F + 3 * 1.7F;
}

}  // namespace

void draw_help(Ui& ui) {
    ImGui::BeginChild("Keys");
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool wide = room.x > theme::em(2 * kColumn) * kLeastType;
    // All keys are seen at once, if need be in smaller type.
    const float fits = std::min(room.y / theme::em(height_of_both()), room.x / theme::em(2 * kColumn));
    ImGui::PushFont(nullptr,
                    ImGui::GetStyle().FontSizeBase * (wide ? std::clamp(fits, kLeastType, 1.0F) : 1));
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme::em(0.4F), theme::em(0.15F)});
    draw_column(ui, kLeft);
    if (wide) ImGui::SameLine(std::max(room.x / 2, theme::em(kColumn)));
    draw_column(ui, kRight);
    note(text(Text::UiSlidersTitle), theme::kDim);
    note(text(Text::UiKeysNote), theme::kDim);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    ImGui::EndChild();
}

}  // namespace gs
