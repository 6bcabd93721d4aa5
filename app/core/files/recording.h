// Numbered frames of one run in a folder: never a mixture of two.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/writers.h"
#include "kernels/engine/status.h"

namespace gs {

/// The number in a frame's name: the step that it shows, or its place in the film (0, 1, 2, ...).
enum class FrameNumbers { Steps, Frames };

/// Where frames are written, and how they are named.
struct RecordingOptions {
    /// Made if it is missing.
    std::string folder;
    FrameNumbers numbers = FrameNumbers::Steps;
    /// The largest number that a frame will have; up to it, frames sort by name.
    std::int64_t largest = 0;
    /// Removes the frames that are already there, once the new ones are complete.
    bool replace = false;
};

/// "1 frame", "3 frames".
std::string frame_count(std::int64_t frames);

/// Says what begin() would refuse, and changes nothing: before anything that takes long.
Status check_recording(const RecordingOptions& options);

/// What takes the frames of a run, one after the other. One thread calls it.
class FrameSink {
  public:
    virtual ~FrameSink() = default;
    /// Makes what is written to. A failure is the user's mistake.
    virtual Status begin() = 0;
    /// Takes the next frame; waits if the writers are behind.
    virtual void add(Exported present) = 0;
    /// The first frame that could not be written.
    virtual Status failure() = 0;
    /// Waits for the frames. whole: the run is complete; false: it ended early, and old frames
    /// stay.
    virtual Status end(bool whole) = 0;

    virtual std::int64_t frames() const = 0;
    /// Number of frames of another run that were there at the beginning.
    virtual std::int64_t old_frames() const = 0;
    /// Where this run's frames are: a folder or a file.
    virtual const std::string& place() const = 0;
};

/// A folder of numbered pictures: encodes and writes frames beside the stepping.
///
/// A folder that holds frames already is refused, or, with `replace`, keeps them until end(true):
/// the new ones are written into a folder within it ("new") and change places with them only when
/// all are whole. So what ends early, of either kind, leaves frames of one run in the folder. Files
/// that are no frames stay untouched. With FrameNumbers::Frames the file frames.csv beside the
/// frames tells the step and the time of each.
class Recording : public FrameSink {
  public:
    /// document: its palette and range colour the frames.
    Recording(RecordingOptions options, const Document& document);
    /// Does what end(false) does, and drops its failure.
    ~Recording() override;
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

    /// Fails if there is no folder, no permission, or a frame of another run.
    Status begin() override;
    void add(Exported present) override;
    Status failure() override;
    Status end(bool whole) override;
    std::int64_t frames() const override { return static_cast<std::int64_t>(rows_.size()); }
    std::int64_t old_frames() const override { return old_; }
    const std::string& place() const override { return place_; }

  private:
    struct Row {
        std::string file;
        std::int64_t step = 0;
        double time = 0;
        bool written = false;
    };
    Status write_list();
    Status change_places();

    RecordingOptions options_;
    Document document_;
    std::string place_;
    std::int64_t old_ = 0;
    int lock_ = -1;
    bool begun_ = false, ended_ = false;
    std::mutex mutex_;
    std::vector<Row> rows_;
    Status failure_;
    /// The last member, so that its threads stop first.
    std::unique_ptr<Writers> writers_;
};

/// The same for the table of formats.
std::unique_ptr<FrameSink> png_frames(RecordingOptions options, const Document& document);

}  // namespace gs
