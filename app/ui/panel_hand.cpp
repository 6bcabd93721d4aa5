// The section of the hand: its tools, what they paint, what is selected, and the whole field.
#include <fmt/core.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <random>

#include "app/core/document/words.h"
#include "app/ui/hand.h"
#include "app/ui/shortcuts.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kToolHeight = 2.9F;           // em
constexpr std::int64_t kMostShuffled = 9999;  // a number that is easily told

struct ToolRow {
    Tool tool;
    const char* word;
    Icon icon;
    const char* command;
    Text name, help;
};

constexpr std::array kTools{
    ToolRow{Tool::Brush, "brush", Icon::Brush, "set tool brush", Text::UiToolBrush, Text::UiToolBrushHelp},
    ToolRow{Tool::Line, "line", Icon::Line, "set tool line", Text::UiToolLine, Text::UiToolLineHelp},
    ToolRow{Tool::Rectangle, "rectangle", Icon::Box, "set tool rectangle", Text::UiToolRectangle,
            Text::UiToolRectangleHelp},
    ToolRow{Tool::Flood, "fill", Icon::Bucket, "set tool fill", Text::UiToolFill, Text::UiToolFillHelp},
    ToolRow{Tool::Select, "select", Icon::Frame, "set tool select", Text::UiToolSelect,
            Text::UiToolSelectHelp},
    ToolRow{Tool::Stamp, "stamp", Icon::Stamp, "set tool stamp", Text::UiToolStamp, Text::UiToolStampHelp}};

/// True if it was clicked.
bool tool_button(const ToolRow& row, bool chosen, float width) {
    const ImVec2 low = ImGui::GetCursorScreenPos(), high{low.x + width, low.y + theme::em(kToolHeight)};
    const bool clicked = ImGui::InvisibleButton(row.word, {width, high.y - low.y});
    const bool hovered = ImGui::IsItemHovered();
    tooltip(text(row.name), text(row.help), say(Text::UiKeyLine, shortcut(row.command).keys, row.command));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen)
        list.AddRectFilled(low, high, theme::color(theme::kAccent), ImGui::GetStyle().FrameRounding);
    else
        draw_box(low, high, hovered ? theme::kHovered : theme::kRaised);
    const ImU32 ink = theme::color(chosen ? theme::kInk : hovered ? theme::kText : theme::kDim);
    const float middle = (low.x + high.x) / 2, type = theme::em(0.78F);
    draw_icon(list, row.icon, {middle, low.y + theme::em(1.05F)}, theme::em(0.5F), ink);
    const char* const name = c_text(row.name);
    const float wide = ImGui::CalcTextSize(name).x * type / ImGui::GetFontSize();
    list.AddText(nullptr, type, {middle - wide / 2, high.y - theme::em(1.1F)}, ink, name);
    return clicked;
}

void draw_tools(Ui& ui) {
    const float gap = theme::em(0.2F), all = static_cast<float>(kTools.size());
    const float width = (ImGui::GetContentRegionAvail().x - gap * (all - 1)) / all;
    ImGui::BeginGroup();
    for (const ToolRow& row : kTools) {
        if (&row != kTools.data()) ImGui::SameLine(0, gap);
        if (tool_button(row, ui.app.document().tool == row.tool, width)) ui.execute(row.command);
    }
    ImGui::EndGroup();
    ui.rows.mark_item("tool");
}

/// The values that are painted, and what comes of painted rates.
void draw_paint(Ui& ui) {
    const Paints paints = ui.app.document().brush_paints;
    std::array<const char*, 5> labels{};
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = paints_word(static_cast<Paints>(i)).data();
    const Property& row = ui.rows.property("brush-paints");
    ImGui::PushID("brush-paints");
    ImGui::SetNextItemWidth(ui.rows.label(row));
    const int clicked =
        segmented("choice", labels, static_cast<int>(paints), row.label, text(Text::UiPaintsHelp));
    ImGui::PopID();
    if (clicked >= 0) ui.set(row.key, row.choices[static_cast<std::size_t>(clicked)]);
    if (paints == Paints::Both || paints == Paints::U) ui.rows.row("brush-u");
    if (paints == Paints::Both || paints == Paints::V) ui.rows.row("brush-v");
    if (paints == Paints::Feed) ui.rows.row("brush-feed");
    if (paints == Paints::Kill) ui.rows.row("brush-kill");
    const bool rates = paints == Paints::Feed || paints == Paints::Kill;
    if (ui.app.document().rates) {
        note(text(Text::UiPaintedRates), theme::kAccent);
        if (ImGui::Button(c_text(Text::UiRatesEnd))) ui.execute("vary off");
        tooltip(text(Text::UiRatesEnd), text(Text::UiRatesEndHelp));
    } else if (rates) {
        note(say(Text::UiPaintRatesHint, paints_word(paints)), theme::kFaint);
    }
}

void draw_symmetry(Ui& ui) {
    ui.rows.row("brush-fold");
    ui.rows.row("brush-mirror");
}

struct Button {
    const char* id;
    Text name, help;
    bool able = true;
};

/// A row of buttons as wide as the section; the index of the one that was clicked, or -1.
template <std::size_t count>
int buttons(const std::array<Button, count>& rows) {
    const float gap = theme::em(0.25F);
    const float width = (ImGui::GetContentRegionAvail().x - gap * (count - 1)) / count;
    int clicked = -1;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) ImGui::SameLine(0, gap);
        ImGui::PushID(rows[i].id);
        ImGui::BeginDisabled(!rows[i].able);
        const bool pressed = ImGui::Button("##button", {width, 0});
        draw_button_text(text(rows[i].name));
        ImGui::EndDisabled();
        tooltip(text(rows[i].name), text(rows[i].help));
        ImGui::PopID();
        if (pressed) clicked = static_cast<int>(i);
    }
    return clicked;
}

void draw_selected(Ui& ui) {
    const App::Hands& hands = ui.app.hands();
    const bool some = hands.selection.has_value();
    if (some) {
        const Rect& of = *hands.selection;
        note(say(Text::UiSelected, of.cols, of.rows, of.row, of.col), theme::kText);
    } else {
        note(text(Text::UiSelectedNone), theme::kAccent);
    }
    const std::array rows{Button{"copy", Text::UiCopy, Text::UiCopyHelp, some},
                          Button{"cut", Text::UiCut, Text::UiCutHelp, some},
                          Button{"paste", Text::UiPaste, Text::UiPasteHelp, hands.clip != nullptr},
                          Button{"stamp", Text::UiStampIt, Text::UiStampItHelp, some},
                          Button{"save", Text::UiSave, Text::UiSaveSelectionHelp, some}};
    constexpr std::array kCommands{"copy", "cut", "paste", "set stamp-shape selection; set tool stamp",
                                   "save-selection"};
    if (const int clicked = buttons(rows); clicked >= 0)
        ui.execute(kCommands[static_cast<std::size_t>(clicked)]);
}

/// Words for the field, which Return writes, and a picture for it.
void draw_write(Ui& ui) {
    static std::string typed;
    const float width = ImGui::GetContentRegionAvail().x, gap = theme::em(0.25F);
    const float button = theme::em(3.6F), picture = theme::em(5.2F);
    ImGui::SetNextItemWidth(width - button - picture - 2 * gap);
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);  // a Tab from elsewhere does not end here
    const bool entered = ImGui::InputTextWithHint("##words", c_text(Text::UiWriteHint), &typed,
                                                  ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopItemFlag();
    tooltip(text(Text::UiWrite), text(Text::UiWriteHelp));
    ImGui::SameLine(0, gap);
    ImGui::BeginDisabled(typed.empty());
    const bool pressed = ImGui::Button(c_text(Text::UiWrite), {button, 0});
    ImGui::EndDisabled();
    tooltip(text(Text::UiWrite), text(Text::UiWriteHelp));
    ImGui::SameLine(0, gap);
    const std::string named = fmt::format("{}###picture", text(Text::UiPictureOpen));
    if (ImGui::Button(named.c_str(), {picture, 0})) ui.execute("view open-picture");
    tooltip(text(Text::UiPictureOpen), text(Text::UiPictureOpenHelp));
    if ((entered || pressed) && !typed.empty()) ui.execute("text " + as_word(typed));
}

void draw_whole(Ui& ui) {
    const bool selected = ui.app.hands().selection.has_value();
    write_text(text(selected ? Text::UiWholeSelection : Text::UiWholeField), theme::kDim);
    tooltip(text(selected ? Text::UiWholeSelection : Text::UiWholeField), text(Text::UiWholeHelp));
    constexpr std::array kAbove{Button{"clear", Text::UiClear, Text::UiClearHelp},
                                Button{"noise", Text::UiNoise, Text::UiNoiseHelp},
                                Button{"spots", Text::UiSpots, Text::UiSpotsHelp}};
    constexpr std::array kBelow{Button{"mirror", Text::UiMirrorAcross, Text::UiMirrorAcrossHelp},
                                Button{"flip", Text::UiMirrorDown, Text::UiMirrorDownHelp},
                                Button{"turn", Text::UiTurn, Text::UiTurnHelp},
                                Button{"shift", Text::UiShift, Text::UiShiftHelp}};
    const int above = buttons(kAbove), below = buttons(kBelow);
    // Each press gives others; the command names them, so that a journal gives the same.
    std::random_device chance;
    const auto number = [&] { return std::uniform_int_distribution<std::int64_t>(1, kMostShuffled)(chance); };
    if (above == 0) ui.execute("clear");
    if (above == 1) ui.execute(fmt::format("noise 0.1 {}", number()));
    const Document& d = ui.app.document();
    const Rect of =
        ui.app.hands().selection.value_or(Rect{0, 0, static_cast<int>(d.rows), static_cast<int>(d.cols)});
    if (above == 2) {
        const double cells = static_cast<double>(of.rows) * of.cols;
        ui.execute(fmt::format("spots {:.0f} {}", std::clamp(cells / 6000, 1.0, 1e4), number()));
    }
    if (below == 0) ui.execute("mirror left-right");
    if (below == 1) ui.execute("mirror top-bottom");
    if (below == 2) ui.execute("turn right");
    if (below == 3) ui.execute(fmt::format("shift {} {}", of.rows / 2, of.cols / 2));
}

}  // namespace

void draw_brush_section(Ui& ui) {
    const Tool tool = ui.app.document().tool;
    draw_tools(ui);
    const bool brush = tool == Tool::Brush || tool == Tool::Line;
    if (brush) ui.rows.row("brush-shape");
    if (brush) ui.rows.row("brush-radius");
    if (tool == Tool::Flood) ui.rows.row("fill-tolerance");
    if (tool == Tool::Select) {
        draw_selected(ui);
    } else if (tool == Tool::Stamp) {
        ui.rows.row("stamp-shape");
        ui.rows.row("stamp-angle");
        draw_symmetry(ui);
    } else {
        ui.rows.row("brush-strength");
        draw_paint(ui);
        draw_symmetry(ui);
    }
    for (const ToolRow& row : kTools)
        if (row.tool == tool) note(text(row.help), theme::kFaint);
    draw_whole(ui);
    draw_write(ui);
}

}  // namespace gs
