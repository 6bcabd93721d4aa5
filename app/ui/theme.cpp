#include "app/ui/theme.h"

#include <implot.h>

#include "embedded/font.h"

namespace gs::theme {
namespace {

void set_colors(ImGuiStyle& style) {
    ImVec4* c = style.Colors;
    const ImVec4 clear{0, 0, 0, 0};
    c[ImGuiCol_Text] = kText;
    c[ImGuiCol_TextDisabled] = kFaint;
    c[ImGuiCol_WindowBg] = kGround;
    c[ImGuiCol_ChildBg] = clear;
    c[ImGuiCol_PopupBg] = kGround;
    c[ImGuiCol_Border] = kFrame;
    c[ImGuiCol_FrameBg] = kRaised;
    c[ImGuiCol_FrameBgHovered] = kHovered;
    c[ImGuiCol_FrameBgActive] = kHovered;
    c[ImGuiCol_Button] = kRaised;
    c[ImGuiCol_ButtonHovered] = kHovered;
    c[ImGuiCol_ButtonActive] = kAccentDeep;
    c[ImGuiCol_Header] = kRaised;
    c[ImGuiCol_HeaderHovered] = kHovered;
    c[ImGuiCol_HeaderActive] = kAccentDeep;
    c[ImGuiCol_Separator] = kLine;
    c[ImGuiCol_CheckMark] = kAccent;
    c[ImGuiCol_SliderGrab] = kAccent;
    c[ImGuiCol_SliderGrabActive] = kAccent;
    c[ImGuiCol_ScrollbarBg] = clear;
    c[ImGuiCol_ScrollbarGrab] = kScroll;
    c[ImGuiCol_ScrollbarGrabHovered] = {1, 1, 1, 0.44F};
    c[ImGuiCol_ScrollbarGrabActive] = {1, 1, 1, 0.54F};
    c[ImGuiCol_TextSelectedBg] = kAccentDeep;
    c[ImGuiCol_TitleBg] = c[ImGuiCol_TitleBgActive] = kGround;
    c[ImGuiCol_PlotHistogram] = kAccent;
    c[ImGuiCol_NavCursor] = kAccent;
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
    plot.Colors[ImPlotCol_PlotBorder] = kLine;
    plot.Colors[ImPlotCol_AxisGrid] = {1, 1, 1, 0.10F};
    plot.Colors[ImPlotCol_AxisText] = kDim;
    plot.Colors[ImPlotCol_LegendBg] = {0, 0, 0, 0};
    plot.Colors[ImPlotCol_LegendBorder] = {0, 0, 0, 0};
}

}  // namespace gs::theme
