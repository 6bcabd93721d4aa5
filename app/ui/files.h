// Files of the window: pictures, sessions, and files that were dropped on it. Neither dialogs nor
// writing ever block the window.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/core/files/png.h"
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

    /// The picture as it is seen is saved at the end of this frame.
    void save_view_soon() { view_wanted_ = true; }
    bool take_view_wanted() { return std::exchange(view_wanted_, false); }
    void save_view(Ui& ui, Picture picture);
    /// Ask for a name in the system's dialog, or, if it has none, for a typed path.
    void save_session(Ui& ui) { ask(ui, true); }
    void open_session(Ui& ui) { ask(ui, false); }
    /// Opens the files that can be opened.
    void dropped(Ui& ui, const std::vector<std::string>& paths);
    /// Does what was answered, and draws the typed path; to be called once per frame.
    void update(Ui& ui);

  private:
    struct Dialog;
    void ask(Ui& ui, bool save);
    void answer(Ui& ui, const std::string& typed);
    void draw_typed_path(Ui& ui);

    std::unique_ptr<Dialog> dialog_;
    bool view_wanted_ = false, popup_wanted_ = false;
    bool save_ = false;  // the name that was asked for last is to be saved to, not opened
    std::string typed_;
};

}  // namespace gs
