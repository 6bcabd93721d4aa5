// Roofs as JSON: in the cache and in the benchmark's file.
#pragma once

#include <nlohmann/json.hpp>

#include "kernels/roofs/roofs.h"

namespace gs {

nlohmann::json json_of(const Roofs& roofs);
/// Throws nlohmann::json::exception where the value is not what json_of() wrote.
Roofs roofs_from(const nlohmann::json& value);

}  // namespace gs
