// The section for the size and the seed of the field.
#include <fmt/core.h>
#include <imgui.h>

#include <array>
#include <random>
#include <utility>

#include "app/core/document/seeds.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

// Columns and rows of the sizes to choose from.
constexpr std::array<std::pair<int, int>, 7> kSizes{
    {{256, 256}, {640, 360}, {1024, 1024}, {1280, 720}, {1920, 1080}, {3840, 2160}, {7680, 4320}}};

constexpr std::int64_t kMostShuffled = 9999;  // a number that is easily told

void draw_size(Ui& ui) {
    const Document& d = ui.app.document();
    Property row = ui.rows.property("cols");
    row.label = text(Text::UiSize);
    row.help = text(Text::UiSizeHelp);
    const auto words_for = [](std::int64_t cols, std::int64_t rows) {
        return fmt::format("{} x {}", cols, rows);
    };
    ui.rows.list(row, "size", words_for(d.cols, d.rows), row.help, [&] {
        for (const auto& [cols, rows] : kSizes)
            if (ImGui::Selectable(words_for(cols, rows).c_str(), d.cols == cols && d.rows == rows))
                ui.execute(fmt::format("size {} {}", cols, rows));
    });
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
    if (ImGui::Button(c_text(Text::UiApply), {button, 0}))
        ui.execute(fmt::format("size {} {}", typed[0], typed[1]));
    ImGui::EndDisabled();
    tooltip(text(Text::UiApply), text(same ? Text::UiSizeSame : Text::UiSizeHelp));
    ImGui::PopID();
}

void draw_random_seed(Ui& ui) {
    const Property& row = ui.rows.property("seed-number");
    ImGui::PushID("seed-number");
    const float button = theme::em(4.4F), gap = ImGui::GetStyle().ItemSpacing.x;
    const float width = ui.rows.label(row);
    ui.rows.bare(row, width - button - gap);
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiShuffle), {button, 0})) {
        std::random_device chance;
        ui.set(row.key, std::uniform_int_distribution<std::int64_t>(1, kMostShuffled)(chance));
    }
    tooltip(text(Text::UiShuffle), text(Text::UiShuffleHelp));
    ImGui::PopID();
}

void draw_seed(Ui& ui) {
    const Document& d = ui.app.document();
    const Property& row = ui.rows.property("seed");
    const Seed* now = find_seed(d.seed);
    ui.rows.list(row, "seed", now ? now->label : row.choices.back(), now ? now->help : row.help, [&] {
        for (const Seed& seed : seeds()) {
            if (ImGui::Selectable(seed.label, &seed == now)) ui.set("seed", std::string(seed.id));
            tooltip(seed.label, seed.help);
        }
    });
    if (!now || !now->scatters) return;
    if (now->usual > 0)
        ui.rows.row("seed-spots", {.at_zero = fmt::format("{}", usual_spots(*now, d.rows, d.cols))});
    draw_random_seed(ui);
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
