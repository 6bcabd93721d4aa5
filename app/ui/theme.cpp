#include "app/ui/theme.h"

#include <implot.h>

#include <algorithm>
#include <array>

#include "embedded/font.h"

namespace gs::theme {
namespace {

bool g_high_contrast = false;

struct Stronger {
    ImVec4 usual, high;
};
constexpr std::array kStronger{
    Stronger{kText, {1, 1, 1, 1}},
    Stronger{kDim, kText},
    Stronger{kFaint, kDim},
    Stronger{kOverlay, kGround},
    Stronger{kLine, {1, 1, 1, 0.25F}},
    Stronger{kScroll, {1, 1, 1, 0.6F}},
    Stronger{kTroubleCalm, kTrouble},
};

void set_colors(ImGuiStyle& style) {
    ImVec4* c = style.Colors;
    const ImVec4 clear{0, 0, 0, 0};
    c[ImGuiCol_Text] = as_drawn(kText);
    c[ImGuiCol_TextDisabled] = as_drawn(kFaint);
    c[ImGuiCol_WindowBg] = as_drawn(kGround);
    c[ImGuiCol_ChildBg] = clear;
    c[ImGuiCol_PopupBg] = as_drawn(kGround);
    c[ImGuiCol_Border] = as_drawn(kFrame);
    c[ImGuiCol_FrameBg] = as_drawn(kRaised);
    c[ImGuiCol_FrameBgHovered] = as_drawn(kHovered);
    c[ImGuiCol_FrameBgActive] = as_drawn(kHovered);
    c[ImGuiCol_Button] = as_drawn(kRaised);
    c[ImGuiCol_ButtonHovered] = as_drawn(kHovered);
    c[ImGuiCol_ButtonActive] = as_drawn(kAccentDeep);
    c[ImGuiCol_Header] = as_drawn(kRaised);
    c[ImGuiCol_HeaderHovered] = as_drawn(kHovered);
    c[ImGuiCol_HeaderActive] = as_drawn(kAccentDeep);
    c[ImGuiCol_Separator] = as_drawn(kLine);
    c[ImGuiCol_CheckMark] = as_drawn(kAccent);
    c[ImGuiCol_SliderGrab] = as_drawn(kAccent);
    c[ImGuiCol_SliderGrabActive] = as_drawn(kAccent);
    c[ImGuiCol_ScrollbarBg] = clear;
    c[ImGuiCol_ScrollbarGrab] = as_drawn(kScroll);
    c[ImGuiCol_ScrollbarGrabHovered] = {1, 1, 1, 0.44F};
    c[ImGuiCol_ScrollbarGrabActive] = {1, 1, 1, 0.54F};
    c[ImGuiCol_TextSelectedBg] = as_drawn(kAccentDeep);
    c[ImGuiCol_TitleBg] = c[ImGuiCol_TitleBgActive] = as_drawn(kGround);
    c[ImGuiCol_PlotHistogram] = as_drawn(kAccent);
    c[ImGuiCol_NavCursor] = as_drawn(kAccent);
    c[ImGuiCol_ModalWindowDimBg] = {0, 0, 0, 0.45F};
}

}  // namespace

namespace {

/// merged: it has the signs that the typeface before it lacks.
void add_font(std::string_view name, bool merged) {
    const std::string_view bytes = embedded::font(name);
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = merged;
    // The atlas only reads the bytes, although it takes a pointer to mutable ones.
    void* data = const_cast<char*>(bytes.data());
    ImGui::GetIO().Fonts->AddFontFromMemoryTTF(data, static_cast<int>(bytes.size()), kFontSize, &config);
}

}  // namespace

void load_font() {
    constexpr const char* kFont = "Roboto-Medium.ttf";
    add_font(kFont, false);
    add_font("Cousine-Regular.ttf", false);
    add_font(kFont, true);
}

void set_high_contrast(bool on) {
    g_high_contrast = on;
}

ImVec4 as_drawn(const ImVec4& color) {
    const auto same = [&](const Stronger& one) {
        const ImVec4& c = one.usual;
        return c.x == color.x && c.y == color.y && c.z == color.z && c.w == color.w;
    };
    const auto* const found = std::find_if(kStronger.begin(), kStronger.end(), same);
    return g_high_contrast && found != kStronger.end() ? found->high : color;
}

ImFont* mono() {
    return ImGui::GetIO().Fonts->Fonts[1];
}

void apply(float scale) {
    ImGuiStyle style;
    set_colors(style);
    style.WindowPadding = {14, 12};
    style.FramePadding = {8, 4};
    style.ItemSpacing = {8, 7};
    style.ItemInnerSpacing = {6, 4};
    style.WindowRounding = 10;
    style.ChildRounding = 6;
    style.FrameRounding = 5;
    style.PopupRounding = 8;
    style.GrabRounding = 5;
    style.ScrollbarRounding = 4;
    style.ScrollbarSize = 8;
    style.WindowBorderSize = 1;
    style.FrameBorderSize = 1;
    style.PopupBorderSize = 1;
    style.DisabledAlpha = 0.45F;
    style.HoverStationaryDelay = 0.10F;
    style.HoverDelayNormal = 0.45F;
    style.ScaleAllSizes(scale);
    style.FontSizeBase = kFontSize;
    style.FontScaleDpi = scale;
    ImGui::GetStyle() = style;

    ImPlotStyle& plot = ImPlot::GetStyle();
    plot = ImPlotStyle();
    plot.Colors[ImPlotCol_FrameBg] = {0, 0, 0, 0};
    plot.Colors[ImPlotCol_PlotBg] = {0, 0, 0, 0};
    plot.Colors[ImPlotCol_PlotBorder] = as_drawn(kLine);
    plot.Colors[ImPlotCol_AxisGrid] = {1, 1, 1, 0.10F};
    plot.Colors[ImPlotCol_AxisText] = as_drawn(kDim);
    plot.Colors[ImPlotCol_LegendBg] = {0, 0, 0, 0};
    plot.Colors[ImPlotCol_LegendBorder] = {0, 0, 0, 0};
}

}  // namespace gs::theme
