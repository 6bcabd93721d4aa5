// Numbered frames of one run in a folder: never a mixture of two.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/frame_kinds.h"
#include "app/core/files/frame_pace.h"
#include "app/core/files/frame_picture.h"
#include "app/core/files/manifest.h"
#include "app/core/files/writers.h"
#include "kernels/engine/status.h"

namespace gs {

/// The number in a frame's name: the step that it shows, or its place in the film (0, 1, 2, ...).
enum class FrameNumbers { Steps, Frames };

/// Where frames are written, how they are named, and what each is.
struct RecordingOptions {
    /// Made if it is missing; of a film, its file.
    std::string folder;
    FrameNumbers numbers = FrameNumbers::Steps;
    /// The largest number that a frame will have; up to it, frames sort by name.
    std::int64_t largest = 0;
    /// Removes the frames that are already there, once the new ones are complete.
    bool replace = false;
    /// Goes on with a rendering that was interrupted: frames of the same run that are there are
    /// checked against its manifest, and kept.
    bool resume = false;
    /// What a frame in a folder is.
    const FrameKind* kind = &frame_kinds().front();
    FrameLook look = {};
    /// The steps of the first and the last frame.
    std::int64_t first = 0, last = 0;
    /// Those between, and how fast a film of them is.
    FramePace pace = {};
    /// What was asked for to set up the run, by the names of options, for the manifest: with it,
    /// the rendering can be gone on with. Empty: it was set up by hand.
    Facts made_from = {};
};

/// Goes over to the colours of another document; a range that follows its values goes on from where
/// it is.
void colour_frames(Document& present, const Document& next);

/// "1 frame", "3 frames".
std::string frame_count(std::int64_t frames);

/// What all frames that are being written may hold at once: a quarter of the memory that is free.
std::size_t bytes_for_frames();
/// What one holds until it is written: the field, what is shown of it, and, unless the picture is a
/// poster, its pixels as colours, in rows, and packed.
std::size_t bytes_to_write(const Field& field, const FrameLook& look);

/// Removes what programs that have ended left half written in a folder (files.cpp, film.cpp).
void remove_parts(const std::string& folder);

/// Says what begin() would refuse of frames in a folder, as far as it can be known before the run
/// is set up, and changes nothing: before anything that takes long.
Status check_recording(const RecordingOptions& options);

/// What takes the frames of a run, one after the other. One thread calls it.
class FrameSink {
  public:
    virtual ~FrameSink() = default;
    /// Makes what is written to. A failure is the user's mistake.
    virtual Status begin() = 0;
    /// The frames from now on are coloured by this document; at the start, by that of the sink.
    virtual void colour_by(const Document& document) = 0;
    /// The frames from now on show these cells, if they are to show the view.
    virtual void look_at(const Sight& sight) = 0;
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
    /// Number of this run's frames that were there at the beginning, and were kept.
    virtual std::int64_t kept_frames() { return 0; }
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
    void colour_by(const Document& document) override { colour_frames(document_, document); }
    void look_at(const Sight& sight) override { options_.look.sight = sight; }
    void add(Exported present) override;
    Status failure() override;
    Status end(bool whole) override;
    std::int64_t frames() const override { return static_cast<std::int64_t>(rows_.size()); }
    std::int64_t old_frames() const override { return old_; }
    std::int64_t kept_frames() override;
    const std::string& place() const override { return place_; }

  private:
    struct Row : FrameRow {
        bool written = false;
    };
    void write_frame(std::size_t at, const Exported& present, const Document& document,
                     const FrameLook& look);
    void note(std::size_t at, const std::string& hash, const Status& written, bool kept);
    Status write_manifest();
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
    std::int64_t kept_ = 0;
    Status failure_;
    Facts run_;
    std::string runs_with_;
    std::map<std::string, FrameRow> there_;  // frames that are kept if they fit
    std::chrono::steady_clock::time_point listed_;
    /// The last member, so that its threads stop first.
    std::unique_ptr<Writers> writers_;
};

/// The same for the table of formats.
std::unique_ptr<FrameSink> folder_frames(RecordingOptions options, const Document& document);

}  // namespace gs
