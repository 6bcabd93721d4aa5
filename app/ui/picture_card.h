// What a dropped picture is to become: shown before it is done.
#pragma once

#include <future>
#include <optional>
#include <string>
#include <vector>

#include "app/core/hands/mask.h"
#include "app/render/gl.h"

namespace gs {

struct Ui;

/// A question with a preview. UI thread, which does not wait for the file.
class PictureCard {
  public:
    /// True if a file of this name is asked about: it ends as a PNG or JPEG does.
    static bool takes(const std::string& path);
    void open(const std::string& path);
    /// Draws the question while it is open; to be called once per frame.
    void draw(Ui& ui);
    /// True while its preview is on the screen.
    bool shows() const { return !picture_.shares.empty(); }

  private:
    enum Use { Seed, Feed, Kill };
    struct Read {
        std::string path;
        Mask picture;
        bool tells = false;  // the settings that made it
        std::string why;     // it can't be read; or empty
    };
    /// What a preview depends on.
    struct Shown {
        Use use = Seed;
        Tone tone;
        float low = 0, high = 0;
        std::uint64_t revision = 0;
        bool operator==(const Shown&) const = default;
    };
    static Read read(const std::string& path);
    void take_read(Ui& ui);
    void draw_preview(Ui& ui);
    void draw_choices();
    void apply(Ui& ui) const;

    std::string path_;                      // that is asked about, or empty
    std::vector<std::future<Read>> reads_;  // one is left behind if another picture comes meanwhile
    Mask picture_;                          // small; empty until it is read
    bool tells_ = false;                    // the settings that made it
    bool popup_wanted_ = false;
    int use_ = Seed;
    Tone tone_;
    float low_[3] = {0, 0.02F, 0.055F}, high_[3] = {0.25F, 0.06F, 0.065F};  // by use
    std::optional<Shown> shown_;
    gl::Texture texture_;
    Extent preview_;
};

}  // namespace gs
