// What commands work on: the document, its history, the simulation and the files, behind App.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/core/app/app.h"
#include "app/core/app/jobs.h"
#include "app/core/document/history.h"
#include "app/core/run/requests.h"
#include "app/core/run/runner.h"

namespace gs {

/// Does what App's commands say. One thread, as App.
class AppCore {
  public:
    explicit AppCore(App::Mode mode);
    AppCore(const AppCore&) = delete;
    AppCore& operator=(const AppCore&) = delete;

    /// What a change is: how it runs or is seen (no entry of the
    /// history), settings, or a new start.
    enum class Touches { Run, Settings, Start };

    // ---- for commands

    const Document& document() const { return document_; }
    /// Goes over to other settings, as one entry of the history.
    Status change(Document next, Touches touches, std::string_view label);
    /// The same with a field that is neither the present one nor the document's start.
    Status change_to(Document next, std::shared_ptr<const Snapshot> field, std::string_view label);
    Status set(const Property& property, const Value& value);
    Status step(std::int64_t n);
    Status play(bool on);
    bool playing() const;
    Status paint(const request::Dab& dab, std::string_view label);
    Status undo();
    Status redo();
    /// Reads a file off this thread (Direct: on it), then goes on with
    /// what `read` returned on this one.
    using Then = Jobs::Then;
    Status with_file(Jobs::Work read);
    /// Writes the present field off this thread; `done` is said when it is written.
    Status save(std::function<Status(const Exported&)> write, Message done);
    /// The same for what is at hand already.
    Status write(std::function<Status()> write, Message done);
    /// The lines of a script come next, before what waits already. Direct: done when this returns.
    Status include_script(std::string_view script, const std::string& name);
    void say_message(Message message) { messages_.push_back(std::move(message)); }
    void warn(std::string text) { say_message({Message::Kind::Warning, std::move(text), ""}); }
    void answer(std::string text) { say_message({Message::Kind::Info, std::move(text), "", true}); }
    void request_view(ViewRequest request) { view_requests_.push_back(std::move(request)); }
    void quit() { quit_ = true; }
    /// Why this kernel can't run here and now, or empty.
    std::string why_not(const gs_kernel& kernel) const;
    /// What runs is about to be told (Runner::open_kernel).
    void open_kernel() { runner->open_kernel(); }
    /// True where what failed was no mistake of the user's: a step, a device, a blown-up field.
    bool failed_while_running() const { return failed_while_running_ || runner->failed_while_running(); }

    // ---- for App

    Status execute(std::string_view line);
    Status run_script(std::string_view text, std::string_view name, int first_line);
    bool script_running() const { return !script_.empty(); }
    void begin_gesture(std::string_view label);
    void end_gesture();
    void update();
    void finish();
    void devices_known();
    /// Threaded: as of the requests that are done by now (SimState::busy).
    SimState state() const { return runner->state(); }
    Exported present();
    /// The line joins the journal: now, or at the end of the gesture.
    void log(std::string_view line);

    History history;
    std::function<void(std::string_view)> journal;
    std::function<bool(std::int64_t done, std::int64_t total)> progress;
    std::vector<Message> messages_;
    std::vector<ViewRequest> view_requests_;
    bool quit_ = false;

  private:
    struct Line {
        std::string text, script;
        int number = 0;
        /// Of scripts that opened each other.
        int depth = 0;
    };
    Status apply(Document next, request::Adopt::With with, std::shared_ptr<const Snapshot> field,
                 Touches touches, std::string_view label);
    bool remember(std::string_view label, bool field);
    Status go_back(std::optional<HistoryEntry> entry, bool undoing);
    std::size_t field_bytes() const;
    bool waiting() const;
    void drain();
    Status go_on();
    Status do_lines();
    static std::deque<Line> lines_of(std::string_view script, std::string_view name, int first_line);
    void report(const std::string& why);

    std::unique_ptr<Runner> make_runner(App::Mode mode);

    Document document_;
    std::deque<Line> script_;
    /// Within go_on().
    bool going_on_ = false;
    /// That was executed of a script; what fails late is its failure.
    Line last_line_;
    bool failed_while_running_ = false;
    /// Nobody has chosen one.
    bool kernel_by_default_ = true;

    // A gesture: its first change is remembered, its commands are journaled at its end.
    bool in_gesture_ = false, gesture_remembered_ = false;
    std::string gesture_label_;
    std::vector<std::string> gesture_lines_;

    Jobs jobs_;

  public:
    /// Last: ends first, and what it was asked for may begin jobs.
    std::unique_ptr<Runner> runner;
};

}  // namespace gs
