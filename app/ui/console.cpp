#include "app/ui/console.h"
#include "app/core/app/commands.h"

#include <fmt/core.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "app/ui/theme.h"

namespace gs {
namespace {

constexpr std::size_t kMostLines = 500;
constexpr std::size_t kMostCandidates = 6;

/// The index at which the word that is being typed begins.
std::size_t word_start(std::string_view line) {
    const std::size_t gap = line.find_last_of(" ;");
    return gap == std::string_view::npos ? 0 : gap + 1;
}

std::string common_start(const std::vector<Completion>& candidates) {
    std::string common = candidates.front().word;
    for (const Completion& c : candidates) {
        const auto [end, ignored] = std::mismatch(common.begin(), common.end(), c.word.begin(), c.word.end());
        common.erase(end, common.end());
    }
    return common;
}

}  // namespace

void Console::say_line(Kind kind, std::string said) {
    lines_.push_back({kind, std::move(said)});
    if (lines_.size() > kMostLines) lines_.pop_front();
    to_bottom_ = true;
}

void Console::add(const Message& message) {
    say_line(message.kind == Message::Kind::Error ? Kind::Wrong : Kind::Said, message.text);
}

void Console::run() {
    if (typed_.empty()) return;
    say_line(Kind::Typed, typed_);
    if (history_.empty() || history_.back() != typed_) history_.push_back(typed_);
    recalled_ = history_.size();
    if (typed_ == "help") {
        for (const Command& c : commands())
            say_line(Kind::Said, fmt::format("{} {}  -  {}", c.name, c.arguments, help_of(c)));
    } else if (Status s = app_.execute(typed_); !s) {
        say_line(Kind::Wrong, s.why());
    }
    typed_.clear();
}

void Console::complete(ImGuiInputTextCallbackData& data) const {
    const std::string_view line(data.Buf, static_cast<std::size_t>(data.CursorPos));
    const std::vector<Completion> candidates = complete_line(app_.document(), line);
    if (candidates.empty()) return;
    const auto start = static_cast<int>(word_start(line));
    std::string word = common_start(candidates);
    if (candidates.size() == 1) word += ' ';
    if (word.size() < line.size() - static_cast<std::size_t>(start)) return;
    data.DeleteChars(start, data.CursorPos - start);
    data.InsertChars(start, word.c_str());
}

void Console::recall(ImGuiInputTextCallbackData& data, int direction) {
    if (history_.empty()) return;
    if (direction < 0 && recalled_ > 0) --recalled_;
    if (direction > 0 && recalled_ < history_.size()) ++recalled_;
    data.DeleteChars(0, data.BufTextLen);
    if (recalled_ < history_.size()) data.InsertChars(0, history_[recalled_].c_str());
}

void Console::draw_lines() const {
    for (const Line& line : lines_) {
        const ImVec4& color = line.kind == Kind::Typed   ? theme::kAccent
                              : line.kind == Kind::Wrong ? theme::kTrouble
                                                         : theme::kText;
        note(line.kind == Kind::Typed ? "> " + line.text : line.text, color);
    }
    if (lines_.empty()) note(text(Text::UiConsoleHint), theme::kFaint);
}

/// Draws the possible completions on one line; if there is only one, also what it means.
void Console::draw_candidates() const {
    std::string said;
    if (!typed_.empty()) {
        const std::vector<Completion> candidates = complete_line(app_.document(), typed_);
        for (std::size_t i = 0; i < std::min(candidates.size(), kMostCandidates); ++i)
            said += (i ? "    " : "") + candidates[i].word;
        if (candidates.size() > kMostCandidates)
            said += fmt::format("    +{}", candidates.size() - kMostCandidates);
        if (candidates.size() == 1) said += "   " + candidates.front().help;
    }
    write_text(said, theme::kDim);
}

void Console::draw(Ui& ui, const Area& area) {
    if (!std::exchange(was_open_, true)) focus_ = true;
    ImGui::SetNextWindowPos(area.low);
    ImGui::SetNextWindowSize({area.width(), area.height()});
    ImGui::Begin("Console", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    const float below = ImGui::GetFrameHeightWithSpacing() + ImGui::GetTextLineHeightWithSpacing();
    ImGui::BeginChild("Lines", {0, -below});
    draw_lines();
    if (std::exchange(to_bottom_, false)) ImGui::SetScrollHereY(1);
    ImGui::EndChild();
    ImGui::SetNextItemWidth(-1);
    if (std::exchange(focus_, false)) ImGui::SetKeyboardFocusHere();
    const auto callback = [](ImGuiInputTextCallbackData* data) {
        auto& console = *static_cast<Console*>(data->UserData);
        if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion)
            console.complete(*data);
        else
            console.recall(*data, data->EventKey == ImGuiKey_UpArrow ? -1 : 1);
        return 0;
    };
    const auto flags = ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackCompletion |
                       ImGuiInputTextFlags_CallbackHistory;
    if (ImGui::InputTextWithHint("##command", c_text(Text::UiConsolePrompt), &typed_, flags, callback,
                                 this)) {
        run();
        focus_ = true;
    }
    draw_candidates();
    // The shortcuts are not active while text is being typed, so the console looks at its own keys.
    if (ImGui::GetIO().WantTextInput && ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows) &&
        ImGui::IsKeyPressed(ImGuiKey_F2, false))
        flip_drawer(ui, "console");
    ImGui::End();
}

}  // namespace gs
