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

constexpr float kGap = 1, kGutter = 2.5F;  // em, behind the keys and between two columns
// Of the interface's type: to show all groups at once, and where there is much room.
constexpr float kLeastType = 0.66F, kMostType = 1.5F;

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

constexpr std::array<GroupRow, 4> kGroups{{{KeyGroup::Run, Text::UiKeysRun},
                                           {KeyGroup::Show, Text::UiKeysShow},
                                           {KeyGroup::Look, Text::UiKeysLook},
                                           {KeyGroup::Paint, Text::UiKeysPaint}}};

/// How many of the groups stand in each column, of about the same height.
struct Columns {
    int count;
    std::array<std::size_t, 3> groups;
};
constexpr std::array<Columns, 3> kColumns{{{1, {4}}, {2, {2, 2}}, {3, {1, 1, 2}}}};

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

/// Calls f with the keys and the words of each row of the group.
template <class F>
void for_each_row(const Ui& ui, KeyGroup group, const F& f) {
    for (const MouseRow& m : kMouse)
        if (m.group == group) f(m.keys, mouse_words(ui, m.help), nullptr);
    for (const Shortcut& s : shortcuts())
        if (s.group == group) f(s.keys, std::string(text(s.help)), s.command);
}

/// A key under the pointer rings the control in the panel that does the same.
void draw_group(Ui& ui, const GroupRow& group, float keys_width) {
    write_text(text(group.title), theme::kDim);
    if (!ImGui::BeginTable(c_text(group.title), 2, ImGuiTableFlags_SizingFixedFit)) return;
    ImGui::TableSetupColumn("keys", ImGuiTableColumnFlags_WidthFixed, keys_width);
    for_each_row(ui, group.group, [&](const char* keys, const std::string& words, const char* command) {
        if (line(keys, words) && command != nullptr) ui.rows.ring(command);
    });
    ImGui::EndTable();
    ImGui::Dummy({0, theme::em(0.3F)});
}

/// What a column of groups takes, in em.
struct ColumnSize {
    float keys = 0, words = 0, height = 0;
    float width() const { return keys + kGap + words + kGutter; }
};

ColumnSize size_of(const Ui& ui, std::span<const GroupRow> groups) {
    ColumnSize size;
    const float em = theme::em(1);
    for (const GroupRow& group : groups) {
        size.height += 2.2F;
        for_each_row(ui, group.group, [&](const char* keys, const std::string& words, const char*) {
            size.keys = std::max(size.keys, ImGui::CalcTextSize(keys).x / em);
            size.words = std::max(size.words, ImGui::CalcTextSize(words.c_str()).x / em);
            size.height += 1.3F;
        });
    }
    return size;
}

/// Calls f with the groups of each column.
template <class F>
void for_each_column(const Columns& columns, const F& f) {
    std::span<const GroupRow> left(kGroups);
    for (int i = 0; i < columns.count; ++i) {
        const std::size_t many = columns.groups[static_cast<std::size_t>(i)];
        f(i, left.first(many));
        left = left.subspan(many);
    }
}

/// The part of the interface's type with which all keys are seen at once in so many columns.
float type_for(const Ui& ui, const Columns& columns, ImVec2 room) {
    float width = 0, height = 0;
    for_each_column(columns, [&](int, auto groups) {
        const ColumnSize size = size_of(ui, groups);
        width += size.width();
        height = std::max(height, size.height);
    });
    const float notes = 2 * 1.7F;
    return std::min({room.y / theme::em(height + notes), room.x / theme::em(width), kMostType});
}

}  // namespace

void draw_help(Ui& ui) {
    ImGui::BeginChild("Keys");
    const ImVec2 room = ImGui::GetContentRegionAvail();
    // All keys are seen at once, if need be in smaller type; if it would be too small, they scroll.
    const Columns* columns = &kColumns.front();
    float type = 0;
    for (const Columns& c : kColumns)
        if (const float its = type_for(ui, c, room); its > type) {
            columns = &c;
            type = its;
        }
    if (type < kLeastType) {
        columns = &kColumns.front();
        type = 1;
    }
    ImGui::PushFont(nullptr, ImGui::GetStyle().FontSizeBase * type);
    ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {theme::em(0.4F), theme::em(0.15F)});
    float x = 0;
    for_each_column(*columns, [&](int column, auto groups) {
        if (column > 0) ImGui::SameLine(x);
        const ColumnSize size = size_of(ui, groups);
        x += theme::em(size.width());
        ImGui::BeginGroup();
        for (const GroupRow& group : groups) draw_group(ui, group, theme::em(size.keys + kGap / 2));
        ImGui::EndGroup();
    });
    note(text(Text::UiSlidersTitle), theme::kDim);
    note(text(Text::UiKeysNote), theme::kDim);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    ImGui::EndChild();
}

}  // namespace gs
