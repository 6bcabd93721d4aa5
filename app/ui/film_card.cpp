#include "app/ui/film_card.h"

#include <fmt/core.h>
#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <utility>
#include <vector>

#include "app/core/document/properties.h"
#include "app/core/document/words.h"
#include "app/core/files/formats.h"
#include "app/core/files/frame_options.h"
#include "app/core/files/paths.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

// em: the widths of labels, fields and the whole, and the place beside the figures
constexpr float kLabel = 5.2F, kInput = 6.2F, kCard = 27.4F, kBeside = 15.6F;
constexpr const char* kFiguresInBraces = "{figures}";

/// What can be made: a film, or a folder of frames.
struct FilmKind {
    std::string label;
    /// Of a film's name, without the dot; else empty.
    std::string ending;
    const FrameKind* frames = &frame_kinds().front();
};

const std::vector<FilmKind>& kinds() {
    static const std::vector<FilmKind> all = [] {
        std::vector<FilmKind> kinds;
        for (const Format& format : formats())
            if ((format.holds & kFilm) != 0)
                kinds.push_back({std::string(format.name), std::string(format.ending.substr(1))});
        for (const FrameKind& kind : frame_kinds())
            kinds.push_back({say(Text::UiFilmFrames, kind.word), "", &kind});
        return kinds;
    }();
    return all;
}

/// A row's label, and the place of its field, which is so wide (em); 0: as wide as the card.
void label(Text name, float width = kInput) {
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(c_text(name));
    ImGui::SameLine(theme::em(kLabel));
    ImGui::SetNextItemWidth(width > 0 ? theme::em(width) : -FLT_MIN);
}

/// The rest of the card's width for the next item.
void fill_row() {
    ImGui::SameLine();
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
}

void number(const char* id, std::int64_t& value, std::int64_t least) {
    ImGui::InputScalar(id, ImGuiDataType_S64, &value);
    value = std::max(least, value);
}

}  // namespace

void FilmCard::open(std::int64_t from, std::int64_t to, double speed) {
    wanted_ = true;
    from_ = from;
    to_ = to;
    every_ = usual_distance(from, to);
    speed_ = speed;
}

void FilmCard::draw_stretch() {
    label(Text::UiFilmFrom);
    number("##from", from_, 0);
    ImGui::SameLine(0, theme::em(1));
    ImGui::TextUnformatted(c_text(Text::UiFilmTo));
    ImGui::SameLine();
    ImGui::SetNextItemWidth(theme::em(kInput));
    number("##to", to_, 0);
}

void FilmCard::draw_pace() {
    label(Text::UiFilmPace);
    if (by_speed_) {
        ImGui::InputDouble("##speed", &speed_, 0, 0, "%.6g");
        speed_ = std::clamp(speed_, 1e-3, 1e15);
    } else {
        number("##every", every_, 1);
    }
    fill_row();
    const std::array<const char*, 2> ways{c_text(Text::UiFilmPaceSteps), c_text(Text::UiFilmPaceSpeed)};
    const int clicked =
        segmented("pace", ways, by_speed_ ? 1 : 0, text(Text::UiFilmPace), text(Text::UiFilmPaceHelp));
    if (clicked >= 0) by_speed_ = clicked == 1;
    label(Text::UiFilmFps);
    ImGui::InputDouble("##fps", &fps_, 0, 0, "%.6g");
    fps_ = std::clamp(fps_, 0.1, 1000.0);
    ImGui::SameLine();
    ImGui::TextUnformatted(c_text(Text::UiFilmFpsUnit));
}

void FilmCard::draw_kind() {
    label(Text::UiFilmKind, 0);
    const FilmKind& chosen = kinds()[static_cast<std::size_t>(kind_)];
    if (ImGui::BeginCombo("##kind", chosen.label.c_str())) {
        for (std::size_t i = 0; i < kinds().size(); ++i)
            if (ImGui::Selectable(kinds()[i].label.c_str(), kind_ == static_cast<int>(i)))
                kind_ = static_cast<int>(i);
        ImGui::EndCombo();
    }
    tooltip(text(Text::UiFilmKind), text(Text::UiFilmKindHelp));
}

void FilmCard::draw_picture() {
    ImGui::BeginDisabled(!kinds()[static_cast<std::size_t>(kind_)].frames->drawn);
    label(Text::UiFilmShows, 0);
    const std::array<const char*, 2> shown{c_text(Text::UiFilmShowsField), c_text(Text::UiFilmShowsView)};
    const int clicked = segmented("shows", shown, static_cast<int>(shows_), text(Text::UiFilmShows),
                                  text(Text::UiFilmShowsHelp));
    if (clicked >= 0) shows_ = static_cast<FrameShows>(clicked);
    label(Text::UiFilmSize);
    ImGui::InputTextWithHint("##size", c_text(Text::UiFilmOwnSize), &size_);
    label(Text::UiFilmCaption);
    const float figures =
        ImGui::CalcTextSize(c_text(Text::UiFilmFigures)).x + 2 * ImGui::GetStyle().FramePadding.x;
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - figures - ImGui::GetStyle().ItemSpacing.x);
    ImGui::InputTextWithHint("##caption", c_text(Text::UiFilmCaptionHint), &caption_);
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiFilmFigures))) caption_ = kFiguresInBraces;
    tooltip(text(Text::UiFilmFigures), text(Text::UiFilmFiguresHelp));
    ImGui::EndDisabled();
}

RecordingOptions FilmCard::options() const {
    RecordingOptions options;
    options.kind = kinds()[static_cast<std::size_t>(kind_)].frames;
    options.pace = {every_, by_speed_ ? speed_ : 0, fps_};
    if (options.kind->drawn) options.look.shows = shows_;
    return options;
}

std::string FilmCard::command(const Ui& ui) const {
    const FilmKind& kind = kinds()[static_cast<std::size_t>(kind_)];
    RecordingOptions others = options();
    const std::string pace = pace_text(others.pace);
    others.pace = {.fps = others.pace.fps};
    std::string trouble;
    const std::string place =
        automatic_path(ui.state.steps_done, kind.ending.empty() ? "frames" : kind.ending, "film", &trouble);
    std::string line =
        fmt::format("export {} {} {} {}{}", as_word(place), from_, to_, pace, frame_option_words(others));
    if (kind.frames->drawn && !size_.empty()) line += " pixels " + as_word(size_);
    if (kind.frames->drawn && !caption_.empty()) line += " caption " + as_word(caption_);
    return line;
}

void FilmCard::draw_foot(Ui& ui) {
    const FramePace pace = options().pace;
    const std::int64_t frames = frames_between(from_, to_, pace);
    const bool film = !kinds()[static_cast<std::size_t>(kind_)].ending.empty();
    note(film ? say(Text::UiFilmWill, frames, fmt::format("{:.1f}", static_cast<double>(frames) / pace.fps),
                    to_text(pace.fps))
              : say(Text::UiFilmWillFrames, frames),
         theme::kDim);
    if (ImGui::Button(c_text(Text::UiFilmMake))) {
        ui.execute(command(ui));
        ImGui::CloseCurrentPopup();
    }
    ImGui::SameLine();
    if (ImGui::Button(c_text(Text::UiFilmCancel))) ImGui::CloseCurrentPopup();
}

void FilmCard::draw(Ui& ui) {
    if (std::exchange(wanted_, false)) ImGui::OpenPopup("Film");
    const Area free = stage(ui);
    const float margin = theme::em(kMargin), most = whole_window().high.x - theme::em(kCard) - margin;
    // Beside the figures, which tell what the run does meanwhile, if there is room.
    const float left = std::max(margin, std::min(free.low.x + theme::em(kBeside), most));
    ImGui::SetNextWindowPos({left, free.high.y - margin}, ImGuiCond_Always, {0, 1});
    ImGui::SetNextWindowSizeConstraints({theme::em(kCard), 0}, {theme::em(kCard), free.high.y - 2 * margin});
    if (!ImGui::BeginPopup("Film")) return;
    draw_stretch();
    draw_pace();
    draw_kind();
    draw_picture();
    draw_foot(ui);
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
        const double speed = ui.app.document().speed;
        card.open(birth ? birth->step : 0, ui.state.line.end, speed > 0 ? speed : kWatchSpeed);
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
    const float buttons =
        ImGui::CalcTextSize(pause).x + ImGui::CalcTextSize(c_text(Text::UiFilmStop)).x + 2 * gap + padding;
    ImGui::SameLine(0, theme::em(1.5F));
    const float room = ImGui::GetContentRegionAvail().x - buttons;
    tooltip(write_to_end(said, room, theme::kAccent) ? now.place : said, {});
    ImGui::SameLine();
    if (ImGui::SmallButton(pause)) ui.execute("export-pause");
    ImGui::SameLine();
    if (ImGui::SmallButton(c_text(Text::UiFilmStop))) ui.execute("export-stop");
    return true;
}

}  // namespace gs
