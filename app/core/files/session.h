// Sessions as files: the settings by property name as JSON, the fields beside it as .npy.
#pragma once

#include <memory>
#include <string>

#include "app/core/document/document.h"
#include "app/core/document/snapshot.h"
#include "kernels/engine/status.h"

namespace gs {

/// The content of a session's files.
struct Session {
    Document document;
    /// nullptr: there is none, so the session begins at the document's start.
    std::shared_ptr<const Snapshot> field;
};

/// Writes the file and, beside it, its fields ("demo.json", "demo.json.npy", and, if they exist,
/// "demo.json.start.npy" and "demo.json.rates.npy"): all or none of them. A field that has blown up
/// is left out; the session then begins at its start.
Status write_session(const std::string& path, const Document& document, const Exported& present);

/// Reads what write_session() wrote, also if it was edited by hand. An entry that is missing keeps
/// its initial value. A mistake fails with a sentence that names the entry, its value and what is
/// allowed (or line and column), and `session` is then unchanged.
Status read_session(const std::string& path, Session& session);

}  // namespace gs
