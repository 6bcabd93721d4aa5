// Films of a run: its frames go through a pipe to ffmpeg, which packs them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/piped_program.h"
#include "app/core/files/recording.h"
#include "app/core/files/writers.h"
#include "kernels/engine/status.h"

namespace gs {

/// Says what begin() would refuse of a film, and changes nothing: no ffmpeg, a film that is there,
/// a folder that is not, an option that is for folders.
Status check_film(const RecordingOptions& options);

/// A film: frames are drawn and handed to ffmpeg, in order, on a thread of its own. ffmpeg writes
/// under a temporary name beside the film, which is renamed when the film is whole; one that ends
/// early is removed.
class Film : public FrameSink {
  public:
    /// options.folder: the film. document: its palette and range colour the frames.
    Film(RecordingOptions options, const Document& document);
    /// Does what end(false) does, and drops its failure.
    ~Film() override;
    Film(const Film&) = delete;
    Film& operator=(const Film&) = delete;

    Status begin() override;
    void colour_by(const Document& document) override { colour_frames(document_, document); }
    void look_at(const Sight& sight) override { options_.look.sight = sight; }
    void add(Exported present) override;
    Status failure() override;
    Status end(bool whole) override;
    std::int64_t frames() const override { return frames_; }
    std::int64_t old_frames() const override { return 0; }
    const std::string& place() const override { return options_.folder; }

  private:
    Status encode(const Exported& present, const Document& document, const FrameLook& look);
    Status start_encoder(const Picture& picture, const Exported& present, const Document& document);

    RecordingOptions options_;
    Document document_;
    std::string temporary_;
    std::int64_t frames_ = 0;
    bool begun_ = false, ended_ = false;
    // Of the writer's thread, until it has finished.
    PipedProgram encoder_;
    int width_ = 0, height_ = 0;
    std::mutex mutex_;
    Status failure_;
    /// The last member, so that its thread stops first.
    std::unique_ptr<Writers> writers_;
};

/// The same for the table of formats.
std::unique_ptr<FrameSink> film_frames(RecordingOptions options, const Document& document);

}  // namespace gs
