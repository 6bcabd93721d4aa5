// Files of the window: pictures, sessions, and files that were dropped on it. Neither dialogs nor
// writing ever block the window.
#pragma once

#include <cstdint>
#include <future>
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

    /// Saves the field, one pixel per cell, under a name with date and step in the current folder.
    void save_picture(Ui& ui);
    /// Saves the picture as it is seen, at the end of this frame.
    void save_view_soon() { view_wanted_ = true; }
    bool take_view_wanted() { return std::exchange(view_wanted_, false); }
    void save_view(Ui& ui, Picture picture);
    /// Asks for a name in the system's dialog, or, if it has none, for a typed path.
    void save_session(Ui& ui);
    void open_session(Ui& ui);
    /// Opens the files that can be opened.
    void dropped(Ui& ui, const std::vector<std::string>& paths);
    /// Handles answered dialogs, pictures that have been written, and the typed path. Call once per
    /// frame.
    void update(Ui& ui);
    /// Waits for the pictures that are being written.
    void finish();

  private:
    struct Dialog;
    struct Writing {
        std::string path;
        std::future<Status> done;
    };
    enum class Asking { Nothing, Open, Save };
    void answer(Ui& ui, const std::string& path, Asking asked);
    void draw_typed_path(Ui& ui);

    std::unique_ptr<Dialog> dialog_;
    std::vector<Writing> writing_;
    bool view_wanted_ = false;
    Asking typing_ = Asking::Nothing;
    bool popup_wanted_ = false;
    std::string typed_;
};

}  // namespace gs
