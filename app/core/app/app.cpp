#include "app/core/app/app.h"

#include "app/core/app/app_core.h"
#include "app/core/app/commands.h"
#include "app/core/files/paths.h"
#include "app/core/text/names.h"
#include "app/core/text/strings.h"

namespace gs {

App::App(Mode mode) : core_(std::make_unique<AppCore>(mode)) {}

App::~App() = default;

Status App::execute(std::string_view line) {
    return core_->execute(line);
}

Status App::set(std::string_view key, const Value& value) {
    const Property* property = find_property(key, core_->document());
    if (property == nullptr) {
        std::vector<std::string> keys;
        for (const Property& p : properties()) keys.push_back(p.key);
        return Status::failure(unknown_name(text(Text::Property), key, keys));
    }
    Status done = core_->set(*property, value);
    if (done) core_->log("set " + std::string(key) + " " + to_text(value));
    return done;
}

Status App::run_script(std::string_view text, std::string_view name, int first_line) {
    return core_->run_script(text, name, first_line);
}

bool App::script_running() const {
    return core_->script_running();
}

void App::begin_gesture(std::string_view label) {
    core_->begin_gesture(label);
}

void App::end_gesture() {
    core_->end_gesture();
}

bool App::undo() {
    return core_->execute("undo").ok();
}

bool App::redo() {
    return core_->execute("redo").ok();
}

std::string App::undo_label() const {
    return core_->history.undo_label();
}

std::string App::redo_label() const {
    return core_->history.redo_label();
}

void App::set_journal(std::function<void(std::string_view)> sink) {
    core_->journal = std::move(sink);
}

void App::set_progress(std::function<bool(std::int64_t done, std::int64_t total)> sink) {
    core_->progress = std::move(sink);
}

void App::update() {
    core_->update();
}

const Frame* App::take_frame() {
    return core_->runner->take_frame();
}

void App::ask_for_frame() {
    core_->runner->ask_for_frame();
}

void App::want_planes(PlaneSet wanted) {
    core_->runner->want_planes(wanted);
}

void App::allow_device_frames(bool allowed) {
    core_->runner->allow_device_frames(allowed);
}

void App::devices_known() {
    core_->devices_known();
}

void App::probe(int row, int col) {
    core_->runner->probe(row, col);
}

void App::save_picture(Picture picture, std::string path) {
    if (path.empty()) path = automatic_name(state().steps_done, "png");
    auto kept = std::make_shared<const Picture>(std::move(picture));
    Status done = core_->write([path, kept] { return write_picture(path, *kept); },
                               {Message::Kind::Info, say(Text::Wrote, path), path});
    if (!done) core_->say_message({Message::Kind::Error, done.why(), ""});
}

const Document& App::document() const {
    return core_->document();
}

SimState App::state() const {
    return core_->state();
}

std::vector<Message> App::take_messages() {
    return std::exchange(core_->messages_, {});
}

std::vector<ViewRequest> App::take_view_requests() {
    return std::exchange(core_->view_requests_, {});
}

bool App::quit_wanted() const {
    return core_->quit_;
}

void App::go_on_after_quit() {
    core_->quit_ = false;
}

bool App::failed_while_running() const {
    return core_->failed_while_running();
}

Exported App::present() {
    return core_->present();
}

std::vector<Completion> App::complete(std::string_view line) const {
    return complete_line(core_->document(), line);
}

std::vector<CommandHelp> App::commands() {
    std::vector<CommandHelp> rows;
    for (const Command& c : gs::commands()) rows.push_back({c.name, c.arguments, help_of(c)});
    return rows;
}

std::string App::why_not(const gs_kernel& kernel) const {
    return core_->why_not(kernel);
}

void App::finish() {
    core_->finish();
}

}  // namespace gs
