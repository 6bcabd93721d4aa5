// What the section of the equations remembers from frame to frame.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/core/document/document.h"
#include "app/core/document/presets.h"

namespace gs {

/// UI thread.
struct Equations {
    std::string touched{};  // key of the row under the pointer in the last frame: its term is lit
    // What is known of the document of this revision, so that a frame computes nothing.
    std::optional<std::uint64_t> revision{};
    Origin origin{};
    const Preset* matched = nullptr;  // whose equations it holds, or nullptr
    Gradient dragged{};               // a rate that varies, while one of its ends is dragged
    bool drags_high = false;          // it is the higher one
};

}  // namespace gs
