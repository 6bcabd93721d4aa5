#include "app/ui/formula.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <span>

#include "app/ui/theme.h"
#include "app/ui/widgets.h"

namespace gs {
namespace {

constexpr float kType = 1.15F, kSmall = 0.72F;  // em; of the type, for what is set high or low

enum class Set { Plain, Low, High, Dotted, Nabla };

/// A part of an equation, and the keys of the properties that light it up.
struct Piece {
    const char* said;
    Set set = Set::Plain;
    std::string_view key = {}, other_key = {};
};

constexpr Piece kU[] = {{"u", Set::Dotted, "dt"},
                        {" = "},
                        {"D", Set::Plain, "du"},
                        {"u ", Set::Low, "du"},
                        {"", Set::Nabla, "edge", "corner"},
                        {"2", Set::High, "edge", "corner"},
                        {"u", Set::Plain, "du"},
                        {" \xE2\x88\x92 u v"},
                        {"2", Set::High},
                        {" + "},
                        {"F (1 \xE2\x88\x92 u)", Set::Plain, "feed"}};
constexpr Piece kV[] = {{"v", Set::Dotted, "dt"},
                        {" = "},
                        {"D", Set::Plain, "dv"},
                        {"v ", Set::Low, "dv"},
                        {"", Set::Nabla, "edge", "corner"},
                        {"2", Set::High, "edge", "corner"},
                        {"v", Set::Plain, "dv"},
                        {" + u v"},
                        {"2", Set::High},
                        {" \xE2\x88\x92 ("},
                        {"F", Set::Plain, "feed"},
                        {" + "},
                        {"k", Set::Plain, "kill"},
                        {") v"}};

float size_of(const Piece& piece) {
    const bool small = piece.set == Set::Low || piece.set == Set::High;
    return theme::em(small ? kType * kSmall : kType);
}

float width_of(const Piece& piece) {
    if (piece.set == Set::Nabla) return theme::em(kType * 0.62F);
    return ImGui::GetFont()->CalcTextSizeA(size_of(piece), FLT_MAX, 0, piece.said).x;
}

void draw_piece(const Piece& piece, ImVec2 at, ImU32 ink) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float em = theme::em(kType), width = width_of(piece);
    if (piece.set == Set::Nabla) {  // the typeface has none
        const float top = at.y + 0.22F * em, foot = at.y + 0.86F * em;
        list.AddTriangle({at.x + 0.04F * em, top}, {at.x + width - 0.08F * em, top},
                         {at.x + width / 2 - 0.02F * em, foot}, ink, std::max(1.0F, 0.075F * em));
        return;
    }
    const float down = piece.set == Set::Low ? 0.42F * em : piece.set == Set::High ? -0.06F * em : 0;
    list.AddText(nullptr, size_of(piece), {at.x, at.y + down}, ink, piece.said);
    if (piece.set == Set::Dotted)
        list.AddCircleFilled({at.x + width / 2, at.y + 0.17F * em}, 0.075F * em, ink);
}

void draw_line(std::span<const Piece> line, ImVec2 at, std::string_view touched) {
    for (const Piece& piece : line) {
        const bool lit = !touched.empty() && (piece.key == touched || piece.other_key == touched);
        const ImVec4& ink = lit ? theme::kAccent : touched.empty() ? theme::kText : theme::kDim;
        draw_piece(piece, at, theme::color(ink));
        at.x += width_of(piece);
    }
}

float width_of(std::span<const Piece> line) {
    float width = 0;
    for (const Piece& piece : line) width += width_of(piece);
    return width;
}

}  // namespace

void draw_formula(std::string_view touched) {
    const float room = ImGui::GetContentRegionAvail().x, line = theme::em(kType * 1.3F);
    const ImVec2 low = ImGui::GetCursorScreenPos();
    ImGui::Dummy({room, 2 * line});
    tooltip(text(Text::UiFormula), text(Text::UiFormulaHelp));
    const float x = low.x + std::max(0.0F, (room - std::max(width_of(kU), width_of(kV))) / 2);
    draw_line(kU, {x, low.y}, touched);
    draw_line(kV, {x, low.y + line}, touched);
}

}  // namespace gs
