// PropertyRows: the widgets that are drawn from the property table.
#include <fmt/core.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace gs {
namespace {

constexpr float kLabelWidth = 7.4F, kValueWidth = 4.6F;  // em

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

std::string help_of(const Property& p) {
    const bool number = p.kind == Kind::Real || p.kind == Kind::Whole;
    const std::string how =
        number ? say(Text::UiSliderHelp, to_text(p.low), to_text(p.high), to_text(p.initial), p.key)
               : say(Text::UiChoiceHelp, p.key);
    return fmt::format("{}\n{}", p.help, how);
}

void draw_track(ImVec2 low, ImVec2 high, double place, bool lit) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = (low.y + high.y) / 2, half = theme::em(0.14F), grab = theme::em(lit ? 0.42F : 0.36F);
    const float left = low.x + grab, right = high.x - grab;
    const float x = left + static_cast<float>(place) * (right - left);
    list.AddRectFilled({low.x, middle - half}, {high.x, middle + half}, theme::color(theme::kFrame), half);
    list.AddRectFilled({low.x, middle - half}, {x, middle + half}, theme::color(theme::kAccent), half);
    list.AddCircleFilled({x, middle}, grab, theme::color(lit ? theme::kText : theme::kAccent), 24);
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

void PropertyRows::drag_to(const Property& p, double x, double fineness) {
    x = std::clamp(x, p.low, p.high);
    // Rounding through a power of ten gives the number that is shown: 0.037, not
    // 0.037000000000000005.
    const double ten = std::pow(10.0, decimals(p, fineness));
    Value value = std::round(x * ten) / ten;
    if (p.kind == Kind::Whole) value = static_cast<std::int64_t>(std::llround(x));
    // A field does not start again at each pixel of a drag.
    if (p.effect == Effect::Restart)
        dragged_ = {p.key, value};
    else
        set(p.key, value);
}

void PropertyRows::row(std::string_view key) {
    row(property(key));
}

void PropertyRows::list(const Property& row, const char* id, const std::string& shown, std::string_view help,
                        const std::function<void()>& entries) {
    ImGui::PushID(id);
    ImGui::SetNextItemWidth(label(row));
    if (ImGui::BeginCombo("##list", shown.c_str(), ImGuiComboFlags_HeightLargest)) {
        entries();
        ImGui::EndCombo();
    }
    tooltip(row.label, help);
    ImGui::PopID();
}

float PropertyRows::label(const Property& p) {
    const float start = ImGui::GetCursorPosX();
    ImGui::AlignTextToFramePadding();
    write_text(p.label, theme::kDim);
    tooltip(title_of(p), help_of(p));
    if (p.effect == Effect::Restart) {  // the sign of a reset
        const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
        draw_icon(*ImGui::GetWindowDrawList(), Icon::Reset, {high.x + theme::em(0.75F), (low.y + high.y) / 2},
                  theme::em(0.32F), theme::color(theme::kFaint));
    }
    ImGui::SameLine(start + theme::em(kLabelWidth));
    return ImGui::GetContentRegionAvail().x;
}

void PropertyRows::row(const Property& p, std::string_view at_zero) {
    ImGui::PushID(p.key.c_str());
    const float width = label(p);
    if (p.kind == Kind::Choice) {
        choice(p, width);
    } else if (p.kind == Kind::Switch) {
        bool on = std::get<bool>(value_of(app_.document(), p));
        if (ImGui::Checkbox("##switch", &on)) set(p.key, on);
        tooltip(title_of(p), help_of(p));
    } else {
        bare(p, width, at_zero.empty() ? p.word_for_zero : at_zero);
    }
    ImGui::PopID();
}

void PropertyRows::bare(const Property& p, float width, std::string_view at_zero) {
    const float value_width = std::min(theme::em(kValueWidth), width / 2);
    slider(p, width - value_width - ImGui::GetStyle().ItemSpacing.x, ImGui::GetFrameHeight());
    ImGui::SameLine();
    value(p, value_width, at_zero);
}

void PropertyRows::large(std::string_view key) {
    const Property& p = property(key);
    ImGui::PushID(p.key.c_str());
    const float value_width = theme::em(6.5F);
    const float width = label(p);
    ImGui::SameLine(ImGui::GetCursorPosX() + width - value_width);
    ImGui::PushFont(nullptr, theme::kFontSize * 1.2F);
    value(p, value_width);
    ImGui::PopFont();
    slider(p, ImGui::GetContentRegionAvail().x, theme::em(1.4F));
    ImGui::PopID();
}

void PropertyRows::slider(const Property& p, float width, float height) {
    ImGui::InvisibleButton("slider", {std::max(width, theme::em(2)), height});
    const bool active = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const ImGuiIO& io = ImGui::GetIO();
    const double fineness = io.KeyCtrl ? 0.01 : io.KeyShift ? 0.1 : 1;
    const double across = std::max(static_cast<double>(high.x - low.x - theme::em(0.84F)), 1.0);
    if (ImGui::IsItemActivated()) {
        app_.begin_gesture(p.key);
        drag_ = fineness < 1 ? to_place(p, number(p)) : (io.MousePos.x - low.x - theme::em(0.42F)) / across;
        if (fineness == 1) drag_to(p, from_place(p, drag_), fineness);
    } else if (active && io.MouseDelta.x != 0) {
        drag_ += io.MouseDelta.x * fineness / across;
        drag_to(p, from_place(p, drag_), fineness);
    }
    if (ImGui::IsItemDeactivated()) {
        if (dragged_) set(p.key, dragged_->second);
        dragged_.reset();
        app_.end_gesture();
    }
    if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        dragged_.reset();
        set(p.key, p.initial);
        drag_ = to_place(p, number(p));
    }
    draw_track(low, high, to_place(p, number(p)), active || hovered);
    if (!active) tooltip(title_of(p), help_of(p));
}

void PropertyRows::value(const Property& p, float width, std::string_view at_zero) {
    if (editing_ == p.key) return edit_value(p, width);
    if (ImGui::InvisibleButton("value", {width, ImGui::GetFrameHeight()})) {
        editing_ = p.key;
        editing_new_ = true;
        typed_ = to_text(value_of(app_.document(), p));
    }
    const bool hovered = ImGui::IsItemHovered();
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    tooltip(title_of(p), help_of(p));
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    const float pad = theme::em(0.35F);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_box(low, high, hovered ? theme::kHovered : theme::kRaised);
    const std::string words_shown =
        !at_zero.empty() && number(p) == 0 ? std::string(at_zero) : shown(p, present(p));
    const ImVec2 size = ImGui::CalcTextSize(words_shown.c_str());
    list.AddText({high.x - pad - size.x, (low.y + high.y - size.y) / 2}, theme::color(theme::kText),
                 words_shown.c_str());
}

void PropertyRows::edit_value(const Property& p, float width) {
    ImGui::SetNextItemWidth(width);
    if (editing_new_) ImGui::SetKeyboardFocusHere();
    const bool entered = ImGui::InputText(
        "##edit", &typed_, ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_EnterReturnsTrue);
    const bool left = !editing_new_ && ImGui::IsItemDeactivated();
    editing_new_ = false;
    if (entered || (left && ImGui::IsItemDeactivatedAfterEdit())) {
        Value typed;
        if (Status s = parse(p, typed_, typed); !s)
            toasts_.error(s.why());
        else
            set(p.key, typed);
    }
    if (entered || left) editing_.clear();
}

void PropertyRows::choice(const Property& p, float width) {
    const std::string current = std::get<std::string>(value_of(app_.document(), p));
    if (p.choices.size() <= 3) {
        std::vector<const char*> labels;
        int chosen = -1;
        for (const std::string& word : p.choices) {
            if (word == current) chosen = static_cast<int>(labels.size());
            labels.push_back(word.c_str());
        }
        ImGui::SetNextItemWidth(width);
        const int clicked = segmented("choice", labels, chosen, title_of(p), help_of(p));
        if (clicked >= 0) set(p.key, p.choices[static_cast<std::size_t>(clicked)]);
        return;
    }
    ImGui::SetNextItemWidth(width);
    if (ImGui::BeginCombo("##choice", current.c_str())) {
        for (const std::string& word : p.choices)
            if (ImGui::Selectable(word.c_str(), word == current)) set(p.key, word);
        ImGui::EndCombo();
    }
    tooltip(title_of(p), help_of(p));
}

}  // namespace gs
