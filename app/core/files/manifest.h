// The list of a rendering's frames beside them (manifest.json): of which run they are, and what
// each shows.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
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
using Facts = std::vector<std::pair<std::string, std::string>>;
/// The value of this name, or empty.
std::string fact_of(const Facts& facts, std::string_view name);

/// The content of the file.
struct Manifest {
    Facts run;
    /// How the run was set up (RecordingOptions::made_from).
    Facts made_from = {};
    /// What the kernel ran with; the machine is named by who writes.
    std::string runs_with = {};
    std::vector<FrameRow> frames = {};
};

/// Of a rendering with these options. kernel: the id of the one that runs.
Facts run_facts(const RecordingOptions& options, const Document& document, const std::string& kernel);

/// The name of the file.
inline constexpr const char* kManifest = "manifest.json";

/// Writes the list, whole or not at all.
Status write_manifest(const std::string& path, const Manifest& manifest);
/// Reads a list. Fails with a sentence if it is damaged or another file.
Status read_manifest(const std::string& path, Manifest& manifest);
/// Whether the file of that name is such a list.
bool is_manifest(const std::string& path);

}  // namespace gs
