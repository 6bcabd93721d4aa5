// Files of the window: pictures, sessions, and files that were dropped on it. Neither dialogs nor
// writing ever block the window.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/core/app/app.h"
#include "app/core/files/png.h"
#include "app/ui/picture_card.h"
#include "app/ui/show_folder.h"
#include "kernels/engine/status.h"

namespace gs {

struct Ui;

/// Opens and saves the window's files. UI thread.
class Files {
  public:
    Files();
    ~Files();
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    /// The stage as it is seen is saved at the end of this frame.
    void save_view_soon() { view_wanted_ = true; }
    bool take_view_wanted() { return std::exchange(view_wanted_, false); }
    void save_view(Ui& ui, const Picture& picture);
    /// Ask for a name in the system's dialog, or, if it has none, for a typed path.
    void save_session(Ui& ui) { ask(ui, Wanted::SaveSession); }
    void open_session(Ui& ui) { ask(ui, Wanted::Open); }
    /// The same for a picture, and then asks what it is to become.
    void open_picture(Ui& ui) { ask(ui, Wanted::Picture); }
    /// Opens a session that was saved or opened before.
    static void open_recent(Ui& ui, const std::string& path);
    /// Remembers the session that this message says is saved.
    static void note_saved(Ui& ui, const Message& message);
    /// Opens the files that can be opened; of a picture, asks what it is to become.
    void dropped(Ui& ui, const std::vector<std::string>& paths);
    /// Does what was answered, and draws the typed path; to be called once per frame.
    void update(Ui& ui);
    /// The question that a picture has raised is on the screen.
    bool asks_about_picture() const { return picture_card_.shows(); }

  private:
    struct Dialog;
    /// What a name is asked for.
    enum class Wanted { Open, SaveSession, Picture };
    static Text title(Wanted wanted);
    void ask(Ui& ui, Wanted wanted);
    void answer(Ui& ui, const std::string& typed);
    void draw_typed_path(Ui& ui);
    bool draw_recent(Ui& ui);

    std::unique_ptr<Dialog> dialog_;
    bool view_wanted_ = false, popup_wanted_ = false;
    Wanted wanted_ = Wanted::Open;  // of what was asked last
    std::string typed_;
    ShowFolder show_;
    PictureCard picture_card_;
};

/// The sessions that the user saved or opened, as whole paths, the newest first; whether they still
/// exist, only opening them shows.
const std::vector<std::string>& recent_sessions(const Ui& ui);

}  // namespace gs
