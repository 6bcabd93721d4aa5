#include "app/ui/instruments.h"

#include <fmt/core.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/core/document/palettes.h"
#include "app/ui/colour_bar.h"
#include "app/ui/shortcuts.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kWidth = 14, kInner = 12.3F;   // em, as the figures above
constexpr float kTitle = 1.5F, kPlot = 4.35F;  // em: together an instrument's height
constexpr float kWanted = 30;                  // em: four open ones and the others' titles
constexpr float kReadout = 3.1F;               // em: what the readout below takes
constexpr ImVec2 kLarge{28, 14};               // em
constexpr float kSmall = 0.8F;                 // of the type
constexpr float kAxis = 0.7F;                  // em: the palette under the histogram

/// Where the column begins: below the figures.
float top_of_column() {
    const ImGuiWindow* figures = ImGui::FindWindowByName("Overlay");
    const bool shown = figures != nullptr && figures->WasActive;
    return shown ? figures->Rect().Max.y + theme::em(0.4F) : theme::em(kMargin);
}

std::string section_of(const InstrumentRow& row) {
    return fmt::format("instrument {}", row.id);
}

/// A word that can be clicked.
bool link(const char* id, Text label, Text help, bool lit) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float width = ImGui::CalcTextSize(c_text(label)).x;
    const bool clicked = ImGui::InvisibleButton(id, {width, theme::em(1.2F)});
    const ImVec4& ink = lit || ImGui::IsItemHovered() ? theme::kAccent : theme::kDim;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddText(low, theme::color(ink), c_text(label));
    list.AddLine({low.x, low.y + theme::em(1.08F)}, {low.x + width, low.y + theme::em(1.08F)},
                 theme::color(ink, 0.5F));
    tooltip(text(label), text(help));
    return clicked;
}

/// A triangle that points down if what it stands at is open.
void draw_arrow(ImDrawList& list, ImVec2 at, bool open, const ImVec4& ink) {
    const float r = theme::em(0.22F);
    if (open)
        list.AddTriangleFilled({at.x - r, at.y - r / 2}, {at.x + r, at.y - r / 2}, {at.x, at.y + r},
                               theme::color(ink));
    else
        list.AddTriangleFilled({at.x - r / 2, at.y - r}, {at.x + r, at.y}, {at.x - r / 2, at.y + r},
                               theme::color(ink));
}

}  // namespace

void InstrumentColumn::flip(Ui& ui) {
    bool& open = ui.settings.section("instruments", false);
    open = !open;
}

bool InstrumentColumn::column_open(const Ui& ui) {
    const auto found = ui.settings.open.find("instruments");
    return found != ui.settings.open.end() && found->second;
}

float InstrumentColumn::wanted_height(const Ui& ui) {
    return column_open(ui) && !ui.hidden && !ui.presentation.on ? theme::em(kWanted) : 0;
}

void InstrumentColumn::flip_large(Ui& ui) {
    if (large_) return large_.reset();
    const auto rows = instrument_rows();
    const auto open = [&](const InstrumentRow& row) { return ui.app.instruments().is_open(row.instrument); };
    const auto first = std::find_if(rows.begin(), rows.end(), open);
    large_ = hovered_ ? *hovered_ : first != rows.end() ? first->instrument : Instrument::Spectrum;
    ui.settings.section("instruments", false) = true;
}

bool InstrumentColumn::go_back() {
    if (armed_ == Armed::Nothing && !large_) return false;
    if (armed_ == Armed::Nothing) large_.reset();
    armed_ = Armed::Nothing;
    return true;
}

void InstrumentColumn::start(Ui& ui) {
    for (const InstrumentRow& row : instrument_rows()) {
        const bool open = ui.settings.section(section_of(row), row.at_first);
        ui.app.instruments().open(row.instrument, open);
        open_before_[static_cast<std::size_t>(row.instrument)] = open;
        order_.push_back(row.instrument);
    }
}

bool InstrumentColumn::update(Ui& ui) {
    Instruments& instruments = ui.app.instruments();
    for (const InstrumentRow& row : instrument_rows()) {
        const auto at = static_cast<std::size_t>(row.instrument);
        const bool open = instruments.is_open(row.instrument);
        if (open && !open_before_[at]) raise(row.instrument);
        open_before_[at] = open;
        ui.settings.section(section_of(row), row.at_first) = open;
    }
    instruments.show(drawn_);
    const bool fresh = seen_ != instruments.revision();
    seen_ = instruments.revision();
    return fresh;
}

void InstrumentColumn::raise(Instrument instrument) {
    std::erase(order_, instrument);
    order_.insert(order_.begin(), instrument);
}

/// The open ones for which there is room for so many plots.
InstrumentSet InstrumentColumn::with_room(const Instruments& instruments, int plots) const {
    InstrumentSet shown;
    for (const Instrument i : order_)
        if (instruments.is_open(i) && large_ != i && plots > 0) {
            shown.set(static_cast<std::size_t>(i));
            --plots;
        }
    return shown;
}

const Curve& InstrumentColumn::curve_of(const Ui& ui, Instrument instrument) {
    Kept& kept = curves_[static_cast<std::size_t>(instrument)];
    const std::uint64_t revision = ui.app.instruments().revision(), document = ui.app.revision();
    if (!kept.made || kept.revision != revision || kept.document != document)
        kept = {revision, document, true, ui.app.instruments().curve(instrument, ui.app.document())};
    return kept.curve;
}

void InstrumentColumn::draw(Ui& ui) {
    drawn_.reset();
    hovered_.reset();
    if (!column_open(ui) || ui.hidden) return;
    if (!ui.presentation.on && !page_covers_figures(ui)) draw_column(ui);
    if (large_) draw_large(ui);
}

/// Draws what finds room, at least one; of the others their titles. What is beyond is scrolled to.
void InstrumentColumn::draw_column(Ui& ui) {
    const Area free = stage(ui);
    const float top = top_of_column(), pad = theme::em(0.5F);
    const float room = free.high.y - theme::em(kMargin + kReadout) - top;
    const float titles = theme::em(kTitle) * static_cast<float>(kInstruments) + 2 * pad;
    const int plots = std::max(1, static_cast<int>((room - titles) / theme::em(kPlot)));
    const InstrumentSet shown = with_room(ui.app.instruments(), plots);
    if (room < theme::em(3)) return;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {theme::em(0.4F), 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {theme::em(0.85F), pad});
    ImGui::SetNextWindowPos({theme::em(kMargin), top});
    ImGui::SetNextWindowSizeConstraints({theme::em(kWidth), 0}, {theme::em(kWidth), room});
    ImGui::SetNextWindowBgAlpha(theme::as_drawn(theme::kOverlay).w);
    ImGui::Begin("Instruments", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBringToFrontOnFocus);
    for (const InstrumentRow& row : instrument_rows())
        draw_one(ui, row, shown[static_cast<std::size_t>(row.instrument)] ? theme::em(kPlot - 0.2F) : 0);
    ImGui::End();
    ImGui::PopStyleVar(2);
}

void InstrumentColumn::draw_one(Ui& ui, const InstrumentRow& row, float plot_height) {
    ImGui::PushID(row.id);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const bool shown = plot_height > 0;
    if (shown) drawn_.set(static_cast<std::size_t>(row.instrument));
    draw_title(ui, row, shown ? &curve_of(ui, row.instrument) : nullptr);
    if (shown) {
        draw_body(ui, row, {theme::em(kInner), plot_height}, false);
        ImGui::Dummy({0, theme::em(0.2F)});
    }
    const ImVec2 high{low.x + theme::em(kInner), ImGui::GetCursorScreenPos().y};
    if (ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
        ImGui::IsMouseHoveringRect(low, high))
        hovered_ = row.instrument;
    ImGui::PopID();
}

/// Draws the title, which opens and closes the instrument, and at its end the number that tells
/// most. Under the pointer it tells what can be done; while that is in the plot, what is there.
void InstrumentColumn::draw_title(Ui& ui, const InstrumentRow& row, const Curve* curve) {
    const ImVec2 low = ImGui::GetCursorScreenPos();
    const float width = theme::em(kInner), y = low.y + theme::em(0.25F);
    const float words = ImGui::CalcTextSize(c_text(row.title)).x + theme::em(0.9F);
    if (ImGui::InvisibleButton("title", {curve ? words : width, theme::em(kTitle)})) {
        raise(row.instrument);
        ui.execute(fmt::format("instrument {} {}", row.id, curve ? "off" : "on"));
    }
    const bool lit = ImGui::IsItemHovered();
    const std::string help = curve && !curve->remark.empty()
                                 ? fmt::format("{} {}", text(row.help), curve->remark)
                                 : std::string(text(row.help));
    tooltip(text(row.title), help, text(Text::UiInstrumentFold));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (curve && told_of_ == row.instrument && !told_.empty()) {
        ImGui::PushFont(nullptr, ImGui::GetStyle().FontSizeBase * kSmall);
        draw_fitted(told_, {low.x, low.y + theme::em(0.4F)}, width, theme::kText);
        ImGui::PopFont();
    } else {
        const ImVec4& ink = lit ? theme::kText : curve ? theme::kDim : theme::kFaint;
        draw_arrow(list, {low.x + theme::em(0.22F), low.y + theme::em(0.75F)}, curve != nullptr, ink);
        list.AddText({low.x + theme::em(0.9F), y}, theme::color(ink), c_text(row.title));
        if (curve) draw_aside(ui, row, *curve, {low.x, y}, words);
    }
    if (curve) ImGui::SetCursorScreenPos({low.x, low.y + theme::em(kTitle)});
}

/// Draws the rest of a title's line.
void InstrumentColumn::draw_aside(Ui& ui, const InstrumentRow& row, const Curve& curve, ImVec2 low,
                                  float words) {
    const float width = theme::em(kInner), left = words + theme::em(0.5F);
    const bool hovered = ImGui::IsWindowHovered() &&
                         ImGui::IsMouseHoveringRect(low, {low.x + width, low.y + theme::em(kTitle - 0.25F)});
    const bool arms = row.instrument == Instrument::Probes || row.instrument == Instrument::Profile;
    if (hovered || arms) {
        ImGui::SetCursorScreenPos({low.x + left, low.y});
        return draw_links(ui, row);
    }
    const std::string said = fitted(curve.headline, width - left);
    ImGui::GetWindowDrawList()->AddText({low.x + width - ImGui::CalcTextSize(said.c_str()).x, low.y},
                                        theme::color(theme::kAccent), said.c_str());
}

/// Draws what can be done with an instrument, in its title's line.
void InstrumentColumn::draw_links(Ui& ui, const InstrumentRow& row) {
    const float y = ImGui::GetCursorScreenPos().y;
    const auto go_on = [&] {
        ImGui::SameLine(0, theme::em(0.5F));
        ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, y});
    };
    if (row.instrument == Instrument::Probes) {
        if (link("pin", Text::UiInstrumentPin, Text::UiInstrumentPinHelp, armed_ == Armed::Pin))
            arm(Armed::Pin);
        go_on();
        if (!ui.app.instruments().probes().empty()) {
            if (link("unpin", Text::UiInstrumentUnpin, Text::UiInstrumentUnpinHelp, false))
                ui.execute("unpin");
            go_on();
        }
    } else if (row.instrument == Instrument::Profile) {
        if (link("line", Text::UiInstrumentLine, Text::UiInstrumentLineHelp, armed_ == Armed::Line))
            arm(Armed::Line);
        go_on();
    }
    if (!curve_of(ui, row.instrument).lack.empty()) return ImGui::NewLine();
    if (link("save", Text::UiInstrumentSaveShort, Text::UiInstrumentSaveHelp, false))
        ui.execute(fmt::format("save-curve {}{}", row.id, ImGui::GetIO().KeyShift ? " csv" : ""));
}

void InstrumentColumn::draw_body(Ui& ui, const InstrumentRow& row, ImVec2 size, bool large) {
    const Curve& curve = curve_of(ui, row.instrument);
    if (!curve.lack.empty()) {
        const ImVec2 low = ImGui::GetCursorScreenPos();
        ImGui::Dummy(size);
        ImGui::GetWindowDrawList()->AddRectFilled(low, {low.x + size.x, low.y + size.y},
                                                  theme::color({0, 0, 0, 0.25F}));
        ImGui::GetWindowDrawList()->AddText(nullptr, 0, {low.x + theme::em(0.5F), low.y + theme::em(0.5F)},
                                            theme::color(theme::kDim), curve.lack.c_str(), nullptr,
                                            size.x - theme::em(1));
        return;
    }
    const bool handles = row.instrument == Instrument::Histogram;
    const ImVec2 plot{size.x, size.y - (handles ? theme::em(kAxis) : 0)};
    std::string told;
    const Area area = draw_curve(curve, plot, large, told);
    if (!told.empty()) {
        told_ = std::move(told);
        told_of_ = row.instrument;
    } else if (told_of_ == row.instrument) {
        told_.clear();
    }
    if (!handles) return;
    const ImVec2 after = ImGui::GetCursorScreenPos();
    draw_handles(ui, curve, area);
    ImGui::SetCursorScreenPos({after.x, after.y + theme::em(kAxis)});
    ImGui::Dummy({0, 0});
}

/// Draws the palette under the histogram, from one end of the shown range to the other, and the two
/// ends as handles. A drag is one entry of the history.
void InstrumentColumn::draw_handles(Ui& ui, const Curve& curve, const Area& area) {
    const Document& d = ui.app.document();
    const double span = curve.x.high - curve.x.low;
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
    const float foot = std::min(bottom, ImGui::GetCursorScreenPos().y + theme::em(kAxis) - 1);
    const auto at = [&](double value) {
        return area.low.x +
               static_cast<float>(std::clamp((value - curve.x.low) / span, 0.0, 1.0)) * area.width();
    };
    const Range& range = shown_range(d);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    PaletteTable colours = shown_colours(d);
    if (range.low > range.high) std::reverse(colours.begin(), colours.end());
    const float left = std::min(at(range.low), at(range.high)),
                right = std::max(at(range.low), at(range.high));
    if (right > left) draw_gradient(list, colours, {left, foot - theme::em(0.5F)}, {right, foot});
    const std::array ends{std::pair("low", range.low), std::pair("high", range.high)};
    for (const auto& [key, value] : ends) {
        const float x = at(value), half = theme::em(0.35F);
        ImGui::SetCursorScreenPos({x - half, area.low.y});
        ImGui::InvisibleButton(key, {2 * half, foot - area.low.y});
        const bool lit = ImGui::IsItemHovered() || ImGui::IsItemActive();
        if (lit) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
        if (ImGui::IsItemActivated()) ui.app.begin_gesture(text(Text::UiInstrumentRangeDrag));
        if (ImGui::IsItemActive() && ImGui::GetIO().MouseDelta.x != 0) {
            const double share = static_cast<double>((ImGui::GetIO().MousePos.x - area.low.x) / area.width());
            ui.set(key, std::round(1000 * (curve.x.low + span * std::clamp(share, 0.0, 1.0))) / 1000);
        }
        if (ImGui::IsItemDeactivated()) ui.app.end_gesture();
        tooltip(ui.rows.property(key).label, ui.rows.property(key).help, say(Text::UiChoiceHelp, key));
        const ImU32 ink = theme::color(lit ? theme::kText : theme::kDim);
        list.AddLine({x, area.low.y}, {x, foot}, ink, theme::em(lit ? 0.12F : 0.08F));
        const float r = theme::em(0.28F);
        list.AddTriangleFilled({x - r, area.low.y}, {x + r, area.low.y}, {x, area.low.y + 1.4F * r}, ink);
    }
}

void InstrumentColumn::draw_large(Ui& ui) {
    const InstrumentRow& row = instrument_row(*large_);
    const Area free = stage(ui);
    const float margin = theme::em(kMargin);
    const float left = ui.presentation.on ? margin : 2 * margin + theme::em(kWidth);
    const ImVec2 size{std::min(theme::em(kLarge.x), free.high.x - left - margin),
                      std::min(theme::em(kLarge.y), free.height() - 2 * margin - theme::em(kReadout))};
    if (size.x < theme::em(10) || size.y < theme::em(6)) return;
    const float pad = theme::em(0.85F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pad, theme::em(0.5F)});
    ImGui::SetNextWindowPos({left, free.high.y - margin - theme::em(kReadout) - size.y});
    ImGui::SetNextWindowSize(size);
    ImGui::SetNextWindowBgAlpha(theme::as_drawn(theme::kOverlay).w);
    ImGui::Begin("Instrument", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    drawn_.set(static_cast<std::size_t>(row.instrument));
    if (ImGui::IsWindowHovered()) hovered_ = row.instrument;
    const Curve& curve = curve_of(ui, row.instrument);
    ImGui::TextUnformatted(c_text(row.title));
    tooltip(text(row.title), fmt::format("{} {}", text(row.help), curve.remark));
    ImGui::SameLine(0, theme::em(0.8F));
    draw_links(ui, row);
    const bool told = told_of_ == row.instrument && !told_.empty();
    const float end = size.x - pad - theme::em(1.8F);
    const std::string said = told ? told_ : curve.headline;
    const ImVec2 window = ImGui::GetWindowPos();
    ImGui::GetWindowDrawList()->AddText(
        {window.x + end - ImGui::CalcTextSize(said.c_str()).x, window.y + theme::em(0.5F)},
        theme::color(told ? theme::kText : theme::kAccent), said.c_str());
    ImGui::SetCursorPos({size.x - theme::em(2.1F), theme::em(0.25F)});
    if (icon_button("close", Icon::Close, text(Text::UiClose), shortcut("view instrument-large").keys))
        large_.reset();
    ImGui::SetCursorPos({pad, theme::em(1.9F)});
    draw_body(ui, row, {size.x - 2 * pad, size.y - theme::em(2.4F)}, true);
    ImGui::End();
    ImGui::PopStyleVar();
}

}  // namespace gs
