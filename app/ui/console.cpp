#include "app/ui/console.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "app/core/app/commands.h"
#include "app/ui/theme.h"

namespace gs {
namespace {

constexpr const char* kWord = "console";  // of its drawer
constexpr float kType = 0.95F;            // of the interface's: these letters are larger
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

void Console::closed() {
    was_open_ = false;
    typed_.leave();
}

void Console::called(Ui& ui) {
    const bool open = ui.settings.drawer == kWord;
    if (open && !typed_.has_keyboard()) return typed_.take();
    flip_drawer(ui, kWord);
}

void Console::echo(std::span<const std::string> lines) {
    if (own_ || lines.empty()) return;
    Line* last = lines_.empty() || lines_.back().kind != Kind::Done ? nullptr : &lines_.back();
    const std::string& line = lines.front();
    const auto setting = [](std::string_view l) { return l.substr(0, l.find(' ', 4)); };
    const bool same = last != nullptr && last->text == line;
    // Turns of the wheel over a setting are one line: its end.
    const bool set_again =
        last != nullptr && line.starts_with("set ") && setting(last->text) == setting(line);
    if (!same && !set_again) {
        say_line(Kind::Done, line);
        lines_.back().times = lines.size();
    } else if (same) {
        last->times += lines.size();
    } else {
        last->text = line;
    }
}

void Console::run() {
    const std::string line = std::exchange(typed_.text, "");
    if (line.empty()) return;
    say_line(Kind::Typed, line);
    if (history_.empty() || history_.back() != line) history_.push_back(line);
    recalled_ = history_.size();
    own_ = true;
    if (line == "help") {
        for (const Command& c : commands())
            say_line(Kind::Said, fmt::format("{} {}  -  {}", c.name, c.arguments, help_of(c)));
    } else if (Status s = app_.execute(line); !s) {
        say_line(Kind::Wrong, s.why());
    }
    own_ = false;
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

/// A command that was executed is taken into the field by a click.
void Console::draw_lines() {
    for (const Line& line : lines_) {
        const bool command = line.kind == Kind::Typed || line.kind == Kind::Done;
        const ImVec4& color = line.kind == Kind::Typed   ? theme::kAccent
                              : line.kind == Kind::Done  ? theme::kFaint
                              : line.kind == Kind::Wrong ? theme::kTrouble
                                                         : theme::kText;
        const std::string times = line.times > 1 ? say(Text::UiConsoleTimes, line.times) : "";
        note((command ? "> " : "") + line.text + times, color);
        if (!command) continue;
        if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        if (ImGui::IsItemClicked()) typed_.put(line.text);
    }
    if (lines_.empty()) note(text(Text::UiConsoleHint), theme::kFaint);
}

/// Draws the possible completions on one line; if there is only one, also what it means.
void Console::draw_candidates() const {
    std::string said;
    if (!typed_.text.empty()) {
        const std::vector<Completion> candidates = complete_line(app_.document(), typed_.text);
        for (std::size_t i = 0; i < std::min(candidates.size(), kMostCandidates); ++i)
            said += (i ? "    " : "") + candidates[i].word;
        if (candidates.size() > kMostCandidates)
            said += fmt::format("    +{}", candidates.size() - kMostCandidates);
        if (candidates.size() == 1) said += "   " + candidates.front().help;
    }
    write_text(said, theme::kDim);
}

void Console::draw(Ui& ui, const Area& area) {
    if (!std::exchange(was_open_, true)) typed_.take();
    ImGui::SetNextWindowPos(area.low);
    ImGui::SetNextWindowSize({area.width(), area.height()});
    if (typed_.has_keyboard()) ImGui::PushStyleColor(ImGuiCol_Border, theme::kAccent);
    ImGui::Begin("Console", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    if (typed_.has_keyboard()) ImGui::PopStyleColor();
    ImGui::PushFont(theme::mono(), ImGui::GetStyle().FontSizeBase * kType);
    const float below = ImGui::GetFrameHeightWithSpacing() + ImGui::GetTextLineHeightWithSpacing();
    ImGui::BeginChild("Lines", {0, -below});
    draw_lines();
    if (std::exchange(to_bottom_, false)) ImGui::SetScrollHereY(1);
    ImGui::EndChild();
    ImGui::SetNextItemWidth(-1);
    const auto keys = [this](ImGuiInputTextCallbackData& data) {
        if (data.EventFlag == ImGuiInputTextFlags_CallbackCompletion)
            complete(data);
        else
            recall(data, data.EventKey == ImGuiKey_UpArrow ? -1 : 1);
    };
    const bool typing = ImGui::GetIO().WantTextInput && typed_.has_keyboard();
    if (typed_.draw("##command", c_text(Text::UiConsolePrompt), keys)) {
        run();
        typed_.take();
    }
    draw_candidates();
    ImGui::PopFont();
    // The shortcuts are not active while text is being typed, so the console looks at its own keys.
    if (typing && (ImGui::IsKeyPressed(ImGuiKey_F2, false) || ImGui::IsKeyPressed(ImGuiKey_Escape, false)))
        flip_drawer(ui, kWord);
    ImGui::End();
}

}  // namespace gs
