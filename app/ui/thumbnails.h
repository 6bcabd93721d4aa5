// A small picture of each preset, computed in the background when they are first wanted.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/render/gl.h"

namespace gs {

/// UI thread. The pictures are computed on a thread of their own: a second or two for all of them.
class Thumbnails {
  public:
    static constexpr int kCells = 96;  // a side

    Thumbnails() = default;
    ~Thumbnails();
    Thumbnails(const Thumbnails&) = delete;
    Thumbnails& operator=(const Thumbnails&) = delete;

    /// The texture of this preset's picture, or 0 while it is not there yet.
    /// Starts the work at the first call.
    unsigned texture(const std::string& preset);
    /// Pictures that have come since the last call go to the graphics
    /// card; true where there were some.
    bool update();

  private:
    void compute(const std::stop_token& stop);

    std::map<std::string, gl::Texture> textures_;
    std::mutex mutex_;
    std::vector<std::pair<std::string, std::vector<std::uint8_t>>> done_;  // under mutex_
    std::jthread thread_;                                                  // last: it uses the others
};

}  // namespace gs
