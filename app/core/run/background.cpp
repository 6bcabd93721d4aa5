#include "app/core/run/background.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <exception>
#include <utility>

#include "app/core/document/kernel_choice.h"
#include "app/core/run/priority.h"
#include "app/core/run/simulation.h"
#include "app/core/run/stepping.h"
#include "app/core/text/strings.h"
#include "kernels/host/cores.h"

namespace gs {

struct BackgroundRuns::Run {
    Id id = 0;
    Document document;
    std::int64_t steps = 0;
    std::atomic<std::int64_t> done{0};
    std::atomic<bool> cancelled{false};
};

namespace {

constexpr double kSlice = 0.008;   // s between two looks at whether it is still wanted
constexpr double kLookPeriod = 1;  // s between looks for a field that has blown up

}  // namespace

BackgroundRuns::BackgroundRuns(int threads) : wanted_threads_(std::max(1, threads)) {}

BackgroundRuns::~BackgroundRuns() {
    {
        const std::lock_guard lock(mutex_);
        quit_ = true;
        waiting_.clear();
        for (const auto& [id, run] : runs_) run->cancelled = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

int BackgroundRuns::share_of_cores() {
    return std::max(1, available_cores() / 4);
}

BackgroundRuns::Id BackgroundRuns::add(Document document, std::int64_t steps) {
    assert(steps >= 0);
    const auto run = std::make_shared<Run>();
    run->document = std::move(document);
    run->steps = steps;
    {
        const std::lock_guard lock(mutex_);
        run->id = ++last_id_;
        runs_.emplace(run->id, run);
        waiting_.push_back(run);
    }
    while (static_cast<int>(threads_.size()) < wanted_threads_) threads_.emplace_back([this] { work(); });
    wake_.notify_one();
    return run->id;
}

void BackgroundRuns::cancel(Id id) {
    const std::lock_guard lock(mutex_);
    std::erase_if(done_, [&](const Done& done) { return done.id == id; });
    const auto found = runs_.find(id);
    if (found == runs_.end()) return;
    found->second->cancelled = true;
    std::erase(waiting_, found->second);
    runs_.erase(found);
}

double BackgroundRuns::progress(Id id) const {
    const std::lock_guard lock(mutex_);
    const auto found = runs_.find(id);
    if (found == runs_.end()) return 1;
    const Run& run = *found->second;
    return run.steps > 0 ? static_cast<double>(run.done) / static_cast<double>(run.steps) : 0;
}

std::vector<BackgroundRuns::Done> BackgroundRuns::take_done() {
    const std::lock_guard lock(mutex_);
    return std::exchange(done_, {});
}

bool BackgroundRuns::idle() const {
    const std::lock_guard lock(mutex_);
    return runs_.empty();
}

void BackgroundRuns::work() {
    lower_priority();
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [&] { return quit_ || !waiting_.empty(); });
        if (quit_) return;
        const std::shared_ptr<Run> run = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        Done done;
        done.id = run->id;
        try {
            done.status = compute(*run, done.result);
        } catch (const std::exception& error) {
            done.status = Status::failure(say(Text::SimulationFailed, error.what()));
        }
        lock.lock();
        if (run->cancelled) continue;
        runs_.erase(run->id);
        done_.push_back(std::move(done));
    }
}

Status BackgroundRuns::compute(Run& run, Exported& result) {
    Simulation simulation;
    Stepping stepping(kSlice);
    Status done = simulation.adopt({run.document, &fastest_on_one_thread(), "", Effect::Restart, nullptr});
    while (done && !run.cancelled && run.done < run.steps) {
        const std::int64_t n = std::min(stepping.slice_steps(simulation), run.steps - run.done);
        const Stepping::Slice slice = stepping.step(simulation, n);
        done = slice.status;
        run.done += slice.steps;
        if (done && (run.done == run.steps || stepping.look_due(kLookPeriod)))
            done = stepping.look(simulation);
    }
    if (!done || run.cancelled) return done;
    return simulation.export_to([&](Exported e) { result = std::move(e); });
}

}  // namespace gs
