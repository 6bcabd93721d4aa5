// App's files and scripts: what is done on other threads, and what waits for it.
#include <chrono>
#include <filesystem>
#include <thread>

#include "app/core/app/app.h"
#include "app/core/app/commands.h"
#include "app/core/app/view_words.h"
#include "app/core/document/words.h"
#include "app/core/files/files.h"
#include "app/core/files/paths.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

Status App::with_file(Jobs::Work read) {
    jobs_.begin(jobs_.expect(), std::move(read));
    return jobs_.outcome();
}

namespace {

/// What is said once a file is written.
Message saved(Text what, const std::string& path) {
    std::error_code failed;
    const std::string whole = std::filesystem::absolute(path, failed).lexically_normal();
    return {Message::Kind::Info, say(Text::Saved, text(what), shown_path(path)), whole};
}

}  // namespace

Jobs::Work App::writing(const std::string& path, Text what, std::function<Status(const std::string&)> write) {
    return [this, path, what, write = std::move(write)](Jobs::Then& then) {
        if (Status allowed = check_writable(path); !allowed) return allowed;
        std::string named = path;
        Status wrote = guarded([&] { return write_named(named, write); });
        then = [this, what, named, written = std::move(wrote)] {
            if (written)
                say_message(saved(what, named));
            else
                failed_to_write_ = true;
            return written;
        };
        return Status();
    };
}

Status App::write(const std::string& path, Text what, std::function<Status(const std::string&)> write) {
    return with_file(writing(path, what, std::move(write)));
}

Status App::save(const std::string& path, Text what,
                 std::function<Status(const std::string&, const Exported&)> write) {
    auto begin = [this, ticket = jobs_.expect(), path, what, write = std::move(write)](Exported e) {
        auto kept = std::make_shared<const Exported>(std::move(e));
        const auto put = [write, kept](const std::string& named) { return write(named, *kept); };
        jobs_.begin(ticket, writing(path, what, put));
    };
    if (Status s = runner_->submit(request::Export{std::move(begin)}); !s) return s;
    return jobs_.outcome();
}

Status App::with_present(std::function<Jobs::Then(const Exported&)> look) {
    auto begin = [this, ticket = jobs_.expect(), look = std::move(look)](Exported e) {
        auto kept = std::make_shared<const Exported>(std::move(e));
        jobs_.begin(ticket, [look, kept](Jobs::Then& then) {
            then = look(*kept);
            return Status();
        });
    };
    if (Status s = runner_->submit(request::Export{std::move(begin)}); !s) return s;
    return jobs_.outcome();
}

void App::save_picture(const std::string& path, Picture picture) {
    auto kept = std::make_shared<const Picture>(std::move(picture));
    const Status begun = write(path, Text::SavedView,
                               [kept](const std::string& named) { return write_picture(named, *kept); });
    if (!begun) report(begun.why());
}

bool App::waiting() const {
    return jobs_.waiting() || runner_->stepping() || strokes_.tail;
}

/// What other threads have done since the last look.
void App::drain() {
    const auto failed = [this](const std::string& why) { report(why); };
    jobs_.take_finished(failed);
    for (const std::string& why : runner_->take_failures()) failed(why);
}

void App::update() {
    drain();
    if (const Status laid = lay_rates_of_frame(); !laid) report(laid.why());
    runner_->want_samples(instruments_.wish());
    instruments_.update(runner_->take_sample(), document_);
    if (const Status done = go_on(); !done) say_message({Message::Kind::Error, done.why(), ""});
    if (mode_ == Mode::Direct) return;
    follow_run();
    write_journal();
    if (const auto done = export_.take_done()) tell_exported(*done);
    if (const Status moved = go_on_gliding(); !moved) report(moved.why());
}

/// A late failure: of the script's line that asked for it, or of no line in particular.
void App::report(const std::string& why) {
    const bool of_script = last_line_.number > 0;
    say_message(
        {Message::Kind::Error,
         of_script ? say(Text::ScriptLine, last_line_.script, last_line_.number, shown(last_line_.text), why)
                   : why,
         ""});
    script_.clear();
    last_line_ = {};
}

Status App::execute(std::string_view line) {
    if (const Status laid = settle_rates(); !laid) report(laid.why());
    const auto commands = split_commands(line);
    for (std::size_t i = 0; i < commands.size() && !quit_; ++i) {
        // What comes after something slow waits for it, as a script does.
        if (i > 0 && waiting()) {
            for (; i < commands.size(); ++i)
                script_.push_back({commands[i], std::string(text(Text::Console)), 1});
            return {};
        }
        if (Status done = run_command(*this, commands[i]); !done) return done;
        if (is_journalled(commands[i])) log(commands[i]);
    }
    return {};
}

std::deque<App::ScriptLine> App::lines_of(std::string_view script, std::string_view name, int first_line) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";  // that some editors put before UTF-8
    if (first_line == 1 && script.starts_with(kMark)) script.remove_prefix(kMark.size());
    std::deque<ScriptLine> lines;
    int number = first_line - 1;
    while (!script.empty()) {
        const std::size_t end = script.find('\n');
        const std::string_view line = script.substr(0, end);
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
        ++number;
        for (std::string& command : split_commands(line))
            lines.push_back({std::move(command), std::string(name), number});
    }
    return lines;
}

Status App::run_script(std::string_view script, std::string_view name, int first_line) {
    for (ScriptLine& line : lines_of(script, name, first_line)) script_.push_back(std::move(line));
    return go_on();
}

Status App::include_script(std::string_view script, const std::string& name) {
    constexpr int kDeepest = 16;
    const int depth = last_line_.depth + 1;
    if (depth > kDeepest) return Status::failure(say(Text::ScriptsTooDeep, kDeepest));
    std::deque<ScriptLine> lines = lines_of(script, name, 1);
    for (ScriptLine& line : lines) line.depth = depth;
    script_.insert(script_.begin(), std::make_move_iterator(lines.begin()),
                   std::make_move_iterator(lines.end()));
    return going_on_ ? Status() : go_on();  // go_on() waits for the job that brought these lines
}

/// The script's next lines, up to one that has to be waited for.
Status App::go_on() {
    going_on_ = true;
    Status done = do_lines();
    going_on_ = false;
    return done;
}

Status App::do_lines() {
    while (!script_.empty()) {
        if (quit_) script_.clear();
        if (waiting()) return {};
        drain();  // only now is all that the line before could fail with there
        if (script_.empty()) break;
        last_line_ = std::move(script_.front());
        script_.pop_front();
        if (const Status done = run_command(*this, last_line_.text); !done) {
            const ScriptLine line = std::exchange(last_line_, {});
            script_.clear();
            return Status::failure(
                say(Text::ScriptLine, line.script, line.number, shown(line.text), done.why()));
        }
        if (last_line_.depth == 0) log(last_line_.text);  // a journal's `open` brings the others again
    }
    if (script_.empty() && !waiting()) last_line_ = {};
    return {};
}

void App::finish() {
    while (true) {
        update();
        if (!script_running() && !jobs_.waiting() && !runner_->busy() && !strokes_.tail) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    update();
}

}  // namespace gs
