#include "app/ui/film_card.h"

#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <array>

#include "app/core/document/words.h"
#include "app/core/files/paths.h"
#include "app/core/files/recording.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr float kLabel = 7, kField = 9, kBeside = 15.6F;  // em
constexpr double kFps = 30;
constexpr std::array kEndings{"mp4", "webm", "gif", "apng", ""};  // of the kinds; none: a folder of frames

/// A row's label, and the place of its field.
void label(Text name) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(c_text(name));
    ImGui::SameLine(theme::em(kLabel));
    ImGui::SetNextItemWidth(theme::em(kField));
}

}  // namespace

void FilmCard::open(std::int64_t from, std::int64_t to) {
    wanted_ = true;
    from_ = from;
    to_ = to;
    every_ = usual_distance(from, to);
}

bool FilmCard::number(const char* id, std::int64_t& value) const {
    const bool changed = ImGui::InputScalar(id, ImGuiDataType_S64, &value);
    value = std::max<std::int64_t>(0, value);
    return changed;
}

void FilmCard::draw_rows() {
    label(Text::UiFilmFrom);
    number("##from", from_);
    label(Text::UiFilmTo);
    number("##to", to_);
    label(Text::UiFilmEvery);
    number("##every", every_);
    every_ = std::max<std::int64_t>(1, every_);
    ImGui::SameLine();
    ImGui::TextUnformatted(c_text(Text::UiFilmSteps));
    label(Text::UiFilmKind);
    const std::array<const char*, kEndings.size()> kinds{"MP4", "WebM", "GIF", "APNG",
                                                         c_text(Text::UiFilmFrames)};
    ImGui::Combo("##kind", &kind_, kinds.data(), static_cast<int>(kinds.size()));
    tooltip(text(Text::UiFilmKind), text(Text::UiFilmKindHelp));
    label(Text::UiFilmSize);
    ImGui::InputTextWithHint("##size", c_text(Text::UiFilmOwnSize), &size_);
    label(Text::UiFilmCaption);
    ImGui::SetNextItemWidth(theme::em(1.6F * kField));
    ImGui::InputTextWithHint("##caption", c_text(Text::UiFilmCaptionHint), &caption_);
}

std::string FilmCard::command(const Ui& ui) const {
    const char* ending = kEndings[static_cast<std::size_t>(kind_)];
    std::string trouble;
    const std::string place =
        automatic_path(ui.state.steps_done, *ending != '\0' ? ending : "frames", "film", &trouble);
    return fmt::format("export {} {} {} {} {} {}", as_word(place), from_, to_, every_,
                       size_.empty() ? "field" : as_word(size_), as_word(caption_));
}

void FilmCard::draw(Ui& ui) {
    if (std::exchange(wanted_, false)) ImGui::OpenPopup("Film");
    const Area free = stage(ui);
    // Beside the figures, which tell what the run does meanwhile.
    ImGui::SetNextWindowPos({free.low.x + theme::em(kBeside), free.high.y - theme::em(kMargin)},
                            ImGuiCond_Always, {0, 1});
    if (!ImGui::BeginPopup("Film")) return;
    draw_rows();
    const std::int64_t frames = frames_between(from_, to_, every_);
    note(say(Text::UiFilmWill, frames, fmt::format("{:.1f}", static_cast<double>(frames) / kFps)),
         theme::kDim);
    if (ImGui::Button(c_text(Text::UiFilmMake))) {
        ui.execute(command(ui));
        ImGui::CloseCurrentPopup();
    }
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiFilmCancel))) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

void draw_film_buttons(Ui& ui, FilmCard& card) {
    const auto& begin = ui.app.film_begin();
    ImGui::SameLine(0, theme::em(1.5F));
    ImGui::PushStyleColor(ImGuiCol_Text, begin ? theme::kAccent : theme::kText);
    const bool record = ImGui::SmallButton(c_text(begin ? Text::UiRecordEnd : Text::UiRecord));
    ImGui::PopStyleColor();
    tooltip(text(Text::UiRecord), text(Text::UiRecordHelp), "Shift+R");
    if (record) ui.execute("record");
    ImGui::SameLine();
    if (ImGui::SmallButton(c_text(Text::UiFilm))) {
        const EventPtr birth = first_of(ui.state.line.last);
        card.open(birth ? birth->step : 0, ui.state.line.end);
    }
    tooltip(text(Text::UiFilm), text(Text::UiFilmHelp));
}

bool draw_film_progress(Ui& ui) {
    const RunExport::Now now = ui.app.exporting().now();
    if (!now.active) return false;
    const auto left = static_cast<double>(now.progress.of_frames - now.progress.frames);
    const std::string said =
        now.progress.frames == 0
            ? say(Text::UiFilmWay, grouped(static_cast<double>(now.progress.step)))
            : say(Text::UiFilmProgress, now.progress.frames, now.progress.of_frames, now.frames_per_s,
                  now.frames_per_s > 0 ? left / now.frames_per_s : 0.0);
    const char* const pause = c_text(now.paused ? Text::UiFilmGoOn : Text::UiFilmPause);
    const float gap = ImGui::GetStyle().ItemSpacing.x, padding = 4 * ImGui::GetStyle().FramePadding.x;
    const float width = ImGui::CalcTextSize(said.c_str()).x + ImGui::CalcTextSize(pause).x +
                        ImGui::CalcTextSize(c_text(Text::UiFilmStop)).x + 2 * gap + padding;
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - width);
    write_text(said, theme::kAccent);
    tooltip(now.place, {});
    ImGui::SameLine();
    if (ImGui::SmallButton(pause)) ui.execute("export-pause");
    ImGui::SameLine();
    if (ImGui::SmallButton(c_text(Text::UiFilmStop))) ui.execute("export-stop");
    return true;
}

}  // namespace gs
