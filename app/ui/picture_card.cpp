#include "app/ui/picture_card.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <filesystem>

#include "app/core/document/words.h"
#include "app/core/files/formats.h"
#include "app/core/files/png.h"
#include "app/core/files/png_text.h"
#include "app/core/files/read_picture.h"
#include "app/core/hands/edits.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

constexpr int kMostSide = 320;  // pixels of the picture that a preview is made of
constexpr float kWidth = 20;    // em: of the preview

// The words of the command, in the order of the choices.
constexpr std::array kUses{"seed", "feed", "kill"};
constexpr std::array kPlacings{"fit", "fill", "stretch"};

/// A size of the same proportions with this longer side, at most.
Extent within_side(int rows, int cols, int side) {
    const double scale = std::min(1.0, static_cast<double>(side) / std::max(rows, cols));
    return {std::max(1, static_cast<int>(rows * scale)), std::max(1, static_cast<int>(cols * scale))};
}

/// The rate that each cell takes, as a shade.
Picture shades(const Mask& mask) {
    Picture picture{mask.size.cols, mask.size.rows, {}};
    for (const std::uint8_t share : mask.shares) picture.rgb.insert(picture.rgb.end(), 3, share);
    return picture;
}

}  // namespace

bool PictureCard::takes(const std::string& path) {
    const std::string ending = ending_of(path);
    const Format* format = find_format(ending);
    return format != nullptr && (format->holds & kPicture) != 0 &&
           (ending.find("png") != std::string::npos || ending.find("jp") != std::string::npos);
}

PictureCard::Read PictureCard::read(const std::string& path) {
    Picture decoded;
    if (const Status read = read_picture(path, decoded); !read) return {path, {}, false, read.why()};
    return {path,
            fitted(grey_of({decoded.height, decoded.width}, decoded.rgb),
                   within_side(decoded.height, decoded.width, kMostSide), {.placing = Placing::Stretch}),
            tells_settings(path),
            {}};
}

void PictureCard::open(const std::string& path) {
    path_ = path;
    picture_ = {};
    shown_.reset();
    reads_.push_back(std::async(std::launch::async, read, path));
}

void PictureCard::take_read(Ui& ui) {
    for (auto at = reads_.begin(); at != reads_.end();) {
        if (at->wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
            ++at;
            continue;
        }
        Read done = at->get();
        at = reads_.erase(at);
        if (done.path != path_) continue;
        picture_ = std::move(done.picture);
        tells_ = done.tells;
        popup_wanted_ = done.why.empty();
        if (!done.why.empty()) ui.toasts.error(done.why);
    }
}

void PictureCard::draw(Ui& ui) {
    take_read(ui);
    if (!shows()) return;
    if (std::exchange(popup_wanted_, false)) ImGui::OpenPopup("PictureCard");
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
    bool open = ImGui::BeginPopupModal("PictureCard", nullptr,
                                       ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize);
    if (open) {
        write_text(say(Text::UiPictureCard, std::filesystem::path(path_).filename().string()), theme::kText);
        draw_preview(ui);
        draw_choices();
        const bool applied =
            ImGui::Button(c_text(Text::UiPictureApply)) || ImGui::IsKeyPressed(ImGuiKey_Enter, false);
        ImGui::SameLine();
        const bool made = tells_ && ImGui::Button(c_text(Text::UiPictureMade));
        if (tells_) {
            tooltip(text(Text::UiPictureMade), text(Text::UiPictureMadeHelp));
            ImGui::SameLine();
        }
        const bool left =
            ImGui::Button(c_text(Text::UiCancel)) || ImGui::IsKeyPressed(ImGuiKey_Escape, false);
        if (applied) apply(ui);
        if (made) ui.execute("open " + as_word(path_));
        if (applied || made || left) {
            ImGui::CloseCurrentPopup();
            picture_ = {};
            path_.clear();
        }
        ImGui::EndPopup();
    }
}

/// A seed in the field's colours, a map in shades: the whole field, as it would become.
void PictureCard::draw_preview(Ui& ui) {
    const Document& d = ui.app.document();
    const auto use = static_cast<Use>(use_);
    const Shown now{use, tone_, low_[use], high_[use], ui.app.revision()};
    if (shown_ != now) {
        shown_ = now;
        preview_ = within_side(static_cast<int>(d.rows), static_cast<int>(d.cols), kMostSide);
        const auto mask = std::make_shared<const Mask>(fitted(picture_, preview_, tone_));
        Picture picture = shades(*mask);
        if (use == Seed) {
            Field field(preview_.rows, preview_.cols, GS_F32);
            const double low = static_cast<double>(now.low), high = static_cast<double>(now.high);
            gs::apply(
                edit::Print{
                    mask, 0, 0, {std::max(0.0, 1 - 2 * low), low}, {std::max(0.0, 1 - 2 * high), high}},
                field);
            picture = coloured(field, d);
        }
        texture_ = gl::make_picture(picture.height, picture.width, picture.rgb.data());
    }
    const float width = theme::em(kWidth);
    const float high = std::min(width * static_cast<float>(preview_.rows) / static_cast<float>(preview_.cols),
                                theme::em(kWidth));
    const float wide = high * static_cast<float>(preview_.cols) / static_cast<float>(preview_.rows);
    ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0F, (width - wide) / 2));
    ImGui::Image(static_cast<ImTextureID>(texture_.get()), {std::min(wide, width), high});
}

void PictureCard::draw_choices() {
    const std::array uses{c_text(Text::UiPictureSeed), c_text(Text::UiPictureFeed),
                          c_text(Text::UiPictureKill)};
    const std::array placings{c_text(Text::UiPictureFit), c_text(Text::UiPictureFill),
                              c_text(Text::UiPictureStretch)};
    ImGui::PushItemWidth(theme::em(kWidth));
    if (const int i = segmented("use", uses, use_, text(Text::UiPictureSeed), text(Text::UiPictureUseHelp));
        i >= 0)
        use_ = i;
    if (const int i = segmented("placing", placings, static_cast<int>(tone_.placing),
                                text(Text::UiPictureFit), text(Text::UiPicturePlaceHelp));
        i >= 0)
        tone_.placing = static_cast<Placing>(i);
    ImGui::PopItemWidth();
    ImGui::Checkbox(c_text(Text::UiPictureInvert), &tone_.invert);
    ImGui::PushItemWidth(theme::em(11));
    auto threshold = static_cast<float>(tone_.threshold);
    if (ImGui::SliderFloat(c_text(Text::UiPictureThreshold), &threshold, 0, 1, "%.2f"))
        tone_.threshold = std::clamp(static_cast<double>(threshold), 0.0, 1.0);
    tooltip(text(Text::UiPictureThreshold), text(Text::UiPictureThresholdHelp));
    float range[2] = {low_[use_], high_[use_]};
    if (ImGui::InputFloat2(c_text(Text::UiPictureRange), range, "%.4f")) {
        low_[use_] = std::clamp(range[0], 0.0F, 1.0F);
        high_[use_] = std::clamp(range[1], 0.0F, 1.0F);
    }
    ImGui::PopItemWidth();
}

void PictureCard::apply(Ui& ui) const {
    const std::string threshold =
        tone_.threshold > 0 ? fmt::format(" threshold {:.2f}", tone_.threshold) : "";
    ui.execute(fmt::format("picture {} {} {}{}{} range {:.4f}:{:.4f}", as_word(path_),
                           kUses[static_cast<std::size_t>(use_)],
                           kPlacings[static_cast<std::size_t>(tone_.placing)], tone_.invert ? " invert" : "",
                           threshold, low_[use_], high_[use_]));
}

}  // namespace gs
