// App's glides: settings that move while the simulation runs.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "app/core/app/app.h"
#include "app/core/document/presets.h"
#include "app/core/text/letters.h"
#include "app/core/text/strings.h"

namespace gs {

namespace {

/// In how many parts a glide without a window is done: no property moves by more than that share.
constexpr double kParts = 256;

double wall_clock() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

const Preset* row_of(const std::vector<Preset>& rows, std::string_view id) {
    for (const Preset& row : rows)
        if (row.id == id) return &row;
    return nullptr;
}

bool moves_rates(const Glide& glide) {
    return std::any_of(glide.keys.begin(), glide.keys.end(),
                       [](const std::string& key) { return key == "feed" || key == "kill"; });
}

}  // namespace

/// Steps per second of a run that no one watches: as many as are asked for.
double App::steps_per_second() const {
    return document_.speed > 0 ? document_.speed : document_.watch;
}

double App::glide_clock() const {
    if (gliding_->glide.clock == Glide::Clock::Simulated) return state().time;
    if (mode_ == Mode::Threaded) return wall_clock();
    return static_cast<double>(state().steps_done) / steps_per_second();
}

Status App::glide(Glide glide, std::string label) {
    if (held()) return refused();
    // An end in equations of its own takes the place of what varies, only then.
    if (moves_rates(glide) && varies(document_)) return Status::failure(say(Text::GlideVaries));
    gliding_ = Gliding{std::move(glide), std::move(label), 0, 0, {}, false};
    gliding_->clock = glide_clock();
    if (mode_ == Mode::Threaded && !state().stepping)
        say_message({Message::Kind::Info, say(Text::GlideWaits), ""});
    return move_to(0);
}

Status App::end_glide() {
    if (!gliding_) return Status::failure(say(Text::GlideNone));
    gliding_.reset();
    return {};
}

std::optional<double> App::glide_share() const {
    if (!gliding_) return {};
    return gliding_->passed / gliding_->glide.length();
}

/// The settings are those of this moment of the glide.
Status App::move_to(double at) {
    const Glide& glide = gliding_->glide;
    Document next = document_;
    Effect effect = Effect::View;
    std::vector<double> values = glide.values(at);
    for (std::size_t i = 0; i < glide.keys.size(); ++i) {
        const Property& property = *find_property(glide.keys[i], next);
        assign(next, property, values[i]);
        effect = std::max(effect, property.effect);
    }
    const bool done = at >= glide.length();
    const std::vector<Preset> rows = done ? all_presets(document_) : std::vector<Preset>();
    if (const Preset* preset = row_of(rows, glide.preset); done && preset != nullptr) {
        apply_equations(*preset, next);
        effect = Effect::Rates;
    }
    const bool first = !gliding_->begun && !(next == document_);
    Status moved =
        change({.document = std::move(next), .effect = effect, .label = gliding_->label, .goes_on = !first});
    gliding_->begun = gliding_->begun || first;
    gliding_->set = std::move(values);
    if (done || !moved) gliding_.reset();
    return moved;
}

/// Someone else has taken hold of what glides: a slider, undo, a script.
bool App::glide_was_left() const {
    const Glide& glide = gliding_->glide;
    for (std::size_t i = 0; i < glide.keys.size(); ++i) {
        const Value now = value_of(document_, *find_property(glide.keys[i], document_));
        if (now != Value(gliding_->set[i])) return true;
    }
    return moves_rates(glide) && varies(document_);
}

Status App::go_on_gliding() {
    if (!gliding_) return {};
    if (glide_was_left()) return end_glide();
    const double now = glide_clock();
    // A pause takes no time of the wall, and a new start takes none back.
    const bool counts = now > gliding_->clock && (mode_ == Mode::Direct || state().stepping);
    const double passed = counts ? now - gliding_->clock : 0;
    gliding_->clock = now;
    if (passed == 0) return {};
    gliding_->passed = std::min(gliding_->passed + passed, gliding_->glide.length());
    return move_to(gliding_->passed);
}

Status App::step(std::int64_t n) {
    if (held()) return refused();
    if (mode_ == Mode::Threaded) return runner_->submit(request::Step{n});
    const std::int64_t total = n;
    Status done;
    while (done && n > 0 && gliding_) {
        const double length = gliding_->glide.length();
        const bool wall = gliding_->glide.clock == Glide::Clock::Wall;
        const double steps = length * (wall ? steps_per_second() : 1 / document_.dt);
        const auto part = std::clamp<std::int64_t>(std::llround(std::min(1e15, steps / kParts)), 1, n);
        steps_told_ = {total - n, total};
        done = runner_->submit(request::Step{part});
        n -= part;
        if (done) done = go_on_gliding();
    }
    steps_told_ = {total - n, total};
    if (done && (n > 0 || total == 0)) done = runner_->submit(request::Step{n});
    follow_run();
    return done;
}

}  // namespace gs
