// JSON that people have edited by hand: what is wrong in it is said by line and column.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "kernels/engine/status.h"

namespace gs {

/// Reads JSON (RFC 8259; a byte order mark before it is passed over). The failure is the reason
/// alone: line and column, both from 1, what stands there, and what was expected; or the name
/// that stands twice in one object.
Status parse_json(const std::string& text, nlohmann::ordered_json& json);

}  // namespace gs
