// Roofs as JSON: in the cache and in the benchmark's file.
#pragma once

#include <nlohmann/json.hpp>

#include "kernels/roofs/roofs.h"

namespace gs {

nlohmann::json json_of(const Roofs& roofs);
/// Throws nlohmann::json::exception if the value was not written by json_of().
Roofs roofs_from(const nlohmann::json& value);

}  // namespace gs
