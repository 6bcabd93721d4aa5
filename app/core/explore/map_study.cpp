#include "app/core/explore/map_study.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "app/core/files/folders.h"
#include "app/core/files/npy.h"

namespace gs {
namespace {

namespace fs = std::filesystem;

constexpr int kCoarser = 4;         // the first map's side and steps are this part of the last one's
constexpr std::int64_t kEarly = 8;  // the last map is shown already after this part of its steps

MapPlan coarse_of(MapPlan plan) {
    plan.rows = std::max(1, plan.rows / kCoarser);
    plan.cols = std::max(1, plan.cols / kCoarser);
    plan.steps = std::max<std::int64_t>(1, plan.steps / kCoarser);
    return plan;
}

/// The steps at which a run of this plan is looked at: two moments for each map.
std::vector<std::int64_t> moments(const MapPlan& plan, std::initializer_list<std::int64_t> maps) {
    std::vector<std::int64_t> all;
    for (const std::int64_t end : maps) {
        const std::int64_t least = all.empty() ? 0 : all.back();
        all.push_back(std::max(least, end - map_span_steps(plan)));
        all.push_back(end);
    }
    return all;
}

/// Removes the oldest maps of the folder.
void thin_out(const fs::path& folder) {
    std::error_code failed;
    std::vector<std::pair<fs::file_time_type, fs::path>> files;
    for (const auto& file : fs::directory_iterator(folder, failed))
        if (file.path().extension() == ".npy") files.emplace_back(file.last_write_time(failed), file.path());
    std::sort(files.begin(), files.end());
    for (std::size_t i = 0; i + MapStudy::kMostKept < files.size(); ++i) fs::remove(files[i].second, failed);
}

/// The two moments of a map as a field of (before, now).
Field as_pair(const Field& before, const Field& now) {
    Field pair(now.rows(), now.cols(), GS_F32);
    for (int r = 0; r < now.rows(); ++r)
        for (int c = 0; c < now.cols(); ++c) pair.set(r, c, before.v(r, c), now.v(r, c));
    return pair;
}

std::shared_ptr<const Map> load(const std::string& path, const MapPlan& plan) {
    Field pair;
    if (path.empty() || !read_npy(path, pair)) return nullptr;
    if (pair.rows() != plan.rows || pair.cols() != plan.cols) return nullptr;
    Field before(plan.rows, plan.cols, GS_F32);
    for (int r = 0; r < plan.rows; ++r)
        for (int c = 0; c < plan.cols; ++c) before.set(r, c, 0, pair.u(r, c));
    return std::make_shared<Map>(read_map(plan, before, pair));
}

/// A folder that can't be written is no failure: the map can be computed again.
void keep(const std::string& path, const Field& before, const Field& now) {
    std::error_code failed;
    const fs::path folder = fs::path(path).parent_path();
    fs::create_directories(folder, failed);
    (void)write_npy(path, as_pair(before, now));
    thin_out(folder);
}

}  // namespace

MapStudy::MapStudy(std::string folder) : folder_(std::move(folder)) {}

std::string MapStudy::path_of(const std::string& key) const {
    if (folder_.empty()) return {};
    return fmt::format("{}/{}.npy", folder_, name_of_content(key));
}

void MapStudy::want(const MapPlan& plan) {
    std::string key = plan.key();
    if (key == key_) return;
    for (const BackgroundRuns::Id run : {coarse_, fine_}) runs_.cancel(run);
    coarse_ = fine_ = 0;
    wanted_ = plan;
    key_ = std::move(key);
    complete_ = false;
    status_ = {};
    tasks_.push_back({key_, true, true, std::async(std::launch::async, load, path_of(key_), plan)});
}

/// Computes the wanted map: it was not found.
void MapStudy::begin() {
    const MapPlan coarse = coarse_of(*wanted_);
    coarse_ = runs_.add(map_document(coarse), moments(coarse, {coarse.steps}));
    fine_ = runs_.add(map_document(*wanted_), moments(*wanted_, {wanted_->steps / kEarly, wanted_->steps}));
}

/// Another thread reads the map off its two moments, and keeps it.
void MapStudy::read(const MapPlan& plan, Field now, bool last) {
    auto work = [plan, before = std::exchange(before_, {}), now = std::move(now),
                 path = last ? path_of(key_) : std::string()] {
        auto map = std::make_shared<Map>(read_map(plan, before, now));
        if (!path.empty()) keep(path, before, now);
        return std::shared_ptr<const Map>(std::move(map));
    };
    tasks_.push_back({key_, false, last, std::async(std::launch::async, std::move(work))});
}

void MapStudy::take(BackgroundRuns::Done done) {
    if (!done.status) {
        status_ = done.status;
        return;
    }
    if (before_.empty()) {
        before_ = std::move(done.result.field);
        return;
    }
    const bool coarse = done.id == coarse_;
    read(coarse ? coarse_of(*wanted_) : *wanted_, std::move(done.result.field), !coarse && !done.goes_on);
}

void MapStudy::take(Task task) {
    const std::shared_ptr<const Map> map = task.map.get();
    if (task.key != key_) return;
    if (map != nullptr) {
        map_ = map;
        complete_ = task.last;
    } else {
        begin();
    }
}

bool MapStudy::update() {
    for (BackgroundRuns::Done& done : runs_.take_done())
        if (done.id == coarse_ || done.id == fine_) take(std::move(done));
    const Map* const before = map_.get();
    // In the order in which they were begun, so that a finer map replaces a coarser one; one a
    // call, so that each is seen.
    if (!tasks_.empty() &&
        tasks_.front().map.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        Task task = std::move(tasks_.front());
        tasks_.erase(tasks_.begin());
        take(std::move(task));
    }
    return map_.get() != before;
}

double MapStudy::progress() const {
    if (complete_) return 1;
    return fine_ == 0 ? 0 : std::min(0.99, runs_.progress(fine_));
}

}  // namespace gs
