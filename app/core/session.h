// Sessions as files: the settings by property name as JSON, the fields beside it as .npy.
#pragma once

#include <memory>
#include <string>

#include "app/core/document.h"
#include "app/core/requests.h"
#include "kernels/engine.h"

namespace gs {

struct Session {
    Document document;
    std::shared_ptr<const Snapshot> field;
};

/// Writes PATH and, beside it, its field ("demo.json" and "demo.npy"). The JSON comes last, so that it never
/// names a field that is not there.
Status write_session(const std::string& path, const Document& document, const Exported& present);

/// Reads what write_session wrote. What is missing in it keeps its initial value; anything wrong in it fails
/// with a sentence, and `session` is as it was.
Status read_session(const std::string& path, Session& session);

}  // namespace gs
