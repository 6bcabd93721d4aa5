#include "app/ui/files.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>
#include <portable_file_dialogs.h>

#include <chrono>
#include <filesystem>

#include "app/core/words.h"
#include "app/ui/theme.h"
#include "app/ui/ui.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

std::string stamped(const Ui& ui, const char* what, const char* ending) {
    const std::string name =
        fmt::format("grayscope_{:%Y-%m-%d_%H-%M-%S}{}_step_{}.{}", fmt::localtime(std::time(nullptr)), what,
                    ui.state.steps_done, ending);
    std::error_code failed;
    const fs::path here = fs::current_path(failed);
    return failed ? name : (here / name).string();
}

const std::vector<std::string>& filters() {
    static const std::vector<std::string> all{std::string(text(Text::UiSessionFiles)), "*.json *.gss"};
    return all;
}

}  // namespace

struct Files::Dialog {
    std::unique_ptr<pfd::open_file> open;
    std::unique_ptr<pfd::save_file> save;
};

Files::Files() = default;
Files::~Files() = default;

void Files::save_picture(Ui& ui) {
    ui.execute("save-image " + gs::as_word(stamped(ui, "", "png")));
}

void Files::save_view(Ui& ui, Picture picture) {
    const std::string path = stamped(ui, "_view", "png");
    auto write = [path, p = std::move(picture)] { return write_png(path, p); };
    writing_.push_back({path, std::async(std::launch::async, std::move(write))});
}

void Files::save_session(Ui& ui) {
    if (dialog_) return;
    const std::string name = stamped(ui, "", "json");
    if (pfd::settings::available()) {
        dialog_ = std::make_unique<Dialog>();
        dialog_->save =
            std::make_unique<pfd::save_file>(std::string(text(Text::UiKeySaveSession)), name, filters());
        return;
    }
    typing_ = Asking::Save;
    typed_ = name;
    popup_wanted_ = true;
}

void Files::open_session(Ui& ui) {
    if (dialog_) return;
    if (pfd::settings::available()) {
        dialog_ = std::make_unique<Dialog>();
        dialog_->open =
            std::make_unique<pfd::open_file>(std::string(text(Text::UiKeyOpenSession)), "", filters());
        return;
    }
    typing_ = Asking::Open;
    typed_ = ui.settings.last_session;
    popup_wanted_ = true;
}

void Files::answer(Ui& ui, const std::string& path, Asking asked) {
    if (path.empty()) return;
    const std::string command = asked == Asking::Open ? "load-session" : "save-session";
    if (Status s = ui.app.execute(command + " " + gs::as_word(path)); !s) return ui.toasts.error(s.why());
    std::error_code failed;
    const fs::path whole = fs::absolute(path, failed);
    ui.settings.last_session = failed ? path : whole.string();
}

void Files::dropped(Ui& ui, const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        const std::string ending = fs::path(path).extension().string();
        if (ending == ".npy")
            ui.execute("load-field " + gs::as_word(path));
        else
            answer(ui, path, Asking::Open);
    }
}

void Files::update(Ui& ui) {
    if (dialog_ && dialog_->open && dialog_->open->ready(0)) {
        const auto chosen = dialog_->open->result();
        dialog_.reset();
        if (!chosen.empty()) answer(ui, chosen.front(), Asking::Open);
    } else if (dialog_ && dialog_->save && dialog_->save->ready(0)) {
        const std::string chosen = dialog_->save->result();
        dialog_.reset();
        answer(ui, chosen, Asking::Save);
    }
    std::erase_if(writing_, [&](Writing& w) {
        if (w.done.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return false;
        if (Status s = w.done.get(); !s)
            ui.toasts.error(s.why());
        else
            ui.toasts.add({Message::Kind::Info, say(Text::UiViewSaved, w.path), w.path});
        return true;
    });
    draw_typed_path(ui);
}

void Files::draw_typed_path(Ui& ui) {
    if (std::exchange(popup_wanted_, false)) ImGui::OpenPopup("Path");
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.4F}, ImGuiCond_Always, {0.5F, 0.5F});
    if (!ImGui::BeginPopupModal("Path", nullptr,
                                ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize))
        return;
    ImGui::TextUnformatted(words(typing_ == Asking::Open ? Text::UiKeyOpenSession : Text::UiKeySaveSession));
    note(text(Text::UiNoDialog), theme::kDim);
    ImGui::SetNextItemWidth(theme::em(34));
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    bool entered = ImGui::InputText("##path", &typed_, ImGuiInputTextFlags_EnterReturnsTrue);
    entered = ImGui::Button(words(typing_ == Asking::Open ? Text::UiOpen : Text::UiSave)) || entered;
    ImGui::SameLine();
    const bool left = ImGui::Button(words(Text::UiCancel)) || ImGui::IsKeyPressed(ImGuiKey_Escape);
    if (entered) answer(ui, typed_, typing_);
    if (entered || left) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
}

void Files::finish() {
    for (Writing& w : writing_) w.done.wait();
}

}  // namespace gs
