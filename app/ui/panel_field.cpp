// The section for the size and the seed of the field.
#include <fmt/core.h>
#include <imgui.h>

#include <array>
#include <random>
#include <utility>

#include "app/core/document/seeds.h"
#include "app/ui/foot.h"
#include "app/ui/theme.h"
#include "app/ui/thumbnails.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

// Columns and rows of the sizes to choose from.
constexpr std::array<std::pair<int, int>, 7> kSizes{
    {{256, 256}, {640, 360}, {1024, 1024}, {1280, 720}, {1920, 1080}, {3840, 2160}, {7680, 4320}}};

constexpr float kTile = 6;   // em: a side of a seed's picture
constexpr int kColumns = 3;  // of them

constexpr std::int64_t kMostShuffled = 9999;  // a number that is easily told

/// What becomes of the present field at another size: the words of `resize` after the first, which
/// starts again. A field that is to be cropped is padded where it is too small.
struct ResizeRow {
    const char* word;
    Text name;
};
constexpr std::array<ResizeRow, 4> kResizes{{{"", Text::UiResizeSeed},
                                             {"crop", Text::UiResizeKeep},
                                             {"resample", Text::UiResizeResample},
                                             {"tile", Text::UiResizeTile}}};

void draw_resize(Ui& ui, std::size_t& how) {
    Property row = ui.rows.property("cols");
    row.label = text(Text::UiResizeAs);
    row.help = text(Text::UiResizeAsHelp);
    row.effect = Effect::View;
    ui.rows.list(row, "resize", std::string(text(kResizes[how].name)), row.help, [&] {
        for (std::size_t i = 0; i < kResizes.size(); ++i)
            if (ImGui::Selectable(c_text(kResizes[i].name), i == how)) how = i;
    });
}

void draw_size(Ui& ui) {
    static std::size_t how = 0;
    const auto set_size = [&](std::int64_t cols, std::int64_t rows) {
        ui.execute(how == 0 ? fmt::format("size {} {}", cols, rows)
                            : fmt::format("resize {} {} {}", cols, rows, kResizes[how].word));
    };
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
                set_size(cols, rows);
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
    if (ImGui::Button(c_text(Text::UiApply), {button, 0})) set_size(typed[0], typed[1]);
    ImGui::EndDisabled();
    tooltip(text(Text::UiApply), text(same ? Text::UiSizeSame : Text::UiSizeHelp));
    ImGui::PopID();
    draw_resize(ui, how);
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

/// A tile of the seeds' gallery; true if it was clicked.
bool draw_tile(const char* id, const char* label, unsigned texture, bool chosen) {
    const float width = theme::em(kTile), line = theme::em(0.14F);
    const bool clicked = ImGui::InvisibleButton(id, {width, width + theme::em(1.3F)});
    const ImVec2 low = ImGui::GetItemRectMin(), high{low.x + width, low.y + width};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = ImGui::GetStyle().FrameRounding;
    if (texture != 0) {
        list.AddImageRounded(static_cast<ImTextureID>(texture), low, high, {0, 0}, {1, 1}, IM_COL32_WHITE,
                             round);
    } else {
        draw_box(low, high, theme::kRaised);
        draw_icon(list, Icon::Open, {(low.x + high.x) / 2, (low.y + high.y) / 2}, theme::em(0.8F),
                  theme::color(theme::kDim));
    }
    if (chosen || ImGui::IsItemHovered())
        list.AddRect(low, high, theme::color(chosen ? theme::kAccent : theme::kDim), round, 2 * line);
    draw_fitted(label, {low.x, high.y + theme::em(0.15F)}, width, chosen ? theme::kAccent : theme::kText);
    return clicked;
}

/// The seeds with their pictures; the last is from a file.
void draw_seeds(Ui& ui, const Seed* now) {
    const Document d = ui.app.document();
    const Foot foot;
    int place = 0;
    bool clicked = false;
    for (const Seed& seed : seeds()) {
        if (place++ % kColumns != 0) ImGui::SameLine();
        if (draw_tile(seed.id, seed.label, ui.thumbnails.texture(seed, d), &seed == now)) {
            ui.set("seed", std::string(seed.id));
            clicked = true;
        }
        tooltip(seed.label, seed.help);
    }
    if (place % kColumns != 0) ImGui::SameLine();
    if (draw_tile("file", c_text(Text::UiSeedFile), 0, now == nullptr)) {
        ui.execute("view open");
        clicked = true;
    }
    tooltip(text(Text::UiSeedFile), text(Text::UiSeedFileHelp));
    foot.draw(now != nullptr ? fmt::format("{}: {}", now->label, now->help) : "");
    if (clicked) ImGui::CloseCurrentPopup();
}

void draw_seed(Ui& ui) {
    const Document& d = ui.app.document();
    const Property& row = ui.rows.property("seed");
    const Seed* now = find_seed(d.seed);
    ui.rows.list(row, "seed", now ? now->label : row.choices.back(), now ? now->help : row.help,
                 [&] { draw_seeds(ui, now); });
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

}  // namespace gs
