#include "app/ui/command_palette.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/core/document/words.h"
#include "app/ui/files.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"
#include "app/ui/view_requests.h"

namespace gs {
namespace {

constexpr float kWidth = 36, kHeight = 16, kRow = 1.6F;  // em
constexpr std::size_t kVisible = 7;                      // rows, at most
constexpr std::size_t kMostRecent = 30;
constexpr std::array<std::string_view, 6> kUsual{"toggle",      "reset",          "view gallery",
                                                 "view ladder", "view benchmark", "view keys"};

/// What has a key, and the files that were used last.
std::vector<SearchRow> actions(const Ui& ui) {
    std::vector<SearchRow> rows;
    for (const Shortcut& s : shortcuts())
        rows.push_back({.label = std::string(text(s.help)), .keys = s.keys, .line = s.command});
    for (const std::string& path : recent_sessions(ui))
        rows.push_back({.label = std::filesystem::path(path).filename().string(),
                        .detail = path,
                        .kind = std::string(text(Text::UiCommandsSession)),
                        .line = "load-session " + as_word(path)});
    return rows;
}

void remember(std::vector<std::string>& recent, const std::string& line) {
    std::erase(recent, line);
    recent.insert(recent.begin(), line);
    if (recent.size() > kMostRecent) recent.pop_back();
}

}  // namespace

void CommandPalette::find(Ui& ui) {
    if (found_for_ != line_.text) {
        found_for_ = line_.text;
        failure_.clear();
        at_ = 0;
    }
    const std::vector<SearchRow> all = search_rows(ui.app, actions(ui));
    rows_ = found(ui.app, line_.text, all, ui.settings.recent_lines);
    if (line_.text.empty()) rows_ = offered(all, ui.settings.recent_lines, kUsual);
    std::erase_if(rows_, [](const SearchRow& row) { return row.line == "view commands"; });
    at_ = rows_.empty() ? 0 : std::min(at_, rows_.size() - 1);
}

void CommandPalette::walk(std::size_t visible) {
    const auto last = static_cast<std::ptrdiff_t>(rows_.size()) - 1;
    const auto page = static_cast<std::ptrdiff_t>(visible);
    std::ptrdiff_t by = 0;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) by += 1;
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) by -= 1;
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) by += page;
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) by -= page;
    walked_ = by != 0;
    if (last < 0 || by == 0) return;
    at_ =
        static_cast<std::size_t>(std::clamp(static_cast<std::ptrdiff_t>(at_) + by, std::ptrdiff_t{0}, last));
}

void CommandPalette::choose(Ui& ui, const SearchRow& row) {
    if (row.goes_on && row.why_not.empty()) return line_.put(row.line);
    const std::string line = row.line;  // what is done may change the rows
    const Status done = row.why_not.empty() ? perform(ui, line) : Status::failure(row.why_not);
    if (!done) {
        failure_ = done.why();
        return line_.take();
    }
    remember(ui.settings.recent_lines, line);
    ImGui::CloseCurrentPopup();
}

void CommandPalette::draw_field(Ui& ui) {
    // Tab puts the chosen row into the field, to be typed on.
    const auto complete = [&](ImGuiInputTextCallbackData& data) {
        if (data.EventFlag != ImGuiInputTextFlags_CallbackCompletion || rows_.empty()) return;
        std::string line = rows_[at_].line;
        if (!line.ends_with(' ')) line += ' ';
        data.DeleteChars(0, data.BufTextLen);
        data.InsertChars(0, line.c_str());
    };
    if (const std::string typed = typed_since(); !typed.empty() && !ImGui::GetIO().WantTextInput)
        line_.take(typed);
    ImGui::SetNextItemWidth(-1);
    if (!line_.draw("##line", c_text(Text::UiCommandsHint), complete)) return;
    find(ui);
    if (rows_.empty()) {
        if (const Status done = perform(ui, line_.text); !done) failure_ = done.why();
        line_.take();
    } else {
        choose(ui, rows_[at_]);
    }
}

void CommandPalette::draw_row(const SearchRow& row, bool chosen) const {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool able = row.why_not.empty();
    if (chosen && able)
        draw_chosen(low, high);
    else if (chosen)
        list.AddRectFilled(low, high, theme::color(theme::kHovered), ImGui::GetStyle().FrameRounding);
    const float pad = theme::em(0.6F), y = (low.y + high.y - ImGui::GetFontSize()) / 2;
    const std::string& right = row.keys.empty() ? row.kind : row.keys;
    const float from = high.x - pad - ImGui::CalcTextSize(right.c_str()).x;
    const ImVec4& dim = chosen ? theme::kText : theme::kDim;
    list.AddText({from, y}, theme::color(row.keys.empty() || chosen ? dim : theme::kAccent), right.c_str());
    const auto write = [&](const std::string& said, float x, const ImVec4& ink) {
        const float end = from - pad;
        if (said.empty() || x > end - theme::em(2)) return x;
        draw_fitted(said, {x, y}, end - x, ink);
        return x + ImGui::CalcTextSize(said.c_str()).x;
    };
    const float x = write(row.label, low.x + pad, able ? theme::kText : theme::kFaint);
    write(able ? row.detail : row.why_not, x + theme::em(0.9F), able ? dim : theme::kFaint);
}

void CommandPalette::draw_rows(Ui& ui) {
    const std::size_t visible = std::min(rows_.size(), kVisible);
    walk(kVisible);
    if (visible == 0) return note(text(Text::UiCommandsNone), theme::kDim);
    ImGui::PushStyleVarY(ImGuiStyleVar_ItemSpacing, 0);
    ImGui::BeginChild("Rows", {0, theme::em(kRow) * static_cast<float>(visible)});
    const float width = ImGui::GetContentRegionAvail().x;
    const bool moved = ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0;
    const SearchRow* clicked = nullptr;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (ImGui::InvisibleButton(rows_[i].line.c_str(), {width, theme::em(kRow)})) clicked = &rows_[i];
        if (moved && ImGui::IsItemHovered()) at_ = i;
        if (walked_ && i == at_) ImGui::SetScrollHereY();
        if (ImGui::IsItemVisible()) draw_row(rows_[i], i == at_);
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    if (clicked != nullptr) choose(ui, *clicked);
}

/// What went wrong, or what may follow, or what the chosen row says or does.
void CommandPalette::draw_foot(const Ui& ui) const {
    ImGui::Dummy({0, theme::em(0.1F)});
    if (!failure_.empty()) return note(failure_, theme::kTrouble);
    std::string said = usage(ui.app, line_.text);
    if (said.empty() && !rows_.empty())
        said = rows_[at_].why_not.empty() ? rows_[at_].line : rows_[at_].why_not;
    note(said, theme::kDim);
}

void CommandPalette::draw(Ui& ui) {
    const bool opened = std::exchange(wanted_, false);
    if (opened) {
        ImGui::OpenPopup("Commands");
        line_.put("");
        line_.text.clear();
        failure_.clear();
        at_ = 0;
    }
    const Area whole = whole_window(), free = stage(ui);
    const float margin = theme::em(kMargin), width = std::min(theme::em(kWidth), whole.width() - 2 * margin);
    const float most = whole.width() - margin - width / 2;
    ImGui::SetNextWindowPos({std::clamp(free.middle().x, margin + width / 2, most), margin}, ImGuiCond_Always,
                            {0.5F, 0});
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(theme::em(kHeight), theme::em(1))});
    shown_ = ImGui::BeginPopup("Commands", ImGuiWindowFlags_NoMove);
    if (!shown_) return line_.leave();
    const bool again = !opened && ImGui::IsKeyChordPressed(shortcut("view commands").chord);
    if (again || ImGui::IsKeyPressed(ImGuiKey_Escape)) ImGui::CloseCurrentPopup();
    draw_field(ui);
    find(ui);
    draw_rows(ui);
    draw_foot(ui);
    ImGui::EndPopup();
}

}  // namespace gs
