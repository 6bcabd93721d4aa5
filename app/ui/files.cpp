#include "app/ui/files.h"

#include <imgui.h>
#include <imgui_stdlib.h>
#include <portable_file_dialogs.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "app/core/document/words.h"
#include "app/core/files/drawn_axes.h"
#include "app/core/files/formats.h"
#include "app/core/files/legend.h"
#include "app/core/files/paths.h"
#include "app/ui/stage.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> filters(unsigned holds) {
    std::vector<std::string> rows;
    const auto row = [&](Text label, unsigned which) {
        if ((holds & which) == 0) return;
        rows.emplace_back(text(label));
        rows.push_back(patterns_of(which));
    };
    if (holds == (kSession | kField | kScript)) row(Text::UiOpenableFiles, holds);
    row(Text::UiSessionFiles, kSession);
    row(Text::UiFieldFiles, kField);
    row(Text::UiScriptFiles, kScript);
    row(Text::UiPictureFiles, kPicture);
    rows.emplace_back(text(Text::UiAllFiles));
    rows.emplace_back("*");
    return rows;
}

/// A name that was typed into a save dialog, with the ending that it lacks. It stays as it is if a
/// file of the completed name exists, since the dialog has not asked whether that one may be
/// replaced.
std::string with_ending(const std::string& path) {
    const std::string longer = path + ".json";
    std::error_code ignored;
    return fs::path(path).has_extension() || fs::exists(longer, ignored) ? path : longer;
}

/// The part of the picture that shows the stage.
Picture on_stage(const Ui& ui, const Picture& all) {
    const auto column = [&](float x) {
        const int pixel = static_cast<int>(x * ImGui::GetIO().DisplayFramebufferScale.x);
        return static_cast<std::size_t>(std::clamp(pixel, 0, all.width));
    };
    const std::size_t left = column(stage(ui).low.x), right = column(stage(ui).high.x);
    Picture part{static_cast<int>(right - left), all.height, {}};
    const auto* row = all.rgb.data();
    for (int y = 0; y < all.height; ++y, row += 3 * static_cast<std::size_t>(all.width))
        part.rgb.insert(part.rgb.end(), row + 3 * left, row + 3 * right);
    return part;
}

/// The axes of what on_stage() shows of the field, which may end within it.
std::optional<RateAxes> axes_on_stage(const Ui& ui) {
    const auto axes = axes_of(ui.app.document());
    if (!axes || !ui.frame) return {};
    const Area area = stage(ui);
    const double pixel = ImGui::GetIO().DisplayFramebufferScale.x;
    const Place low = ui.view.to_cell({area.low.x * pixel, 0}),
                high = ui.view.to_cell({area.high.x * pixel, ImGui::GetIO().DisplaySize.y * pixel});
    const double cols = ui.frame->cols, rows = ui.frame->rows;
    return axes->part(low.x / cols, 1 - high.y / rows, high.x / cols, 1 - low.y / rows);
}

bool is_session(const std::string& path) {
    const Format* format = find_format(ending_of(path));
    return format != nullptr && (format->holds & kSession) != 0;
}

void add_recent(Ui& ui, const std::string& path) {
    std::error_code failed;
    const fs::path whole = fs::absolute(path, failed);
    if (!failed) ui.settings.add_recent(whole.lexically_normal().string());
}

}  // namespace

struct Files::Dialog {
    std::unique_ptr<pfd::open_file> open;
    std::unique_ptr<pfd::save_file> save;
};

Files::Files() = default;
Files::~Files() = default;

void Files::save_view(Ui& ui, const Picture& picture) {
    std::string trouble;
    const std::string path = automatic_path(ui.state.steps_done, "png", "view", &trouble);
    if (!trouble.empty()) ui.app.warn(std::move(trouble));
    const Document& d = ui.app.document();
    ui.app.save_picture(path, with_legend(with_axes(on_stage(ui, picture), axes_on_stage(ui)), d));
}

Text Files::title(Wanted wanted) {
    return wanted == Wanted::SaveSession ? Text::UiKeySaveSession
           : wanted == Wanted::Picture   ? Text::UiPictureAsk
                                         : Text::UiKeyOpenSession;
}

void Files::ask(Ui& ui, Wanted wanted) {
    if (dialog_) return;
    wanted_ = wanted;
    std::string name, trouble;
    if (wanted == Wanted::SaveSession)
        name = automatic_path(ui.state.steps_done, "json", {}, &trouble);
    else if (wanted == Wanted::Open && !recent_sessions(ui).empty())
        name = recent_sessions(ui).front();
    if (!trouble.empty()) ui.app.warn(std::move(trouble));
    if (!pfd::settings::available()) {
        typed_ = name;
        popup_wanted_ = true;
        return;
    }
    dialog_ = std::make_unique<Dialog>();
    const char* const asked = c_text(title(wanted));
    if (wanted == Wanted::SaveSession)
        dialog_->save = std::make_unique<pfd::save_file>(asked, name, filters(kSession));
    else
        dialog_->open = std::make_unique<pfd::open_file>(
            asked, name, filters(wanted == Wanted::Picture ? kPicture : kSession | kField | kScript));
}

void Files::answer(Ui& ui, const std::string& typed) {
    if (typed.empty()) return;
    std::string path;
    if (Status s = user_path(typed, path); !s) return ui.toasts.error(s.why());
    if (wanted_ == Wanted::Picture) return picture_card_.open(path);
    const bool save = wanted_ == Wanted::SaveSession;
    if (save) path = with_ending(path);
    const std::string command = save ? "save-session " : "open ";
    if (Status s = ui.app.execute(command + gs::as_word(path)); !s) return ui.toasts.error(s.why());
    if (!save && is_session(path)) add_recent(ui, path);
}

void Files::open_recent(Ui& ui, const std::string& path) {
    ui.execute("open " + gs::as_word(path));
    add_recent(ui, path);
}

void Files::note_saved(Ui& ui, const Message& message) {
    if (!message.path.empty() && is_session(message.path)) add_recent(ui, message.path);
}

const std::vector<std::string>& recent_sessions(const Ui& ui) {
    return ui.settings.recent;
}

void Files::dropped(Ui& ui, const std::vector<std::string>& paths) {
    // The files are opened one after the other, each once the one before has been loaded.
    std::string line;
    for (const std::string& path : paths)
        if (PictureCard::takes(path))
            picture_card_.open(path);
        else
            line += (line.empty() ? "open " : "; open ") + gs::as_word(path);
    for (const std::string& path : paths)
        if (is_session(path)) add_recent(ui, path);
    ui.execute(line);
}

void Files::update(Ui& ui) {
    std::optional<std::string> chosen;
    if (dialog_ && dialog_->save && dialog_->save->ready(0)) chosen = dialog_->save->result();
    if (dialog_ && dialog_->open && dialog_->open->ready(0)) {
        const auto paths = dialog_->open->result();
        chosen = paths.empty() ? "" : paths.front();
    }
    if (chosen) {
        dialog_.reset();
        answer(ui, *chosen);
    }
    draw_typed_path(ui);
    picture_card_.draw(ui);
    if (const std::string file = ui.toasts.take_wanted(); !file.empty())
        if (Status s = show_.of(file); !s) ui.toasts.error(s.why());
    if (Status s = show_.outcome(); !s) ui.toasts.error(s.why());
}

/// Draws the sessions that may be meant; true if one was clicked, which is then opened.
bool Files::draw_recent(Ui& ui) {
    if (wanted_ != Wanted::Open || recent_sessions(ui).empty()) return false;
    write_text(text(Text::UiRecent), theme::kDim);
    std::string clicked;
    for (const std::string& path : recent_sessions(ui))
        if (ImGui::Selectable(shown_path(path).c_str())) clicked = path;
    if (clicked.empty()) return false;
    open_recent(ui, clicked);
    return true;
}

void Files::draw_typed_path(Ui& ui) {
    if (std::exchange(popup_wanted_, false)) ImGui::OpenPopup("Path");
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.4F}, ImGuiCond_Always, {0.5F, 0.5F});
    if (!ImGui::BeginPopupModal("Path", nullptr,
                                ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize))
        return;
    ImGui::TextUnformatted(c_text(title(wanted_)));
    note(text(Text::UiNoDialog), theme::kDim);
    ImGui::SetNextItemWidth(theme::em(34));
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    bool entered = ImGui::InputText("##path", &typed_, ImGuiInputTextFlags_EnterReturnsTrue);
    entered = ImGui::Button(c_text(wanted_ == Wanted::SaveSession ? Text::UiSave : Text::UiOpen)) || entered;
    ImGui::SameLine();
    const bool left = ImGui::Button(c_text(Text::UiCancel)) || ImGui::IsKeyPressed(ImGuiKey_Escape);
    if (entered) answer(ui, unquoted(typed_));
    const bool chosen = draw_recent(ui);
    if (entered || left || chosen) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace gs
