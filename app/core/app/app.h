// The product without a screen: every change goes through execute(), set(), or the functions that
// commands call.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/app/jobs.h"
#include "app/core/app/view_words.h"
#include "app/core/document/auto_range.h"
#include "app/core/document/document.h"
#include "app/core/document/event.h"
#include "app/core/document/favourites.h"
#include "app/core/document/glide.h"
#include "app/core/document/history.h"
#include "app/core/document/properties.h"
#include "app/core/document/sight.h"
#include "app/core/document/snapshot.h"
#include "app/core/export/export.h"
#include "app/core/files/favourites_file.h"
#include "app/core/files/palette_file.h"
#include "app/core/files/png.h"
#include "app/core/files/run_journal.h"
#include "app/core/measure/instruments.h"
#include "app/core/run/runner.h"
#include "app/core/text/strings.h"
#include "kernels/engine/status.h"

namespace gs {

/// A line for the user: what was saved where, what runs instead, what failed.
struct Message {
    enum class Kind { Info, Warning, Error };
    Kind kind = Kind::Info;
    std::string text;
    /// Of the file that was written, or empty.
    std::string path;
    /// What was asked for (`get`, `help`): data, if there is no window.
    bool answer = false;
};

/// A candidate for the console: the word that would stand at the cursor, and one sentence about it.
struct Completion {
    std::string word, help;
};

/// A change of the settings, and perhaps of the field, as one entry of the history.
struct Change {
    Document document;
    Effect effect = Effect::Rates;
    /// What undo() says that it takes back.
    std::string label;
    /// To go on with in place of the present one and of the document's start, or nullptr.
    std::shared_ptr<const Snapshot> field = nullptr;
    /// What it takes away was asked for: nothing is said of it (`vary off`, a session).
    bool loss_meant = false;
    /// A field that has blown up is gone back from, to its last good moment.
    bool revives = false;
    /// It goes on with what the last entry of the history began (a glide).
    bool goes_on = false;
    /// The present field goes on in this shape, which the document has.
    std::optional<Reshape> reshape = {};
    /// It names the kernel, be it the one that there is: it was chosen (a session).
    bool kernel_chosen = false;
    /// Its rates are those of other settings with edits.
    std::optional<LaidEdits> laid = {};
};

/// Document, history, commands and the simulation. Belongs to one thread, the UI's or a script's.
///   Threaded: the simulation runs on its own thread; nothing here waits for it. Files are read
///             and written on others. What could not be known at once comes back as a message.
///   Direct:   the calling thread steps; each command is done when execute() returns.
class App {
  public:
    enum class Mode { Threaded, Direct };
    /// first: the settings with which it begins, except the kernel, which is the fastest one.
    explicit App(Mode mode, Document first = {});
    /// Ends a Step that is being done, and finishes what is to be written.
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
    bool script_running() const { return !script_.empty(); }
    /// Between the two, all changes are one entry of the history: a drag of a slider, a stroke.
    void begin_gesture(std::string_view label);
    void end_gesture();
    /// What undo() would take back ("feed"), or empty.
    std::string undo_label() const { return history_.undo_label(); }
    std::string redo_label() const { return history_.redo_label(); }
    /// What the last undo or redo has changed.
    struct CameBack {
        /// Counts both.
        std::uint64_t times = 0;
        /// Of the properties.
        std::vector<std::string> keys;
    };
    const CameBack& came_back() const { return came_back_; }
    /// What is selected, and what was copied. No part of a session or of the history.
    struct Hands {
        std::optional<Rect> selection;
        /// The simulation fills it in; nullptr: nothing was copied.
        std::shared_ptr<const Clip> clip;
        /// Where that was copied from, and how many times something was.
        Rect clip_of;
        std::uint64_t copies = 0;
    };
    const Hands& hands() const { return hands_; }
    /// Every executed line is passed on, in order (--journal). A gesture's changes come when it
    /// ends.
    void set_journal(std::function<void(std::string_view)> sink) { journal_ = std::move(sink); }
    /// The same for who looks on: a line, or all lines of a gesture at once.
    void set_onlooker(std::function<void(std::span<const std::string>)> sink) { onlooker_ = std::move(sink); }
    /// Called now and then while a `step N` is being done (Direct); false stops it, which is a
    /// failure.
    void set_progress(std::function<bool(std::int64_t done, std::int64_t total)> sink) {
        progress_ = std::move(sink);
    }

    /// Until release(), what would compute or change what is computed is refused with this
    /// sentence: something is being measured. What is running is paused.
    Status hold(std::string why);
    void release() { held_.reset(); }
    bool held() const { return held_.has_value(); }

    /// True if a window shows what is computed (Threaded), and does what `view` asks for.
    bool has_window() const { return mode_ == Mode::Threaded; }

    // ---- once a frame

    /// Finishes what other threads have done, goes on with scripts. Never waits.
    void update();
    /// The newest frame, or nullptr if none is newer than the last one taken. It stays valid and
    /// unchanged until the next call that returns a frame.
    const Frame* take_frame() { return runner_->take_frame(); }
    /// A frame soon, though nothing has changed (a texture was lost).
    void ask_for_frame() { runner_->ask_for_frame(); }
    /// The planes that frames on the host are to hold; both at the start. What is not
    /// looked at is not copied. A frame with what is new in the set follows soon;
    /// until then Frame::planes tells.
    void want_planes(PlaneSet wanted) { runner_->want_planes(wanted); }
    /// Frames may stay on the device: the window can show them. Off at the start.
    void allow_device_frames(bool allowed) { runner_->allow_device_frames(allowed); }
    /// The GPU has been chosen (DeviceSearch): the kernel that the document asks for runs if it
    /// can. The kernel with which the program began is replaced by the fastest one, unless another
    /// was chosen since.
    void devices_known();
    /// Asks for u and v of one cell; the answer is in a later state(). (-1, -1): no more.
    void probe(int row, int col) { runner_->probe(row, col); }
    /// Open instruments, pinned cells, what was measured; no part of a session or of the history.
    Instruments& instruments() { return instruments_; }
    const Instruments& instruments() const { return instruments_; }
    /// Writes a picture of the window off this thread; where it is, is said when it is written.
    void save_picture(const std::string& path, Picture picture);

    /// Reads the favourites of this file, which are kept there from now on; until then they live as
    /// long as this App. An empty path changes nothing.
    void keep_favourites_in(const std::string& path);
    /// Other favourites take the place of the present ones, here and in their file; no change to be
    /// undone. origin: the name of the one that the equations are now said to come from, or empty.
    Status set_favourites(Favourites next, const std::string& origin = {});

    /// The same for the user's palettes, which are part of the document: a change of them is one of
    /// the history, and is written when it is made.
    void keep_palettes_in(const std::string& path);

    /// Writes the run into this folder while it goes on, for the case of a crash (run_journal.h).
    void keep_journal_in(const std::string& folder);
    /// The program ends as it should: what was written so is removed.
    void end_journal();

    /// A window shows these cells of the field in this state: for films of what was watched. It is
    /// no change.
    void watch(const RunNow& now, const Sight& sight);
    /// What a window has shown of the present run.
    Sights sights() const { return watched_.of(run_now().line); }

    /// Frames or a film of a stretch of the run. Threaded: beside it; the end is a message. Direct:
    /// done when this returns.
    Status export_frames(const RecordingOptions& options);
    /// What is being written so.
    RunExport& exporting() { return export_; }
    const RunExport& exporting() const { return export_; }
    /// Where a film begins (`record`), and when that was said.
    struct FilmBegin {
        Moment moment;
        std::chrono::steady_clock::time_point at;
    };
    std::optional<FilmBegin>& film_begin() { return film_begin_; }
    const std::optional<FilmBegin>& film_begin() const { return film_begin_; }

    /// Puts the ends of an automatic range where these extremes want them; no change to be undone.
    void follow_range(const Extremes& extremes, const Sample& sample = {});

    // ---- what there is

    const Document& document() const { return document_; }
    /// Counts up with each change of the document.
    std::uint64_t revision() const { return revision_; }
    /// Thread-safe copy of the newest state, as of the requests that are done by now
    /// (SimState::busy).
    SimState state() const { return runner_->state(); }
    /// Where in its run it is: the part of it that is asked for each turn.
    RunNow run_now() const { return runner_->run_now(); }
    /// How much of a glide is done, 0 to 1; nothing if nothing glides.
    std::optional<double> glide_share() const;
    /// Messages since the last call, oldest first.
    std::vector<Message> take_messages() { return std::exchange(messages_, {}); }
    std::vector<ViewRequest> take_view_requests() { return std::exchange(view_requests_, {}); }
    /// The steps of a line's moments whose field is kept, in order: a walk over all its events.
    std::vector<std::int64_t> keyframes_on(const Line& line) const { return runner_->keyframes_on(line); }
    /// Counts up with each such moment that comes or goes.
    std::uint64_t keyframe_changes() const { return runner_->keyframe_changes(); }
    /// Set by `quit`.
    bool quit_wanted() const { return quit_; }
    /// Takes commands again after a script's `quit`.
    void go_on_after_quit() { quit_ = false; }
    /// True if what failed was no mistake of the user's: a step, a
    /// device, a blown-up field, a disk.
    bool failed_while_running() const { return failed_to_write_ || runner_->failed_while_running(); }
    /// The present field in the kernel's scalar; waits for what has been asked for.
    Status present(Exported& present);
    /// Waits until everything asked for is done, files too. For tests and for the end of the
    /// program.
    void finish();

    // ---- for commands

    /// Goes over to other settings. All or nothing.
    Status change(Change change);
    Status change(Document next, Effect effect, std::string_view label) {
        return change({.document = std::move(next), .effect = effect, .label = std::string(label)});
    }
    /// A property's value, whole or not at all.
    Status set(const Property& property, const Value& value);
    /// Direct: with what glides meanwhile.
    Status step(std::int64_t n);
    /// Goes to a moment of the run (event.h). It is no change: what lies ahead stays until one is
    /// made, and happens again if the run goes on.
    Status go_to(const Moment& moment);
    /// Goes on with another run, at this moment of it. keyframe: a moment of it that is known, or
    /// nullptr.
    Status take_run(const Line& line, const Moment& now, std::shared_ptr<const Snapshot> keyframe = nullptr,
                    const Sights& sights = {});
    Status play(bool on) { return on && held() ? refused() : runner_->submit(request::Play{on}); }
    bool playing() const { return state().playing; }
    /// The last speed that was not `full`, steps per second.
    double speed_before_full() const { return speed_before_full_; }
    /// Changes cells of the field.
    Status edit(const Edit& edit, std::string_view label);
    /// Settings move from now on, while the simulation runs, as one entry of the history; another
    /// glide ends. It ends, too, if someone else changes what it moves.
    Status glide(Glide glide, std::string label);
    /// Stays where it is; fails if nothing glides.
    Status end_glide();
    /// Changes the rates of cells, which become each cell's own. What comes within a gesture is
    /// there a frame later; in a large field as soon as another thread has copied all rates.
    Status edit_rates(const Edit& edit, std::string_view label);
    /// Another shape of the present field, and of rates that are each cell's own.
    Status reshape(const Reshape& reshape, std::string_view label);
    /// Marks a part of the field, which lies within it; nothing: no part.
    void select(std::optional<Rect> area) { hands_.selection = area; }
    /// Copies what is selected.
    Status copy_selection();
    Status undo();
    Status redo();
    /// Goes back to the last good moment of a field that has blown up, with a dt that holds; any
    /// other field stays as it is, which is said and is no failure.
    Status recover();
    /// Reads a file off this thread (Direct: on it), then goes on with what `read` left in `then`
    /// on this one.
    Status with_file(Jobs::Work read);
    /// Writes a file off this thread by `write`, which is given its path (write_named() in
    /// files.h). what: what it is, which is said with the path when it is written.
    Status write(const std::string& path, Text what, std::function<Status(const std::string&)> write);
    /// The same of the present field.
    Status save(const std::string& path, Text what,
                std::function<Status(const std::string&, const Exported&)> write);
    /// Hands the present field to `look` off this thread, then goes on with what that returns on
    /// this one.
    Status with_present(std::function<Jobs::Then(const Exported&)> look);
    /// The lines of a script come next, before what waits already. Direct: done when this returns.
    Status include_script(std::string_view script, const std::string& name);
    void say_message(Message message) { messages_.push_back(std::move(message)); }
    void warn(std::string text) { say_message({Message::Kind::Warning, std::move(text), ""}); }
    void answer(std::string text) { say_message({Message::Kind::Info, std::move(text), "", true}); }
    void request_view(const ViewRequest& request) { view_requests_.push_back(request); }
    void quit() { quit_ = true; }
    /// What runs is about to be told (Runner::open_kernel).
    void open_kernel() { runner_->open_kernel(); }

  private:
    struct ScriptLine {
        std::string text, script;
        int number = 0;
        /// Of scripts that opened each other.
        int depth = 0;
    };
    /// Changes that are one entry of the history, the first of them remembered, and their commands,
    /// which are journaled when it ends.
    struct Gesture {
        std::string label;
        bool remembered = false;
        std::vector<std::string> lines;
        /// The user's palettes are to be written when it ends.
        bool palettes = false;
    };
    /// A glide on its way.
    struct Gliding {
        Glide glide;
        std::string label;
        /// On its clock: since its beginning, and at the last look.
        double passed = 0, clock = 0;
        /// What the document then got.
        std::vector<double> set;
        /// It has changed something, so that there is an entry of the history.
        bool begun = false;
    };
    std::unique_ptr<Runner> make_runner(Mode mode);
    Jobs::Work writing(const std::string& path, Text what, std::function<Status(const std::string&)> write);
    Status refused() const { return Status::failure(*held_); }

    void write_palettes();

    // app_changes.cpp
    void take(Document next);
    bool remembered() const { return gesture_ && gesture_->remembered; }
    enum class Keep { Settings, FieldInCase, Field };
    bool remember(std::string_view label, Keep keep);
    void note_what_came_back(const HistoryEntry& entry, const Document& next, bool undoing);
    Status go_back(std::optional<HistoryEntry> entry, bool undoing);
    std::size_t field_bytes() const;
    /// The line joins the journal: now, or at the end of the gesture.
    void log(std::string_view line);
    void pass_on(std::span<const std::string> lines) const;

    // app_glide.cpp
    double steps_per_second() const;
    double glide_clock() const;
    Status move_to(double at);
    bool glide_was_left() const;
    Status go_on_gliding();

    // app_run.cpp
    void follow_run();
    void write_journal();
    void tell_exported(const RunExport::Done& done);
    /// Changes of rates on their way. In a large field another thread lays them on a copy.
    struct RateStrokes {
        /// In order; no one has begun with them.
        std::vector<Edit> edits;
        std::string label;
        /// The copy, what is laid on it, and of whose rates it is a copy; invalid: there is none.
        std::future<std::shared_ptr<Field>> laid;
        std::vector<Edit> begun;
        std::optional<Document> base;
        /// When that was begun with, and when the next one may begin: the simulation, which takes
        /// them over, is to have half of the time for steps.
        std::chrono::steady_clock::time_point begun_at, due;
        bool taken_over = true;
        /// Their gesture has ended before they were laid; and whether there is an entry of it.
        std::optional<bool> tail;
    };

    // app_hands.cpp
    Status lay_rates();
    Status lay_rates_of_frame();
    Status end_rates();
    Status settle_rates();
    Status take_rates(std::shared_ptr<Field> rates);

    // app_scripts.cpp
    bool waiting() const;
    void drain();
    Status go_on();
    Status do_lines();
    static std::deque<ScriptLine> lines_of(std::string_view script, std::string_view name, int first_line);
    void report(const std::string& why);

    const Mode mode_;
    Document document_;
    std::uint64_t revision_ = 0;
    double speed_before_full_ = kWatchSpeed;
    std::optional<std::string> held_;
    History history_;
    CameBack came_back_;
    Hands hands_;
    /// Events that happened again, as of the last look.
    std::uint64_t repeated_ = 0;
    /// Of rates, in order; they are waiting for lay_rates().
    RateStrokes strokes_;
    /// No other has been chosen.
    bool kernel_by_default_ = true;
    std::optional<Gesture> gesture_;
    std::optional<Gliding> gliding_;
    /// Of a `step N` that is done in parts (Direct): the steps before this part, and N; or 0.
    std::pair<std::int64_t, std::int64_t> steps_told_;
    std::function<void(std::string_view)> journal_;
    std::function<void(std::span<const std::string>)> onlooker_;
    std::function<bool(std::int64_t done, std::int64_t total)> progress_;
    std::vector<Message> messages_;
    std::vector<ViewRequest> view_requests_;
    bool quit_ = false;
    bool failed_to_write_ = false;

    /// Shared with who writes it; nullptr: there is none.
    std::shared_ptr<FavouritesFile> favourites_file_;
    std::uint64_t favourites_changes_ = 0;
    std::shared_ptr<PalettesFile> palettes_file_;
    std::uint64_t palettes_changes_ = 0;

    std::deque<ScriptLine> script_;
    /// Within go_on().
    bool going_on_ = false;
    /// That was executed of a script; what fails late is its failure.
    ScriptLine last_line_;

    WatchedRuns watched_;
    std::optional<FilmBegin> film_begin_;
    RunExport export_;
    std::unique_ptr<RunJournal> run_journal_;
    EventPtr run_journalled_;
    std::chrono::steady_clock::time_point run_journalled_at_;
    Instruments instruments_;
    Jobs jobs_;
    /// Last: ends first, and what it was asked for may begin jobs.
    std::unique_ptr<Runner> runner_;
};

}  // namespace gs
