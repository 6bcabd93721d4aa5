// Runs as files: one line of JSON for each event, the fields that it needs beside it as .npy.
#pragma once

#include <cstdint>
#include <string>

#include "app/core/document/event.h"
#include "app/core/document/sight.h"
#include "kernels/engine/status.h"

namespace gs {

/// A run, the moment at which it was written, and the hash of the field then.
struct RunFile {
    Line line;
    Moment now;
    /// hash_of() the field at `now`; empty: the file does not say it.
    std::string hash;
    /// From which a replay can begin, or nullptr (a journal has one).
    std::shared_ptr<const Snapshot> keyframe;
    /// What a window showed of it.
    Sights sights = {};
};

/// Writes the run of a field that was handed out, and beside it the fields of its events
/// ("demo.gsr.1.npy", ...): all or none of them.
Status write_run(const std::string& path, const Exported& present, const Sights& sights = {});

/// Reads what write_run() wrote, also if it was edited by hand. A mistake fails with a sentence
/// that names the line, the entry, its value and what is allowed. cut_off: a last line that is not
/// whole is left away, and the run ends with what comes before (a journal).
Status read_run(const std::string& path, RunFile& run, bool cut_off = false);

}  // namespace gs
