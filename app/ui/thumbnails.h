// A small picture of each preset, computed in the background when they are first wanted.
#pragma once

#include <map>
#include <string>

#include "app/core/run/background.h"
#include "app/render/gl.h"

namespace gs {

struct Preset;

/// Pictures of the presets, which take a second or two together. UI thread.
class Thumbnails {
  public:
    /// The texture of this preset's picture, or 0 while it is not there yet.
    /// Starts the work at the first call.
    unsigned texture(const std::string& preset);
    /// Pictures that have come since the last call go to the graphics card; true if there were
    /// some.
    bool update();

  private:
    std::map<std::string, gl::Texture> textures_;
    std::map<BackgroundRuns::Id, const Preset*> wanted_;  // once begun
    BackgroundRuns runs_;
};

}  // namespace gs
