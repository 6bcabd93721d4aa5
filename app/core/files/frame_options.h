// What frames are and show, as words: one row each, which the command line's options, the words of
// export and record, and the list of a folder's frames share.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/core/files/recording.h"
#include "kernels/engine/status.h"

namespace gs {

/// A choice of RecordingOptions.
struct FrameOption {
    /// "pixels"; render's option has two dashes before it.
    std::string_view name;
    /// What the help calls its value.
    std::string_view value;
    std::string (*help)();
    /// Fails with a sentence, and changes nothing.
    Status (*read)(const std::string& typed, RecordingOptions& options);
    /// The value as it would be typed; empty: there is none.
    std::string (*told)(const RecordingOptions& options);
    /// The words that it may be; empty: any others.
    std::vector<std::string> (*words)();
};

/// All of them, in the order of the help.
std::span<const FrameOption> frame_options();
/// The option that was meant, or nullptr.
const FrameOption* find_frame_option(std::string_view typed);
/// ", "-separated names of all.
std::string frame_option_names();

/// Reads options and their values, in turn ("pixels", "64x48"). Fails with a sentence.
Status read_frame_options(std::span<const std::string> words, RecordingOptions& options);
/// The words that make these options of the usual ones, each with a blank before it.
std::string frame_option_words(const RecordingOptions& options);
/// Fails with a sentence if the options contradict each other.
Status check_frame_options(const RecordingOptions& options);

}  // namespace gs
