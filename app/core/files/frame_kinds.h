// What the frames of a run in a folder can be: one row each, from which options and help know them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "app/core/files/frame_picture.h"
#include "kernels/engine/status.h"

namespace gs {

/// A kind of frames.
struct FrameKind {
    /// By which it is asked for ("grey16").
    std::string_view word;
    /// What it is, in words.
    std::string_view help;
    /// Of its files, with the dot.
    std::string_view ending;
    /// It is drawn, so it has a size of its own and a caption; else it holds the cells' numbers.
    bool drawn;
    /// Writes a frame, whole or not at all. Any thread.
    Status (*write)(const std::string& path, const Exported& present, const Document& document,
                    const FrameLook& look);
};

/// All kinds, the usual one first.
std::span<const FrameKind> frame_kinds();
/// The kind of this word, or nullptr.
const FrameKind* find_frame_kind(std::string_view word);

}  // namespace gs
