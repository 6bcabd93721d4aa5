// The product without a screen: every change goes through execute() or set().
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/app/view_words.h"
#include "app/core/document/document.h"
#include "app/core/document/properties.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/png.h"
#include "app/core/run/frame.h"
#include "app/core/run/sim_state.h"
#include "kernels/engine/status.h"

namespace gs {

class AppCore;

/// A line for the user: what was saved where, what runs instead, what failed.
struct Message {
    enum class Kind { Info, Warning, Error };
    Kind kind = Kind::Info;
    std::string text;
    /// Of the file that was written, or empty.
    std::string path;
    /// What was asked for (`get`, `help`): data, where there is no window.
    bool answer = false;
};

/// A candidate for the console: the word that would stand at the cursor, and one sentence about it.
struct Completion {
    std::string word, help;
};

/// One command's row, for help, console and documentation.
struct CommandHelp {
    std::string name, arguments, help;
};

/// Document, history, commands and the simulation. Belongs to one thread, the UI's or a script's.
///   Threaded: the simulation runs on its own thread; nothing here waits for it. Files are read and written
///   on
///             others. What could not be known at once comes back as a message.
///   Direct:   the calling thread steps; each command is done when execute() returns.
class App {
  public:
    enum class Mode { Threaded, Direct };
    explicit App(Mode mode);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    // ---- changes

    /// One command line, as in a script. Several may be joined by ';'.
    Status execute(std::string_view line);
    /// One property by its key.
    Status set(std::string_view key, const Value& value);
    /// Lines of a script. Direct: done when this returns. Threaded: line by line in update(), each
    /// after what it waits for. Stops at the first wrong line; the failure names `name`, the line's
    /// number and its text. `quit` ends it. first_line: the number of the text's first line.
    Status run_script(std::string_view text, std::string_view name, int first_line = 1);
    /// True while a script's lines wait (Threaded).
    bool script_running() const;
    /// Between the two, all changes are one entry of the history: a drag of a slider, a stroke.
    void begin_gesture(std::string_view label);
    void end_gesture();
    bool undo();
    bool redo();
    /// What undo() would take back ("feed"), or empty.
    std::string undo_label() const;
    std::string redo_label() const;
    /// Every executed line is passed on, in order (--journal). A
    /// gesture's changes come when it ends.
    void set_journal(std::function<void(std::string_view)> sink);
    /// Called now and then while a `step N` is being done (Direct);
    /// false stops it, which is a failure.
    void set_progress(std::function<bool(std::int64_t done, std::int64_t total)> sink);

    // ---- once a frame

    /// Finishes what other threads have done, goes on with scripts. Never waits.
    void update();
    /// The newest frame, or nullptr where nothing is newer than the last one taken. It stays valid
    /// and unchanged until the next call that returns a frame.
    const Frame* take_frame();
    /// A frame soon, though nothing has changed (a texture was lost).
    void ask_for_frame();
    /// The planes that frames on the host are to hold; both at the start. What is not
    /// looked at is not copied. A frame with what is new in the set follows soon;
    /// until then Frame::planes tells.
    void want_planes(PlaneSet wanted);
    /// Where frames may stay on the device: the window can show them. Off at the start.
    void allow_device_frames(bool allowed);
    /// The GPU has been chosen (DeviceSearch): the kernel that the document asks for runs
    /// where it can. The kernel with which the program began is replaced by the fastest one,
    /// unless another was chosen since.
    void devices_known();
    /// Asks for u and v of one cell; the answer is in a later state(). (-1, -1): no more.
    void probe(int row, int col);
    /// Writes a picture of the window off this thread, under a name of its own where none is
    /// given; a message says where it went.
    void save_picture(Picture picture, std::string path = {});

    // ---- what there is

    const Document& document() const;
    /// Thread-safe copy of the newest state.
    SimState state() const;
    /// Messages since the last call, oldest first.
    std::vector<Message> take_messages();
    std::vector<ViewRequest> take_view_requests();
    /// Set by `quit`.
    bool quit_wanted() const;
    /// Takes commands again after a script's `quit`.
    void go_on_after_quit();
    /// True where what failed was no mistake of the user's: a step, a device, a blown-up field.
    bool failed_while_running() const;
    /// The present field in the kernel's scalar (Direct).
    Exported present();
    /// Words that fit at the end of the line.
    std::vector<Completion> complete(std::string_view line) const;
    static std::vector<CommandHelp> commands();
    /// Why this kernel can't run here and now (unavailable, or it refuses
    /// this size or boundary), or empty.
    std::string why_not(const gs_kernel& kernel) const;
    /// Waits until everything asked for is done, files too. For tests
    /// and for the end of the program.
    void finish();

  private:
    std::unique_ptr<AppCore> core_;
};

}  // namespace gs
