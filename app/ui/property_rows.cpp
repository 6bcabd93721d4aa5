// PropertyRows: the widgets that are drawn from the property table.
#include <fmt/core.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace gs {
namespace {

constexpr float kLabelWidth = 7.4F, kValueWidth = 4.6F, kSymbolWidth = 1.6F;  // em
constexpr double kFlash = 0.6;                                                // s
constexpr float kCompact = 1.9F;                                              // em: height of a compact row

int decimals(const Property& p, double fineness) {
    if (p.kind == Kind::Whole || p.step <= 0) return 0;
    return std::clamp(static_cast<int>(std::ceil(-std::log10(p.step * fineness) - 1e-9)), 0, 9);
}

/// The value as it is shown: with at least the decimals of the property's step, and with more if it
/// has more.
std::string shown(const Property& p, const Value& value) {
    const auto* x = std::get_if<double>(&value);
    if (!x) return to_text(value);
    const int least = decimals(p, 1);
    for (int digits = least; digits < least + 3; ++digits)
        if (std::abs(*x - std::stod(fmt::format("{:.{}f}", *x, digits))) < 1e-12)
            return fmt::format("{:.{}f}", *x, digits);
    return fmt::format("{:.{}f}", *x, least + 3);
}

/// Sliders over several powers of ten are logarithmic.
bool logarithmic(const Property& p) {
    return p.slider_low > 0 && p.slider_high / p.slider_low > 999;
}

/// The part of a slider that its numbers take: if 0 means the most, it has the right end.
double numbers_end(const Property& p) {
    return p.word_for_zero.empty() ? 1 : 0.94;
}

double to_place(const Property& p, double x) {
    const double low = p.slider_low, high = p.slider_high, end = numbers_end(p);
    if (end < 1 && x == 0) return 1;
    x = std::clamp(x, low, high);
    if (high <= low) return 0;
    return end * (logarithmic(p) ? std::log(x / low) / std::log(high / low) : (x - low) / (high - low));
}

double from_place(const Property& p, double t) {
    const double low = p.slider_low, high = p.slider_high, end = numbers_end(p);
    if (t > (1 + end) / 2 && end < 1) return 0;
    t = std::clamp(t / end, 0.0, 1.0);
    return logarithmic(p) ? low * std::pow(high / low, t) : low + t * (high - low);
}

std::string title_of(const Property& p) {
    return p.unit.empty() ? p.label : fmt::format("{} [{}]", p.label, p.unit);
}

/// The value that a double-click brings.
const Value& origin_of(const Property& p, const RowMarks& marks) {
    return marks.origin ? *marks.origin : p.initial;
}

/// What can be done with the row.
std::string use_of(const Property& p, const RowMarks& marks) {
    const bool slider = (p.kind == Kind::Real || p.kind == Kind::Whole) && p.choices.empty();
    return slider
               ? say(Text::UiSliderHelp, to_text(p.low), to_text(p.high), to_text(origin_of(p, marks)), p.key)
               : say(Text::UiChoiceHelp, p.key);
}

struct Track {
    double place;  // of the value, 0 to 1
    double limit;  // beyond it the colour is that of trouble; 1: none
    bool lit;
};

void draw_track(ImVec2 low, ImVec2 high, const Track& track) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = (low.y + high.y) / 2, half = theme::em(0.14F);
    const float grab = theme::em(track.lit ? 0.42F : 0.36F);
    const float left = low.x + grab, right = high.x - grab;
    const auto at = [&](double place) { return left + static_cast<float>(place) * (right - left); };
    const auto bar = [&](float from, float to, const ImVec4& colour) {
        list.AddRectFilled({from, middle - half}, {to, middle + half}, theme::color(colour), half);
    };
    const float x = at(track.place), end = at(track.limit);
    const bool over = track.place > track.limit;
    bar(low.x, high.x, theme::kFrame);
    if (track.limit < 1) bar(end, high.x, theme::kTroubleCalm);
    bar(low.x, over ? end : x, theme::kAccent);
    if (over) bar(end, x, theme::kTrouble);
    if (track.limit < 1)
        list.AddLine({end, middle - theme::em(0.42F)}, {end, middle + theme::em(0.42F)},
                     theme::color(theme::kTrouble), std::max(1.0F, theme::em(0.09F)));
    const ImVec4& ink = track.lit ? theme::kText : over ? theme::kTrouble : theme::kAccent;
    list.AddCircleFilled({x, middle}, grab, theme::color(ink), 24);
}

/// As much of the text as a list of this width shows before its arrow.
std::string fitted_list(const std::string& said, float width) {
    return fitted(said, width - ImGui::GetFrameHeight() - 2 * ImGui::GetStyle().FramePadding.x);
}

/// Puts the sign of a reset beside the last item: what it changes starts the field again.
void mark_restart() {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    draw_icon(*ImGui::GetWindowDrawList(), Icon::Reset, {high.x + theme::em(0.75F), (low.y + high.y) / 2},
              theme::em(0.32F), theme::color(theme::kFaint));
}

/// The numbers at a slider's ends, below its track.
void draw_ends(const Property& p, ImVec2 low, ImVec2 high) {
    const float type = theme::em(0.72F);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string first = fmt::format("{:.4g}", p.slider_low),
                      last = fmt::format("{:.4g}", p.slider_high);
    const float width = ImGui::CalcTextSize(last.c_str()).x * type / ImGui::GetFontSize();
    list.AddText(nullptr, type, {low.x, high.y - type}, theme::color(theme::kFaint), first.c_str());
    list.AddText(nullptr, type, {high.x - width, high.y - type}, theme::color(theme::kFaint), last.c_str());
}

}  // namespace

const Property& PropertyRows::property(std::string_view key) const {
    const Property* found = find_property(key, app_.document());
    assert(found);
    return *found;
}

Value PropertyRows::present(const Property& p) const {
    return dragged_ && dragged_->first == p.key ? dragged_->second : value_of(app_.document(), p);
}

double PropertyRows::number(const Property& p) const {
    const Value value = present(p);
    if (const auto* n = std::get_if<std::int64_t>(&value)) return static_cast<double>(*n);
    return std::get<double>(value);
}

void PropertyRows::set(std::string_view key, const Value& value) {
    if (Status s = app_.set(key, value); !s) toasts_.error(s.why());
}

Value PropertyRows::rounded(const Property& p, double x, double fineness) const {
    x = std::clamp(x, p.low, p.high);
    if (p.kind == Kind::Whole) return static_cast<std::int64_t>(std::llround(x));
    // Rounding through a power of ten gives the number that is shown: 0.037, not
    // 0.037000000000000005.
    const double ten = std::pow(10.0, decimals(p, fineness));
    return std::round(x * ten) / ten;
}

void PropertyRows::drag_to(const Property& p, double x, double fineness) {
    const Value value = rounded(p, x, fineness);
    // A field does not start again at each pixel of a drag.
    if (p.effect == Effect::Restart)
        dragged_ = {p.key, value};
    else
        set(p.key, value);
}

void PropertyRows::list(const Property& row, const char* id, const std::string& shown, std::string_view help,
                        const std::function<void()>& entries) {
    ImGui::PushID(id);
    const float width = label(row);
    const std::string fits = fitted_list(shown, width);
    ImGui::SetNextItemWidth(width);
    if (ImGui::BeginCombo("##list", fits.c_str(), ImGuiComboFlags_HeightLargest)) {
        entries();
        ImGui::EndCombo();
    }
    tooltip(fits == shown ? row.label : shown, help);
    ImGui::PopID();
}

float PropertyRows::label(const Property& p, const RowMarks& marks) {
    const float start = ImGui::GetCursorPosX();
    const ImVec2 low = ImGui::GetCursorScreenPos();
    mark(p.key, low, {low.x + ImGui::GetContentRegionAvail().x, low.y + ImGui::GetFrameHeight()});
    ImGui::AlignTextToFramePadding();
    write_text(p.label, theme::kDim);
    tooltip(title_of(p), p.help, use_of(p, marks));
    mark_changed(p, marks);
    if (p.effect == Effect::Restart) mark_restart();
    ImGui::SameLine(start + theme::em(kLabelWidth));
    return ImGui::GetContentRegionAvail().x;
}

void PropertyRows::mark_changed(const Property& p, const RowMarks& marks) {
    if (!marks.origin || value_of(app_.document(), p) == *marks.origin) return;
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    ImGui::GetWindowDrawList()->AddCircleFilled({high.x + theme::em(0.4F), (low.y + high.y) / 2},
                                                theme::em(0.16F), theme::color(theme::kAccent), 12);
}

void PropertyRows::row(const Property& p, const RowMarks& marks) {
    ImGui::PushID(p.key.c_str());
    const float width = label(p, marks);
    if (!p.choices.empty()) {
        choice(p, width, marks);
    } else if (p.kind == Kind::Switch) {
        bool on = std::get<bool>(value_of(app_.document(), p));
        if (ImGui::Checkbox("##switch", &on)) set(p.key, on);
        tooltip(title_of(p), p.help, use_of(p, marks));
    } else {
        bare(p, width, marks);
    }
    ImGui::PopID();
}

void PropertyRows::bare(const Property& p, float width, const RowMarks& marks) {
    const float value_width = std::min(theme::em(kValueWidth), width / 2);
    slider(p, {width - value_width - ImGui::GetStyle().ItemSpacing.x, ImGui::GetFrameHeight()}, marks);
    ImGui::SameLine();
    value(p, value_width, marks);
}

void PropertyRows::compact(std::string_view key, const RowMarks& marks) {
    const Property& p = property(key);
    ImGui::PushID(p.key.c_str());
    const ImVec2 start = ImGui::GetCursorPos();
    const float height = theme::em(kCompact), gap = ImGui::GetStyle().ItemSpacing.x;
    const ImVec2 low = ImGui::GetCursorScreenPos();
    mark(p.key, low, {low.x + ImGui::GetContentRegionAvail().x, low.y + height});
    const float track = ImGui::GetContentRegionAvail().x - theme::em(kSymbolWidth + kValueWidth) - gap;
    ImGui::SetCursorPosX(start.x + theme::em(kSymbolWidth));
    slider(p, {track, height}, marks);
    draw_ends(p, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
    ImGui::SameLine();
    ImGui::SetCursorPosY(start.y + (height - ImGui::GetFrameHeight()) / 2);
    value(p, theme::em(kValueWidth), marks);
    ImGui::SameLine();
    ImGui::SetCursorPos({start.x, start.y + (height - ImGui::GetTextLineHeight()) / 2});
    write_text(p.symbols.front(), theme::kText);
    tooltip(title_of(p), p.help, use_of(p, marks));
    mark_changed(p, marks);
    ImGui::PopID();
}

void PropertyRows::flash(std::vector<std::string> keys) {
    flashed_ = std::move(keys);
    flashed_at_ = ImGui::GetTime();
}

bool PropertyRows::flashing() const {
    return !flashed_.empty() && ImGui::GetTime() - flashed_at_ < kFlash;
}

void PropertyRows::ring(std::string_view command) {
    ringed_ = fmt::format(" {} ", command);
    ringed_at_ = ImGui::GetFrameCount();
}

void PropertyRows::mark_item(std::string_view name) const {
    mark(name, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
}

void PropertyRows::mark(std::string_view name, ImVec2 low, ImVec2 high) const {
    float alpha = 0;
    if (flashing() && std::find(flashed_.begin(), flashed_.end(), name) != flashed_.end())
        alpha = 1 - static_cast<float>((ImGui::GetTime() - flashed_at_) / kFlash);
    if (ImGui::GetFrameCount() - ringed_at_ <= 1 &&
        ringed_.find(fmt::format(" {} ", name)) != std::string::npos)
        alpha = 1;
    if (alpha <= 0) return;
    const float out = theme::em(0.2F);
    ImGui::GetWindowDrawList()->AddRect({low.x - out, low.y - out}, {high.x + out, high.y + out},
                                        theme::color(theme::kAccent, alpha), ImGui::GetStyle().FrameRounding,
                                        theme::em(0.14F));
}

bool PropertyRows::takes_arrows() const {
    return ImGui::GetFrameCount() - hovered_at_ <= 1;
}

/// A slider stops at the row's limit; one that begins there passes.
double PropertyRows::held(const Property& p, double x, const RowMarks& marks) const {
    if (!marks.limit) return x;
    const double ten = std::pow(10.0, decimals(p, 1));
    const double limit = std::floor(*marks.limit * ten + 1e-9) / ten;
    return began_ >= limit ? x : std::min(x, limit);
}

void PropertyRows::drag(const Property& p, ImVec2 low, ImVec2 high, const RowMarks& marks) {
    const ImGuiIO& io = ImGui::GetIO();
    const double fineness = io.KeyCtrl ? 0.01 : io.KeyShift ? 0.1 : 1;
    const double across = std::max(static_cast<double>(high.x - low.x - theme::em(0.84F)), 1.0);
    if (ImGui::IsItemActivated()) {
        app_.begin_gesture(p.key);
        began_ = number(p);
        drag_ = fineness < 1 ? to_place(p, began_) : (io.MousePos.x - low.x - theme::em(0.42F)) / across;
        if (fineness == 1) drag_to(p, held(p, from_place(p, drag_), marks), fineness);
    } else if (ImGui::IsItemActive() && io.MouseDelta.x != 0) {
        drag_ += io.MouseDelta.x * fineness / across;
        drag_to(p, held(p, from_place(p, drag_), marks), fineness);
    }
    if (!ImGui::IsItemDeactivated()) return;
    if (const auto last = std::exchange(dragged_, std::nullopt)) set(p.key, last->second);
    app_.end_gesture();
}

/// Ctrl and the wheel, or an arrow key, move the value of the slider under the pointer by one step.
void PropertyRows::nudge(const Property& p, const RowMarks& marks) {
    const ImGuiIO& io = ImGui::GetIO();
    hovered_at_ = ImGui::GetFrameCount();
    int steps = 0;
    if (io.KeyCtrl && io.MouseWheel != 0) steps = io.MouseWheel > 0 ? 1 : -1;
    if (io.KeyMods == ImGuiMod_None && !io.WantTextInput)
        steps += ImGui::IsKeyPressed(ImGuiKey_RightArrow) - ImGui::IsKeyPressed(ImGuiKey_LeftArrow);
    if (steps == 0) return;
    began_ = number(p);
    const bool by_place = logarithmic(p) || !p.word_for_zero.empty();
    const double to = by_place ? from_place(p, to_place(p, began_) + 0.035 * steps) : began_ + steps * p.step;
    set(p.key, rounded(p, held(p, to, marks), 1));
}

void PropertyRows::slider(const Property& p, ImVec2 size, const RowMarks& marks) {
    const bool clicked = ImGui::InvisibleButton("slider", {std::max(size.x, theme::em(2)), size.y});
    const bool active = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImGuiIO& io = ImGui::GetIO();
    drag(p, low, high, marks);
    if (clicked && io.KeyCtrl && io.MouseDragMaxDistanceSqr[0] < 9) edit(p);
    if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        dragged_.reset();
        set(p.key, origin_of(p, marks));
        drag_ = to_place(p, number(p));
    }
    if (hovered && !active) nudge(p, marks);
    const double limit = marks.limit ? to_place(p, *marks.limit) : 1;
    draw_track(low, high, {to_place(p, number(p)), limit, active || hovered});
    tooltip(title_of(p), p.help, use_of(p, marks));
}

void PropertyRows::value(const Property& p, float width, const RowMarks& marks) {
    if (frame_ != ImGui::GetFrameCount()) {
        frame_ = ImGui::GetFrameCount();
        numbers_before_ = std::exchange(numbers_, {});
    }
    numbers_.push_back(p.key);
    if (editing_ == p.key) return edit_value(p, width);
    if (ImGui::InvisibleButton("value", {width, ImGui::GetFrameHeight()})) edit(p);
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    tooltip(title_of(p), p.help, use_of(p, marks));
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const float pad = theme::em(0.35F);
    draw_box(low, high, hovered ? theme::kHovered : theme::kRaised);
    const std::string_view at_zero = marks.at_zero.empty() ? p.word_for_zero : marks.at_zero;
    const bool named = !at_zero.empty() && number(p) == 0;
    const std::string said = fitted(named ? at_zero : shown(p, present(p)), width - 2 * pad);
    const ImVec2 size = ImGui::CalcTextSize(said.c_str());
    ImGui::GetWindowDrawList()->AddText({high.x - pad - size.x, (low.y + high.y - size.y) / 2},
                                        theme::color(theme::kText), said.c_str());
}

void PropertyRows::edit(const Property& p) {
    editing_ = p.key;
    editing_new_ = true;
    typed_ = to_text(value_of(app_.document(), p));
}

/// The number so many places after the one of this key, in the order of the panel.
void PropertyRows::edit_beside(const std::string& key, int places) {
    const auto all = static_cast<std::ptrdiff_t>(numbers_before_.size());
    const auto found = std::find(numbers_before_.begin(), numbers_before_.end(), key);
    if (found == numbers_before_.end()) return editing_.clear();
    const std::ptrdiff_t at = (found - numbers_before_.begin() + places + all) % all;
    edit(property(numbers_before_[static_cast<std::size_t>(at)]));
}

void PropertyRows::edit_value(const Property& p, float width) {
    ImGui::SetNextItemWidth(width);
    if (editing_new_) ImGui::SetKeyboardFocusHere();
    // Tab leads to the next number rather than to Dear ImGui's next item.
    ImGui::SetKeyOwner(ImGuiKey_Tab, ImGui::GetID("##edit"));
    const bool entered = ImGui::InputText(
        "##edit", &typed_, ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
    const bool left = !editing_new_ && ImGui::IsItemDeactivated();
    const bool tabbed = !editing_new_ && ImGui::IsItemActive() && ImGui::IsKeyPressed(ImGuiKey_Tab, false);
    editing_new_ = false;
    if (entered || tabbed || (left && ImGui::IsItemDeactivatedAfterEdit())) {
        Value typed;
        if (Status s = parse(p, typed_, typed); !s)
            toasts_.error(s.why());
        else
            set(p.key, typed);
    }
    if (tabbed)
        edit_beside(editing_, ImGui::GetIO().KeyShift ? -1 : 1);
    else if (entered || left)
        editing_.clear();
}

void PropertyRows::choice(const Property& p, float width, const RowMarks& marks) {
    const Value now = value_of(app_.document(), p);
    const auto* whole = std::get_if<std::int64_t>(&now);
    // A whole number whose values have names counts from its least.
    const auto least = static_cast<std::int64_t>(p.low);
    const auto found = whole ? p.choices.begin() + (*whole - least)
                             : std::find(p.choices.begin(), p.choices.end(), std::get<std::string>(now));
    const auto current = static_cast<int>(found - p.choices.begin());
    std::vector<const char*> labels;
    for (const std::string& word : p.choices) labels.push_back(word.c_str());
    if (current == 0 && !marks.at_zero.empty()) labels[0] = marks.at_zero.c_str();
    int clicked = -1;
    ImGui::SetNextItemWidth(width);
    if (labels.size() <= 3) {
        clicked = segmented("choice", labels, current, title_of(p), p.help, use_of(p, marks));
    } else {
        const std::string said = labels[static_cast<std::size_t>(current)];
        const std::string fits = fitted_list(said, width);
        if (ImGui::BeginCombo("##choice", fits.c_str())) {
            for (int i = 0; i < static_cast<int>(labels.size()); ++i)
                if (ImGui::Selectable(labels[static_cast<std::size_t>(i)], i == current)) clicked = i;
            ImGui::EndCombo();
        }
        tooltip(fits == said ? title_of(p) : said, p.help, use_of(p, marks));
    }
    if (clicked < 0) return;
    if (whole)
        set(p.key, least + clicked);
    else
        set(p.key, p.choices[static_cast<std::size_t>(clicked)]);
}

}  // namespace gs
