// Reads JSON that people have edited by hand, and reports a mistake by line and column.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "kernels/engine/status.h"

namespace gs {

/// Reads JSON (RFC 8259; a byte order mark in front is skipped). A failure is the reason without
/// the file: line and column, both from 1, what was found and what was expected; or the name that
/// occurs twice in one object.
Status parse_json(const std::string& text, nlohmann::ordered_json& json);

}  // namespace gs
