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

    /// The picture as it is seen, at the end of this frame.
    void save_view_soon() { view_wanted_ = true; }
    bool take_view_wanted() { return std::exchange(view_wanted_, false); }
    void save_view(Ui& ui, Picture picture);
    /// Asks for a name in the system's dialog, or, if it has none, for a typed path.
    void save_session(Ui& ui);
    void open_session(Ui& ui);
    /// Opens the files that can be opened.
    void dropped(Ui& ui, const std::vector<std::string>& paths);
    /// Once a frame: dialogs that were answered, the typed path.
    void update(Ui& ui);

  private:
    struct Dialog;
    enum class Asking { Nothing, Open, Save };
    void answer(Ui& ui, const std::string& path, Asking asked);
    void draw_typed_path(Ui& ui);

    std::unique_ptr<Dialog> dialog_;
    bool view_wanted_ = false;
    Asking typing_ = Asking::Nothing;
    bool popup_wanted_ = false;
    std::string typed_;
};

}  // namespace gs
