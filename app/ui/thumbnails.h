// Small pictures of the presets and favourites, computed in the background when they are first
// wanted and then kept in the user's cache folder, and of the seeds, which are made at once.
#pragma once

#include <cstdint>
#include <future>
#include <map>
#include <string>
#include <vector>

#include "app/core/document/document.h"
#include "app/core/files/png.h"
#include "app/core/run/background.h"
#include "app/render/gl.h"

namespace gs {

struct Preset;
struct Seed;

/// Pictures of the presets take a second or two together. UI thread, which waits neither for them
/// nor for their files.
class Thumbnails {
  public:
    /// The texture of this preset's picture, or 0 while it is not there yet. The first call for a
    /// preset, or for a favourite with other settings, starts the work.
    unsigned texture(const Preset& preset);
    /// The texture of this seed's start with the document's rates, number, colours.
    unsigned texture(const Seed& seed, const Document& document);
    /// Pictures that have come since the last call go to the graphics card; true if there were
    /// some.
    bool update();

  private:
    /// What a picture shows.
    struct Wanted {
        std::string name;  // of the preset
        std::string file;  // in the cache folder
        Document document;
        std::int64_t steps = 0;
        Picture picture{};
    };
    struct Shown {
        Document document;
        gl::Texture texture;
    };
    static std::vector<Wanted> read(std::vector<Wanted> wanted);
    bool take_read();
    void show(const Wanted& wanted);

    std::map<std::string, Shown> shown_;  // by the preset's name
    std::map<std::string, gl::Texture> seeds_;
    std::string seeds_of_;        // what the seeds' pictures depend on
    std::vector<Wanted> wanted_;  // since the last look at the disk
    std::future<std::vector<Wanted>> read_;
    std::map<BackgroundRuns::Id, Wanted> computed_;
    std::vector<std::future<void>> writing_;
    BackgroundRuns runs_;
};

}  // namespace gs
