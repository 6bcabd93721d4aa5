// Small pictures of the presets, computed in the background when they are first wanted and then
// kept in the user's cache folder, and of the seeds, which are made at once.
#pragma once

#include <array>
#include <cstdint>
#include <future>
#include <map>
#include <string>
#include <vector>

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
    /// The texture of this preset's picture, or 0 while it is not there yet.
    /// Starts the work at the first call.
    unsigned texture(const std::string& preset);
    /// The texture of this seed's start with the document's rates, number, colours.
    unsigned texture(const Seed& seed, const Document& document);
    /// Pictures that have come since the last call go to the graphics card; true if there were
    /// some.
    bool update();

  private:
    using Pictures = std::map<std::string, Picture>;  // by preset
    void show(const std::string& preset, const Picture& picture);

    std::map<std::string, gl::Texture> textures_;
    std::map<std::string, gl::Texture> seeds_;
    std::string seeds_of_;  // what the seeds' pictures depend on
    bool begun_ = false;
    std::future<Pictures> kept_;  // what is on the disk
    std::map<BackgroundRuns::Id, const Preset*> wanted_;
    std::vector<std::future<void>> writing_;
    BackgroundRuns runs_;
};

}  // namespace gs
