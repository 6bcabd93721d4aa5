// Sessions as files: the settings by property name as JSON, the fields beside it as .npy.
#pragma once

#include <memory>
#include <string>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "kernels/engine/status.h"

namespace gs {

/// What a session's files hold.
struct Session {
    Document document;
    /// Nullptr: none, so the start is the document's.
    std::shared_ptr<const Snapshot> field;
};

/// Writes PATH and, beside it, its fields ("demo.json", "demo.json.npy", and where there are such
/// "demo.json.start.npy" and "demo.json.rates.npy"): all or none of them. A field that has blown up
/// is left out: the session then begins at its start.
Status write_session(const std::string& path, const Document& document, const Exported& present);

/// Reads what write_session wrote, and what was edited in it by hand. What is missing in it keeps
/// its initial value; anything wrong in it fails with a sentence that names the entry, its value
/// and what is allowed (or line and column), and `session` is as it was.
Status read_session(const std::string& path, Session& session);

}  // namespace gs
