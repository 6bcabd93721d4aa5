#include "app/ui/files.h"

#include <imgui.h>
#include <imgui_stdlib.h>
#include <portable_file_dialogs.h>

#include <filesystem>
#include <optional>

#include "app/core/document/words.h"
#include "app/core/files/formats.h"
#include "app/core/files/paths.h"
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

Text title(bool save) {
    return save ? Text::UiKeySaveSession : Text::UiKeyOpenSession;
}

}  // namespace

struct Files::Dialog {
    std::unique_ptr<pfd::open_file> open;
    std::unique_ptr<pfd::save_file> save;
};

Files::Files() = default;
Files::~Files() = default;

void Files::save_view(Ui& ui, Picture picture) {
    const std::string path = automatic_path(ui.state.steps_done, "png", "view");
    ui.app.save_picture(std::move(picture), {Message::Kind::Info, say(Text::UiViewSaved, path), path});
}

void Files::ask(Ui& ui, bool save) {
    if (dialog_) return;
    save_ = save;
    const std::string name = save ? automatic_path(ui.state.steps_done, "json") : ui.settings.last_session;
    if (!pfd::settings::available()) {
        typed_ = name;
        popup_wanted_ = true;
        return;
    }
    dialog_ = std::make_unique<Dialog>();
    if (save)
        dialog_->save = std::make_unique<pfd::save_file>(c_text(title(save)), name, filters(kSession));
    else
        dialog_->open =
            std::make_unique<pfd::open_file>(c_text(title(save)), "", filters(kSession | kField | kScript));
}

void Files::answer(Ui& ui, const std::string& typed) {
    if (typed.empty()) return;
    std::string path;
    if (Status s = user_path(typed, path); !s) return ui.toasts.error(s.why());
    if (save_) path = with_ending(path);
    const std::string command = save_ ? "save-session " : "open ";
    if (Status s = ui.app.execute(command + gs::as_word(path)); !s) return ui.toasts.error(s.why());
    const Format* format = find_format(ending_of(path));
    if (format != nullptr && (format->holds & kSession) == 0) return;
    std::error_code failed;
    const fs::path whole = fs::absolute(path, failed);
    ui.settings.last_session = failed ? path : whole.string();
}

void Files::dropped(Ui& ui, const std::vector<std::string>& paths) {
    // The files are opened one after the other, each once the one before has been loaded.
    std::string line;
    for (const std::string& path : paths) line += (line.empty() ? "open " : "; open ") + gs::as_word(path);
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
}

void Files::draw_typed_path(Ui& ui) {
    if (std::exchange(popup_wanted_, false)) ImGui::OpenPopup("Path");
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.4F}, ImGuiCond_Always, {0.5F, 0.5F});
    if (!ImGui::BeginPopupModal("Path", nullptr,
                                ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize))
        return;
    ImGui::TextUnformatted(c_text(title(save_)));
    note(text(Text::UiNoDialog), theme::kDim);
    ImGui::SetNextItemWidth(theme::em(34));
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    bool entered = ImGui::InputText("##path", &typed_, ImGuiInputTextFlags_EnterReturnsTrue);
    entered = ImGui::Button(c_text(save_ ? Text::UiSave : Text::UiOpen)) || entered;
    ImGui::SameLine();
    const bool left = ImGui::Button(c_text(Text::UiCancel)) || ImGui::IsKeyPressed(ImGuiKey_Escape);
    if (entered) answer(ui, unquoted(typed_));
    if (entered || left) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

}  // namespace gs
