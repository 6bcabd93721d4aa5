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
#include "kernels/host/threads.h"

namespace gs {

struct BackgroundRuns::Run {
    Id id = 0;
    Document document;
    std::vector<std::int64_t> reports;
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

BackgroundRuns::Id BackgroundRuns::add(Document document, std::vector<std::int64_t> reports) {
    assert(!reports.empty() && reports.front() >= 0);
    assert(std::is_sorted(reports.begin(), reports.end()));
    const auto run = std::make_shared<Run>();
    run->document = std::move(document);
    run->reports = std::move(reports);
    {
        const std::lock_guard lock(mutex_);
        run->id = ++last_id_;
        runs_.emplace(run->id, run);
        waiting_.push_back(run);
    }
    while (static_cast<int>(threads_.size()) < wanted_threads_)
        threads_.push_back(start_thread([this] { work(); }));
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
    const std::int64_t steps = run.reports.back();
    return steps > 0 ? static_cast<double>(run.done) / static_cast<double>(steps) : 0;
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
    for (const std::int64_t steps : run.reports) {
        if (done) done = step_to(run, steps, simulation, stepping);
        Exported now;
        if (done && !run.cancelled) done = simulation.export_to([&](Exported e) { now = std::move(e); });
        if (!done || run.cancelled) return done;
        if (steps == run.reports.back()) {
            result = std::move(now);
            break;
        }
        const std::lock_guard lock(mutex_);
        if (!run.cancelled) done_.push_back({run.id, {}, std::move(now), true});
    }
    return done;
}

Status BackgroundRuns::step_to(Run& run, std::int64_t steps, Simulation& simulation, Stepping& stepping) {
    Status done;
    while (done && !run.cancelled && run.done < steps) {
        const std::int64_t n = std::min(stepping.slice_steps(simulation), steps - run.done);
        const Stepping::Slice slice = stepping.step(simulation, n);
        done = slice.status;
        run.done += slice.steps;
        if (done && (run.done == steps || stepping.look_due(kLookPeriod))) done = stepping.look(simulation);
    }
    return done;
}

}  // namespace gs
