// The section for the size and the seed of the field.
#include <fmt/format.h>
#include <imgui.h>

#include <array>

#include "app/core/document/seeds.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

struct Size {
    int cols, rows;
};
constexpr std::array kSizes{Size{256, 256},   Size{640, 360},   Size{1024, 1024}, Size{1280, 720},
                            Size{1920, 1080}, Size{3840, 2160}, Size{7680, 4320}};

std::string words_for(int cols, int rows) {
    return fmt::format("{} x {}", cols, rows);
}

void draw_size(Ui& ui) {
    const Document& d = ui.app.document();
    Property row = ui.rows.property("cols");
    row.label = text(Text::UiSize);
    row.help = text(Text::UiSizeHelp);
    ImGui::PushID("size");
    ImGui::SetNextItemWidth(ui.rows.label(row));
    if (ImGui::BeginCombo("##size", words_for(static_cast<int>(d.cols), static_cast<int>(d.rows)).c_str())) {
        for (const Size& size : kSizes)
            if (ImGui::Selectable(words_for(size.cols, size.rows).c_str(),
                                  d.cols == size.cols && d.rows == size.rows))
                ui.execute(fmt::format("size {} {}", size.cols, size.rows));
        ImGui::EndCombo();
    }
    tooltip(text(Text::UiSize), text(Text::UiSizeHelp));
    ImGui::PopID();
    // A typed size is applied as a whole, so that no field with only one new side is made.
    static std::array<int, 2> typed{};
    static std::array<std::int64_t, 2> of{};
    if (of != std::array{d.cols, d.rows}) {
        of = {d.cols, d.rows};
        typed = {static_cast<int>(d.cols), static_cast<int>(d.rows)};
    }
    ImGui::PushID("typed-size");
    row.label = text(Text::UiSizeTyped);
    const float width = ui.rows.label(row), button = theme::em(3.4F);
    ImGui::SetNextItemWidth(width - button - ImGui::GetStyle().ItemSpacing.x);
    ImGui::InputInt2("##typed", typed.data());
    tooltip(text(Text::UiSize), text(Text::UiSizeHelp));
    ImGui::SameLine();
    const bool same = typed[0] == d.cols && typed[1] == d.rows;
    ImGui::BeginDisabled(same);
    if (ImGui::Button(words(Text::UiApply), {button, 0}))
        ui.execute(fmt::format("size {} {}", typed[0], typed[1]));
    ImGui::EndDisabled();
    tooltip(text(Text::UiApply), text(same ? Text::UiSizeSame : Text::UiSizeHelp));
    ImGui::PopID();
}

void draw_seed(Ui& ui) {
    const Document& d = ui.app.document();
    const Property& row = ui.rows.property("seed");
    const Seed* now = find_seed(d.seed);
    ImGui::PushID("seed");
    ImGui::SetNextItemWidth(ui.rows.label(row));
    if (ImGui::BeginCombo("##seed", now ? now->label : row.choices.back().c_str(),
                          ImGuiComboFlags_HeightLargest)) {
        for (const Seed& seed : seeds()) {
            if (ImGui::Selectable(seed.label, &seed == now)) ui.set("seed", std::string(seed.id));
            tooltip(seed.label, seed.help);
        }
        ImGui::EndCombo();
    }
    tooltip(row.label, now ? now->help : row.help.c_str());
    ImGui::PopID();
    if (!now || !now->scatters) return;
    if (now->usual > 0)
        ui.rows.row(ui.rows.property("seed-spots"), fmt::format("{}", usual_spots(*now, d.rows, d.cols)));
    ui.rows.row("seed-number");
}

}  // namespace

void draw_field_section(Ui& ui) {
    draw_size(ui);
    draw_seed(ui);
}

void draw_brush_section(Ui& ui) {
    ui.rows.row("brush-radius");
    ui.rows.row("brush-strength");
    note(text(Text::UiBrushHelp), theme::kFaint);
}

}  // namespace gs
