// The lines of a run's file: an event each, as what differs from the settings before it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/core/document/event.h"
#include "app/core/document/values.h"
#include "app/core/files/run_file.h"
#include "kernels/engine/status.h"

namespace gs {

/// Words a run's events, one after the other.
class RunLines {
  public:
    /// keep: puts a field into a file beside the run, and returns its name.
    explicit RunLines(std::function<std::string(std::shared_ptr<const Field>)> keep);
    std::string head() const;
    std::string next(const Event& event);
    /// A moment of the run, whose field is in this file.
    static std::string keyframe(const Snapshot& keyframe, const std::string& file);
    /// What a window showed of it, or of some of its steps.
    static std::string views(const SightsPart& part);
    /// How far the run has come.
    std::string end(const Line& line, const Moment& now, const std::string& hash) const;

  private:
    std::string name_of(const std::shared_ptr<const Field>& field);
    void put_fields(nlohmann::ordered_json& json, const Document& document);
    void put_rates(nlohmann::ordered_json& json, const Event& event);

    std::function<std::string(std::shared_ptr<const Field>)> keep_;
    /// Of fields that are in files already.
    std::map<const Field*, std::pair<std::string, std::shared_ptr<const Field>>> names_;
    nlohmann::ordered_json settings_;
    Document document_;
    /// The rates that were painted last, and after how many events there were such.
    std::shared_ptr<const PaintedRates> painted_;
    std::map<const PaintedRates*, std::int64_t> painted_after_;
};

/// Reads the lines of a run, one after the other.
class RunReader {
  public:
    /// folder: where the fields are.
    explicit RunReader(std::string folder) : folder_(std::move(folder)) {}
    /// A failure is the reason without the file and the line.
    Status take(const std::string& line);
    Status finish(RunFile& run) const;

  private:
    void take_event(const nlohmann::ordered_json& json);
    void take_end(const nlohmann::ordered_json& json);
    void take_keyframe(const nlohmann::ordered_json& json);
    void take_views(const nlohmann::ordered_json& json);
    EventPtr event_of(std::int64_t count) const;
    static Snapshot snapshot_of(const nlohmann::ordered_json& json, const Field* field);
    void take_fields(const nlohmann::ordered_json& json);
    void take_painted(const nlohmann::ordered_json& json, bool paints);
    Deed deed_of(const nlohmann::ordered_json& json, const std::string& what);
    std::shared_ptr<const Clip> clip_of(const nlohmann::ordered_json& name, const ValueRange& range);

    std::string folder_;
    bool begun_ = false;
    Document document_;
    std::shared_ptr<const PaintedRates> painted_;
    std::shared_ptr<const Document> shared_;
    EventPtr last_;
    std::map<std::string, std::shared_ptr<const Clip>> fields_;
    std::int64_t end_ = -1;
    Moment now_;
    std::string hash_;
    Sights sights_;
    /// Its field is read only if nothing else is wrong.
    std::shared_ptr<Snapshot> keyframe_;
    std::string keyframe_file_;
};

}  // namespace gs
