#include "app/ui/timeline.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "app/core/document/properties.h"
#include "app/core/text/strings.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kBar = 0.5F, kKnob = 0.55F, kMark = 0.75F;  // em: thickness, radius, height of a mark
constexpr float kNear = 0.4F;                               // em: a mark is under the pointer
constexpr std::size_t kMostTold = 5;                        // lines of what happened

std::string steps_in_words(std::int64_t step) {
    return grouped(static_cast<double>(step));
}

/// Words at the line's right end, or as much of them as there is room for.
void write_at_end(const std::string& words, const ImVec4& colour) {
    ImGui::SameLine(0, theme::em(1.5F));
    const float room = ImGui::GetContentRegionAvail().x;
    if (room < theme::em(4)) return ImGui::NewLine();
    if (!write_to_end(words, room, colour)) tooltip(words, {});
}

/// What an event changed, from what to what, a line each.
std::vector<std::string> changes_of(const Event& event) {
    std::vector<std::string> said;
    if (std::holds_alternative<Edit>(event.deed) || event.before == nullptr) return {event.label};
    const Document &was = *event.before->document, &is = *event.document;
    for (const Property& p : properties()) {
        if (p.effect == Effect::Run) continue;
        const std::string before = to_text(value_of(was, p)), after = to_text(value_of(is, p));
        if (before != after) said.push_back(say(Text::CameBack, p.key, before, after));
    }
    if (said.empty()) said.push_back(event.label);
    return said;
}

}  // namespace

void Timeline::know(const Line& line) {
    // A run grows by an event after the other: those that are known need no walk.
    const EventPtr& known = line_.last;
    if (line.last != known) {
        std::vector<EventPtr> next = events_after(known, line.last);
        const bool grows = known && !next.empty() && next.front()->before == known;
        if (grows)
            events_.insert(events_.end(), next.begin(), next.end());
        else
            events_ = std::move(next);
    }
    line_ = line;
    first_ = events_.empty() ? 0 : events_.front()->step;
    end_ = std::max(line.end, first_ + 1);
}

/// They are asked for when there are others, but not more often than can be seen.
void Timeline::know_keyframes(const App& app) {
    constexpr double kPeriod = 0.25;  // s
    const std::uint64_t changes = app.keyframe_changes();
    const bool other = keyframes_of_ != line_.last || keyframe_changes_ != changes;
    if (!other || ImGui::GetTime() - keyframes_at_ < kPeriod) return;
    // The newest may lie behind the end that this turn knows.
    keyframes_ = app.keyframes_on({line_.last, std::numeric_limits<std::int64_t>::max()});
    keyframes_of_ = line_.last;
    keyframe_changes_ = changes;
    keyframes_at_ = ImGui::GetTime();
}

float Timeline::x_of(std::int64_t step) const {
    return low_ + (high_ - low_) * static_cast<float>(static_cast<double>(step - first_) /
                                                      static_cast<double>(end_ - first_));
}

std::int64_t Timeline::step_at(float x) const {
    const double share = std::clamp((x - low_) / std::max(1.0F, high_ - low_), 0.0F, 1.0F);
    return first_ + std::llround(share * static_cast<double>(line_.end - first_));
}

std::pair<std::size_t, std::size_t> Timeline::events_near(float x) const {
    const auto place = [&](float at) {
        const auto found = std::lower_bound(events_.begin(), events_.end(), at,
                                            [&](const EventPtr& e, float p) { return x_of(e->step) < p; });
        return static_cast<std::size_t>(found - events_.begin());
    };
    return {place(x - theme::em(kNear)), place(x + theme::em(kNear))};
}

/// What happened at the marks under the pointer.
void Timeline::tell_events(float x) const {
    const auto [first, last] = events_near(x);
    if (first == last) return;
    std::string said;
    std::size_t lines = 0, left = 0;
    for (std::size_t i = first; i < last; ++i)
        for (const std::string& change : changes_of(*events_[i])) {
            if (++lines > kMostTold) {
                ++left;
                continue;
            }
            if (!said.empty()) said += '\n';
            said += say(Text::TimelineEvent, steps_in_words(events_[i]->step), change);
        }
    if (left > 0) said += '\n' + say(Text::TimelineMore, left);
    const float height = ImGui::CalcTextSize(said.c_str()).y + theme::em(1.6F);
    ImGui::SetNextWindowPos({x, y_ - theme::em(kMark) - height}, ImGuiCond_Always, {0.5F, 0});
    if (ImGui::BeginTooltip()) ImGui::TextUnformatted(said.c_str());
    ImGui::EndTooltip();
}

void Timeline::draw_words(Ui& ui, float hovered_x) {
    const SimState& s = ui.state;
    const std::int64_t step = dragged_ ? asked_ : s.seeking ? s.seek_to : s.now.step;
    write_text(say(Text::TimelineAt, steps_in_words(step), steps_in_words(s.line.end)), theme::kText);
    draw_film_buttons(ui, film_);
    if (draw_film_progress(ui)) return;
    const double left = static_cast<double>(s.seek_to - s.steps_done);
    const double all = static_cast<double>(std::max<std::int64_t>(1, s.seek_to - s.seek_from));
    const std::string aside =
        s.seeking ? say(Text::TimelineSeek, steps_in_words(s.seek_to), std::lround(100 * (1 - left / all)))
        : hovered_x >= 0            ? say(Text::TimelineStep, steps_in_words(step_at(hovered_x)))
        : lies_ahead(s.line, s.now) ? std::string(text(Text::TimelineAhead))
                                    : std::string(text(Text::TimelineHint));
    write_at_end(aside, s.seeking ? theme::kAccent : theme::kDim);
}

void Timeline::draw_bar(Ui& ui, ImVec2 low, ImVec2 high) {
    const SimState& s = ui.state;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = (low.y + high.y) / 2, half = theme::em(kBar) / 2, round = half;
    const float now = x_of(std::clamp(s.steps_done, first_, end_));
    const float wanted = dragged_ ? x_of(asked_) : s.seeking ? x_of(s.seek_to) : now;
    list.AddRectFilled({low_, middle - half}, {high_, middle + half}, theme::color(theme::kFrame), round);
    list.AddRectFilled({low_, middle - half}, {std::max(now, low_ + 2 * round), middle + half},
                       theme::color(theme::kAccent), round);
    for (const std::int64_t keyframe : keyframes_) {
        const float x = x_of(std::clamp(keyframe, first_, end_));
        list.AddLine({x, middle + half + theme::em(0.15F)}, {x, middle + half + theme::em(0.4F)},
                     theme::color(theme::kFaint), theme::em(0.07F));
    }
    if (const auto& film = ui.app.film_begin(); film && film->moment.step <= s.steps_done)
        list.AddRectFilled({x_of(film->moment.step), middle - half / 3}, {now, middle + half / 3},
                           theme::color(theme::kSand));
    // Marks that would lie on each other are one.
    float drawn = -1;
    for (std::size_t i = 1; i < events_.size(); ++i) {
        const float x = x_of(events_[i]->step);
        if (x - drawn < theme::em(0.12F)) continue;
        drawn = x;
        const bool ahead = events_[i]->number > s.now.after->number;
        list.AddLine({x, middle - half - theme::em(kMark)}, {x, middle - half - theme::em(0.12F)},
                     theme::color(ahead ? theme::kFaint : theme::kText), theme::em(0.13F));
    }
    list.AddCircleFilled({wanted, middle}, theme::em(kKnob), theme::color(theme::kGround));
    list.AddCircleFilled({wanted, middle}, theme::em(kKnob - 0.12F), theme::color(theme::kText));
}

void Timeline::take_drag(Ui& ui) {
    if (ImGui::IsItemActivated()) {
        if (ui.app.playing()) ui.execute("pause");
        dragged_ = true;
        asked_ = -1;
    }
    if (!dragged_) return;
    const std::int64_t wanted = step_at(ImGui::GetIO().MousePos.x);
    // Its end is a command like any other; on the way there is no need to tell of each place.
    if (!ImGui::IsItemActive()) {
        dragged_ = false;
        ui.execute(fmt::format("go-to {}", wanted));
    } else if (wanted != asked_) {
        asked_ = wanted;
        if (const Status gone = ui.app.go_to(moment_at(line_, wanted)); !gone)
            ui.app.say_message({Message::Kind::Error, gone.why(), ""});
    }
}

void Timeline::draw(Ui& ui, const Area& area) {
    ImGui::SetNextWindowPos(area.low);
    ImGui::SetNextWindowSize({area.width(), area.height()});
    ImGui::Begin("Timeline", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    if (ui.state.line.last) {
        know(ui.state.line);
        know_keyframes(ui.app);
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        low_ = at.x + theme::em(kKnob);
        high_ = at.x + width - theme::em(kKnob);
        const float top = at.y + ImGui::GetTextLineHeightWithSpacing();
        const ImVec2 size{width, area.high.y - top - ImGui::GetStyle().WindowPadding.y};
        const bool over = ImGui::IsWindowHovered() && mouse.y >= top;
        draw_words(ui, over && !dragged_ ? mouse.x : -1);
        ImGui::SetCursorScreenPos({at.x, top});
        ImGui::InvisibleButton("bar", size);
        y_ = top + size.y / 2;
        take_drag(ui);
        draw_bar(ui, {low_, top}, {high_, top + size.y});
        if (over && !dragged_) tell_events(mouse.x);
        film_.draw(ui);
    }
    ImGui::End();
}

}  // namespace gs
