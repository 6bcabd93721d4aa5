// The list of a rendering's frames beside them (manifest.json): of which run they are, and what
// each shows.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/core/document/document.h"
#include "kernels/engine/status.h"

namespace gs {

struct RecordingOptions;

/// A frame that has been written.
struct FrameRow {
    std::string file;
    std::int64_t step = 0;
    double time = 0;
    /// Of the field's bits (hash_of()).
    std::string hash;
    /// The size of its file.
    std::uint64_t bytes = 0;
};

/// Name and value of all that decides which frames a rendering has and what they show, in the order
/// in which a difference is named.
using RunFacts = std::vector<std::pair<std::string, std::string>>;

/// Of a rendering with these options. kernel: the id of the one that runs.
RunFacts run_facts(const RecordingOptions& options, const Document& document, const std::string& kernel);

/// The name of the file.
inline constexpr const char* kManifest = "manifest.json";

/// Writes the list, whole or not at all. runs_with: what the kernel runs with; the machine is named
/// here.
Status write_manifest(const std::string& path, const RunFacts& run, const std::string& runs_with,
                      const std::vector<FrameRow>& frames);
/// Reads a list. Fails with a sentence if it is damaged or another file.
Status read_manifest(const std::string& path, RunFacts& run, std::map<std::string, FrameRow>& frames);
/// Whether the file of that name is such a list.
bool is_manifest(const std::string& path);

}  // namespace gs
