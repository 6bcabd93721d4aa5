// The map that a window shows: computed in the background, coarse first, and kept on disk.
#pragma once

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/core/explore/map.h"
#include "app/core/run/background.h"

namespace gs {

/// One map at a time. All calls from one thread; none of them waits for a step or a file.
class MapStudy {
  public:
    /// folder: where maps are kept, at most kMostKept of them; empty: nowhere.
    explicit MapStudy(std::string folder);

    /// Begins with this map, unless it is the one that was wanted last. The map of another range
    /// stays until there is something of the new one.
    void want(const MapPlan& plan);
    /// Takes over what has come. True if there is another map than before.
    bool update();

    /// The best that there is, perhaps of another range than the wanted one; nullptr at first.
    const Map* map() const { return map_.get(); }
    /// The share of the wanted map that is done, 0 to 1.
    double progress() const;
    /// Why the wanted map can't be computed (the time step blows the field up), or success.
    const Status& status() const { return status_; }

    static constexpr int kMostKept = 48;

  private:
    /// Something that another thread makes of the wanted map.
    struct Task {
        std::string key;
        bool from_disk = false, last = false;
        std::future<std::shared_ptr<const Map>> map;
    };
    std::string path_of(const std::string& key) const;
    void begin();
    void take(BackgroundRuns::Done done);
    void take(Task task);
    void read(const MapPlan& plan, Field now, bool last);

    const std::string folder_;
    std::optional<MapPlan> wanted_;
    std::string key_;
    std::shared_ptr<const Map> map_;
    /// The wanted map is complete.
    bool complete_ = false;
    Status status_;
    /// The first of the two moments of the map that a run is at.
    Field before_;
    /// The coarse run and the fine one, or 0.
    BackgroundRuns::Id coarse_ = 0, fine_ = 0;
    std::vector<Task> tasks_;
    BackgroundRuns runs_{1};
};

}  // namespace gs
